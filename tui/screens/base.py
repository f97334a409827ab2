"""Gives all screens their keys, from the registry, and what moves in a list or a page."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, ClassVar

from textual import events, on
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from core.errors import TamisError
from tui.actions.keymap import Keymap, actions_by_key, key_hints, keys_of_hints, show_key
from tui.actions.registry import BY_ID
from tui.dialogs.palette import PaletteScreen
from tui.screens.seen import LEAST, Seen
from tui.settings.settings import Settings
from tui.widgets.bar import Bar, FittingBar
from tui.widgets.canvas import Canvas, ScrolledPage
from tui.widgets.line_input import LineInput
from tui.words.keys import nothing_here, use_keys
from tui.words.phrases import everywhere
from tui.words.reading.decisions import told

NAMED = ("space", "enter", "tab")
"""Printable keys that are named by a word."""
WHOLE = 1_000_000
"""More places than any list has."""


class TamisScreen(Screen[None], inherit_bindings=False):
    """A screen whose keys come from the registry.

    Keys are looked up here rather than in Textual's bindings, which would apply the person's keymap anew at each key.
    """

    DEFAULT_CSS = """
    TamisScreen { overflow: hidden; background: $background; }
    """
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    KIND: ClassVar[str]
    """The screen's name in the registry."""
    hide: Sequence[str] = ()
    """What of a record is not shown where it is judged, so that prestige does not sway: "authors", "journal"."""
    pager: ScrolledPage
    """What is read page by page, where there is such a part."""
    clock: Callable[[], float] = staticmethod(time.monotonic)
    """Gives seconds; tests put another one here."""
    pressed_at: Callable[[events.Key], float] = staticmethod(attrgetter("time"))
    """Gives when a key was pressed, by the same clock: before the last frame, if the key had to wait for its turn."""

    def __init__(self, keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__()
        self.keymap = keymap
        self.hints = hints
        self._actions = actions_by_key(self.KIND, keymap)
        self.in_front: tuple[Hashable, ...] = ()
        """What a key would decide on, as last painted."""
        self._seen = Seen(self.clock)
        self._pressed = 0.0
        """When the last key was pressed, by the clock."""
        self._refused_at = -LEAST
        """When the last key was refused: what comes in the same burst does not take its message away."""
        self._key_pressed = ""
        self.digit = -1
        """Which of its action's keys was pressed, from 0: of an action with ten keys, what it means; -1 for none."""

    def on_key(self, event: events.Key) -> None:
        """Do what the key means here. A line being written gets its keys first, and keeps the others from us.

        Textual calls the `on_key` of every class of a screen, so that a subclass must override `take_key` instead.
        """
        if not (isinstance(self.focused, LineInput) and self.focused.has_seen(event)):
            self.key_came(event)

    def key_came(self, event: events.Key) -> None:
        """Take a key, or pass it on: typed while this screen was being left, it is meant for the one that is active."""
        if self.is_active:
            self.take_key(event)
        else:
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))

    def take_key(self, event: events.Key) -> None:
        """Do the action of a key."""
        action = self._actions.get(event.key) or self._actions.get(event.character or "")
        if action is not None:
            event.stop()
        elif self.pressed_at(event) - self._refused_at >= LEAST and (
            event.is_printable or event.key in ("enter", "tab")
        ):
            key = event.key if event.key in NAMED or not event.character else event.character
            self.say(nothing_here(key, self.keymap, self.key_of("help")))
        self._do(action, event)

    def use(self, settings: Settings) -> None:
        """Apply other settings."""
        self.keymap, self.hints = settings.keymap, settings.hints
        use_keys(settings.keymap)
        self._actions = actions_by_key(self.KIND, self.keymap)
        bar = self.query_one("#keys", FittingBar)
        bar.display = self.hints
        bar.show(key_hints(self.KIND, self.keymap))

    def hint_bar(self) -> FittingBar:
        """The line of keys; where it is too narrow, the last key stays longest."""
        bar = FittingBar(gap="  ", id="keys")
        bar.parts = key_hints(self.KIND, self.keymap)
        bar.display = self.hints
        return bar

    @property
    def _touchable(self) -> Mapping[str, str]:
        """What the mouse can take for its key, by the words that stand there."""
        return keys_of_hints(self.KIND, self.keymap)

    @on(Canvas.PointedAt)
    def _take_place(self, event: Canvas.PointedAt) -> None:
        """Take the key that the mouse points at, or go to the line that it points at."""
        event.stop()
        if (
            key := event.key(self._touchable)
            if isinstance(event.canvas, FittingBar | ScrolledPage) or event.canvas.is_covered
            else ""
        ):
            self.key_came(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        elif event.steps and self._takes_rows:
            self.go(event.steps)

    @property
    def _takes_rows(self) -> bool:
        """Whether the mouse may go to a line now."""
        return True

    def action_leave(self) -> None:
        """Go back to the screen before; work in the background is stopped first, while its widgets still exist."""
        self.workers.cancel_node(self)
        self.dismiss()

    def leave_all(self, why: str) -> None:
        """Go back to the dashboard over all screens between, which says why."""
        for dashboard in (each for each in self.app.screen_stack if getattr(each, "KIND", "") == "dashboard"):
            while self.app.screen is not dashboard:
                self.app.screen.workers.cancel_node(self.app.screen)
                self.app.pop_screen()
            assert isinstance(dashboard, TamisScreen)
            dashboard.come_back(why)

    def come_back(self, why: str) -> None:
        """Be in front again, and say why."""
        self.say(why)

    def action_palette(self) -> None:
        """Find an action by its words, and do it."""
        self.app.push_screen(PaletteScreen(self.KIND, self.keymap), self._do)

    def frame_written(self) -> None:
        """Note that what is painted has been written to the terminal."""
        self._seen.written(self._in_sight)

    @property
    def _in_sight(self) -> Sequence[Hashable]:
        return self.in_front

    def _do(self, action: str | None, event: events.Key | None = None) -> None:
        """Do an action, unless it decides on what was shown too briefly: the key was held, pasted or typed ahead."""
        self._pressed = self.clock() if event is None else self.pressed_at(event)
        if action is None:
            return
        keys = self.keymap[action]
        self._key_pressed = event.key if event and event.key in keys else (event and event.character) or keys[0]
        self.digit = keys.index(self._key_pressed) if event else -1
        if BY_ID[action].decides and not self.was_seen(self.in_front):
            self.refuse(self._key_pressed)
        else:
            getattr(self, f"action_{action}")()

    def was_seen(self, things: Iterable[Hashable]) -> bool:
        """Whether all of these had been shown for long enough when the last key was pressed."""
        return self._seen.long_enough(things, self._pressed)

    def refuse(self, key: str, what: str = everywhere.THIS_RECORD) -> None:
        """Say that a key was not taken."""
        self._refused_at = self._pressed
        self.say(everywhere.shown_too_shortly(show_key(key), what, LEAST))

    def key_of(self, action: str) -> str:
        """The first key of an action, as it is written on the screen."""
        return show_key(self.keymap[action][0])

    def say(self, text: str) -> None:
        """Say what was done, where the screen has a line for it."""
        for bar in self.query("#status").results(Bar):
            bar.show(text)

    @contextlib.contextmanager
    def saying_why(self, of: str = "") -> Iterator[None]:
        """Do what the review may refuse: then it is said why, and the rest of it is left out.

        Args:
            of: What stands before the reason, with a colon.
        """
        try:
            yield
        except (TamisError, OSError) as problem:
            self.say(f"{of}: {told(problem)}" if of else told(problem))

    # Another thread

    _worker: Worker[Any] | None = None
    """What another thread does."""
    _then: Callable[[Any], object]
    _failed: Callable[[BaseException], object]

    def in_thread(
        self, task: Callable[[], Any], then: Callable[[Any], object], failed: Callable[[BaseException], object]
    ) -> None:
        """Do something in another thread, and go on here with what it gives or why it failed."""
        self._then, self._failed = then, failed
        self._worker = self.run_worker(task, thread=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _thread_ended(self, event: Worker.StateChanged) -> None:
        worker = event.worker
        if worker is not self._worker or event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        self._worker = None
        if worker.error is not None:
            self._failed(worker.error)
        else:
            self._then(worker.result)

    # Moving

    def go(self, steps: int) -> None:
        """Go a number of places on (or back, when negative), stopping at the ends, and say the new place."""
        self.pager.scroll_lines(steps)

    @property
    def page(self) -> int:
        """How many places a page is."""
        return 10

    def action_next(self) -> None:
        """Go to the next one."""
        self.go(1)

    def action_previous(self) -> None:
        """Go to the one before."""
        self.go(-1)

    def action_first(self) -> None:
        """Go to the first one."""
        self.go(-WHOLE)

    def action_last(self) -> None:
        """Go to the last one."""
        self.go(WHOLE)

    def action_page_down(self) -> None:
        """Go a page on."""
        self.go(self.page)

    def action_page_up(self) -> None:
        """Go a page back."""
        self.go(-self.page)

    def action_more(self) -> None:
        """Show the next page of the text."""
        self.pager.scroll_pages(1)

    def action_less(self) -> None:
        """Show the page of the text before."""
        self.pager.scroll_pages(-1)
