"""Reads the text of a report where a screen shows one: in the background, page by page, with what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.worker import get_current_worker

from core.fulltext.text import ReportText
from core.words import number
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.text.content import short
from tui.text.highlights import Highlighter
from tui.text.plain import clean
from tui.text.theme import DIM, REMARK
from tui.widgets.bar import Bar
from tui.widgets.passage_reader import PassageReader
from tui.widgets.text_reader import WordPlace
from tui.words.phrases import full_texts as phrases

_KEPT = 8
"""Texts in memory; others are read from the cache again."""


class TextReading:
    """What a mounted screen shows in its `PassageReader` “#text”, and in the `Bar` “#source” above it.

    A text is extracted by another thread, so that no key waits for it; of each study its place is kept.
    """

    def __init__(self, screen: AskingScreen, workplace: ReviewAdapter) -> None:
        self._screen = screen
        self._workplace = workplace
        self.reader = screen.query_one("#text", PassageReader)
        self._texts: dict[str, ReportText] = {}
        self._tops: dict[str, WordPlace] = {}
        self._record = ""
        self._sought = ""
        protocol = workplace.protocol
        self.highlighter = Highlighter(
            protocol.highlight_include, protocol.highlight_exclude, workplace.search_blocks()
        )

    def show(self, record: str) -> None:
        """Show the text of a record's study, or begin to read it; "" shows none."""
        reader = self.reader
        if self._record and self._record != record:
            self._tops[self._record] = reader.top
        if record == self._record:
            self.show_source()
            return
        self._record = record
        if record and record not in self._texts:
            place = self._workplace.text_place(record)
            if place.file is None:
                self._texts[record] = place.read()
            else:
                reader.read(ReportText(place.file.name, ((),), problem=phrases.READING), self.highlighter)
                self._screen.run_worker(
                    partial(self._read, record, place.read), thread=True, group="text", exclusive=True
                )
                self.show_source()
                return
        reader.read(
            self._texts.get(record, ReportText("", ((),))), self.highlighter, self._tops.get(record, WordPlace(0, 0))
        )
        self.show_source()

    def _read(self, record: str, read: Callable[[], ReportText]) -> None:
        text = read()
        text.holds("")  # what quotes are held against is made here too, off the keys
        if not get_current_worker().is_cancelled:
            self._screen.app.call_from_thread(self._came, record, text)

    def _came(self, record: str, text: ReportText) -> None:
        while len(self._texts) > _KEPT:
            del self._texts[next(iter(self._texts))]
        self._texts[record] = text
        if record == self._record and self._screen.is_mounted:
            self.reader.read(text, self.highlighter, self._tops.get(record))
            self.show_source()
            self._screen.paint()

    def show_source(self) -> None:
        """Say what is read, where in it, and what was found."""
        reader = self.reader
        bar = self._screen.query_one("#source", Bar)
        parts = [reader.page, clean(reader.text.source)]
        if reader.found:
            parts.append(f"/{short(clean(self._sought), 16)} {reader.at_found + 1}/{number(len(reader.found))}")
        if reader.text.problem:
            bar.show(clean(reader.text.problem), REMARK)
        else:
            bar.show(" · ".join(filter(None, parts)), DIM)

    def text_of(self, record: str) -> ReportText | None:
        """The text of the record in front, once it is there, if it is one of a report and no abstract."""
        text = self._texts.get(record) if record == self._record else None
        return text if text is not None and not text.problem else None

    # Finding

    def ask_find(self) -> None:
        """Ask for words to find in the text."""
        self._screen.ask(phrases.FIND_QUESTION, self._find, value=self._sought)

    def _find(self, words: str) -> None:
        self._sought = words
        found = self.reader.find(words)
        self.show_source()
        keys = phrases.match_keys(self._screen.key_of("next_match"), self._screen.key_of("previous_match"))
        self._screen.say(phrases.places(found, keys) if found else phrases.not_found(words) if words else "")

    def next_match(self, steps: int) -> None:
        """Go to the next match (the one before: -1); without a search, to a mark."""
        went = self.reader.next_found(steps)
        self.show_source()
        self._screen.say("" if went else phrases.NOTHING_MARKED)
