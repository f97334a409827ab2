"""Gives the team's categories to the answers that are texts, and to their quotes; makes, renames and merges them."""

from __future__ import annotations

from functools import partial

from core.charting.chart_store import Field
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding.codebook import CategoryWord
from tui.screens.charting.screen import ChartingScreen
from tui.text.content import short
from tui.text.paragraphs import Paragraph
from tui.text.plain import clean
from tui.words.charting import coding_paragraphs, quote_words
from tui.words.phrases import charting as phrases


class CodingScreen(ChartingScreen):
    """The forms of coding: of each study the answers to the coded items, with the categories as choices."""

    KIND = "coding"
    NOTHING = phrases.NOTHING_TO_CODE

    def item_words(self, field: Field) -> list[Paragraph]:
        """The categories, what is coded, and what each category means."""
        categories = self.workplace.categories(field.item.id)
        return coding_paragraphs(field, self.item_pager.size.width - 2, self._charted(field), categories)

    def _charted(self, field: Field) -> Value | None:
        study, material = self.session.current, self.session.material
        return None if study is None or material is None else material.get(study, {}).get(field.item.id)

    # Quotes

    def action_quote(self) -> None:
        """Give a category to a quote of the answer; of several, ask which."""
        field = self.answers.field()
        charted = self._charted(field) if field is not None else None
        quotes = [each for each in charted.quotes if each.text] if charted is not None else []
        if field is None or not quotes:
            self.say(phrases.NO_QUOTES)
        elif not field.item.choices:
            self.say(phrases.no_categories(self.key_of("new_category")))
        elif len(quotes) == 1:
            self._ask_category(field, quotes[0])
        else:
            choices = {
                str(place): (short(quote_words(each), 60), partial(self._ask_category, field, each))
                for place, each in enumerate(quotes[:9], start=1)
            }
            self.choose(phrases.WHICH_QUOTE, choices)

    def _ask_category(self, field: Field, quote: Quote) -> None:
        def code(category: str) -> None:
            given = [each.category for each in field.value.quotes if each.text == quote.text] if field.value else []
            names = list(dict.fromkeys([*filter(None, given), category]))
            self.answers.save(
                field, lambda: self.session.code_quote(field.item.id, quote, names), phrases.quote_for(category)
            )

        choices = {
            str(place): (each, partial(code, each)) for place, each in enumerate(field.item.choices[:9], start=1)
        }
        self.choose(phrases.ITS_CATEGORY, choices)

    # Categories

    def action_new_category(self) -> None:
        """Make a category: its name, what it means, what it belongs under."""
        if self.answers.field() is not None:
            item = self.session.item.id
            self.ask(
                phrases.CATEGORY_QUESTION,
                lambda name: self._ask_meaning(CategoryWord(item, "category", name)) if name else None,
            )

    def _ask_meaning(self, word: CategoryWord) -> None:
        def theme(definition: str) -> None:
            said = word._replace(definition=definition)
            self.ask(phrases.THEME_QUESTION, lambda theme: self._say(said._replace(theme=theme)))

        self.ask(phrases.DEFINITION_QUESTION, theme)

    def action_rename_category(self) -> None:
        """Ask which category, and for its new name."""

        def rename(name: str) -> None:
            word = CategoryWord(self.session.item.id, "rename", name)
            self.ask(phrases.is_called(short(clean(name), 24)), lambda to: self._say(word._replace(to=to)), value=name)

        self.ask(phrases.RENAME_QUESTION, lambda name: rename(name) if name else None)

    def action_merge_category(self) -> None:
        """Ask which category goes into which."""

        def merge(name: str) -> None:
            word = CategoryWord(self.session.item.id, "merge", name)
            self.ask(
                phrases.goes_into(short(clean(name), 24)), lambda to: self._say(word._replace(to=to)) if to else None
            )

        self.ask(phrases.MERGE_QUESTION, lambda name: merge(name) if name else None)

    def _say(self, word: CategoryWord) -> None:
        if self.was_allowed(lambda: self.workplace.say_of_category(word)):
            self.begin_anew()
            self.say(phrases.coded(word.item, len(self.workplace.categories(word.item))))
