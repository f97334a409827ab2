"""What screens on which a report's text is read share: reading it in the background, finding, taking a quote."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events
from textual.worker import get_current_worker

from core.charting.quotes import Quote
from core.fulltext.text import ReportText
from core.words import count, number
from tui.actions.keymap import show_key
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.text.content import short
from tui.text.highlights import Highlighter
from tui.text.plain import clean
from tui.text.theme import DIM, REMARK
from tui.widgets.bar import Bar
from tui.widgets.passage_reader import PassageReader
from tui.widgets.text_reader import WordPlace

_KEPT = 8
"""Texts in memory; others are read from the cache again."""
_MOVES = {
    "next": ("rows", 1),
    "previous": ("rows", -1),
    "next_study": ("words", 1),
    "previous_study": ("words", -1),
    "more": ("rows", 10),
    "less": ("rows", -10),
}
"""What keys do to the cursor while a quote is taken, by the action that they have at other times."""


class TextReadingScreen(AskingScreen):
    """A screen with a `PassageReader` “#text” and above it a `Bar` “#source”.

    A text is extracted by another thread, so that no key waits for it; of each study its place is kept.
    """

    workplace: ReviewAdapter

    def begin_reading(self) -> None:
        """Find the reader; called once, when the screen is mounted."""
        self.text_reader = self.query_one("#text", PassageReader)
        self._texts: dict[str, ReportText] = {}
        self._tops: dict[str, WordPlace] = {}
        self._text_of = ""
        self._sought = ""
        self._highlighter = self._marker()

    def _marker(self) -> Highlighter:
        protocol = self.workplace.protocol
        return Highlighter(protocol.highlight_include, protocol.highlight_exclude, self.workplace.search_blocks())

    def show_text(self, record: str) -> None:
        """Show the text of a record's study, or begin to read it; "" shows none."""
        reader = self.text_reader
        if self._text_of and self._text_of != record:
            self._tops[self._text_of] = reader.top
        if record == self._text_of:
            self.show_source()
            return
        self._text_of = record
        if record and record not in self._texts:
            place = self.workplace.text_place(record)
            if place.file is None:
                self._texts[record] = place.read()
            else:
                reader.read(ReportText(place.file.name, ((),), problem="reading …"), self._highlighter)
                self.run_worker(partial(self._read, record, place.read), thread=True, group="text", exclusive=True)
                self.show_source()
                return
        reader.read(
            self._texts.get(record, ReportText("", ((),))), self._highlighter, self._tops.get(record, WordPlace(0, 0))
        )
        self.show_source()

    def _read(self, record: str, read: Callable[[], ReportText]) -> None:
        text = read()
        text.holds("")  # what quotes are held against is made here too, off the keys
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._came, record, text)

    def _came(self, record: str, text: ReportText) -> None:
        while len(self._texts) > _KEPT:
            del self._texts[next(iter(self._texts))]
        self._texts[record] = text
        if record == self._text_of and self.is_mounted:
            self.text_reader.read(text, self._highlighter, self._tops.get(record))
            self.show_source()
            self.paint()

    def show_source(self) -> None:
        """Say what is read, where in it, and what was found."""
        reader = self.text_reader
        bar = self.query_one("#source", Bar)
        parts = [reader.page, clean(reader.text.source)]
        if reader.found:
            parts.append(f"/{short(clean(self._sought), 16)} {reader.at_found + 1}/{number(len(reader.found))}")
        if reader.text.problem:
            bar.show(clean(reader.text.problem), REMARK)
        else:
            bar.show(" · ".join(filter(None, parts)), DIM)

    @property
    def text(self) -> ReportText | None:
        """The text of the study in front, once it is there, if it is one of a report and no abstract."""
        text = self._texts.get(self._text_of)
        return text if text is not None and not text.problem else None

    # Finding

    def action_find_text(self) -> None:
        """Ask for words to find in the text."""
        self.ask("find in the text:", self._find, value=self._sought)

    def _find(self, words: str) -> None:
        self._sought = words
        found = self.text_reader.find(words)
        self.show_source()
        keys = f"{self.key_of('next_match')} next, {self.key_of('previous_match')} before"
        self.say(f"{count(found, 'place')} — {keys}" if found else f"not found: {words}" if words else "")

    def action_next_match(self) -> None:
        """Go to the next match; without a search to the next mark."""
        self._next(1)

    def action_previous_match(self) -> None:
        """Go to the match before; without a search to the mark before."""
        self._next(-1)

    def _next(self, steps: int) -> None:
        went = self.text_reader.next_found(steps)
        self.show_source()
        self.say("" if went else "nothing is marked from here on")

    # Taking a quote

    def begin_quote(self) -> None:
        """Begin to take words of the text."""
        if self.text_reader.begin_taking():
            self._say_taking()
        else:
            self.say("there is no text to take a quote from")

    def quote_taken(self, quote: Quote) -> None:
        """Do something with the words that were taken."""
        raise NotImplementedError

    def _say_taking(self) -> None:
        fixed = "the last word" if self.text_reader.start else "the first word"
        self.say(f"{fixed}: arrows and j/k, {self.key_of('quote')} takes it; s the sentence; esc leaves")

    def take_key(self, event: events.Key) -> None:
        """While a quote is taken, the keys move its cursor."""
        reader = self.text_reader
        if reader.cursor is None or self._writing or self._choices:
            super().take_key(event)
            return
        event.stop()
        action = self._actions.get(event.key) or self._actions.get(event.character or "") or ""
        if event.key == "escape" or action == "leave":
            reader.leave_taking()
            self.say("no quote taken")
        elif event.key in ("left", "right"):
            reader.move_words(1 if event.key == "right" else -1)
        elif action in _MOVES:
            unit, steps = _MOVES[action]
            (reader.move_rows if unit == "rows" else reader.move_words)(steps)
        elif event.key == "s":
            reader.take_sentence()
            self._say_taking()
        elif action == "quote" or event.key == "enter":
            if reader.start is None:
                reader.fix_start()
                self._say_taking()
            else:
                quote = reader.taken()
                reader.leave_taking()
                self.quote_taken(quote)
        else:
            self.say(f"{show_key(event.key)} means nothing while a quote is taken; esc leaves")
        self.show_source()
