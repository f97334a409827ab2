"""How far the search for the report behind a record has come at a full-text stage, and who said so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.protocol.values import NOT_RETRIEVED
from core.screening.decision import Decision, Verdict
from core.screening.merged_words import said_of

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
    """

    record: str
    state: Sought = Sought.SOUGHT
    path: str = ""
    url: str = ""
    why: str = ""
    by: str = ""
    at: str = ""
    merged: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """The JSON form, without what is empty."""
        document: dict[str, Any] = {"record": self.record, "state": self.state.value}
        document |= {name: value for name in ("path", "url", "why", "by", "at") if (value := getattr(self, name))}
        return document | ({"merged": list(self.merged)} if self.merged else {})

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Retrieval:
        """The inverse of `as_document`; what else a document holds is passed over."""
        said = {name: document[name] for name in ("path", "url", "why", "by", "at") if name in document}
        merged = tuple(document.get("merged", ()))
        return cls(record=document["record"], state=Sought(document["state"]), merged=merged, **said)


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


def furthest(retrievals: Sequence[Retrieval]) -> Retrieval:
    """The one that counts of several about the same publication.

    A report that somebody has counts as retrieved; one that somebody still seeks does not count as lost.
    """
    order = (Sought.NOT_RETRIEVED, Sought.SOUGHT, Sought.RETRIEVED)
    best = max(retrievals, key=lambda retrieval: (order.index(retrieval.state), retrieval.at))
    merged = (record for retrieval in retrievals if retrieval.state is best.state for record in retrieval.merged)
    return replace(best, merged=tuple(dict.fromkeys(merged)))


def lost_reports(retrievals: Iterable[Retrieval], decisions: Collection[Mapping[str, Decision]]) -> frozenset[str]:
    """The records whose reports could not be had.

    A report that could not be had for one record is not lost when a reader has decided on another record that was
    merged with it later.

    Args:
        retrievals: What counts of each report, one for each survivor.
        decisions: Each reader's, as they count, by survivor.
    """
    return frozenset(
        retrieval.record
        for retrieval in retrievals
        if retrieval.state is Sought.NOT_RETRIEVED
        and all(
            {*retrieval.merged}.issuperset(said_of(word))
            for words in decisions
            if (word := words.get(retrieval.record)) is not None and (word.verdict or word.torn)
        )
    )
