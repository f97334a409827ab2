import asyncio
from collections.abc import Generator

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
