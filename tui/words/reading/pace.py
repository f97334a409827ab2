"""How fast one reads, how long the rest will take, and what a sitting came to, in words."""

from __future__ import annotations

from collections.abc import Sequence

from core.words import listed, number, plural

_MINUTE = 60_000


def duration(milliseconds: float) -> str:
    """A time as people say it: "12 min", "2 h 10", "31 h"."""
    minutes = round(milliseconds / _MINUTE)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if minutes >= 600:
        return f"{number(round(minutes / 60))} h"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def pace(today: int, goal: int, per_hour: int | None, left: int) -> str:
    """What was done today, of the goal if there is one, how fast, and how long the rest takes at that pace.

    "212 of 300 today, 96/h, 31 h left"
    """
    parts = [f"{number(today)} of {number(goal)} today" if goal else f"{number(today)} today"]
    return ", ".join([*parts, *([at_pace(per_hour, left)] if per_hour else [])]) + (
        " left" if per_hour and left else ""
    )


def at_pace(per_hour: int, left: int) -> str:
    """How fast somebody reads, and how long the rest takes at that pace: "96/h, 31 h"."""
    return f"{number(per_hour)}/h" + (f", {duration(left * 60 * _MINUTE / per_hour)}" if left else "")


def sitting(decisions: int, worked: int, per_hour: int | None) -> str:
    """What a sitting came to: "this sitting 212 in 2 h 10, 96/h"; "" where nothing was decided."""
    if not decisions:
        return ""
    return f"this sitting {number(decisions)} in {duration(worked)}" + (f", {number(per_hour)}/h" if per_hour else "")


def all_read(all_done: str, came_to: str, others: Sequence[str], keys: Sequence[str]) -> str:
    """That all is read, what the sitting came to, for whom it waits, and what comes next, in sentences.

    Args:
        all_done: That nothing is left: "All 6,904 read."
        came_to: What the sitting came to, in words.
        others: The other readers who have not finished.
        keys: What can be done next, each with its key.
    """
    waits = f"Sealed until {listed(list(others))} {plural(len(others), 'has')} finished." if others else ""
    first = came_to[:1].upper() + came_to[1:]
    return " ".join(part for part in (all_done, first and f"{first}.", waits, *keys) if part)
