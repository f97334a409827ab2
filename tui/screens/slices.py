"""Long work while keys are taken: some milliseconds of it and a rest, in turn; or in a thread, which can be stopped."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Generator
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")
SLICE, REST = 0.006, 0.001
"""Seconds of work, and of rest, in turn."""


class StoppedError(Exception):
    """The person has stopped what is done in another thread."""


async def in_slices(work: Generator[None, None, Result]) -> Result:
    """Do work that gives way after each few milliseconds.

    Args:
        work: Yields often, and returns its result.
    """
    collects = gc.isenabled()
    gc.disable()  # walking through what the work has made takes longer than a slice, and finds nothing
    try:
        while True:
            end = perf_counter() + SLICE
            while perf_counter() < end:
                try:
                    next(work)
                except StopIteration as done:
                    result: Result = done.value
                    return result
            await asyncio.sleep(REST)
    finally:
        if collects:
            gc.enable()
