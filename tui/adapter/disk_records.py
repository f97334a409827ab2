"""What the app asks of single records: the part of `tui.adapter.on_disk` that reads them, and what finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from core.protocol.values import Protocol
from core.records.imports import Source
from core.records.record import Record
from store.acts.duplicates.groups import shown_record
from store.acts.imports import source_names
from store.folder.review import Review
from store.state.flags import flagged
from store.state.review_state import ReviewState, review_state

if TYPE_CHECKING:
    from core.protocol.values import Concept
    from core.ranking.slices import Slices
    from core.strategy.found.concepts import Blocks
    from core.strategy.found.on_record import LinesOn
    from store.folder.documents import Page
    from store.numbers.records_behind import RecordsBehind
    from store.numbers.strategy import StrategyFinds
    from store.work.texts.report_text import TextPlace


class DiskRecords:
    """The records of a review folder; the interface says what each method gives."""

    protocol: Protocol
    _review: Review
    _state: ReviewState | None = None
    _blocks: tuple[tuple[Concept, ...], Blocks | None] | None = None

    def records_behind(
        self, stage: str | None, number: str, reason: str | None = None, reviewer: str | None = None
    ) -> RecordsBehind:
        from store.numbers.records_behind import records_behind

        return records_behind(self._now(), stage, number, reason, reviewer)

    def search_blocks(self) -> Blocks | None:
        if self._blocks is None or self._blocks[0] != self.protocol.concepts:
            from store.numbers.strategy import search_blocks

            self._blocks = self.protocol.concepts, search_blocks(self._review)
        return self._blocks[1]

    def strategy(self, source: Source, key_records: Sequence[str] | None = None) -> Slices[StrategyFinds]:
        from core.strategy.read import read_strategy
        from store.numbers.strategy import strategy_finds

        strategy = read_strategy(source.strategy, source.platform, source.name)
        return strategy_finds(self._last_state(), source.name, strategy, key_records)

    def records_named(self, names: Sequence[str]) -> list[str]:
        from store.numbers.strategy import records_named

        return records_named(self._review, names)

    def lines_on_record(self, record_id: str) -> Sequence[tuple[str, bool, LinesOn]]:
        from store.numbers.strategy import lines_on_record

        return lines_on_record(self._last_state(), record_id)

    def record(self, record_id: str) -> Record:
        groups = self._last_state().groups
        return flagged(self._review, groups, shown_record(self._review, groups, record_id))

    def record_line(self, record_id: str) -> bytes | None:
        return None if record_id in self._last_state().groups.members else self._review.records.line(record_id)

    def record_pages(self) -> Iterator[Page]:
        return self._review.records.pages()

    def survivor(self, record_id: str) -> str:
        return self._last_state().groups.of(record_id)

    def text_place(self, record_id: str) -> TextPlace:
        from store.work.texts.report_text import text_place

        state = self._last_state()
        return text_place(self._review, state.groups, state.studies.around(record_id))

    def sources(self, record_id: str) -> tuple[str, ...]:
        return source_names(self._review)(self._last_state().groups.around(record_id))

    def _now(self, derive: Callable[[Review], ReviewState] = review_state) -> ReviewState:
        """Derive the state of the review anew, with what others have written."""
        self._review.refresh()
        self._state = derive(self._review)
        return self._state

    def _last_state(self) -> ReviewState:
        """The state as last derived, so that what is shown of a record does not change while it is read."""
        if self._state is None:
            self._state = review_state(self._review)
        return self._state
