"""The list of records around the current one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol as Interface

from textual.message import Message

from core.records.record import Record
from core.screening.decision import Decision
from tui.text.content import Line, fit
from tui.text.plain import clean
from tui.text.theme import EXCLUDED, INCLUDED, MAYBE, PLAIN, REMARK, STRONG
from tui.widgets.canvas import Canvas
from tui.widgets.cursor_table import first_seen
from tui.words.phrases import everywhere
from tui.words.reading.decisions import letter, readable

_STYLES = {"I": INCLUDED, "X": EXCLUDED, "?": MAYBE, " ": PLAIN}


class Listed(Interface):
    """What the list shows: the records of a session, or other records in an order."""

    @property
    def view(self) -> Sequence[str]:
        """The ids."""

    @property
    def position(self) -> int:
        """The place of the current record."""

    def record_at(self, position: int) -> Record:
        """The record at a place."""

    @property
    def decision(self) -> Callable[[str], Decision | None]:
        """Gives the reviewer's decision on a record."""


class RecordList(Canvas):
    """A window on a session's view; a line says `>` (the current record), its letter, `!` (a note), year, title.

    Which of them are seen is told by `first_seen`.
    """

    def __init__(self, session: Listed, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.session = session
        self._top = 0

    class Pointed(Message):
        """The person has pointed at a place of the view with the mouse."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def on_mouse_scroll_down(self) -> None:
        """One record on."""
        self._point(self.session.position + 1)

    def on_mouse_scroll_up(self) -> None:
        """One record back."""
        self._point(self.session.position - 1)

    def _point(self, place: int) -> None:
        if 0 <= place < len(self.session.view):
            self.post_message(self.Pointed(place))

    def show(self, session: Listed) -> None:
        """Show where the session is now."""
        self.session = session
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The window."""
        position, total = self.session.position, len(self.session.view)
        self._top = first_seen(self._top, position, total, height)
        return [self._line(place, width) for place in range(self._top, min(self._top + height, total))]

    def _line(self, place: int, width: int) -> Line:
        record = readable(self.session.view[place], lambda: self.session.record_at(place))
        decision = self.session.decision(self.session.view[place])
        mark = letter(decision)
        current = place == self.session.position
        style = STRONG if current else PLAIN
        noted = decision is not None and bool(decision.note)
        return (
            (">" if current else " ", style),
            (mark, _STYLES[mark]),
            ("!" if noted else " ", REMARK if noted else PLAIN),
            (f" {record.year or '    '} ", style),
            (fit(clean(record.title) or everywhere.NO_TITLE, max(width - 10, 1)), style),
        )
