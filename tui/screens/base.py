"""What all screens share: keys from the registry, a menu of single keys, a line to write in."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import ClassVar, TypeVar
from typing import Protocol as Interface

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from core.undo import PastAct, Sure
from tui.actions.registry import BY_ID, Keymap, actions_by_key, key_hints, show_key
from tui.dialogs.palette import PaletteScreen
from tui.screens.seen import LEAST, Seen
from tui.settings.settings import Settings
from tui.text.content import cells, clean, flow
from tui.text.theme import PLAIN
from tui.widgets.bar import Bar, FittingBar
from tui.widgets.canvas import MenuPage
from tui.widgets.line_input import LineInput

Changes = TypeVar("Changes")


class Saving(Interface):
    """Does what must be on disk; gives what that gives, or None when it is not, which is said."""

    def __call__(self, act: Callable[[], Changes], /) -> Changes | None:
        """Do it."""


Choices = Mapping[str, tuple[str, Callable[[], None]]]
"""What a menu offers: by key, the words and what happens."""


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
    clock: Callable[[], float] = staticmethod(time.monotonic)
    """Gives seconds; tests put another one here."""
    pressed_at: Callable[[events.Key], float] = staticmethod(attrgetter("time"))
    """By the same clock; a key may have waited for its turn longer than the frame that it came before has stood."""

    def __init__(self, keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__()
        self.keymap = keymap
        self.hints = hints
        self._actions = actions_by_key(self.KIND, keymap)
        self.in_front: tuple[Hashable, ...] = ()
        """What a key would decide on: as it was last painted."""
        self._seen = Seen(self.clock)
        self._pressed = 0.0
        """When the last key was pressed, by the clock."""
        self._key_pressed = ""

    def on_key(self, event: events.Key) -> None:
        """Do what the key means here. A line being written gets its keys first, and keeps the others from us.

        Textual calls the `on_key` of every class of a screen, so that a subclass must override `take_key` instead.
        """
        if not (isinstance(self.focused, LineInput) and self.focused.has_seen(event)):
            self.key_came(event)

    def key_came(self, event: events.Key) -> None:
        """Take a key, or give it on: typed ahead while this screen was left, it is meant for the one there is now."""
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
        self._do(action, event)

    def use(self, settings: Settings) -> None:
        """Go on with other settings."""
        self.keymap, self.hints = settings.keymap, settings.hints
        self._actions = actions_by_key(self.KIND, self.keymap)
        bar = self.query_one("#keys", FittingBar)
        bar.display = self.hints
        bar.show(key_hints(self.KIND, self.keymap))

    def hint_bar(self) -> FittingBar:
        """The line of keys; the last one stays longest."""
        bar = FittingBar(gap="  ", id="keys")
        bar.parts = key_hints(self.KIND, self.keymap)
        bar.display = self.hints
        return bar

    def action_leave(self) -> None:
        """Go back to the screen before; what still reads for this one is stopped while its widgets are there."""
        self.workers.cancel_node(self)
        self.dismiss()

    def action_palette(self) -> None:
        """Find an action by its words, and do it."""
        self.app.push_screen(PaletteScreen(self.KIND, self.keymap), self._do)

    def frame_written(self) -> None:
        """What is in front of the person stands on the terminal now, if it did not before."""
        self._seen.written(self._in_sight)

    @property
    def _in_sight(self) -> Sequence[Hashable]:
        return self.in_front

    def _do(self, action: str | None, event: events.Key | None = None) -> None:
        """Do an action, unless it decides on what nobody can have read yet: the key was held, pasted or typed ahead."""
        self._pressed = self.clock() if event is None else self.pressed_at(event)
        if action is None:
            return
        keys = self.keymap[action]
        self._key_pressed = event.key if event and event.key in keys else (event and event.character) or keys[0]
        if BY_ID[action].decides and not self.was_seen(self.in_front):
            self.refuse(self._key_pressed)
        else:
            getattr(self, f"action_{action}")()

    def was_seen(self, things: Iterable[Hashable]) -> bool:
        """Whether all of these had been shown for long enough when the last key was pressed."""
        return self._seen.long_enough(things, self._pressed)

    def refuse(self, key: str, what: str = "this record") -> None:
        """Say that a key was not taken."""
        self.say(f"{show_key(key)} not taken: {what} was shown for less than {LEAST} s — press it again")

    def say(self, text: str) -> None:
        """Say what was done, and paint."""
        raise NotImplementedError


class AskingScreen(TamisScreen):
    """A screen that asks at its bottom: for one key of a menu, or for a line of text.

    No dialog opens, so that a question costs one line of the terminal and never hides the record.
    """

    DEFAULT_CSS = """
    AskingScreen #prompt { height: 1; display: none; }
    AskingScreen #prompt.asking { display: block; }
    """

    def __init__(self, keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__(keymap, hints=hints)
        self._choices: Choices = {}
        self._answered: Callable[[str], None] | None = None
        self._changed: Callable[[str], None] | None = None
        self._cancelled: Callable[[], None] | None = None
        self._confirms = False
        self._asked: object = None
        self._confirming: object = None
        self._question = ""
        """What was asked, as long as it stands there, whether or not a key still answers it."""
        self._writing = False
        self._held: list[events.Key] | None = None
        """Keys that came straight here, while some before them are still on their way through the line."""

    def compose_foot(self) -> ComposeResult:
        """The line of keys, and the line to write in that takes its place."""
        yield self.hint_bar()
        with Horizontal(id="prompt"):
            yield Bar(id="question")
            yield LineInput(id="answer")

    @property
    def menu_page(self) -> MenuPage:
        """Where a menu of several lines is laid over."""
        raise NotImplementedError

    def say(self, _text: str) -> None:
        """Say what was done, and paint; a question that stood there is taken back."""
        self._asked, self._question = None, ""

    @property
    def _in_sight(self) -> Sequence[Hashable]:
        return (*self.in_front, *self._choices, self._question)

    def _do(self, action: str | None, event: events.Key | None = None) -> None:
        self._confirming, self._asked = self._asked, None
        super()._do(action, event)

    def sure(self, what: object, question: str) -> bool:
        """Whether the key before asked just this; if not, it is asked now.

        Any other key takes the question back, and so does whatever is said in its place.

        Args:
            what: All that the person agrees to, to be compared.
            question: What is said of it.
        """
        if self._confirming == what:
            if self.was_seen([self._question]):
                return True
            self.refuse(self._key_pressed, "the question")
            return False
        self.say(question)
        self._asked, self._question = what, question
        return False

    def replayed(
        self,
        saved: Saving,
        action: str,
        act: Callable[[Sure], Changes],
    ) -> Changes | None:
        """Take something back ("undo") or do it again ("redo"); when it concerns many records, ask first.

        Args:
            saved: Does what is done, as something that must be on disk.
            action: The action of the key, which confirms.
            act: What is done, if sure.

        Returns:
            What was changed; None when it could not be saved, or is asked first. That is said.
        """
        refused: list[PastAct] = []

        def sure(past: PastAct) -> bool:
            by_key = action == "redo" or not past.command
            if by_key and (not past.asks or (self._confirming == (action, past) and self.was_seen([self._question]))):
                return True
            refused.append(past)
            return False

        changed = saved(lambda: act(sure))
        for past in refused:
            if action == "undo" and past.command:
                self.say(f"not by this key: {past.command} takes back {past.what}")
            else:
                self.sure((action, past), f"{show_key(self.keymap[action][0])} again to {action}: {past.what}")
        return None if refused else changed

    def choose(self, question: str, choices: Choices, *, confirms: bool = False) -> None:
        """Ask for one key; escape leaves it.

        Args:
            question: What is asked.
            choices: The answers.
            confirms: Whether it must have been read: not so where it only says more of what a key has begun.
        """
        self._choices, self._confirms = choices, confirms
        words = [f"{key} {clean(label)}" for key, (label, _act) in choices.items()]
        one_line = "  ".join([question, *words, "esc back"])
        keys = self.query_one("#keys", FittingBar)
        if self.hints and cells(one_line) <= self.size.width - 2:
            keys.show([one_line])
        else:
            keys.show([question, "esc back"])
            self.menu_page.overlay(flow([question, *words, "esc back"], self.menu_page.size.width - 2))

    def _close_menu(self) -> None:
        self._choices = {}
        self.menu_page.overlay(())
        self.query_one("#keys", FittingBar).show(key_hints(self.KIND, self.keymap))

    def ask(
        self,
        question: str,
        answered: Callable[[str], None],
        *,
        value: str = "",
        prose: bool = False,
        changed: Callable[[str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """Ask for a line of text.

        Args:
            question: What stands before the input.
            answered: Gets the text when the person presses enter.
            value: The text to begin with; writing replaces it.
            prose: Whether writing goes on from it instead: of sentences, one key should not take all away.
            changed: Gets the text at each change.
            cancelled: Called when the person presses escape.
        """
        self._answered, self._changed, self._cancelled = answered, changed, cancelled
        bar = self.query_one("#question", Bar)
        bar.styles.width = cells(question) + 2
        bar.show(question, PLAIN)
        self.query_one("#answer", LineInput).open(value, selected=not prose)
        self._writing = True
        self.query_one("#keys").display = False
        self.query_one("#prompt").add_class("asking")
        # Through the app's queue: the keys that it has already read come here, and go to the line in their order.
        self.app.call_later(self._focus_answer)

    def _focus_answer(self) -> None:
        if self._writing:
            self.set_focus(self.query_one("#answer", LineInput))

    def _close_prompt(self) -> None:
        self._writing = False
        self.set_focus(None)
        # The keys that had gone to the line before come first.
        self._held = self._held or []
        self.query_one("#answer", LineInput).close()
        self.query_one("#prompt").remove_class("asking")
        self.query_one("#keys").display = self.hints

    def key_came(self, event: events.Key) -> None:
        """Take a key in its turn."""
        if self._held is None:
            super().key_came(event)
        else:
            event.stop()
            self._held.append(event)

    def take_key(self, event: events.Key) -> None:
        """Give the key to the line that is being written, or to the menu that is open; each takes every key."""
        if self._writing:
            event.stop()
            self.query_one("#answer", LineInput).take(event)
            return
        if not self._choices:
            super().take_key(event)
            return
        event.stop()
        confirmed = next(iter(self._choices)) if self._confirms and event.key == "enter" else ""
        if event.key == "escape":
            self._close_menu()
        elif choice := self._choices.get(confirmed or event.character or event.key):
            self._pressed = self.pressed_at(event)
            seen = not self._confirms or self.was_seen(self._choices)
            self._close_menu()
            if seen:
                choice[1]()
            else:
                self.refuse(event.key, "the question")

    @on(Input.Changed, "#answer")
    def _on_change(self, event: Input.Changed) -> None:
        if self._changed is not None and self._writing:
            self._changed(event.value)

    @on(Input.Submitted, "#answer")
    def _on_answer(self, event: Input.Submitted) -> None:
        self._close_prompt()
        if self._answered is not None:
            self._answered(" ".join(event.value.split()))

    @on(LineInput.TypedAhead)
    def _on_typed_ahead(self, event: LineInput.TypedAhead) -> None:
        super().key_came(event.pressed)

    @on(LineInput.Emptied)
    def _on_emptied(self) -> None:
        held, self._held = self._held or [], None
        for event in held:
            super().key_came(event)

    @on(LineInput.Cancelled)
    def _on_cancel(self) -> None:
        self._close_prompt()
        if self._cancelled is not None:
            self._cancelled()
