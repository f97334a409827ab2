"""A page that tells what is about to be done, and asks for a yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events

from tui.actions.keymap import Keymap
from tui.screens.reading import ReadingScreen
from tui.text.paragraphs import Paragraph
from tui.text.theme import PLAIN
from tui.widgets.bar import FittingBar
from tui.words.phrases import everywhere

_READING = ("next", "previous", "more", "less", "page_down", "page_up", "first", "last")


class QuestionScreen(ReadingScreen):
    """Paragraphs that can be read to their end; `y` is yes, and every other key is no.

    Attributes:
        yes: What was answered.
    """

    def __init__(self, title: str, paragraphs: Sequence[Paragraph], keymap: Keymap, act: str) -> None:
        """Ask, with the word for what `y` does."""
        super().__init__(title, paragraphs, keymap)
        self._act = act
        self.in_front = (title,)
        self.yes = False

    def hint_bar(self) -> FittingBar:
        """The answers; shown also to those who want no line of keys."""
        bar = FittingBar(gap="  ", style=PLAIN, id="keys")
        bar.parts = [everywhere.yes(self._act), everywhere.reads_on(self.key_of("more")), everywhere.OTHER_KEYS_NO]
        return bar

    @property
    def _touchable(self) -> Mapping[str, str]:
        yes, more, no = self.query_one("#keys", FittingBar).parts
        return {yes: "y", more: self.keymap["more"][0], no: "escape"}

    def take_key(self, event: events.Key) -> None:
        """Scroll, or take the answer; a `y` that was typed before anybody can have read the question is none."""
        self._pressed = self.pressed_at(event)
        if event.character == "y" and not self.was_seen(self.in_front):
            event.stop()
            self.refuse("y", everywhere.THE_QUESTION)
            return
        self.yes = event.character == "y"
        if not self.yes and self._actions.get(event.key) in _READING:
            super().take_key(event)
        else:
            event.stop()
            self.action_leave()
