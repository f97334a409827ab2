"""What an answer rests on: quotes taken from the text of the report, or written, and the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.charting.chart_store import Field
from core.charting.quotes import Quote
from core.fulltext.text import lost
from tui.actions.keymap import show_key
from tui.text.content import short
from tui.text.plain import clean
from tui.words.charting import quote_words
from tui.words.phrases import charting as phrases
from tui.words.reading.decisions import nothing_in_front

if TYPE_CHECKING:
    from tui.screens.charting.screen import ChartingScreen

_MOVES = {
    "next": ("rows", 1),
    "previous": ("rows", -1),
    "next_study": ("words", 1),
    "previous_study": ("words", -1),
    "more": ("rows", 10),
    "less": ("rows", -10),
}
"""What keys do to the cursor while a quote is taken, by the action that they have at other times."""


class AnswerEvidence:
    """The quotes and the page of the item in hand of a mounted screen."""

    def __init__(self, screen: ChartingScreen) -> None:
        self._screen = screen
        self._texts = screen.texts
        self._reader = screen.texts.reader
        self._held: dict[str, dict[str, bool]] = {}

    def lost(self, fields: Sequence[Field]) -> set[str]:
        """The quotes of a form that the text of the report no longer holds, once that is read."""
        study = self._screen.session.current
        texts = self._texts.texts_of(study) if study is not None else ()
        if study is None or not texts or any(each.problem for each in texts):
            return set()
        quotes = {quote.text for each in fields if each.value is not None for quote in each.value.quotes}
        held = self._held.setdefault(study, {})
        asked = quotes - held.keys()
        gone = lost(texts, asked)
        held |= {each: each not in gone for each in asked}
        return {each for each in quotes if not held[each]}

    # Quotes

    def ask_quote(self) -> None:
        """Take words of the text that the answer rests on; where it is not in sight, write them."""
        if (field := self._screen.answers.field()) and self._screen.reads:
            self._begin()
        elif field:
            before = field.value.quotes[0].text if field.value is not None and field.value.quotes else ""
            self._screen.ask(
                phrases.QUOTE_QUESTION, partial(self._keep_evidence, field, "quote"), value=clean(before), prose=True
            )

    def _begin(self) -> None:
        """Begin to take words of the text."""
        if self._reader.begin_taking():
            self._say_taking()
        else:
            self._screen.say(phrases.NO_TEXT_TO_QUOTE)

    def _say_taking(self) -> None:
        fixed = phrases.LAST_WORD if self._reader.start else phrases.FIRST_WORD
        self._screen.say(phrases.taking_quote(fixed, self._screen.key_of("quote")))

    @property
    def takes(self) -> bool:
        """Whether a quote is being taken, so that every key is its cursor's."""
        return self._reader.cursor is not None

    def take_key(self, key: str, action: str) -> None:
        """Move the cursor, or take the quote.

        Args:
            key: What was pressed.
            action: What it does at other times; "" for nothing.
        """
        reader = self._reader
        if key == "escape" or action == "leave":
            reader.leave_taking()
            self._screen.say(phrases.NO_QUOTE_TAKEN)
        elif key in ("left", "right"):
            reader.move_words(1 if key == "right" else -1)
        elif action in _MOVES:
            unit, steps = _MOVES[action]
            (reader.move_rows if unit == "rows" else reader.move_words)(steps)
        elif key == "s":
            reader.take_sentence()
            self._say_taking()
        elif action == "quote" or key == "enter":
            if reader.start is None:
                reader.fix_start()
                self._say_taking()
            else:
                quote = reader.taken()
                reader.leave_taking()
                self._taken(quote)
        else:
            self._screen.say(phrases.not_while_taking(show_key(key)))
        self._texts.show_source()

    def _taken(self, quote: Quote) -> None:
        """Put the words onto the item in hand."""
        item = self._screen.session.item
        if self._screen.did_save(lambda: self._screen.session.add_quote(item.id, quote)):
            page = phrases.on_page(quote.page) if quote.page else ""
            self._screen.say(phrases.quote_taken(item.label, page, self._screen.key_of("undo")))

    def ask_drop(self) -> None:
        """Take a quote off the answer; of several, ask which."""
        field = self._screen.answers.field()
        quotes = field.value.quotes if field is not None and field.value is not None else ()
        if field is None or not quotes:
            self._screen.say(
                phrases.NO_QUOTE_HERE if field is not None else nothing_in_front(self._screen.session, phrases.STUDY)
            )
            return

        def drop(place: int) -> None:
            self._screen.answers.save(
                field, lambda: self._screen.session.drop_quote(field.item.id, place), phrases.QUOTE_LESS
            )

        if len(quotes) == 1:
            drop(0)
            return
        words = {str(n): (short(quote_words(each), 60), partial(drop, n - 1)) for n, each in enumerate(quotes[:9], 1)}
        self._screen.choose(phrases.WHICH_QUOTE, words)

    def ask_page(self) -> None:
        """Write the page that the answer rests on."""
        if field := self._screen.answers.field():
            before = field.value.quotes[0].page if field.value is not None and field.value.quotes else ""
            self._screen.ask(phrases.PAGE_QUESTION, partial(self._keep_evidence, field, "page"), value=clean(before))

    def _keep_evidence(self, field: Field, kind: str, text: str) -> None:
        self._screen.answers.save(
            field, lambda: self._screen.session.set_evidence(field.item.id, **{kind: text}), f"{kind}: {text}"
        )
