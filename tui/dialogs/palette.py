"""The palette: find an action by its words.

Textual has a palette of its own; in 8.2 it can end the app with an error when it opens just after a screen has closed
(its list is looked up before it is mounted), and it sends more over a slow connection than the whole screening screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from tui.actions.action import Action
from tui.actions.keymap import Keymap, show_key
from tui.actions.registry import on_screen
from tui.text.content import Line, fit
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.canvas import Canvas
from tui.widgets.line_input import LineInput
from tui.words.phrases import everywhere


class ActionList(Canvas):
    """Actions with their keys, one of them under the cursor; none before the person has typed or moved."""

    def __init__(self, actions: Sequence[Action], keymap: Keymap) -> None:
        super().__init__()
        self.actions = actions
        self._keymap = keymap
        self._cursor = -1
        self.shown: Sequence[Action] = ()
        """Those that are in sight."""

    @property
    def chosen(self) -> str | None:
        """The id of the action under the cursor."""
        return self.actions[self._cursor].id if 0 <= self._cursor < len(self.actions) else None

    def show(self, actions: Sequence[Action], cursor: int) -> None:
        """Show these actions, with the cursor on one of them (-1: on none)."""
        self.actions = actions
        self._cursor = cursor
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor."""
        self._cursor = min(max(self._cursor + steps, 0), max(len(self.actions) - 1, 0))
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The actions around the cursor, or that there is none."""
        if not self.actions:
            return [((f" {everywhere.NO_ACTION_CALLED_SO}", PLAIN),)]
        top = max(min(self._cursor - height // 2, len(self.actions) - height), 0)
        self.shown = self.actions[top : top + height]
        return [self._line(place, width) for place, _ in enumerate(self.shown, top)]

    def _line(self, place: int, width: int) -> Line:
        action = self.actions[place]
        keys = " ".join(show_key(key) for key in self._keymap[action.id])
        style = STRONG if place == self._cursor else PLAIN
        return (
            (">" if place == self._cursor else " ", STRONG),
            (fit(f" {keys}", 19) + " ", style),
            (fit(f"{action.label} — {action.help}", max(width - 21, 1)), style),
        )


class PaletteScreen(Screen[str | None], inherit_bindings=False):
    """Type words, choose with the arrows, press enter; gives back the id of an action."""

    DEFAULT_CSS = """
    PaletteScreen { overflow: hidden; background: $background; }
    PaletteScreen Horizontal { height: 1; }
    PaletteScreen #question { width: 9; }
    """
    AUTO_FOCUS = "LineInput"

    def __init__(self, screen: str, keymap: Keymap) -> None:
        """Offer the actions of a screen, by its name in the registry."""
        super().__init__()
        self._offered = [action for action in on_screen(screen) if action.id != "palette"]
        self._list = ActionList(self._offered, keymap)

    def compose(self) -> ComposeResult:
        """The line to write in, and what it finds."""
        with Horizontal():
            yield Bar(id="question")
            yield LineInput()
        yield ThinLine()
        yield self._list
        yield ThinLine()
        yield Bar(id="keys")

    def on_mount(self) -> None:
        """Say what this is."""
        self.query_one("#question", Bar).show(everywhere.PALETTE_QUESTION)
        self.query_one("#keys", Bar).show(everywhere.PALETTE_KEYS, DIM)

    def on_key(self, event: events.Key) -> None:
        """Move the cursor; the line keeps all other keys."""
        steps = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}.get(event.key)
        if steps:
            event.stop()
            self._list.move(steps)

    @on(Canvas.PointedAt)
    def _on_pointed_at(self, event: Canvas.PointedAt) -> None:
        if event.canvas is self._list and event.row < len(self._list.shown):
            self.dismiss(self._list.shown[event.row].id)

    @on(Input.Changed)
    def _on_change(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        found = [each for each in self._offered if all(word in f"{each.label} {each.help}".lower() for word in words)]
        found.sort(key=lambda action: not all(word in action.label for word in words))
        self._list.show(found, 0 if words else -1)

    @on(Input.Submitted)
    def _on_answer(self) -> None:
        if self._list.actions:
            self.dismiss(self._list.chosen)
        else:  # nothing is called so: write on
            line = self.query_one(LineInput)
            line.open(line.value, selected=False)

    @on(LineInput.Cancelled)
    def _on_cancel(self) -> None:
        self.dismiss(None)
