"""Decisions and resolutions: what a reviewer said of a record at a stage, and how a disagreement ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from core.protocol.values import Stage


class Verdict(StrEnum):
    """What a reviewer says of a record at a stage."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    MAYBE = "maybe"


class Act(StrEnum):
    """How a verdict was given."""

    ONE_BY_ONE = "one by one"
    CONFIRMED = "confirmed in bulk"
    PASSED = "passed in bulk"
    FOUND = "found in bulk"


IN_BULK = (Act.CONFIRMED, Act.PASSED, Act.FOUND)
ORDERS = {Act.CONFIRMED: "suggested", Act.PASSED: "passed on", Act.FOUND: "found"}
"""The `order` of the decisions of a bulk act: of suggestions that were confirmed, of what nothing was suggested for, of
what a search showed."""
SECOND_LOOK = "second-look"
"""The order of what was said at a second look: no decision, which would be independent, but a word beside one."""
_ACTS = {order: act for act, order in ORDERS.items()}
_VERDICTS = {each.value: each for each in Verdict}
"""Each verdict by its word in a journal; for so many decisions, calling `Verdict` would be ten times slower."""

Settles = tuple[tuple[str, str], ...]
"""Ids of records, each with the verdict on it ("" while a disagreement over it was with the adjudicator)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one reviewer has said of one record at one stage.

    Attributes:
        record: The record's id.
        verdict: None while there is only a note or a label.
        reason: The id of one of the stage's reasons; only with `exclude`.
        at: When, in UTC, ISO 8601.
        order: How the queue was ordered when the decision was made ("import", "random", …; see `SECOND_LOOK`), or the
            bulk act it was made in; see `ORDERS`.
        settles: Where it was made on merged records on which the reader had decided before: each of them, and what was
            said of it; see `core.screening.merged_words`.
        merged: Not stored: where it stands for what was said of merged records, those decisions.
    """

    record: str
    verdict: Verdict | None = None
    reason: str = ""
    note: str = ""
    labels: tuple[str, ...] = ()
    at: str = ""
    order: str = ""
    settles: Settles = ()
    merged: tuple[Decision, ...] = field(default=(), compare=False)

    @property
    def said(self) -> str:
        """The verdict; "" while there is none."""
        return self.verdict or ""

    def on(self, record: str) -> Decision:
        """The same on another record, where it settles nothing."""
        return replace(self, record=record, settles=())

    @property
    def torn(self) -> bool:
        """Whether it has no verdict because the reader gave merged records different ones."""
        return self.verdict is None and bool(self.merged)

    @property
    def act(self) -> Act:
        """How the verdict was given: on this record (of merged ones, on any of them) alone, or on many at once."""
        if any(each.act is Act.ONE_BY_ONE for each in self.merged):
            return Act.ONE_BY_ONE
        return _ACTS.get(self.order, Act.ONE_BY_ONE)

    def as_document(self) -> dict[str, Any]:
        """The JSON form, without what is empty."""
        document: dict[str, Any] = {"record": self.record, "verdict": self.verdict and self.verdict.value}
        for name in ("reason", "note", "labels", "at", "order"):
            if value := getattr(self, name):
                document[name] = list(value) if name == "labels" else value
        return document | _settles_document(self.settles)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Decision:
        """The inverse of `as_document`."""
        verdict = document.get("verdict")
        return cls(
            record=document["record"],
            verdict=_VERDICTS.get(verdict) or Verdict(verdict) if verdict else None,
            reason=document.get("reason", ""),
            note=document.get("note", ""),
            labels=tuple(document.get("labels", ())),
            at=document.get("at", ""),
            order=document.get("order", ""),
            settles=tuple(document["settles"].items()) if "settles" in document else (),
        )


