"""Where the records came from: one line an import, and what the protocol plans beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult

from core.errors import TamisError
from core.undo import FEW
from store.imports import Import
from tui.actions.registry import show_key
from tui.adapter.interface import ReviewAdapter
from tui.screens.base import AskingScreen
from tui.screens.help import HelpScreen
from tui.screens.moving import Moving
from tui.screens.reading import ReadingScreen
from tui.screens.sources.import_files import ImportScreen
from tui.screens.sources.source_table import Row, SourceTable
from tui.settings.settings import Settings
from tui.text.content import clean, short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import PLAIN, REMARK, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.pager import Pager
from tui.words.decisions import count
from tui.words.imports import kept_paragraphs, mismatch, warning_count


class SourcesScreen(Moving, AskingScreen):
    """The imports, read anew whenever the screen comes back."""

    KIND = "sources"
    DEFAULT_CSS = """
    SourcesScreen #about { height: 4; }
    """

    def __init__(self, workplace: ReviewAdapter, settings: Settings) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._workplace = workplace
        self._settings = settings
        self._imports: list[Import] | None = None

    def compose(self) -> ComposeResult:
        """The table, a few words on the line under the cursor, and the foot."""
        yield FittingBar(gap="    ", style=STRONG, id="top")
        yield ThinLine()
        yield SourceTable(id="sources")
        yield ThinLine()
        yield Pager(id="about")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Find the parts."""
        self.table = self.query_one("#sources", SourceTable)
        self.about = self.query_one("#about", Pager)
        self.status = self.query_one("#status", Bar)

    @property
    def menu_page(self) -> Pager:
        """A question covers what is said of the import."""
        return self.about

    def on_screen_resume(self) -> None:
        """Look at the imports once the screen is there."""
        self.call_after_refresh(self._look)

    def _look(self, cursor: int | None = None) -> None:
        """Read the imports again; one that was made since gets the cursor."""
        before = self._imports
        try:
            self._imports = found = list(self._workplace.imports())
        except (TamisError, OSError) as problem:
            self.status.show(clean(str(problem)))
            return
        there = [each for each in found if not each.withdrawn]
        names = {each.source.name.casefold() for each in there}
        planned = [each for each in self._workplace.protocol.sources if each.name.casefold() not in names]
        if cursor is None:
            is_new = before is not None and len(found) > len(before)
            cursor = len(found) - 1 if is_new else self.table.cursor
        key = show_key(self.keymap["import"][0])
        self.query_one("#top", FittingBar).show(
            [
                "sources",
                count(len(there), "import"),
                count(sum(each.new for each in there), "record"),
                f"{len(planned)} not imported yet" if planned else "",
            ]
        )
        rows: list[Row] = [*found, *planned]
        self.table.show(rows, cursor, f"Nothing has been imported yet. {key} brings in what a database exported.")
        self._tell()

    def _tell(self) -> None:
        """Say a little of what is under the cursor."""
        row = self.table.current
        if isinstance(row, Import):
            self.about.show(_summary(row, show_key(self.keymap["look"][0])))
        elif row is not None:
            words = " · ".join(part for part in (row.name, row.route, row.platform) if part)
            self.about.show([paragraph(words), paragraph(f"{show_key(self.keymap['look'][0])} brings it in")])
        else:
            self.about.show([])

    def say(self, text: str) -> None:
        """Say what was done."""
        super().say(text)
        self.status.show(clean(text), PLAIN)

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.move(steps)
        self.status.show("")
        self._tell()

    @property
    def page(self) -> int:
        """As many lines as are seen, less one and the head."""
        return max(self.table.size.height - 2, 1)

    action_more = Moving.action_page_down
    action_less = Moving.action_page_up

    def action_look(self) -> None:
        """Show the import under the cursor whole, or bring the planned source in."""
        row = self.table.current
        if isinstance(row, Import):
            title = clean(f"import {row.number} · {row.source.name}")
            self.app.push_screen(ReadingScreen(title, kept_paragraphs(row), self.keymap, hints=self.hints))
        elif row is not None:
            self._import(row.name)

    def action_import(self) -> None:
        """Bring in files, of the planned source under the cursor if there is one."""
        row = self.table.current
        self._import("" if row is None or isinstance(row, Import) else row.name)

    def _import(self, source: str) -> None:
        there = [each for each in self._imports or () if not each.withdrawn]
        self.status.show("")
        self.app.push_screen(ImportScreen(self._workplace, self._settings, there, source))

    def action_withdraw(self) -> None:
        """Take the import under the cursor back, once that is confirmed."""
        row = self.table.current
        if not isinstance(row, Import) or row.withdrawn:
            self.status.show("there is no import here that could be taken back")
            return
        question = f"take import {row.number} ({short(clean(row.source.name), 20)}, {count(row.new, 'record')}) back?"
        self.choose(question, {"y": ("take it back", partial(self._withdraw, row.number))})

    def _withdraw(self, number: int) -> None:
        undo = show_key(self.keymap["undo"][0])
        self._change(self._workplace.withdraw, number, f"is taken back: %s fewer — {undo} undo")

    def action_undo(self) -> None:
        """Bring the import under the cursor in again, when it was taken back."""
        row = self.table.current
        key = show_key(self.keymap["undo"][0])
        if isinstance(row, Import) and row.withdrawn:
            question = f"{key} again to bring {count(row.new, 'record')} of import {row.number} in again"
            if row.new <= FEW or self.sure(row, question):
                self._change(self._workplace.restore, row.number, "is back: %s more")
        else:
            self.status.show("this import was not taken back; nothing to undo here")

    def _change(self, act: Callable[[int], Import], number: int, words: str) -> None:
        try:
            done = act(number)
        except (TamisError, OSError) as problem:
            self._look(self.table.cursor)
            self.about.show([paragraph(str(problem), REMARK)])
            self.status.show("nothing was changed", PLAIN)
            return
        self._look(self.table.cursor)
        self.status.show(clean(f"import {number} ({done.source.name}) " + words % count(done.new, "record")))

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(HelpScreen(self.KIND, self.keymap, hints=self.hints))


def _summary(done: Import, key: str) -> list[Paragraph]:
    """An import in up to four lines."""
    source = done.source
    searched = f"searched {source.searched}" if source.searched else ""
    files = ", ".join(each.file for each in done.files)
    result = [
        paragraph(" · ".join(part for part in (source.name, source.route, source.platform, searched) if part)),
        paragraph(f"{count(len(done.files), 'file')}: {files}"),
    ]
    if differs := mismatch(done):
        result.append(paragraph(f"! {differs}", REMARK))
    if warnings := warning_count(done):
        result.append(paragraph(f"! {count(warnings, 'warning')}: {key} shows them", REMARK))
    return result
