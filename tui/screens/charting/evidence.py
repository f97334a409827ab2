"""What an answer rests on: the text of the report beside the form, and quotes taken from it onto the item in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core.charting.chart_store import Field
from core.charting.quotes import Quote
from core.charting.session import ChartSession
from tui.screens.text_reading import TextReadingScreen
from tui.text.content import short
from tui.text.plain import clean
from tui.widgets.canvas import MenuPage
from tui.widgets.pager import Pager
from tui.words.charting import quote_words
from tui.words.decisions import nothing_in_front


class EvidenceScreen(TextReadingScreen):
    """A screen with forms, a pager on the item in hand, and the text of the report."""

    session: ChartSession
    item_pager: Pager
    _held_quotes: dict[str, dict[str, bool]]

    @property
    def reads(self) -> bool:
        """Whether the text is in sight."""
        return self.has_class("-wide") or self.has_class("-reading")

    @property
    def pager(self) -> MenuPage:  # type: ignore[override]
        """What the keys page, and what a menu covers."""
        return self.text_reader if self.reads else self.item_pager

    def lost_quotes(self, fields: Sequence[Field]) -> set[str]:
        """The quotes of a form that the text of the report no longer holds, once that is read."""
        text, study = self.text, self.session.current
        if text is None or study is None or self._text_of != study:
            return set()
        quotes = {quote.text for each in fields if each.value is not None for quote in each.value.quotes}
        held = self._held_quotes.setdefault(study, {})
        held |= {each: text.holds(each) for each in quotes - held.keys()}
        return {each for each in quotes if not held[each]}

    def field_in_front(self) -> Field | None:
        """The item in hand; None where no study is there, which is said."""
        if self.session.current is None:
            self.say(nothing_in_front(self.session, "study"))
            return None
        return self.session.field(self.session.item.id)

    def action_switch_text(self) -> None:
        """Show the text, or the form again."""
        self.toggle_class("-reading")
        self.call_after_refresh(self.paint)

    def action_leave(self) -> None:
        """Go back to the form from the text alone; else to the screen before."""
        if self.has_class("-reading"):
            self.action_switch_text()
        else:
            super().action_leave()

    def action_quote(self) -> None:
        """Take words of the text that the answer rests on; where it is not in sight, write them."""
        if (field := self.field_in_front()) and self.reads:
            self.begin_quote()
        elif field:
            before = field.value.quotes[0].text if field.value is not None and field.value.quotes else ""
            self.ask("quote:", partial(self._keep_evidence, field, "quote"), value=clean(before), prose=True)

    def quote_taken(self, quote: Quote) -> None:
        """Put the words onto the item in hand."""
        item = self.session.item
        if self.did_save(lambda: self.session.add_quote(item.id, quote)):
            page = f", p. {quote.page}" if quote.page else ""
            self.say(f"quote taken for {item.label}{page} — {self.key_of('undo')} undo")

    def action_drop_quote(self) -> None:
        """Take a quote off the answer; of several, ask which."""
        field = self.field_in_front()
        quotes = field.value.quotes if field is not None and field.value is not None else ()
        if field is None or not quotes:
            self.say("no quote here" if field is not None else nothing_in_front(self.session, "study"))
            return

        def drop(place: int) -> None:
            self.save_answer(field, lambda: self.session.drop_quote(field.item.id, place), "a quote less")

        if len(quotes) == 1:
            drop(0)
            return
        words = {str(n): (short(quote_words(each), 60), partial(drop, n - 1)) for n, each in enumerate(quotes[:9], 1)}
        self.choose("which quote?", words)

    def action_page(self) -> None:
        """Write the page that the answer rests on."""
        if field := self.field_in_front():
            before = field.value.quotes[0].page if field.value is not None and field.value.quotes else ""
            self.ask("page:", partial(self._keep_evidence, field, "page"), value=clean(before))

    def _keep_evidence(self, field: Field, kind: str, text: str) -> None:
        self.save_answer(field, lambda: self.session.set_evidence(field.item.id, **{kind: text}), f"{kind}: {text}")

    def save_answer(self, field: Field, act: Callable[[], object], words: str, *, move: bool = False) -> None:
        """Save an answer, say so, and go on to the next item where one answer is all there is to give."""
        if not self.did_save(act):
            return
        if move:
            self.session.move_line(1)
        was = f"was {short(clean(field.text), 20)} — now " if move and field.text and field.text != words else ""
        self.say(f"{field.item.label}: {was}{short(clean(words), 40)} — {self.key_of('undo')} undo")
