"""Compares the studies: each combination of answers with its studies and their quotes; empty ones are gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.charting.charted import Charted
from core.charting.form import CHOICE_TYPES
from core.coding.compare import Combination, comparison
from core.words import count
from tui.adapter.interface import ReviewAdapter
from tui.screens.charting.form_table import FormRow, FormTable
from tui.screens.listed import SidedScreen
from tui.screens.records import RecordsScreen
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, indented, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN
from tui.words.charting import combination_words, study_words
from tui.words.phrases import charting as phrases


class CompareScreen(SidedScreen[FormTable]):
    """A list of combinations, those without studies too, over the studies and quotes of the one under the cursor."""

    KIND = "compare"
    DEFAULT_CSS = """
    CompareScreen #divider, CompareScreen #about { display: block; }
    CompareScreen.-narrow #combinations { height: 40%; }
    """

    def __init__(
        self, adapter: ReviewAdapter, stage: str, settings: Settings, items: Sequence[str] = (), by: str = ""
    ) -> None:
        """Compare by items; by default by the first two that have choices or are coded.

        Raises:
            TamisError: The stage has no form, or fewer than two items.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._settings = settings
        self._stage = stage
        self._charted: Charted = adapter.charted(stage)
        every = [self._charted.counted(each) for each in self._charted.form.items]
        chosen = [each.id for each in every if each.type in CHOICE_TYPES] or [each.id for each in every]
        self._found = comparison(self._charted, tuple(items) or chosen[:2], by)
        self._line = 0

    def listed(self) -> FormTable:
        """The combinations."""
        return FormTable(id="combinations")

    def on_mount(self) -> None:
        """Show the first combination."""
        self._shown = -1
        self.paint()

    def paint(self) -> None:
        """Show the comparison as it is now."""
        found = self._found
        names = " × ".join(clean(each.label) for each in found.items)
        counts = (phrases.with_studies(len(found.combinations)), count(len(found.gaps), phrases.GAP))
        self.top.show([phrases.comparing(short(names, 60)), *counts])
        rows = [
            FormRow(" × ".join(each.values), count(len(each.studies), phrases.STUDY), PLAIN, self._quotes(each))
            for each in found.combinations
        ]
        rows += [FormRow(" × ".join(gap), phrases.NO_STUDY, DIM, phrases.GAP) for gap in found.gaps]
        self.table.show(rows, self._line, phrases.NOTHING_TO_COMPARE)
        if self._shown != self._line or not rows:
            self._shown = self._line
            self.tell()
        self.show_status()

    def here(self) -> Sequence[Paragraph]:
        """The studies and the quotes of the combination under the cursor; of a gap, what it is."""
        lines = (
            combination_words(self._found, self._here, self._study)
            if self._here is not None
            else [phrases.NOT_GIVEN_TOGETHER]
        )
        return [*map(indented, lines)]

    def _study(self, study: str) -> list[str]:
        charted = self._charted.study(study)
        return study_words(charted) if charted else [study]

    @staticmethod
    def _quotes(each: Combination) -> str:
        return count(len(each.quotes), phrases.QUOTE) if each.quotes else ""

    @property
    def _here(self) -> Combination | None:
        return self._found.combinations[self._line] if self._line < len(self._found.combinations) else None

    # Moving

    def go(self, steps: int) -> None:
        """Go a number of combinations down (or up)."""
        last = len(self._found.combinations) + len(self._found.gaps) - 1
        self._line = max(min(self._line + steps, last), 0)
        self.say("")

    def action_next_gap(self) -> None:
        """Go to the next combination without studies."""
        first, last = len(self._found.combinations), len(self._found.gaps)
        if not last:
            self.say(phrases.NO_GAP)
            return
        self._line = first if self._line < first or self._line + 1 >= first + last else self._line + 1
        self.say(phrases.NOT_GIVEN_TOGETHER)

    # Choosing and opening

    def action_compare_items(self) -> None:
        """Ask for the items, by their ids."""
        value = " ".join(each.id for each in self._found.items)
        self.ask(phrases.ITEMS_QUESTION, self._compare, value=value, prose=True)

    def _compare(self, text: str) -> None:
        items, _, by = text.partition(phrases.BY_ITEM)
        with self.saying_why():
            self._found = comparison(self._charted, items.replace("×", " ").split(), by.strip())
            self._line, self._shown = 0, -1
            self.say("")

    def action_studies_behind(self) -> None:
        """Show the studies of the combination."""
        here = self._here
        if here is None:
            self.say(phrases.NOT_GIVEN_TOGETHER)
            return
        with self.saying_why():
            behind = replace(self._adapter.records_behind(self._stage, "entered"), ids=list(here.studies))
            self.app.push_screen(RecordsScreen(self._adapter, behind, " × ".join(here.values), self._settings))

    def about(self) -> Sequence[Paragraph]:
        """What is compared."""
        return [paragraph(phrases.ABOUT_COMPARING)]
