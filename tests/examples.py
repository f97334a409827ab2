"""How many examples a property test draws."""

from __future__ import annotations

from hypothesis import settings

USUAL = 40
"""What the profile of `make test` says."""


def examples(usual: int) -> int:
    """So many, or where the profile in force draws a part of the usual number, that part of them."""
    return min(usual, max(2, usual * settings.default.max_examples // USUAL))
