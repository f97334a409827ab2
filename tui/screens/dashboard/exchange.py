"""The exchange with the other machines, begun on the dashboard and done beside it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from core.errors import TamisError
from tui.adapter.interface import ReviewAdapter
from tui.words.exchange import exchanged
from tui.words.phrases import dashboard as phrases
from tui.words.reading.criteria import titles
from tui.words.reading.decisions import told

Result = TypeVar("Result")


async def exchange(adapter: ReviewAdapter) -> tuple[str, bool]:
    """Exchange once; (what came of it in a line, whether somebody must look at it)."""
    try:
        return exchanged(await beside(adapter.exchange), titles(adapter.protocol))
    except (TamisError, OSError) as problem:
        return phrases.exchanged(told(problem)), True


async def beside(work: Callable[[], Result]) -> Result:
    """Do work in a thread that nobody waits for when the app ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def answer(give: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the app has ended
            loop.call_soon_threadsafe(lambda: None if done.cancelled() else give())

    def run() -> None:
        try:
            result = work()
        except BaseException as problem:
            answer(lambda problem=problem: done.set_exception(problem))  # type: ignore[misc]
        else:
            answer(lambda: done.set_result(result))

    threading.Thread(target=run, daemon=True).start()
    return await done
