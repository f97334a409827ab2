"""The records that a line of a strategy finds, and which lines a record satisfies."""

from __future__ import annotations

from collections.abc import Sequence

from core.screening.session import RecordsInOrder
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.listed import ListedScreen
from tui.screens.reading import ReadingScreen
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.words.phrases import everywhere
from tui.words.phrases import strategy as phrases
from tui.words.reading.criteria import SPACE
from tui.words.reading.decisions import readable
from tui.words.strategy import record_lines


class FoundScreen(ListedScreen):
    """A list, and a reader on the record in front."""

    KIND = "records"

    def __init__(self, adapter: ReviewAdapter, ids: Sequence[str], name: str, settings: Settings) -> None:
        """Show records.

        Args:
            adapter: The review.
            ids: The records.
            name: Why they are listed ("found by line 3 alone").
            settings: The person's settings.
        """
        super().__init__(RecordsInOrder(ids, adapter), settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._name_of_list = name

    def paint(self) -> None:
        """Show the list as it is now."""
        self.top.show([short(clean(self._name_of_list), 60), self.place()])
        self.list.show(self.listing)
        if here := self.listing.current:
            record = readable(here, lambda: self._adapter.record(here))
            self.reader.read_because(record, self._adapter.sources(here), None, self._name_of_list)
        self.show_status()

    def action_why(self) -> None:
        """Show which lines the record in front satisfies."""
        show_lines_on(self, self._adapter, self.listing.current)


def show_lines_on(screen: AskingScreen, adapter: ReviewAdapter, record: str | None) -> None:
    """Show which lines of which sources' search strategies a record satisfies; say so where there is no record."""
    if record is None:
        screen.say(phrases.NO_RECORD)
        return
    screen.try_open(lambda: _lines_screen(screen, adapter, record))


def _lines_screen(screen: AskingScreen, adapter: ReviewAdapter, record: str) -> ReadingScreen:
    title = readable(record, lambda: adapter.record(record)).title
    said = [paragraph(title or everywhere.NO_TITLE, STRONG), SPACE]
    for line in record_lines(adapter.lines_on_record(record)):
        said.append(paragraph(line.strip(), indent=2) if line.startswith(" ") else paragraph(line, STRONG))
    return ReadingScreen(phrases.WHY_HERE, said, screen.keymap, hints=screen.hints)
