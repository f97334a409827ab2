"""Getting the full texts: where the report behind a record stands at a full-text stage, and who said so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.protocol import NOT_RETRIEVED

_URL = re.compile(r"https?://\S+", re.IGNORECASE)


class Sought(StrEnum):
    """How far the search for a report has come. Every report is sought until somebody says otherwise."""

    SOUGHT = "sought"
    RETRIEVED = "retrieved"
    NOT_RETRIEVED = NOT_RETRIEVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """What the team knows of one report at one stage.

    Attributes:
        record: The record's id.
        path: The file of a retrieved report, relative to the review folder where it lies in it; "" without one.
        url: Its address, where it was read on line.
        why: Why it could not be had; only of one not retrieved.
        by: Who said so: a reviewer's id, or a login.
        at: When, in UTC, ISO 8601.
    """

    record: str
    state: Sought = Sought.SOUGHT
    path: str = ""
    url: str = ""
    why: str = ""
    by: str = ""
    at: str = ""

    def as_document(self) -> dict[str, Any]:
        """The JSON form, without what is empty."""
        document: dict[str, Any] = {"record": self.record, "state": self.state.value}
        return document | {name: value for name in ("path", "url", "why", "by", "at") if (value := getattr(self, name))}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Retrieval:
        """The inverse of `as_document`; what else a document holds is passed over."""
        said = {name: document[name] for name in ("path", "url", "why", "by", "at") if name in document}
        return cls(record=document["record"], state=Sought(document["state"]), **said)


def is_url(text: str) -> bool:
    """Whether a text is the address of a page rather than a file."""
    return _URL.fullmatch(text) is not None


def furthest(found: Iterable[Retrieval]) -> Retrieval | None:
    """What counts where several were said of one publication: a report that somebody has is there; None without any."""
    order = (Sought.SOUGHT, Sought.NOT_RETRIEVED, Sought.RETRIEVED)
    return max(found, key=lambda each: (order.index(each.state), each.at), default=None)
