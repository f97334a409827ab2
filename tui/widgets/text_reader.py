"""The text of a report, read page by page; of any length, since only what is seen is laid out and marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.style import Style

from core.fulltext.text import ReportText
from tui.text.content import Line, Piece, wrap
from tui.text.highlights import Highlighter, Mark
from tui.text.plain import clean
from tui.text.theme import CHOSEN, DIM, PLAIN
from tui.widgets.canvas import ScrolledPage
from tui.widgets.pager import MEASURE, mark_style
from tui.words.phrases import everywhere

_WORD = re.compile(r"\S+")


class WordPlace(NamedTuple):
    """A word of a text, or a row of the screen: its paragraph, and which one in it."""

    paragraph: int
    number: int


class _Laid(NamedTuple):
    """A paragraph as it is shown, with signs around what is marked; signs part no words."""

    text: str
    marks: Sequence[Mark]
    rows: Sequence[tuple[int, int]]
    """Start and end of each row in `text`; the empty row (0, 0) is the one between paragraphs."""
    words: Sequence[tuple[int, int]]


EMPTY = ReportText("", ((),))
_NOTHING = Highlighter((), ())


class TextReader(ScrolledPage):
    """A report's text with a place in it, and a search."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = EMPTY
        self._highlighter = _NOTHING
        self._paragraphs: Sequence[str] = ()
        self._top = WordPlace(0, 0)
        self._laid: dict[int, _Laid] = {}
        self._laid_for = 0
        self.found: Sequence[WordPlace] = ()
        self.at_found = -1
        self._found_words = 0
        self._at_mark = (self._top, 0)

    # What is read

    def read(self, text: ReportText, highlighter: Highlighter, top: WordPlace | None = None) -> None:
        """Show a text from a row on; the same text keeps its place and what was found in it."""
        if text is self.text and highlighter.words == self._highlighter.words:
            return
        self.text, self._highlighter = text, highlighter
        self._paragraphs = text.paragraphs
        self._top, self._laid = top or WordPlace(0, 0), {}
        self.found, self.at_found = (), -1
        self._at_mark = self._top, self._top.paragraph
        self.repaint()

    @property
    def top(self) -> WordPlace:
        """The row at the top, to come back to."""
        return self._top

    @property
    def page(self) -> str:
        """The page at the top: "p. 4 of 11"; "" where the text has none."""
        if not self.text.paged or not self._paragraphs:
            return ""
        return everywhere.page_of(self.text.page_of[self._top.paragraph], len(self.text.pages))

    # Laying out

    def _at(self, paragraph: int) -> _Laid:
        if self._laid_for != self.size.width:
            self._laid, self._laid_for = {}, self.size.width
        known = self._laid.get(paragraph)
        if known is None:
            if len(self._laid) > 400:
                self._laid.clear()
            text, marks = self._highlighter.mark(clean(self._paragraphs[paragraph]), "abstract")
            rows = [*wrap(text, min(max(self.size.width - 2, 2), MEASURE)), (0, 0)]
            known = self._laid[paragraph] = _Laid(text, marks, rows, [each.span() for each in _WORD.finditer(text)])
        return known

    def _rows_from(self, place: WordPlace) -> Iterator[WordPlace]:
        for paragraph in range(place.paragraph, len(self._paragraphs)):
            first = place.number if paragraph == place.paragraph else 0
            for number in range(first, len(self._at(paragraph).rows)):
                yield WordPlace(paragraph, number)

    def _rows_before(self, place: WordPlace) -> Iterator[WordPlace]:
        for paragraph in range(place.paragraph, -1, -1):
            last = place.number if paragraph == place.paragraph else len(self._at(paragraph).rows)
            for number in range(last - 1, -1, -1):
                yield WordPlace(paragraph, number)

    @property
    def step(self) -> int:
        """How many rows a page goes on."""
        return max(self.size.height - 1, 1)

    def scroll_lines(self, lines: int) -> None:
        """Go down (or up) by rows, or to an end when there are more than any text has."""
        if not self._paragraphs:
            return
        if lines > len(self._paragraphs) * 1000:
            self._top = WordPlace(len(self._paragraphs) - 1, 0)
            self._keep_full()
        elif lines < -len(self._paragraphs) * 1000:
            self._top = WordPlace(0, 0)
        else:
            rows = self._rows_from(self._top) if lines > 0 else self._rows_before(self._top)
            for moved, row in enumerate(rows):
                self._top = row
                if moved + (lines < 0) == abs(lines):
                    break
            self._keep_full()
        self.repaint()

    def _keep_full(self) -> None:
        """Go back as far as the screen is not full, so that the end of the text is at its foot."""
        shown = sum(1 for _, _ in zip(range(self.size.height), self._rows_from(self._top), strict=False))
        for _, row in zip(range(self.size.height - shown), self._rows_before(self._top), strict=False):
            self._top = row

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows in view."""
        rows = zip(range(height), self._rows_from(self._top), strict=False) if self._paragraphs else ()
        return [self._line(row) for _, row in rows][:height]

    def _line(self, row: WordPlace) -> Line:
        laid = self._at(row.paragraph)
        start, end = laid.rows[row.number]
        if start == end:
            return self._page_line(row)
        styles: list[tuple[int, int, Style]] = [(each.start, each.end, mark_style(each)) for each in laid.marks]
        styles += [(*self._span(first, last, row.paragraph), CHOSEN) for first, last in self._chosen()]
        cuts = sorted(
            {start, end, *(place for first, last, _ in styles for place in (first, last) if start < place < end)}
        )
        pieces: list[Piece] = [(" ", PLAIN)]
        for first, last in pairwise(cuts):
            style = next((style for a, b, style in reversed(styles) if a <= first and last <= b), PLAIN)
            pieces.append((laid.text[first:last], style))
        return pieces

    def _page_line(self, row: WordPlace) -> Line:
        after = row.paragraph + 1
        pages = self.text.page_of
        if not self.text.paged or after >= len(pages) or pages[after] == pages[row.paragraph]:
            return ()
        return [(everywhere.page_begins(pages[after]), DIM)]

    def _chosen(self) -> Iterator[tuple[WordPlace, WordPlace]]:
        """First and last word of what stands out: the match that one has gone to."""
        if self.at_found >= 0:
            first = self.found[self.at_found]
            yield first, WordPlace(first.paragraph, first.number + self._found_words - 1)

    def _span(self, first: WordPlace, last: WordPlace, paragraph: int) -> tuple[int, int]:
        """Start and end in a paragraph of what is from one word to another; (0, 0) where nothing of it is there."""
        words = self._at(paragraph).words
        if not first.paragraph <= paragraph <= last.paragraph or not words:
            return 0, 0
        start = words[first.number][0] if first.paragraph == paragraph else 0
        end = words[min(last.number, len(words) - 1)][1] if last.paragraph == paragraph else words[-1][1]
        return start, end

    # Finding

    def find(self, words: str) -> int:
        """Find words in the text, in any letter case, and go to the first match from here on; how many there are."""
        wanted = clean(words).casefold()
        self._found_words = len(wanted.split())
        self.found = []
        for number, paragraph in enumerate(self._paragraphs if wanted else ()):
            text = clean(paragraph).casefold() if wanted in paragraph.casefold() else ""
            place = text.find(wanted)
            while place >= 0:
                self.found.append(WordPlace(number, len(text[: place + 1].split()) - 1))
                place = text.find(wanted, place + len(wanted))
        here = WordPlace(self._top.paragraph, 0)
        self.at_found = next((n for n, each in enumerate(self.found) if each >= here), 0) if self.found else -1
        self._go_to_found()
        return len(self.found)

    def next_found(self, steps: int) -> bool:
        """Go to the next match (or the one before), around the end; without a search to the next paragraph marked."""
        if self.found:
            self.at_found = (self.at_found + steps) % len(self.found)
            self._go_to_found()
            return True
        top, here = self._at_mark
        if top != self._top:
            here = self._top.paragraph
        for paragraph in range(here + steps, len(self._paragraphs) if steps > 0 else -1, steps):
            if marks := self._at(paragraph).marks:
                self.show_word(
                    WordPlace(paragraph, sum(1 for each in self._at(paragraph).words if each[1] <= marks[0].start))
                )
                self._at_mark = self._top, paragraph
                return True
        return False

    def _go_to_found(self) -> None:
        if self.at_found >= 0:
            self.show_word(self.found[self.at_found], at_top=True)
        else:
            self.repaint()

    def show_word(self, word: WordPlace, *, at_top: bool = True) -> None:
        """Bring a word into view: near the top, or as little as it takes."""
        row = self._row_of(word)
        height = max(self.size.height, 1)
        seen = any(each == row for _, each in zip(range(height), self._rows_from(self._top), strict=False))
        if not seen:
            back = 2 if at_top or row < self._top else height - 1
            self._top = row
            for _, each in zip(range(back), self._rows_before(row), strict=False):
                self._top = each
            self._keep_full()
        self.repaint()

    def _row_of(self, word: WordPlace) -> WordPlace:
        laid = self._at(word.paragraph)
        start = laid.words[word.number][0]
        return WordPlace(word.paragraph, next(n for n, (first, last) in enumerate(laid.rows) if first <= start < last))
