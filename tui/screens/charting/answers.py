"""What is given for the item in hand: an answer that is written or chosen, that there is none, each saved at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from core.charting.answers import read_answer
from core.charting.chart_store import Field
from core.charting.form import CHOICE_TYPES
from core.errors import TamisError
from tui.dialogs.writing import WritingScreen
from tui.text.content import short
from tui.text.paragraphs import paragraph
from tui.text.plain import clean
from tui.words.phrases import charting as phrases
from tui.words.phrases import everywhere
from tui.words.reading.decisions import nothing_in_front

if TYPE_CHECKING:
    from tui.screens.charting.screen import ChartingScreen


class GivenAnswers:
    """The answers of a screen's form."""

    def __init__(self, screen: ChartingScreen) -> None:
        self._screen = screen

    def field(self) -> Field | None:
        """The item in hand; None where no study is there, which is said."""
        if self._screen.session.current is None:
            self._screen.say(nothing_in_front(self._screen.session, phrases.STUDY))
            return None
        return self._screen.session.field(self._screen.session.item.id)

    def save(self, field: Field, act: Callable[[], object], words: str, *, move: bool = False) -> None:
        """Save an answer, say so, and go on to the next item where one answer is all there is to give."""
        if not self._screen.did_save(act):
            return
        if move:
            self._screen.session.move_line(1)
        was = everywhere.was_now(short(clean(field.text), 20)) if move and field.text and field.text != words else ""
        self._screen.say(phrases.answered(field.item.label, was, short(clean(words), 40), self._screen.key_of("undo")))

    def ask(self) -> None:
        """Write the answer."""
        field = self.field()
        if field is None:
            return
        text = field.text or field.proposal
        if field.item.type == "long-text":
            about = [paragraph(field.item.help)] if field.item.help else []
            page = WritingScreen(clean(field.item.label), about, text, partial(self._keep_long, field))
            self._screen.app.push_screen(page)
        else:
            self._screen.ask(f"{short(clean(field.item.label), 24)}:", partial(self._filled, field), value=text)

    def _filled(self, field: Field, text: str) -> None:
        """Save what was written; a text that is no answer is asked for again."""
        problem = self._unfit(field, text)
        if problem:
            self._screen.say(problem)
            self._screen.ask(f"{short(clean(field.item.label), 24)}:", partial(self._filled, field), value=text)
        else:
            self._keep(field, text)

    def _keep_long(self, field: Field, text: str) -> str:
        self._keep(field, text)
        return self._screen.alarm

    def _unfit(self, field: Field, text: str) -> str:
        """Why a text is no answer to the item; "" when it is one, or empty."""
        try:
            if text:
                read_answer(field.item, text)
        except TamisError as problem:
            return f"{problem.what}. {problem.advice}".strip()
        return ""

    def _keep(self, field: Field, text: str) -> None:
        item = field.item.id
        if not text:
            self.save(field, lambda: self._screen.session.clear(item, keep_evidence=True), phrases.LEFT_EMPTY)
        else:
            self.save(field, lambda: self._screen.session.set(item, text), text, move=True)

    def choose(self, digit: int) -> None:
        """Choose the choice of a digit (from 0), or take it back."""
        field = self.field()
        if field is None:
            return
        if field.item.type not in CHOICE_TYPES or not 0 <= digit < len(field.item.choices):
            self._screen.say(phrases.no_such_choice(digit + 1, self._screen.key_of("fill")))
            return
        choice = field.item.choices[digit]
        was = field.value is not None and choice in field.value.answer.parts and field.item.type == "multi-choice"
        words = phrases.not_chosen(choice) if was else choice
        self.save(
            field, lambda: self._screen.session.toggle(field.item.id, choice), words, move=field.item.type == "choice"
        )

    def set_not_reported(self) -> None:
        """Say that the report does not give it."""
        if field := self.field():
            self.save(
                field, lambda: self._screen.session.set_not_reported(field.item.id), phrases.NOT_REPORTED, move=True
            )

    def take_proposal(self) -> None:
        """Take over what the record proposes."""
        if field := self.field():
            if field.proposal:
                self.save(field, lambda: self._screen.session.accept(field.item.id), field.proposal, move=True)
            else:
                self._screen.say(phrases.RECORD_PROPOSES_NOTHING)

    def clear(self) -> None:
        """Take the answer off the form."""
        if field := self.field():
            self.save(field, lambda: self._screen.session.clear(field.item.id), phrases.LEFT_EMPTY)
