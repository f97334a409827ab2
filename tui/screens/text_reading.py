"""Reads the text of a report where a screen shows one: in the background, page by page, with what is found in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from store.work.texts.report_text import TextPlace

_KEPT = 8
"""Studies whose texts stay in memory; those of others are read from the cache again."""


class TextReading:
    """What a mounted screen shows in its `PassageReader` “#text”, and in the `Bar` “#source” above it.

    Texts are extracted by another thread, so that no key waits for them; of each the place is kept.
    """

    def __init__(self, screen: AskingScreen, workplace: ReviewAdapter) -> None:
        self._screen = screen
        self._workplace = workplace
        self.reader = screen.query_one("#text", PassageReader)
        self._texts: dict[str, tuple[ReportText, ...]] = {}
        self._in_front: dict[str, int] = {}
        self._tops: dict[tuple[str, int], WordPlace] = {}
        self._record = ""
        self._sought = ""
        protocol = workplace.protocol
        self.highlighter = Highlighter(
            protocol.highlight_include, protocol.highlight_exclude, workplace.search_blocks()
        )

    def show(self, record: str) -> None:
        """Show the text of a record's study, or begin to read it; "" shows none."""
        if record != self._record:
            self._keep_top()
            self._record = record
            if record and record not in self._texts:
                place = self._workplace.text_place(record)
                if not place.files:
                    self._texts[record] = place.texts
                else:
                    waiting = ReportText(place.files[0].name, ((),), problem=phrases.READING)
                    self.reader.read(waiting, self.highlighter)
                    self._screen.run_worker(
                        partial(self._read, record, place), thread=True, group="text", exclusive=True
                    )
                    self.show_source()
                    return
            self._paint()
        self.show_source()

    def next_file(self) -> bool:
        """Show the next file of the study, after the last the first; whether there are several."""
        several = len(self.texts_of(self._record)) > 1
        if several:
            self._keep_top()
            self._in_front[self._record] = (self._at + 1) % len(self._texts[self._record])
            self._paint()
            self.show_source()
        return several

    @property
    def _at(self) -> int:
        """The place of the text in front among those of its study, from 0."""
        return self._in_front.get(self._record, 0)

    def _keep_top(self) -> None:
        if self._record:
            self._tops[self._record, self._at] = self.reader.top

    def _paint(self) -> None:
        texts = self.texts_of(self._record) or (ReportText("", ((),)),)
        self.reader.read(texts[self._at], self.highlighter, self._tops.get((self._record, self._at), WordPlace(0, 0)))

    def _read(self, record: str, place: TextPlace) -> None:
        place.lost({""})  # what quotes are held against is made here too, off the keys
        if not get_current_worker().is_cancelled:
            self._screen.app.call_from_thread(self._came, record, place.texts)

    def _came(self, record: str, texts: tuple[ReportText, ...]) -> None:
        while len(self._texts) > _KEPT:
            del self._texts[next(iter(self._texts))]
        self._texts[record] = texts
        if record == self._record and self._screen.is_mounted:
            self._paint()
            self.show_source()
            self._screen.paint()

    def show_source(self) -> None:
        """Say what is read, where in it, and what was found."""
        reader = self.reader
        bar = self._screen.query_one("#source", Bar)
        files = len(self.texts_of(self._record))
        parts = [reader.page, clean(reader.text.source)]
        if files > 1:
            parts.append(phrases.file_of(self._at + 1, files, self._screen.key_of("next_file")))
        if reader.found:
            parts.append(f"/{short(clean(self._sought), 16)} {reader.at_found + 1}/{number(len(reader.found))}")
        if reader.text.problem:
            bar.show(clean(reader.text.problem), REMARK)
        else:
            bar.show(" · ".join(filter(None, parts)), DIM)

    def texts_of(self, record: str) -> tuple[ReportText, ...]:
        """The texts of the record in front, once they are there; of another none."""
        return self._texts.get(record, ()) if record == self._record else ()

    @property
    def file(self) -> Path | None:
        """The file of the text in front; None where that is the abstract."""
        files = self._workplace.text_place(self._record).files
        return files[self._at] if files else None

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
