"""The versions of the plan that were in force so far: what somebody might say goes by the one of that time."""

from __future__ import annotations

from dataclasses import dataclass

from core.protocol.read import parse_protocol
from core.protocol.values import Protocol
from store.folder.review import Review


@dataclass(frozen=True, slots=True)
class Plans:
    """The versions of the plan so far, each with the clock of the word that logged it, the one in force last."""

    versions: tuple[tuple[int, Protocol], ...]

    def at(self, clock: int | None = None) -> Protocol | None:
        """The plan in force when a word with that clock was said, or now; None before the first one."""
        return next((each for at, each in reversed(self.versions) if clock is None or at < clock), None)

    def readers(self, stage: str, clock: int | None = None) -> frozenset[str]:
        """The readers of a stage under the plan in force when a word with that clock was said, or now."""
        protocol = self.at(clock)
        return readers_in(protocol, stage) if protocol is not None else frozenset()

    def ever(self, stage: str, clock: int) -> frozenset[str]:
        """Whoever was a reader of a stage before that clock."""
        return frozenset[str]().union(*(readers_in(each, stage) for at, each in self.versions if at < clock))


def plans_so_far(review: Review) -> Plans:
    """All versions of the plan of a review."""
    return review.once(_plans, "amendments")


def readers_in(protocol: Protocol, stage: str) -> frozenset[str]:
    """The readers of a stage in a version of the plan."""
    return frozenset(each.reviewer for this in protocol.stages if this.id == stage for each in this.readers)


def _plans(review: Review) -> Plans:
    logged = [(word.clock, parse_protocol(word.says["text"])) for _, word in review.in_order("amendments") if word.says]
    return Plans((*logged, (review.acts.clock + 1, review.protocol)))
