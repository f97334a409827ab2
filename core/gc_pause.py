"""Python's collector of cycles, out of the way while very much is made that has none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Without the collector of cycles, which else walks again and again through all that is being made.

    Also a decorator.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # Counts all there is as old, without the walk through all that is new that would follow at once. Not where
            # something is frozen for good: that would be let go.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
