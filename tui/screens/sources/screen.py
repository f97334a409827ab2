"""Shows where the records came from: one line an import, and what the protocol plans beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core.errors import TamisError
from core.records.imports import Import
from core.undo import FEW
from core.words import count
from store.work.own.words import Saying
from tui.adapter.interface import ReviewAdapter
from tui.screens.listed import SidedScreen
from tui.screens.reading import ReadingScreen
from tui.screens.sources.import_files import ImportScreen
from tui.screens.sources.source_table import Row, SourceTable
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import REMARK
from tui.words.imports import kept_paragraphs, mismatch, warning_count
from tui.words.phrases import sources as phrases


class SourcesScreen(SidedScreen[SourceTable]):
    """The imports, read anew whenever the screen comes back."""

    KIND = "sources"
    DEFAULT_CSS = """
    SourcesScreen #divider, SourcesScreen #about { display: block; }
    SourcesScreen.-narrow #about { height: 4; }
    """

    def __init__(self, adapter: ReviewAdapter, settings: Settings) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._settings = settings
        self._imports: list[Import] | None = None

    KEPT = 1

    def listed(self) -> SourceTable:
        """The imports, which are read when the screen comes to the front."""
        return SourceTable(id="sources")

    def on_screen_resume(self) -> None:
        """Read the imports once the screen is there."""
        self.call_after_refresh(self._look)

    def _look(self, cursor: int | None = None) -> None:
        """Read the imports again; one that was made since gets the cursor."""
        before = self._imports
        try:
            self._imports = found = list(self._adapter.imports())
        except (TamisError, OSError) as problem:
            self.say(str(problem))
            return
        there = [each for each in found if not each.withdrawn]
        names = {each.source.name.casefold() for each in there}
        planned = [each for each in self._adapter.protocol.sources if each.name.casefold() not in names]
        if cursor is None:
            is_new = before is not None and len(found) > len(before)
            cursor = len(found) - 1 if is_new else self.table.cursor
        key = self.key_of("import")
        self.top.show(
            [
                phrases.TOP,
                count(len(there), phrases.IMPORT),
                count(sum(each.new for each in there), phrases.RECORD),
                phrases.planned_left(len(planned)) if planned else "",
            ]
        )
        rows: list[Row] = [*found, *planned]
        self.table.show(rows, cursor, phrases.nothing_imported(key))
        self.tell()

    def here(self) -> Sequence[Paragraph]:
        """What is under the cursor: an import whole where there is room, else in a few lines."""
        row = self.table.current
        if isinstance(row, Import):
            return kept_paragraphs(row) if self.is_wide else _summary(row, self.key_of("look"))
        if row is None:
            return ()
        words = " · ".join(part for part in (row.name, row.route, row.platform) if part)
        return [paragraph(words), paragraph(phrases.look_brings_it_in(self.key_of("look")))]

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.move(steps)
        self.say("")
        self.tell()

    def action_look(self) -> None:
        """Show the import under the cursor whole, or bring the planned source in."""
        row = self.table.current
        if isinstance(row, Import):
            title = clean(phrases.import_named(row.number, row.source.name))
            self.app.push_screen(ReadingScreen(title, kept_paragraphs(row), self.keymap, hints=self.hints))
        elif row is not None:
            self._import(row.name)

    def action_strategy(self) -> None:
        """Show what the lines of the import's search strategy find."""
        row = self.table.current
        if not isinstance(row, Import) or not row.source.strategy.strip():
            self.say(phrases.NO_STRATEGY)
            return
        from tui.screens.strategy.screen import StrategyScreen

        self.app.push_screen(StrategyScreen(self._adapter, row.source, self._settings))

    def action_import(self) -> None:
        """Bring in files, of the planned source under the cursor if there is one."""
        row = self.table.current
        self._import("" if row is None or isinstance(row, Import) else row.name)

    def _import(self, source: str) -> None:
        there = [each for each in self._imports or () if not each.withdrawn]
        self.say("")
        self.app.push_screen(ImportScreen(self._adapter, self._settings, there, source))

    def action_withdraw(self) -> None:
        """Take the import under the cursor back, once that is confirmed."""
        row = self.table.current
        if not isinstance(row, Import) or row.withdrawn:
            self.say(phrases.NO_IMPORT_HERE)
            return
        question = phrases.take_back_question(row.number, short(clean(row.source.name), 20), row.new)
        self.choose(question, {"y": (phrases.TAKE_IT_BACK, partial(self._withdraw, row.number))})

    def _withdraw(self, number: int) -> None:
        undo = self.key_of("undo")
        self._change(self._adapter.withdraw, number, phrases.taken_back_fewer(undo))

    def action_undo(self) -> None:
        """Bring the import under the cursor in again, when it was taken back."""
        row = self.table.current
        key = self.key_of("undo")
        if isinstance(row, Import) and row.withdrawn:
            question = phrases.again_to_bring_in(key, row.new, row.number)
            if row.new <= FEW or self.sure(row, question):
                self._change(self._adapter.restore, row.number, phrases.BACK_WITH_MORE)
        else:
            self.say(phrases.NOT_TAKEN_BACK)

    def action_acts(self) -> None:
        """List what was imported, taken back and corrected, to take it back or do it again."""
        from tui.screens.acts import show_words

        show_words(self, self._adapter, Saying.IMPORTS, lambda: self._look(self.table.cursor))

    def _change(self, act: Callable[[int], Import], number: int, words: str) -> None:
        try:
            done = act(number)
        except (TamisError, OSError) as problem:
            self._look(self.table.cursor)
            self.pager.show([paragraph(str(problem), REMARK)])
            self.say(phrases.NOTHING_CHANGED)
            return
        self._look(self.table.cursor)
        self.say(phrases.import_of(number, done.source.name) + words % count(done.new, phrases.RECORD))


def _summary(done: Import, key: str) -> list[Paragraph]:
    """An import in up to four lines."""
    source = done.source
    searched = phrases.searched_on(source.searched) if source.searched else ""
    files = ", ".join(each.file for each in done.files)
    result = [
        paragraph(" · ".join(part for part in (source.name, source.route, source.platform, searched) if part)),
        paragraph(phrases.files(len(done.files), files)),
    ]
    if differs := mismatch(done):
        result.append(paragraph(f"! {differs}", REMARK))
    if warnings := warning_count(done):
        result.append(paragraph(phrases.warnings_open(warnings, key), REMARK))
    return result
