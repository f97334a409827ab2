"""How far the search for the report behind a record has come at a full-text stage, and who said so."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.protocol.values import NOT_RETRIEVED
from core.screening.decision import Settles, Verdict
from core.screening.merged_words import as_one, latest

_URL = re.compile(r"https?://(?!https?:)[^\s/?#]\S*", re.IGNORECASE)
_ANOTHER = re.compile(r"(?<![/=?&#:])https?://", re.IGNORECASE)
"""The start of a second address in a text, unless it is a part of the first, as in that of an archive or a proxy."""


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
        merged: All records of its duplicate group when it was said, where there were several.
        settles: Where something else had been said of records of that group: each of them, and how far it had come.
    """

    record: str
    state: Sought = Sought.SOUGHT
    path: str = ""
    url: str = ""
    why: str = ""
    by: str = ""
    at: str = ""
    merged: tuple[str, ...] = ()
    settles: Settles = ()

    @property
    def said(self) -> str:
        """How far the search has come."""
        return self.state.value

    def on(self, record: str) -> Retrieval:
        """The same of another record, where it settles nothing."""
        return replace(self, record=record, settles=())

    def as_document(self) -> dict[str, Any]:
        """The JSON form, without what is empty."""
        document: dict[str, Any] = {"record": self.record, "state": self.state.value}
        document |= {name: value for name in ("path", "url", "why", "by", "at") if (value := getattr(self, name))}
        document |= {"merged": list(self.merged)} if self.merged else {}
        return document | ({"settles": dict(self.settles)} if self.settles else {})

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Retrieval:
        """The inverse of `as_document`; what else a document holds is passed over."""
        said = {name: document[name] for name in ("path", "url", "why", "by", "at") if name in document}
        merged, settles = tuple(document.get("merged", ())), tuple(document.get("settles", {}).items())
        return cls(record=document["record"], state=Sought(document["state"]), merged=merged, settles=settles, **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report behind a record: how far the search for it has come, the reviewer's own verdict, and its study."""

    retrieval: Retrieval
    title: str
    verdict: Verdict | None
    study: str


def is_url(text: str) -> bool:
    """Whether a text is the address of one page rather than a file."""
    return _URL.fullmatch(text) is not None and _ANOTHER.search(text, 1) is None


def retrievals_as_one(retrievals: Iterable[Retrieval], survivor: Mapping[str, str]) -> dict[str, Retrieval]:
    """Survivor → how far the search for its report has come; see `core.screening.merged_words`.

    A report of which different things were said is sought. `merged` names all records that the counting words are on.
    """

    def one(words: Sequence[Retrieval]) -> Retrieval:
        last = max(words, key=latest)
        about = tuple(sorted({record for each in words for record in (each.record, *each.merged)}))
        if len({each.state for each in words}) > 1:
            return Retrieval(record=last.record, at=last.at, merged=about)
        return replace(last, merged=about)

    found = as_one(retrievals, survivor, one)
    return {record: replace(each, merged=each.merged or (record,)) for record, each in found.items()}


def lost_reports(retrievals: Iterable[Retrieval], decided: Callable[[str], Collection[str]]) -> frozenset[str]:
    """The records whose reports could not be had.

    A report that could not be had for one record is not lost when a reader has decided on another record that was
    merged with it later.

    Args:
        retrievals: What counts of each report, one for each survivor.
        decided: Takes a survivor; the records of its group that readers have decided on.
    """
    return frozenset(
        retrieval.record
        for retrieval in retrievals
        if retrieval.state is Sought.NOT_RETRIEVED and {*retrieval.merged}.issuperset(decided(retrieval.record))
    )
