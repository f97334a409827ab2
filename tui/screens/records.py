"""Shows the records behind a number of the dashboard, to be read and not decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.screening.session import RecordsInOrder
from store.numbers.records_behind import RecordsBehind
from tui.adapter.interface import ReviewAdapter
from tui.screens.listed import ListedScreen
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.words.phrases import everywhere
from tui.words.phrases import report as phrases
from tui.words.reading.criteria import stage_paragraphs
from tui.words.reading.decisions import readable, standing_in_words


class RecordsScreen(ListedScreen):
    """A list, a reader, and above the record why it stands where it does."""

    KIND = "records"

    def __init__(
        self,
        adapter: ReviewAdapter,
        behind: RecordsBehind,
        name: str,
        settings: Settings,
        evidence: Callable[[str], str] | None = None,
    ) -> None:
        """Show the records behind a number.

        Args:
            adapter: The review.
            behind: The records.
            name: What the number counts ("excluded: no peer support workers").
            settings: The person's settings.
            evidence: Says what else speaks of a record.
        """
        super().__init__(RecordsInOrder(behind.ids, adapter), settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._behind = behind
        self._counted = name
        self._evidence = evidence

    def paint(self) -> None:
        """Show the list as it is now."""
        listing = self.listing
        where = self._behind.stage.title if self._behind.stage else everywhere.THE_REVIEW
        self.top.show([short(clean(where), 30), short(clean(self._counted), 40), self.place()])
        self.list.show(listing)
        here = listing.current
        if here is None:
            self.reader.forget(phrases.NO_SUCH_RECORD)
        else:
            record = readable(here, lambda: self._adapter.record(here))
            self.reader.read_because(record, self._adapter.sources(here), None, self._why())
        self.show_status()

    def moved(self) -> None:
        """Say why this record is here."""
        self.say(self._why())

    def _why(self) -> str:
        here = self.listing.current
        if not here:
            return ""
        standing = standing_in_words(self._behind.standing(here), self._behind.stage)
        return f"{standing} · {self._evidence(here)}" if self._evidence else standing

    def action_why(self) -> None:
        """Show which lines of the search strategies the record satisfies."""
        from tui.screens.strategy.found import show_lines_on

        show_lines_on(self, self._adapter, self.listing.current)

    def about(self) -> Sequence[Paragraph]:
        """The criteria and the keys."""
        stage, protocol = self._behind.stage, self._adapter.protocol
        return stage_paragraphs(protocol, stage) if stage else [paragraph(protocol.title, STRONG)]
