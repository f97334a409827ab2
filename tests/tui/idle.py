"""When an app at a test's keys has nothing left to do, as its event loop knows it."""

from __future__ import annotations

import asyncio
import heapq
from typing import Any

from tests.tui.frames import put_due_together

SOON = 1 / 25
"""Seconds within which what is due is waited for: a screen is painted 60 times a second, and may miss one of them."""


async def wait_until_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until no task can go on and none is due soon, and what the app shows then is painted.

    Args:
        min_sleep: What Textual asks for; nothing is due after it that was not before.
        max_sleep: Seconds after which the test goes on all the same.
    """
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    while (now := loop.time()) < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        due = min((each.when() for each in loop._scheduled if not each.cancelled()), default=end)
        if due - now <= SOON:
            await asyncio.sleep(max(due - now, 0))
        elif not put_due_together():
            return


def drop_cancelled() -> None:
    """Drop the timers that were cancelled: until they would be due, they hold the screen that set them."""
    loop: Any = asyncio.get_running_loop()
    loop._scheduled = [each for each in loop._scheduled if not each.cancelled()]
    heapq.heapify(loop._scheduled)
