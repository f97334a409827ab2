"""The disagreements of a stage as a list, to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.screens.disagreements.sides import said_of
from tui.screens.listed import SidedScreen
from tui.text.content import Line, fit
from tui.text.paragraphs import Paragraph
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.widgets.record_reader import record_paragraphs
from tui.words.reading.decisions import readable
from tui.words.reading.disagreements import list_title, listed_row

if TYPE_CHECKING:
    from tui.screens.disagreements.screen import DisagreementsScreen


class DisputeTable(Canvas):
    """One line a disagreement: its number, a letter for each side, the title, and how it stands unless it is open."""

    def __init__(self, below: DisagreementsScreen, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = below.session
        self.place = below.session.position
        self._top = 0

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor."""
        view = self._session.view
        self._top = max(min(self._top, self.place, len(view) - height), self.place - height + 1, 0)
        return [self._line(place, width) for place in range(self._top, min(self._top + height, len(view)))]

    def _line(self, place: int, width: int) -> Line:
        dispute = self._session.view[place]
        title = readable(dispute.record, partial(self._session.record, dispute.record)).title
        letters, title, state = listed_row(self._session, dispute, title)
        here = place == self.place
        head = f" {'>' if here else ' '} {place + 1:>{len(str(len(self._session.view)))}}  {letters}  "
        end = f"  {state}" if state else ""
        style = STRONG if here else DIM if state else PLAIN
        return ((head, style), (fit(title, max(width - len(head) - len(end), 0)), style), (end, style))


class DisputeListScreen(SidedScreen):
    """The list; enter goes to the disagreement under the cursor."""

    KIND = "dispute-list"

    def __init__(self, below: DisagreementsScreen) -> None:
        super().__init__(below.keymap, hints=below.hints)
        self._below = below

    def listed(self) -> DisputeTable:
        """The disagreements."""
        self.table = DisputeTable(self._below, id="disputes")
        return self.table

    def on_mount(self) -> None:
        """Show the list, at the disagreement that was in front."""
        self.top.show([list_title(self._below.session)])
        self.go(0)

    def go(self, steps: int) -> None:
        """Move the cursor."""
        self.table.place = max(min(self.table.place + steps, len(self._below.session.view) - 1), 0)
        self.table.repaint()
        self.show_status()
        self.tell()

    def here(self) -> Sequence[Paragraph]:
        """What each side says of the record under the cursor, and the record."""
        session = self._below.session
        if not session.view or not self.is_wide:
            return ()
        shown = self._below.as_shown(session.view[self.table.place])
        sides = [text for column in said_of(session.stage, shown) for text in column]
        record = readable(shown.record, partial(session.record, shown.record))
        paragraphs = record_paragraphs(
            record, session.sources(shown.record), self._below.highlighter(), hide=self._below.hide
        )
        return [*sides, Paragraph(""), *paragraphs]

    def action_open_dispute(self) -> None:
        """Go to the disagreement under the cursor."""
        view = self._below.session.view
        if view:
            self._below.session.go_to(view[self.table.place])
        self.action_leave()
