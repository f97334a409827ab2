"""What a check finds."""

from __future__ import annotations

from typing import NamedTuple

from core.errors import TamisError


class Problem(NamedTuple):
    """Something wrong: where, what, and what to do about it."""

    where: str
    what: str
    advice: str


def told(error: TamisError) -> Problem:
    """An error as a problem."""
    return Problem(error.where, error.what, error.advice)
