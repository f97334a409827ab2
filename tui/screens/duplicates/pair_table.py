"""Two records side by side, with what differs marked beneath."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.style import Style

from core.records.record import RawField, Record
from core.retractions.words import flag_in_words
from tui.text.content import Line, Piece, cells, fit, wrap
from tui.text.differences import Span, differences
from tui.text.plain import clean
from tui.text.theme import DIFFERENT, DIM, PLAIN, STRONG
from tui.widgets.canvas import ScrolledPage
from tui.words.phrases import duplicates as phrases
from tui.words.phrases import everywhere
from tui.words.reading.decisions import author_names

_LABEL = 10
_WIDEST = 92
"""Columns of one side at most; longer lines are hard to compare."""
_MISSING = "–"


class _Field(NamedTuple):
    label: str
    left: str
    right: str
    marked: bool = True


class PairTable(ScrolledPage):
    """The fields of two records, the most telling first, scrolled by pages when they do not fit.

    A line of carets stands beneath each line in which characters differ, and `≠` between fields that do not say the
    same. Letter case is no difference.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fields: Sequence[_Field] = ()
        self._heads = ("", "")
        self._text = ""
        self._rows: list[Line] = []
        self._width = 0
        self._top = 0

    def compare(self, left: Record, right: Record, sources: tuple[str, str]) -> None:
        """Show two records; `sources` says where each came from."""
        fields = _fields_of(left, right)
        if (fields, sources) != (self._fields, self._heads):
            self._fields, self._heads, self._text = fields, (clean(sources[0]), clean(sources[1])), ""
            self._width = self._top = 0
        self.repaint()

    def say(self, text: str) -> None:
        """Show a text where there is no pair."""
        self._fields, self._heads, self._text = (), ("", ""), clean(text)
        self._width = self._top = 0
        self.repaint()

    @property
    def step(self) -> int:
        """How many lines a page goes on."""
        return max(self.size.height - 2, 1)

    def scroll_lines(self, lines: int) -> None:
        """Go down (or up) by lines."""
        self._top += lines
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The page in view."""
        if self._width != width:
            self._width = width
            self._rows = self._lay_out(width)
        page_height = height if len(self._rows) <= height else max(height - 1, 1)
        self._top = max(min(self._top, len(self._rows) - page_height), 0)
        page = list(self._rows[self._top : self._top + page_height])
        if page_height < height:
            position = everywhere.lines_shown(self._top + page_height, len(self._rows))
            page.append(((fit("", min(width, _LABEL + 2 * _WIDEST) - len(position) - 1), PLAIN), (position, DIM)))
        return page[:height]

    def _lay_out(self, width: int) -> list[Line]:
        if self._text:
            return [((f" {self._text[start:end]}", PLAIN),) for start, end in wrap(self._text, width - 2)]
        column = max(min((width - _LABEL - 4) // 2, _WIDEST), 2)
        rows: list[Line] = [_row(self._heads[0], self._heads[1], column, STRONG)] if self._fields else []
        for field in self._fields:
            rows += _field_rows(field, column)
        return rows


def _fields_of(left: Record, right: Record) -> tuple[_Field, ...]:
    """The fields of both, cleaned; without those that neither has, and those that only tell when they differ."""

    def both(label: str, one: str, other: str) -> _Field:
        return _Field(label, clean(one), clean(other))

    fields = [
        both(phrases.TITLE, left.title, right.title),
        both(phrases.AUTHORS, author_names(left.authors, 12), author_names(right.authors, 12)),
        both(phrases.JOURNAL, left.journal, right.journal),
        both(phrases.YEAR, _placed(left), _placed(right)),
        both(phrases.DOI, left.doi, right.doi),
        both(phrases.PMID, left.pmid, right.pmid),
    ]
    types = both(phrases.TYPE, _said(left, left.types), _said(right, right.types))
    languages = both(phrases.LANGUAGE, _said(left, left.languages), _said(right, right.languages))
    if types.left.casefold() != types.right.casefold():
        fields.append(types)
    if languages.left and languages.right and languages.left.casefold() != languages.right.casefold():
        fields.append(languages)
    fields.append(both(phrases.FLAGS, *("; ".join(map(flag_in_words, each.flags)) for each in (left, right))))
    abstract = both(phrases.ABSTRACT, left.abstract, right.abstract)._replace(marked=False)
    if abstract.left and abstract.left.casefold() == abstract.right.casefold():
        abstract = abstract._replace(right=phrases.same_text(len(abstract.left)))
    return tuple(field for field in [*fields, abstract] if field.left or field.right)


def _said(record: Record, values: Sequence[RawField]) -> str:
    """The values of fields, each once; without the code for the kind of reference ("JOUR"), which tells nothing."""
    return ", ".join(dict.fromkeys(each.value for each in values if each.value != record.kind))


def _placed(record: Record) -> str:
    """Year, volume, issue and pages: "2017  vol 26  no 3  pp 201–210"."""
    parts = (
        ("", record.year),
        (phrases.VOLUME, record.volume),
        (phrases.ISSUE, record.issue),
        (phrases.PAGES, record.pages),
    )
    return "  ".join(f"{name}{value}" for name, value in parts if value)


def _field_rows(field: _Field, column: int) -> list[Line]:
    found = differences(field.left, field.right) if field.marked else None
    sign = "│"
    if field.left and field.right and (found is not None and not found.same):
        sign = "≠"
    marks = (found.left, found.right) if found is not None and field.left and field.right else ((), ())
    rows: list[Line] = []
    sides = [_side_rows(text, spans, column) for text, spans in zip((field.left, field.right), marks, strict=True)]
    blank: tuple[list[Piece], str] = ([], "")
    for place, (one, other) in enumerate(zip_longest(*sides, fillvalue=blank)):
        first = place == 0
        rows.append(
            (
                (fit(f" {field.label}" if first else "", _LABEL), DIM if first else PLAIN),
                *_padded(one[0], column),
                (f" {sign if first else '│'} ", STRONG if first and sign == "≠" else PLAIN),
                *other[0],
            )
        )
        if one[1] or other[1]:
            rows.append(_row(one[1], other[1], column, DIFFERENT))
    return rows


def _side_rows(text: str, spans: Sequence[Span], column: int) -> list[tuple[list[Piece], str]]:
    """The lines of one side in pieces, and the carets beneath each ("" where nothing differs)."""
    if not text:
        return [([(_MISSING, DIM)], "")]
    rows = []
    for start, end in wrap(text, column):
        pieces: list[Piece] = []
        carets = ""
        done = start
        for first, last in ((max(span[0], start), min(span[1], end)) for span in spans):
            if first >= last:
                continue
            pieces += [(text[done:first], PLAIN), (text[first:last], DIFFERENT)]
            carets += " " * cells(text[done:first]) + "^" * cells(text[first:last])
            done = last
        pieces.append((text[done:end], PLAIN))
        rows.append(([piece for piece in pieces if piece[0]], carets))
    return rows


def _padded(pieces: Sequence[Piece], column: int) -> list[Piece]:
    used = sum(cells(text) for text, _ in pieces)
    return [*pieces, (" " * max(column - used, 0), PLAIN)]


def _row(left: str, right: str, column: int, style: Style) -> Line:
    return (
        (" " * _LABEL, PLAIN),
        (fit(left, column), style),
        (" │ ", PLAIN),
        (fit(right, column).rstrip(" "), style),
    )
