from __future__ import annotations

from textual.app import App, ComposeResult

from tests.tui.grid import grid
from tui.widgets.line_input import LineInput
from tui.widgets.prompt import Prompt


class Asking(App[None]):
    def compose(self) -> ComposeResult:
        yield Prompt(LineInput(id="answer"))


async def test_it_is_in_sight_while_it_asks_and_writing_replaces_the_text_or_goes_on_from_prose() -> None:
    async with Asking().run_test(size=(40, 3)) as pilot:
        prompt = pilot.app.query_one(Prompt)
        assert not prompt.display
        for prose, result in ((False, "x"), (True, "beforex")):
            prompt.open("what?", "before", prose=prose, earlier=())
            prompt.line.focus()
            await pilot.pause()
            assert prompt.display and grid(pilot.app)[0].split() == ["what?", "before"]
            await pilot.press("x")
            assert prompt.line.value == result
            prompt.close()
            await pilot.pause()
            assert not prompt.display
