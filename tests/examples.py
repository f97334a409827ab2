"""How many examples a property test draws."""

from __future__ import annotations

from hypothesis import settings

USUAL = 40
"""What the profile of `make test` says."""


def examples(usual: int, long: int = 0) -> int:
    """So many, or where the profile in force draws a part of the usual number, that part of them.

    Args:
        usual: The number in `make test`.
        long: The number in `make long`, where that is another.
    """
    drawn = settings.default.max_examples
    return long if long and drawn > USUAL else min(usual, max(2, usual * drawn // USUAL))
