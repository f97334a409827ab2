"""Tab completes what stands before the cursor, in its turn among the keys."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui.screens.sources.completing_input import CompletingInput


class Completing(App[None]):
    """An app of one line, which notes what it can become."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: list[list[str]] = []

    def compose(self) -> ComposeResult:
        yield CompletingInput()

    def on_completing_input_completed(self, event: CompletingInput.Completed) -> None:
        self.offered.append(list(event.choices))


def completer(text: str) -> tuple[str, list[str]]:
    return f"{text}ports/", [f"{text}ports/a", f"{text}ports/b"]


@pytest.mark.parametrize(
    ("keys", "value", "offered"),
    [
        (["e", "x", "tab"], "exports/", [["exports/a", "exports/b"]]),
        (["e", "x", "tab", "a"], "exports/a", [["exports/a", "exports/b"]]),
        (["e", "x", ".", "r", "left", "left", "tab", "!"], "exports/!.r", [["exports/a", "exports/b"]]),
    ],
    ids=str,
)
async def test_what_stands_before_the_cursor_is_completed(
    keys: list[str], value: str, offered: list[list[str]]
) -> None:
    app = Completing()
    async with app.run_test(size=(40, 3)) as pilot:
        line = app.query_one(CompletingInput)
        line.completer = completer
        line.focus()
        await pilot.press(*keys)
        assert (line.value, app.offered) == (value, offered)
        assert line.edits["tab"] == line.action_complete and "backspace" in line.edits


async def test_without_a_completer_tab_does_nothing() -> None:
    app = Completing()
    async with app.run_test(size=(40, 3)) as pilot:
        app.query_one(CompletingInput).focus()
        await pilot.press("e", "tab", "x")
        assert (app.query_one(CompletingInput).value, app.offered) == ("ex", [])
