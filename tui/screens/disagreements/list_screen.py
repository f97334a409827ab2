"""The disagreements of a stage as a list, to choose one from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.screening.disagreement import Disagreement
from tui.screens.disagreements.sides import said_of
from tui.screens.listed import SidedScreen
from tui.text.content import Line, fit
from tui.text.paragraphs import Paragraph
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.widgets.record_reader import record_paragraphs
from tui.words.reading.decisions import readable
from tui.words.reading.disagreements import list_title, listed_row

if TYPE_CHECKING:
    from tui.screens.disagreements.screen import DisagreementsScreen


class DisputeTable(CursorTable[Disagreement]):
    """One line a disagreement: its number, a letter for each side, the title, and how it stands unless it is open."""

    def __init__(self, below: DisagreementsScreen, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = below.session
        self.rows, self.cursor = below.session.view, below.session.position

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """No head, and what draws a disagreement."""
        return (), partial(self._line, width)

    def _line(self, width: int, place: int) -> Line:
        dispute = self.rows[place]
        title = readable(dispute.record, partial(self._session.record, dispute.record)).title
        letters, title, state = listed_row(self._session, dispute, title)
        here = place == self.cursor
        head = f" {'>' if here else ' '} {place + 1:>{len(str(len(self.rows)))}}  {letters}  "
        end = f"  {state}" if state else ""
        style = STRONG if here else DIM if state else PLAIN
        return ((head, style), (fit(title, max(width - len(head) - len(end), 0)), style), (end, style))


class DisputeListScreen(SidedScreen[DisputeTable]):
    """The list; enter goes to the disagreement under the cursor."""

    KIND = "dispute-list"

    def __init__(self, below: DisagreementsScreen) -> None:
        super().__init__(below.keymap, hints=below.hints)
        self._below = below

    def listed(self) -> DisputeTable:
        """The disagreements."""
        return DisputeTable(self._below, id="disputes")

    def on_mount(self) -> None:
        """Show the list, at the disagreement that was in front."""
        self.top.show([list_title(self._below.session)])
        self.go(0)

    def go(self, steps: int) -> None:
        """Move the cursor."""
        self.table.move(steps)
        self.show_status()
        self.tell()

    def here(self) -> Sequence[Paragraph]:
        """What each side says of the record under the cursor, and the record."""
        session = self._below.session
        dispute = self.table.current
        if dispute is None or not self.is_wide:
            return ()
        shown = self._below.as_shown(dispute)
        sides = [text for column in said_of(session.stage, shown) for text in column]
        record = readable(shown.record, partial(session.record, shown.record))
        paragraphs = record_paragraphs(
            record, session.sources(shown.record), self._below.highlighter(), hide=self._below.hide
        )
        return [*sides, Paragraph(""), *paragraphs]

    def action_open_dispute(self) -> None:
        """Go to the disagreement under the cursor."""
        if dispute := self.table.current:
            self._below.session.go_to(dispute)
        self.action_leave()
