"""The words that are highlighted, in their two lists, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from core.protocol.highlight_words import HighlightWords
from core.words import number
from tui.text.content import Line, short
from tui.text.highlights import SIGNS
from tui.text.plain import clean
from tui.text.theme import DIM, MARK_EXCLUDE, MARK_INCLUDE, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.words.phrases import screening as phrases


class WordTable(Canvas):
    """One line a word, as it is marked in the text; the two lists below each other."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = HighlightWords()
        self._place = 0
        self._top = 0

    @property
    def word(self) -> str | None:
        """The word under the cursor."""
        words = (*self._words.include, *self._words.exclude)
        return words[self._place] if words else None

    def show(self, words: HighlightWords, word: str | None = None) -> None:
        """Show these words, with the cursor on one of them, or where it was."""
        self._words = words
        listed = (*words.include, *words.exclude)
        self._place = listed.index(word) if word in listed else max(min(self._place, len(listed) - 1), 0)
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor by a number of words."""
        self._place = max(min(self._place + steps, len(self._words.include) + len(self._words.exclude) - 1), 0)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor."""
        rows: list[Line] = []
        place = cursor = 0
        for title, words, wanted in (
            (phrases.SPEAK_FOR, self._words.include, True),
            (phrases.SPEAK_AGAINST, self._words.exclude, False),
        ):
            rows += [()] if rows else []
            rows.append(((short(f"   {title}: {number(len(words))}", width), DIM),))
            for word in words:
                if place == self._place:
                    cursor = len(rows)
                rows.append(self._line(word, wanted, width, here=place == self._place))
                place += 1
        if not self._top < cursor < self._top + height:
            self._top = max(min(cursor - height // 2, len(rows) - height), 0)
        return rows[self._top : self._top + height]

    def _line(self, word: str, wanted: bool, width: int, *, here: bool) -> Line:
        left, right = SIGNS[wanted]
        shown = short(f"{left}{clean(word)}{right}", max(width - 4, 1))
        return (
            (" > " if here else "   ", STRONG if here else PLAIN),
            (shown, MARK_INCLUDE if wanted else MARK_EXCLUDE),
        )
