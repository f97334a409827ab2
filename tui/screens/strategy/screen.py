"""Shows a source's search strategy: what each line finds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.errors import TamisError
from core.records.imports import Source
from store.numbers.strategy import StrategyFinds
from tui.adapter.interface import ReviewAdapter
from tui.screens.listed import SidedScreen
from tui.screens.reading import ReadingScreen
from tui.screens.slices import in_slices
from tui.screens.strategy.found import FoundScreen
from tui.screens.strategy.line_table import LineTable
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import REMARK, STRONG
from tui.words.phrases import everywhere
from tui.words.phrases import strategy as phrases
from tui.words.reading.decisions import readable
from tui.words.strategy import (
    concept_paragraphs,
    counts_of,
    faults_of,
    key_paper_paragraphs,
    line_paragraphs,
    smells_of_line,
    summary,
)


class StrategyScreen(SidedScreen[LineTable]):
    """The lines as a table, and beneath it what is wrong with the one under the cursor."""

    KIND = "strategy"
    DEFAULT_CSS = """
    StrategyScreen #divider, StrategyScreen #about { display: block; }
    StrategyScreen.-narrow #about { height: 4; }
    """

    def __init__(self, adapter: ReviewAdapter, source: Source, settings: Settings) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._source = source
        self._settings = settings
        self._found: StrategyFinds | None = None

    def listed(self) -> LineTable:
        """The lines."""
        return LineTable(id="lines")

    def on_mount(self) -> None:
        """Look for the lines among the records, between keys."""
        self.top.show([self._heading])
        self.table.show((), empty=phrases.SEARCHING)
        self.run_worker(self._look(), exclusive=True)

    @property
    def _heading(self) -> str:
        where = f" ({self._source.platform})" if self._source.platform else ""
        return short(clean(phrases.title_of(self._source.name, where)), 48)

    async def _look(self) -> None:
        try:
            self._found = await in_slices(self._adapter.strategy(self._source))
        except (TamisError, OSError) as problem:
            self.table.show((), empty=phrases.NOT_SEARCHED)
            self.say(str(problem))
            return
        self.top.show([self._heading, *summary(self._found)[:3]])
        self.table.show_finds(self._found)
        self._say_finds()

    def _say_finds(self) -> None:
        """Say what the line under the cursor finds."""
        self.tell()
        if row := self.table.current:
            self.say(phrases.line_finds(row.line.number, counts_of(row)))

    def here(self) -> Sequence[Paragraph]:
        """The line under the cursor whole, with titles that it finds; where there is no room, what is wrong with it."""
        row, found = self.table.current, self._found
        if row is None or found is None:
            return ()
        if self.is_wide:
            titles = [paragraph(self._title(each)) for each in row.finds[: self.size.height]]
            head = [Paragraph(""), paragraph(phrases.found_by(row.line.number), STRONG)] if titles else []
            return [*line_paragraphs(found, row), *head, *titles]
        odd = [*faults_of(row.line), *smells_of_line(found, row.line.number)]
        understood = row.line.understood
        read = [paragraph(phrases.read_as(understood))] if understood and understood != row.line.text else []
        return [*(paragraph(f"! {each}", REMARK) for each in odd), *read]

    def _title(self, record: str) -> str:
        return readable(record, partial(self._adapter.record, record)).title

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.move(steps)
        self._say_finds()

    def action_line(self) -> None:
        """Show the line under the cursor whole."""
        row, found = self.table.current, self._found
        if row is not None and found is not None:
            self._read(phrases.line(row.line.number), line_paragraphs(found, row))

    def action_line_records(self) -> None:
        """Show the records that the line under the cursor finds."""
        if row := self.table.current:
            self._list(row.finds, phrases.found_by(row.line.number))

    def action_alone(self) -> None:
        """Show the records that the line under the cursor alone finds."""
        row = self.table.current
        if row is not None and row.only is None:
            self.say(phrases.combines_others(row.line.number))
        elif row is not None:
            self._list(row.only or (), phrases.found_by_alone(row.line.number))

    def _list(self, ids: Sequence[str], name: str) -> None:
        if ids:
            self.app.push_screen(FoundScreen(self._adapter, ids, name, self._settings))
        else:
            self.say(phrases.no_record_is(name))

    def action_key_papers(self) -> None:
        """Ask for papers that it should find, and say of each whether it does."""
        if self._found is not None:
            self.ask(phrases.KEY_PAPERS_QUESTION, self._key_papers, prose=True)

    def _key_papers(self, named: str) -> None:
        self.say(everywhere.LOOKING)
        self.run_worker(self._look_for(named.replace(",", " ").split()), exclusive=True)

    async def _look_for(self, named: Sequence[str]) -> None:
        with self.saying_why():
            keys = self._adapter.records_named(named) if named else None
            found = await in_slices(self._adapter.strategy(self._source, keys))
            titles = [(each, self._title(each)) for each in found.wanted]
            self._say_finds()
            self._read(phrases.KEY_PAPERS if named else phrases.INCLUDED_RECORDS, key_paper_paragraphs(found, titles))

    def action_blocks(self) -> None:
        """Show the blocks of the search, one a concept, and how the plan names them."""
        if self._found is not None:
            taken = {concept for concept, _ in self._found.concepts}
            planned = bool(taken) and taken <= set(self._adapter.protocol.concepts)
            self._read(phrases.BLOCKS, concept_paragraphs(self._found, planned))

    def _read(self, what: str, paragraphs: Sequence[Paragraph]) -> None:
        title = clean(f"{self._heading} · {what}")
        self.app.push_screen(ReadingScreen(title, paragraphs, self.keymap, hints=self.hints))

    def about(self) -> Sequence[Paragraph]:
        """What the table says."""
        return [paragraph(phrases.ABOUT_STRATEGY)]
