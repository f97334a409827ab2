"""The one line in which a person writes: a note, a search, a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.text.plain import printable


class LineInput(Input):
    """An input of one line, without a frame and without a blinking cursor, that shows only printable text.

    Over a slow link many keys arrive at once. Those that come before the focus does are given to `take`, and those that
    come after enter or escape are given back to the screen, in their order: none is lost, and none means another thing.
    """

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: transparent; background-tint: transparent;
    }
    LineInput > .input--selection { text-style: underline; }
    """

    class Cancelled(Message):
        """The person pressed escape."""

    class TypedAhead(Message):
        """A key that was typed after enter or escape, and is the screen's."""

        def __init__(self, pressed: events.Key) -> None:
            super().__init__()
            self.pressed = pressed

    class Emptied(Message):
        """All keys that were sent here before `close` have been taken or given back."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False
        self._ended = False
        self._last_key: events.Key | None = None
        self._texts: list[str] = []
        self._place = 0

    def open(self, value: str, *, selected: bool = True, earlier: Sequence[str] = ()) -> None:
        """Begin to write, with a text that the first key or what is pasted replaces, or else with one to go on from.

        Args:
            value: The text.
            selected: Whether it is replaced.
            earlier: Texts that the up key brings, the last one first; the down key goes back.
        """
        self._ended = False
        self._texts, self._place = ["", *earlier], 0
        with self.prevent(Input.Changed):
            self.value = value
        self.selection = Selection(0 if selected else len(self.value), len(self.value))

    def close(self) -> None:
        """Say when the keys that are still on their way here have been given back; none follows them."""
        self.call_later(self.post_message, self.Emptied())

    def recall(self, steps: int) -> None:
        """Bring an earlier text, to be kept or written on; at the other end what was written before."""
        place = max(min(self._place + steps, len(self._texts) - 1), 0)
        if place != self._place:
            self._texts[self._place] = self.value
            self._place, self.value = place, self._texts[place]
            self.selection = Selection(len(self.value), len(self.value))

    @property
    def edits(self) -> dict[str, Callable[[], None]]:
        """What each key does that changes the line or moves in it.

        They are handled together with the letters. As bindings they would travel to the app first, and letters that
        arrive in the same packet would overtake them.
        """
        recalling = {"up": partial(self.recall, 1), "down": partial(self.recall, -1)}
        return (recalling if len(self._texts) > 1 else {}) | {
            "backspace": self.action_delete_left,
            "delete": self.action_delete_right,
            "left": self.action_cursor_left,
            "right": self.action_cursor_right,
            "home": self.action_home,
            "end": self.action_end,
            "ctrl+a": self.action_home,
            "ctrl+e": self.action_end,
            "ctrl+u": self.action_delete_left_all,
            "ctrl+w": self.action_delete_left_word,
        }

    def has_seen(self, event: events.Key) -> bool:
        """Whether the input has had the key already, and the screen gets it second."""
        return event is self._last_key

    def on_key(self, event: events.Key) -> None:
        """End at enter and at escape; whatever comes after is not written. Edit in the order of the keys."""
        self._last_key = event
        if self._ended or event.key in ("enter", "escape") or event.key in self.edits:
            event.stop()
            event.prevent_default()
            self.take(event)

    def take(self, event: events.Key) -> None:
        """Take a key that the screen got although a line was being written."""
        if self._ended:
            self.post_message(self.TypedAhead(event))
        elif event.key in ("enter", "escape"):
            self._ended = True
            self.post_message(self.Submitted(self, self.value) if event.key == "enter" else self.Cancelled())
        elif event.is_printable and event.character:
            self.replace(event.character, *self.selection)
        elif event.key in self.edits:
            self.edits[event.key]()

    def validate_value(self, value: str) -> str:
        """Clean the text: what is pasted is as hostile as what is imported."""
        return printable(value)
