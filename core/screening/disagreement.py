"""A record on which readers differ: what each said, where it stands, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.protocol.values import Stage
from core.sampling.sample import order
from core.screening.decision import Decision, Resolution, Verdict


class State(StrEnum):
    """Where a disagreement stands."""

    OPEN = "open"
    CONFLICT = "conflict"
    ESCALATED = "escalated"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one reader says now.

    Attributes:
        late: Whether it was said (or changed) after the stage was opened, and so stands outside the agreement.
        before: The decision that stood at the opening, where this one is late; None when none did.
        again: What the reader would say after a second look at what they had excluded.
    """

    reviewer: str
    decision: Decision
    late: bool = False
    before: Decision | None = None
    again: Decision | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What the reader says in the end."""
        return (self.again or self.decision).verdict


@dataclass(frozen=True, slots=True)
class Conflicting:
    """One of the different words of one voice on records that were merged afterwards.

    Attributes:
        what: "decision", "resolution", "report", "answer", "consensus", or "at once" for one of several resolutions.
        by: Whose word it is.
        record: The record that it was said of.
        said: The verdict, how far the search for the report has come, or the answer.
        about: The reason of a verdict, the item of an answer; "" for none.
        note: The note or rationale of a verdict, where a report is or why it could not be had, the quote of an answer.
        at: When, in UTC, ISO 8601.
    """

    what: str
    by: tuple[str, ...]
    record: str
    said: str
    about: str
    note: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A record on which readers differ, or differed, or one on which one voice said different things.

    Attributes:
        conflict: The different words, of a record that waits since they were said of records that are one now.
        at_once: The different resolutions of people who did not know of each other's, where the latest counts.
        sealed: Whether it is a conflict that nobody but its reader may know of yet.
        resolution: How it ended, or that it was escalated, when this was derived; a session asks its store.
    """

    record: str
    sides: tuple[Side, ...]
    resolution: Resolution | None = None
    conflict: tuple[Conflicting, ...] = ()
    at_once: tuple[Conflicting, ...] = ()
    sealed: bool = False

    def state(self, stage: Stage) -> State:
        """Where it stood at the stage when this was derived."""
        return state_of(self.resolution, stage, self.conflict)

    @property
    def differs(self) -> bool:
        """Whether it is about readers who differ or differed, rather than about what one of them said twice."""
        return not self.conflict or len({side.verdict for side in self.sides}) > 1

    @property
    def stark(self) -> bool:
        """Whether one says include and another exclude, rather than maybe."""
        return {Verdict.INCLUDE, Verdict.EXCLUDE} <= {side.verdict for side in self.sides}

    @property
    def by_second_look(self) -> bool:
        """Whether the readers had all excluded it, and one of them would not after a second look."""
        said = {side.decision.verdict for side in self.sides}
        return said == {Verdict.EXCLUDE} and any(side.again for side in self.sides)

    def without_names(self, seed: str) -> Disagreement:
        """The same with its readers as "reader 1", "reader 2" …, in that order, also where they resolved it together.

        Args:
            seed: The review's.
        """
        names = self.hidden_names(seed)
        sides = sorted((replace(side, reviewer=names[side.reviewer]) for side in self.sides), key=lambda s: s.reviewer)
        resolution = self.resolution
        if resolution is not None:
            resolution = replace(resolution, by=tuple(sorted(names.get(each, each) for each in resolution.by)))
        conflict, at_once = (
            tuple(replace(each, by=tuple(sorted(names.get(one, one) for one in each.by))) for each in words)
            for words in (self.conflict, self.at_once)
        )
        return replace(self, sides=tuple(sides), resolution=resolution, conflict=conflict, at_once=at_once)

    def hidden_names(self, seed: str) -> dict[str, str]:
        """What to call those who said something, where nobody should know who said what."""
        read = ("decision", "answer")
        spoke = [*(side.reviewer for side in self.sides)]
        spoke += [who for each in self.conflict if each.what in read for who in each.by]
        return hidden_names(seed, self.record, list(dict.fromkeys(spoke)))


def state_of(resolution: Resolution | None, stage: Stage, conflict: Sequence[Conflicting] = ()) -> State:
    """Where a disagreement with that resolution stands at a stage, or a conflict."""
    if resolution is not None and resolution.verdict is not None:
        return State.RESOLVED
    if conflict and not (resolution is not None and resolution.escalated):
        return State.CONFLICT
    if stage.only_ruled or (resolution is not None and resolution.escalated):
        return State.ESCALATED
    return State.OPEN


def hidden_names(seed: str, record: str, readers: Sequence[str]) -> dict[str, str]:
    """What to call the readers of a record where nobody should know who said what: "reader 1", "reader 2" and so on.

    They are numbered, and to be shown, in an order of the record's own, so that no place is always one reader's.
    """
    shuffled = order(f"{seed}\nnames\n{record}", readers)
    return {reader: f"reader {place}" for place, reader in enumerate(shuffled, 1)}
