"""What is marked in the record in front: the protocol's words, the blocks of the search, both, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.settings.settings import Settings
from tui.text.highlights import BLOCK_SIGNS, Highlighter
from tui.words.phrases.screening import marked_now

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen


class ReadingMarks:
    """The marks of a screen's reader; what is searched for is marked with each of them."""

    def __init__(self, screen: ScreeningScreen) -> None:
        self._screen = screen
        self._marked = "words"

    def turn(self) -> None:
        """Mark the next of them, and say what is marked."""
        blocks = self._screen.workplace.search_blocks()
        turns = ("words", "blocks", "both", "off") if blocks else ("words", "off")
        self._marked = turns[(turns.index(self._marked) + 1) % len(turns)] if self._marked in turns else "words"
        self.renew()
        signs = zip(BLOCK_SIGNS, blocks.labels, strict=False) if blocks else ()
        self._screen.say(marked_now(self._marked, [f"{sign}{label}" for sign, label in signs]))

    def change_words(self, settings: Settings) -> None:
        """Open the list of the words that are marked."""
        from tui.screens.screening.highlight_words import WordsScreen

        words = WordsScreen(self._screen.workplace, settings, self._screen.session.current)
        self._screen.app.push_screen(words, lambda _result: self.renew())

    def renew(self) -> None:
        """Mark what is to be marked now, and paint."""
        self.show()
        self._screen.paint()

    def show(self) -> None:
        """Mark it from the next painting on."""
        self._screen.reader.mark_with(self.highlighter())

    def highlighter(self) -> Highlighter:
        """Finds the words, the blocks and what is searched for."""
        protocol = self._screen.workplace.protocol
        own = self._marked in ("words", "both")
        words = (protocol.highlight_include, protocol.highlight_exclude) if own else ((), ())
        blocks = self._screen.workplace.search_blocks() if self._marked in ("blocks", "both") else None
        return Highlighter(*words, blocks, self._screen.finding.sought)