class ToldInFull(NamedTuple):
    """All that is told of a decision, as texts; "" where there is nothing. `act` is "" while there is no verdict."""

    record: str
    verdict: str
    reason: str
    note: str
    labels: str
    at: str
    act: str
    order: str

    @classmethod
    def of(cls, decision: Decision) -> ToldInFull:
        """What is told of a decision."""
        told, labels = (decision.record, decision.said, decision.reason, decision.note), "; ".join(decision.labels)
        return cls(*told, labels, decision.at, decision.act if decision.verdict else "", decision.order)

    @classmethod
    def of_document(cls, document: dict[str, Any]) -> ToldInFull:
        """The same of a decision beside which there is no other, without making it: there may be 100,000."""
        verdict, labels, order = document.get("verdict"), document.get("labels"), document.get("order", "")
        return cls(
            document["record"],
            _VERDICTS.get(verdict) or Verdict(verdict) if verdict else "",
            document.get("reason", ""),
            document.get("note", ""),
            "; ".join(labels) if labels else "",
            document.get("at", ""),
            _ACTS.get(order, Act.ONE_BY_ONE) if verdict else "",
            order,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a disagreement ended, or that it went to an adjudicator. It never overwrites a decision.

    Attributes:
        verdict: None while escalated.
        by: Who resolved it: the ids of those who agreed on it, or the adjudicator's.
        escalated: Whether the team handed it to an adjudicator.
        ticked: Which of the protocol's discussion questions were answered yes (their places, from 0).
        settles: As `Decision`'s: the resolutions of merged records that it takes the place of.
        as_one: Not stored: whether it was said of merged records as one publication.
    """

    record: str
    verdict: Verdict | None = None
    reason: str = ""
    rationale: str = ""
    by: tuple[str, ...] = ()
    escalated: bool = False
    ticked: tuple[int, ...] = ()
    at: str = ""
    settles: Settles = ()
    as_one: bool = field(default=False, compare=False)

    @property
    def said(self) -> str:
        """The verdict; "" while it is escalated."""
        return self.verdict or ""

    def on(self, record: str) -> Resolution:
        """The same on another record, where it settles nothing."""
        return replace(self, record=record, settles=(), as_one=bool(self.settles))

    def as_document(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "record": self.record,
            "verdict": self.verdict and self.verdict.value,
            "reason": self.reason,
            "rationale": self.rationale,
            "by": list(self.by),
            "escalated": self.escalated,
            "ticked": list(self.ticked),
            "at": self.at,
            **_settles_document(self.settles),
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Resolution:
        """The inverse of `as_document`."""
        verdict = document.get("verdict")
        return cls(
            record=document["record"],
            verdict=Verdict(verdict) if verdict else None,
            reason=document.get("reason", ""),
            rationale=document.get("rationale", ""),
            by=tuple(document.get("by", ())),
            escalated=document.get("escalated", False),
            ticked=tuple(document.get("ticked", ())),
            at=document.get("at", ""),
            settles=tuple(document.get("settles", {}).items()),
        )


def _settles_document(settles: Settles) -> dict[str, dict[str, str]]:
    return {"settles": dict(settles)} if settles else {}


def with_reasons(decision: Decision, stage: Stage, reasons: Iterable[str]) -> Decision:
    """A decision that gives several reasons: the first in the protocol's order is the main one, the others are labels.

    Args:
        decision: The decision; the reasons that it gave are replaced, its other labels stay.
        stage: The stage, whose reasons are listed by rank.
        reasons: Ids of its reasons, in any order; [] takes all of them away.
    """
    ranks = {each.id: rank for rank, each in enumerate(stage.reasons)}
    ordered = sorted(set(reasons), key=ranks.__getitem__)
    others = tuple(each for each in decision.labels if each not in ranks)
    return replace(decision, reason=ordered[0] if ordered else "", labels=(*others, *ordered[1:]))


def counted(verdict: Verdict, maybe: str) -> Verdict:
    """What a verdict counts as where a record leaves a stage: the protocol's rule for `maybe` is applied.

    Args:
        verdict: The verdict.
        maybe: The stage's rule, "include" or "exclude".
    """
    return Verdict(maybe) if verdict is Verdict.MAYBE else verdict
