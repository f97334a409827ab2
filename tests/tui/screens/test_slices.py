import asyncio
import contextlib
import gc
from collections.abc import Generator

import pytest

from tui.screens.slices import in_slices


async def test_others_have_their_turn_while_the_work_is_done() -> None:
    turns: list[str] = []

    def work() -> Generator[None, None, str]:
        while "another" not in turns:
            yield
        return "done"

    async def another() -> None:
        turns.append("another")

    waiting = asyncio.create_task(another())
    assert await in_slices(work()) == "done"
    await waiting


@pytest.mark.parametrize("before", [True, False])
async def test_the_garbage_collector_rests_meanwhile(before: bool) -> None:
    """It would walk through all that the work has made, longer than a key may wait."""

    def work() -> Generator[None, None, bool]:
        yield
        if not before:
            raise RuntimeError
        return gc.isenabled()

    enabled = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with contextlib.suppress(RuntimeError):
            assert not await in_slices(work())
        assert gc.isenabled() is before
    finally:
        (gc.enable if enabled else gc.disable)()
