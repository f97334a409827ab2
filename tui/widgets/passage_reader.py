"""A passage of a report's text, taken as a quote by keys: its first word, its last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.charting.quotes import Quote
from core.fulltext.text import ReportText
from tui.text.highlights import Highlighter
from tui.text.plain import clean
from tui.widgets.text_reader import TextReader, WordPlace

_SENTENCE_END = re.compile(r"[.?!][”’\"')\]»›]*$")


class PassageReader(TextReader):
    """The reader, with a cursor while a passage is being taken."""

    cursor: WordPlace | None = None
    """The word under the cursor while a passage is taken; None at other times."""
    start: WordPlace | None = None
    """The first word of the passage, once it is fixed."""

    def read(self, text: ReportText, highlighter: Highlighter, top: WordPlace | None = None) -> None:
        """As the reader; a passage of another text is left."""
        if text is not self.text:
            self.cursor = self.start = None
        super().read(text, highlighter, top)

    def _chosen(self) -> Iterator[tuple[WordPlace, WordPlace]]:
        """The passage, or the cursor; else what was found."""
        if self.cursor is None:
            yield from super()._chosen()
        else:
            first = self.start or self.cursor
            yield min(first, self.cursor), max(first, self.cursor)

    def begin_taking(self) -> bool:
        """Put the cursor on the first word in view; whether there is any."""
        for row in self._rows_from(self._top):
            laid = self._at(row.paragraph)
            start, end = laid.rows[row.number]
            if start < end:
                number = next(n for n, span in enumerate(laid.words) if span[1] > start)
                self.cursor, self.start = WordPlace(row.paragraph, number), None
                self.repaint()
                return True
        return False

    def leave_taking(self) -> None:
        """Put the cursor away."""
        self.cursor = self.start = None
        self.repaint()

    def move_words(self, steps: int) -> None:
        """Move the cursor by words."""
        assert self.cursor is not None
        paragraph, number = self.cursor
        number += steps
        while number < 0 and paragraph > 0:
            paragraph -= 1
            number += len(self._at(paragraph).words)
        while paragraph + 1 < len(self._paragraphs) and number >= len(self._at(paragraph).words):
            number -= len(self._at(paragraph).words)
            paragraph += 1
        self._put_cursor(WordPlace(paragraph, min(max(number, 0), len(self._at(paragraph).words) - 1)))

    def move_rows(self, steps: int) -> None:
        """Move the cursor by rows, as near to its column as a word is."""
        assert self.cursor is not None
        row = self._row_of(self.cursor)
        column = self._at(row.paragraph).words[self.cursor.number][0] - self._at(row.paragraph).rows[row.number][0]
        rows = self._rows_from(row) if steps > 0 else self._rows_before(row)
        left = abs(steps) + (steps > 0)
        for each in rows:
            start, end = self._at(each.paragraph).rows[each.number]
            if start < end:
                row, left = each, left - 1
                if not left:
                    break
        laid = self._at(row.paragraph)
        start, end = laid.rows[row.number]
        within = [n for n, span in enumerate(laid.words) if start <= span[0] < end]
        nearest = min(within, key=lambda n: abs(laid.words[n][0] - start - column), default=self.cursor.number)
        self._put_cursor(WordPlace(row.paragraph, nearest))

    def take_sentence(self) -> None:
        """Choose the whole sentence under the cursor, within its paragraph."""
        assert self.cursor is not None
        paragraph, here = self.cursor
        words = clean(self._paragraphs[paragraph]).split()
        ends = [n for n, word in enumerate(words) if _SENTENCE_END.search(word)]
        first = max((n + 1 for n in ends if n < here), default=0)
        self.start = WordPlace(paragraph, first)
        self._put_cursor(WordPlace(paragraph, min((n for n in ends if n >= here), default=len(words) - 1)))

    def fix_start(self) -> None:
        """Let the quote begin at the cursor."""
        self.start = self.cursor
        self.repaint()

    def taken(self) -> Quote:
        """The passage, as the report has it, with its page."""
        assert self.cursor is not None and self.start is not None
        first, last = sorted((self.start, self.cursor))
        parts = []
        for paragraph in range(first.paragraph, last.paragraph + 1):
            words = clean(self._paragraphs[paragraph]).split()
            start = first.number if paragraph == first.paragraph else 0
            parts += words[start : last.number + 1 if paragraph == last.paragraph else None]
        return Quote(" ".join(parts), self.text.page(first.paragraph, last.paragraph))

    def _put_cursor(self, word: WordPlace) -> None:
        self.cursor = word
        self.show_word(word, at_top=False)
