"""The end of a stage's blindness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The end of a stage's blindness in one search round, or in its pilot.

    Attributes:
        early: Opened by an act of the team before every reader had finished; its agreement stays interim.
        rationale: Why, when early.
        journals: For each reader, the number of the last event of their journal that counts as independent; who is
            missing has not stated where they stood, and is as if they had decided nothing.
        links: For each of them, the `~` of that event.
        said: Whose word opened it, the first where several did, and its clock. What its writer had read by then tells
            which records were one.
    """

    stage: str
    round: int
    early: bool
    rationale: str
    journals: Mapping[str, int]
    links: Mapping[str, str]
    at: str
    said: tuple[str, int]
