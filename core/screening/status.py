"""The status of a review: the records of its funnel, who owes what, and which duplicates are still to be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.screening.decision import Act
from core.screening.funnel import Funnel, StageState


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedAndDone:
    """How much of a batch of a stage a reader owes, and has done; public even while the stage is blind.

    Attributes:
        per_hour: How many an hour they lately read; None where that is not known.
    """

    owed: int
    done: int
    per_hour: int | None = None

    @property
    def left(self) -> int:
        """How much is still to be done."""
        return self.owed - self.done

    @property
    def complete(self) -> bool:
        """Whether nothing is left."""
        return self.owed > 0 and self.done == self.owed


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus:
    """What one search round brought.

    Attributes:
        sources: How many records, new to the review, each source brought.
        unique: Of all of them, those that were no duplicates.
    """

    round: int
    sources: Mapping[str, int]
    unique: int

    @property
    def identified(self) -> int:
        """How many records it brought."""
        return sum(self.sources.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStatus:
    """Where the records of a stage stand, and its readers.

    Attributes:
        blind: Whether anything of it is still blind.
        waits_for: The readers whose program has to run once more before the others may know what they have said.
        pilot: The records of its pilot; None without one.
        pilot_blind: Whether that is still blind.
        acts: For each reader the records decided on, by how: one by one, or in bulk; None while that is sealed.
        late: The records that came into its open batches late; they are in no agreement, sample or estimate.
        sample_drawn: Whether its sample is drawn in every search round that brings it records; None without a share.
    """

    state: StageState
    readers: Mapping[str, OwedAndDone]
    blind: bool = False
    waits_for: Sequence[str] = ()
    pilot: Sequence[str] | None = None
    pilot_blind: bool = False
    late: Sequence[str] = ()
    sample_drawn: bool | None = None
    acts: Mapping[str, Mapping[Act, Sequence[str]] | None] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The stage's id."""
        return self.state.stage.id

    @property
    def title(self) -> str:
        """What the stage is called."""
        return self.state.stage.title or self.id

    def left(self, reviewer: str) -> int:
        """How many records the reviewer has still to read at it."""
        return self.readers[reviewer].left if reviewer in self.readers else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The whole review, as far as its audience may know it.

    Attributes:
        leaks: The records at which the funnel does not add up.
        imports_to_search: The numbers of the imports not yet searched for duplicates.
        pairs_to_review: How many doubtful pairs wait for a person.
    """

    funnel: Funnel
    rounds: Sequence[RoundStatus]
    stages: Sequence[StageStatus]
    leaks: Sequence[str] = ()
    imports_to_search: Sequence[int] = ()
    pairs_to_review: int = 0

    @property
    def whole(self) -> dict[str, int]:
        """The numbers of the review as a whole, by the names that `tamis records` knows them by."""
        identified, unique = len(self.funnel.identified), len(self.funnel.unique)
        return {"identified": identified, "duplicates": identified - unique, "unique": unique}
