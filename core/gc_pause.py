"""Keeps the garbage collector from walking through many objects without reference cycles, made or being made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_frozen = False
"""Whether anything is frozen. Python would count it, by walking through all of it."""


def freeze() -> None:
    """Let the garbage collector walk through nothing more of all that there is now."""
    global _frozen
    gc.freeze()
    _frozen = True


def unfreeze() -> None:
    """Let it walk through that again."""
    global _frozen
    gc.unfreeze()
    _frozen = False


@contextmanager
def gc_paused() -> Iterator[None]:
    """Turn the garbage collector off for a block, or as a decorator for a function; then restore it.

    It would otherwise walk again and again through all the objects that are being made.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # Moves all objects to the oldest generation: a walk through the new ones would follow at once. Objects that
            # somebody has frozen for good must stay frozen, so not where there are any.
            if not _frozen:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
