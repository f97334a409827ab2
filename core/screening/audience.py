"""For whom the state of a review is derived, and what each may know of what is still sealed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """A reviewer, an adjudicator, the team, or the public.

    What is sealed is known to the reviewer who said it; to everybody else, the team too, it is still to be read.

    Attributes:
        who: The reviewer or the adjudicator; None for the team and for the public.
        trusted: Whether it may open what is sealed, for a reason, and know which records are in a sample.
    """

    who: str | None = None
    trusted: bool = False

    @property
    def adjudicates(self) -> bool:
        """Whether it may end what the readers cannot, and know which records each of them reads."""
        return self.trusted and self.who is not None

    def hears(self, reviewer: str) -> bool:
        """Whether it may be told what a reviewer has said while that is sealed."""
        return reviewer == self.who


TEAM = Audience(trusted=True)
PUBLIC = Audience()
"""Everybody: what it is told may be in anybody's hands."""
