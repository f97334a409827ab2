"""Finding an action by its words: what is found, in which order, and what the cursor and the mouse choose."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot

from tests.tui.grid import grid, text
from tests.tui.widgets.bench import drawn
from tui.actions.keymap import DEFAULT_KEYS
from tui.actions.registry import on_screen
from tui.dialogs.palette import ActionList, PaletteScreen


class Palette(App[Any]):
    """An app that is nothing but the palette of a screen."""

    chosen: list[str | None]

    def on_mount(self) -> None:
        self.chosen = []
        self.push_screen(PaletteScreen("screening", DEFAULT_KEYS), self.chosen.append)


def offered() -> list[str]:
    return [each.id for each in on_screen("screening") if each.id != "palette"]


def names(pilot: Pilot[Any]) -> list[str]:
    """The labels that are in sight, with the sign of the cursor."""
    lines = [line for line in grid(pilot.app) if " — " in line]
    return [line[:1].strip() + line[20:].split(" — ")[0].strip() for line in lines]


async def test_words_find_labels_before_explanations(snapshot: SnapshotAssertion) -> None:
    app = Palette()
    async with app.run_test(size=(100, 16)) as pilot:
        await pilot.pause()
        told = [text(app)]
        for typed in ("undo", " next", " xq", "", "record", " show"):
            await pilot.press(*[{" ": "space"}.get(each, each) for each in typed] or ["ctrl+u"])
            await pilot.pause()
            told.append(text(app))
        assert "\n-----\n".join(told) == snapshot


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["enter"], None),
        (["down", "enter"], offered()[0]),
        (["down", "down", "down", "up", "enter"], offered()[1]),
        (["up", "up", "enter"], offered()[0]),
        (["pagedown", "enter"], offered()[9]),
        (["pagedown", "pagedown", "pageup", "enter"], offered()[9]),
        (["pagedown"] * 9 + ["enter"], offered()[-1]),
        ([*"EXCLUDE", "enter"], "exclude"),
        ([*"go", "space", *"page", "space", *"down", "enter"], "page_down"),
        (["x", "q", "enter", "backspace", "backspace", *"undo", "enter"], "undo"),
        ([*"undo", "space", "z", "enter", "backspace", "backspace", "enter"], "undo"),
        (["down", "escape"], None),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else each,
)
async def test_what_is_chosen(keys: list[str], chosen: str | None) -> None:
    app = Palette()
    async with app.run_test(size=(100, 16)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert app.chosen == [chosen]


async def test_the_mouse_takes_the_action_in_sight_and_nothing_below_the_last() -> None:
    app = Palette()
    async with app.run_test(size=(100, 16)) as pilot:
        await pilot.pause()
        await pilot.press(*"redo")
        await pilot.pause()
        assert len(names(pilot)) < 8
        await pilot.click(offset=(5, 2 + len(names(pilot))))
        await pilot.click(offset=(5, 0))
        await pilot.pause()
        assert app.chosen == []
        await pilot.press("ctrl+u", *["down"] * 20)
        await pilot.pause()
        wanted = names(pilot)[3]
        await pilot.click(offset=(5, 5))
        await pilot.pause()
        [chosen] = app.chosen
        assert next(each.label for each in on_screen("screening") if each.id == chosen) == wanted.lstrip(">")


def test_the_list_stays_around_the_cursor() -> None:
    actions = on_screen("screening")
    shown = ActionList(actions, DEFAULT_KEYS)
    assert shown.chosen is None
    for cursor, first in ((-1, 0), (0, 0), (2, 0), (3, 1), (len(actions) - 1, len(actions) - 5)):
        shown.show(actions, cursor)
        assert len(shown.lines(60, 5)) == 5 and shown.shown == actions[first : first + 5], cursor
        assert shown.chosen == (actions[cursor].id if cursor >= 0 else None)
    shown.show(actions[:2], 1)
    assert drawn(shown, 30, 5).splitlines()[1].startswith("⟨bold:>⟩⟨bold: ")
    assert not drawn(shown, 30, 5).splitlines()[0].startswith("⟨bold:>⟩")
    assert all(len("".join(text for text, _ in line)) == 30 for line in shown.lines(30, 5))
    shown.show((), 0)
    shown.move(1)
    assert shown.chosen is None and drawn(shown, 80, 5).strip().startswith("no action here is called so")
