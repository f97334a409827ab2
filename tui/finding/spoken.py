"""What was said of a record, as a search reads it: note:, reason:, label: and decided:."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.protocol.values import Stage
from core.screening.decision import Decision, Verdict

SPOKEN = ("note", "reason", "label", "decided")
"""The fields of a search that are about what was said of a record, rather than about the record."""
VERDICTS = {Verdict.INCLUDE: "included include", Verdict.EXCLUDE: "excluded exclude", Verdict.MAYBE: "maybe"}


class Spoken(NamedTuple):
    """What was said of a record, a text for each of `SPOKEN`: the notes, the reasons …; verdicts with their days."""

    note: str = ""
    reason: str = ""
    label: str = ""
    decided: str = "undecided"


SpokenOf = Callable[[str], Spoken]
"""Gives what was said of a record, by its id."""


def nothing_said(_record: str) -> Spoken:
    """What was said of records of which nothing was said."""
    return Spoken()


def spoken(decisions: Iterable[Decision | None], stage: Stage, notes: Iterable[str] = ()) -> Spoken:
    """What decisions on one record say, and further notes."""
    said = [each for each in decisions if each is not None]
    decided = [each for each in said if each.verdict is not None]
    reasons = [f"{each.reason}\n{stage.reason_label(each.reason)}" for each in decided if each.reason]
    return Spoken(
        note="\n".join([*(each.note for each in said), *notes]),
        reason="\n".join(reasons),
        label="\n".join(label for each in said for label in each.labels),
        decided=" ".join(f"{VERDICTS[each.verdict]} {each.at}" for each in decided if each.verdict) or "undecided",
    )
