"""Searches for duplicates on a key: says what was imported since, how far it is, and what was found."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from core.records.imports import Import
from tui.adapter.interface import ReviewAdapter
from tui.screens.reading import ReadingScreen
from tui.screens.slices import StoppedError
from tui.settings.settings import Settings
from tui.text.paragraphs import paragraph
from tui.text.theme import ALARM, PLAIN
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.pager import Pager
from tui.words.phrases import duplicates as phrases
from tui.words.phrases import everywhere
from tui.words.reading.criteria import SPACE
from tui.words.reading.decisions import not_saved


class SearchScreen(ReadingScreen):
    """Nothing is searched before the key for it; another thread does it then, and no other key acts meanwhile."""

    KIND = "search"
    HAS_STATUS = True

    class SearchProgress(Message):
        """So many records of all have been compared."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    def __init__(self, adapter: ReviewAdapter, imports: Sequence[Import], settings: Settings) -> None:
        """Prepare the search.

        Args:
            adapter: The review.
            imports: The imports that no search has read.
            settings: The person's settings.
        """
        new = sum(each.new for each in imports)
        paragraphs = [
            paragraph(phrases.not_yet_searched(len(imports), new)),
            SPACE,
            *(paragraph(phrases.import_line(each.number, each.source.name, each.new), PLAIN, 2) for each in imports),
            SPACE,
            paragraph(phrases.ABOUT_SEARCH),
        ]
        super().__init__("duplicates", paragraphs, settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._stopped = False

    def compose(self) -> ComposeResult:
        """The text, and how far the search is."""
        yield Bar(id="top")
        yield ThinLine()
        yield Pager(id="text")
        yield ThinLine()
        yield Bar(id="status")
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Ask."""
        super().on_mount()
        self.say(phrases.search_keys(self.key_of("find_duplicates"), self.key_of("leave")))

    def action_find_duplicates(self) -> None:
        """Search in another thread."""
        if self._worker is None:
            self._stopped = False
            self.say(phrases.COMPARING)
            self.in_thread(self._search, lambda _: self.dismiss(), self._ended)

    def _search(self) -> None:
        def progress(done: int, total: int) -> None:
            if self._stopped:
                raise StoppedError
            self.post_message(self.SearchProgress(done, total))

        self._adapter.find_duplicates(progress)

    @on(SearchProgress)
    def _on_progress(self, event: SearchProgress) -> None:
        if self._stopped:
            return
        if event.done < event.total:
            self.say(phrases.comparing(event.done, event.total, self.key_of("leave")))
        else:
            self.say(everywhere.WRITING)

    def _ended(self, problem: BaseException) -> None:
        if isinstance(problem, StoppedError):
            self.dismiss()
        else:
            self.query_one("#status", Bar).show(not_saved(problem), ALARM)

    def action_leave(self) -> None:
        """Leave it; a search that runs is stopped first, and waited for, since it uses the review."""
        if self._worker is None:
            self.dismiss()
        else:
            # Not the worker's own way to stop, which would not wait for the thread.
            self._stopped = True
            self.say(everywhere.STOPPING)
