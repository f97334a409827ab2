"""A folder of exports: what each file is, changed line by line, brought in with one key; nothing is written before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from core import gc_pause
from core.records.imports import Import, Source
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.exports.file_table import FileTable
from tui.screens.paths import near
from tui.screens.reading import ReadingScreen
from tui.screens.slices import StoppedError
from tui.settings.settings import Settings
from tui.text.plain import clean
from tui.text.theme import PLAIN, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.words import exports as words
from tui.words.phrases import everywhere
from tui.words.phrases import sources as phrases
from tui.words.reading.decisions import not_saved, told
from tui.words.sources import day

if TYPE_CHECKING:
    from store.work.outside.export_files import ExportFile


class ExportsScreen(AskingScreen):
    """Looks into the files in another thread, shows a line each, and writes in another thread once `y` is pressed.

    While a thread is at the review no key acts but the one that stops the reading, which is waited for.

    Attributes:
        brought: What was brought in, in words; "" while nothing was.
    """

    KIND = "exports"

    class Looking(Message):
        """The file of that name is looked into."""

        def __init__(self, name: str, place: int, of: int) -> None:
            super().__init__()
            self.words = phrases.looking_into(place + 1, of, name)

    def __init__(self, adapter: ReviewAdapter, settings: Settings, paths: Sequence[Path]) -> None:
        """Prepare to look into folders, archives and files."""
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._paths = paths
        self._files: list[ExportFile] = []
        self._left_out: set[int] = set()
        self._stopped = False
        self.brought = ""

    def compose(self) -> ComposeResult:
        """The table, what is remarkable about the file under the cursor, and the foot."""
        yield FittingBar(gap="    ", style=STRONG, id="top")
        yield ThinLine()
        yield FileTable(id="files")
        yield ThinLine()
        yield Bar(id="about")
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Begin to look."""
        self.table = self.query_one("#files", FileTable)
        self._show_top("")
        self.say(everywhere.LOOKING)
        self.in_thread(partial(self._adapter.look_into, self._paths, self._progress), self._take, self._ended)

    def on_unmount(self) -> None:
        """Let the records that were not brought in be collected again."""
        gc_pause.unfreeze()

    def _show_top(self, counts: str) -> None:
        self.query_one("#top", FittingBar).show([phrases.IMPORT, counts, clean(", ".join(map(near, self._paths)))])

    # Another thread

    def _progress(self, name: str, place: int, of: int) -> None:
        if self._stopped:
            raise StoppedError
        self.post_message(self.Looking(name, place, of))

    @on(Looking)
    def _on_progress(self, event: Looking) -> None:
        if self._worker is not None and not self._stopped:
            self.say(event.words)

    def _ended(self, problem: BaseException) -> None:
        if isinstance(problem, StoppedError):
            self.dismiss()
        elif self._files:
            self.alarm = not_saved(problem)
            self.paint()
        else:
            self.say(told(problem))

    # What was found

    def _take(self, files: Sequence[ExportFile]) -> None:
        # The records have no cycles: the garbage collector need not walk through them, which would hold up the keys.
        gc_pause.freeze()
        self._files = list(files)
        self._show_top(words.summary(files))
        self.say("")

    @property
    def _ready(self) -> list[ExportFile]:
        return [each for place, each in enumerate(self._files) if each.ready and place not in self._left_out]

    @property
    def _nameless(self) -> int:
        """How many files are left for want of a source alone."""
        lacking = [each.read is not None and not (each.source.name or each.twin) for each in self._files]
        return sum(lacks for place, lacks in enumerate(lacking) if place not in self._left_out)

    @property
    def current(self) -> ExportFile | None:
        """The file under the cursor, unless a thread is at work."""
        return self._files[self.table.cursor] if self._files and self._worker is None else None

    def paint(self) -> None:
        """Show the files as they are now."""
        rows = [words.row(each, left_out=place in self._left_out) for place, each in enumerate(self._files)]
        self.table.show(rows)
        self.in_front = tuple(each.name for each in self._files)
        about = words.about(self._files[self.table.cursor], self.key_of("file")) if self._files else ""
        self.query_one("#about", Bar).show(clean(about or words.lacking(self._nameless, self.key_of("source"))))
        self.show_status()

    def show_status(self) -> None:
        """What was done, or else what the key does that brings in."""
        if self._files and not (self._status or self.alarm):
            ready = words.brings(self._ready, self.key_of("bring_in"))
            self.query_one("#status", Bar).show(clean(phrases.nothing_written(ready)), PLAIN)
        else:
            super().show_status()

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.move(steps)
        if self._worker is None:
            self.say("")

    @property
    def page(self) -> int:
        """As many lines as are seen, less one and the head."""
        return max(self.table.size.height - 2, 1)

    action_more = AskingScreen.action_page_down
    action_less = AskingScreen.action_page_up

    # Keys

    def action_file(self) -> None:
        """Show all that was found in the file under the cursor."""
        if (file := self.current) is not None:
            found = words.paragraphs(file, self._adapter.imports())
            self.app.push_screen(ReadingScreen(clean(file.name), found, self.keymap, hints=self.hints))

    def action_source(self) -> None:
        """Ask what database the file comes from."""
        if (file := self.current) is not None and file.read is not None:
            self.ask(words.SOURCE, self._take_source, value=file.source.name)

    def action_searched(self) -> None:
        """Ask on which day the database was searched."""
        if (file := self.current) is not None and file.source.name:
            self.ask(words.SEARCHED, self._take_day, value=file.source.searched)

    def _take_source(self, name: str) -> None:
        file = self.current
        if file is not None and name:
            planned = {each.name.casefold(): each for each in self._adapter.protocol.sources}.get(name.casefold())
            source = replace(file.source, name=planned.name if planned else name)
            if planned is not None:
                source = replace(source, platform=planned.platform, route=planned.route)
            self._change(source)

    def _take_day(self, text: str) -> None:
        file = self.current
        if file is not None:
            with self.saying_why():
                self._change(replace(file.source, searched=day(text)))

    def _change(self, source: Source) -> None:
        place = self.table.cursor
        with self.saying_why():
            self._files[place] = self._adapter.as_from(self._files[place], source)
            self.say("")

    def action_leave_out(self) -> None:
        """Leave the file under the cursor out, or take it in again."""
        if self.current is not None:
            self._left_out ^= {self.table.cursor}
            self.say("")

    def action_bring_in(self) -> None:
        """Write what is ready to the review."""
        if self._worker is not None or not self._ready:
            return
        if not self.was_seen(self.in_front):
            self.refuse(self.key_of("bring_in"), phrases.THE_TABLE)
            return
        self.say(everywhere.WRITING)
        self.in_thread(partial(self._adapter.bring_in_files, self._ready), self._done, self._ended)

    def _done(self, done: Sequence[Import]) -> None:
        self.brought = words.brought(done, self._nameless)
        self.dismiss()

    def action_leave(self) -> None:
        """Leave it; what reads is stopped first, and waited for, since it uses the review."""
        if self._worker is None:
            self.dismiss()
        elif not self._files:
            self._stopped = True
            self.say(everywhere.STOPPING)
