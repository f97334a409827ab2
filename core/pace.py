"""How many records somebody reads an hour, by how long the last ones took."""

from __future__ import annotations

from collections.abc import Sequence

PAUSE = 300_000
"""Milliseconds after which a record counts as left alone; longer looks say nothing of the pace."""
RECENT = 50
"""How many decisions the pace goes by."""
_ENOUGH = 180_000
"""Milliseconds of work before there is a pace to speak of: the first easy records of a day promise too much."""


def pace_of(recent: Sequence[int], worked: int) -> int | None:
    """Decisions an hour; None before three minutes of work and five decisions.

    Args:
        recent: The milliseconds that each of the last decisions took, those above `PAUSE` left out.
        worked: The milliseconds of all that is known, these included.
    """
    if worked < _ENOUGH or len(recent) < 5 or not any(recent):
        return None
    return round(len(recent) * 3_600_000 / sum(recent))
