"""Narrows, orders and searches the list of the screening screen, and goes to a record of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from core.errors import TamisError
from core.ranking.likely_first import LIKELY_FIRST
from core.words import listed
from tui.finding.filters import ALL, CHOICE_KEYS, Filter
from tui.finding.meant import place_meant
from tui.finding.query import FIELDS, Query
from tui.finding.search import FEW, Search
from tui.finding.spoken import Spoken, spoken
from tui.finding.vocabulary import Vocabulary
from tui.screens.question import QuestionScreen
from tui.screens.screening.likely_first import about
from tui.screens.slices import REST, SLICE
from tui.words import finding as words
from tui.words.phrases import everywhere
from tui.words.phrases import screening as phrases
from tui.words.reading.criteria import titles
from tui.words.reading.decisions import contradictions_in_words, said

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen


class Finding:
    """What the list of a screen shows, in which order, and the place in it.

    Args:
        screen: The screen; its session is replaced by one in another order.
    """

    def __init__(self, screen: ScreeningScreen) -> None:
        self._screen = screen
        self._filter = ALL
        self._search: Search | None = None
        self._before_search: str | None = None
        self.vocabulary = Vocabulary(screen.workplace.record_pages)

    # Filter

    def ask_filter(self) -> None:
        """Choose what the list shows."""
        found = self._screen.filters()
        self._screen.choose(
            everywhere.SHOW_QUESTION, {key: (each.name, partial(self._narrow, each)) for key, each in found.items()}
        )

    def _narrow(self, chosen: Filter) -> None:
        self._filter = chosen
        self._end_search()
        self._show_filtered()
        self._screen.say(phrases.in_kept_search(len(self._screen.session.view), chosen.name))

    def _show_filtered(self) -> None:
        wanted, decision = self._filter.wanted, self._screen.session.decision
        of_record = self._filter.of_record or (wanted and (lambda record_id: wanted(decision(record_id))))
        self._screen.session.show(self._filter.name, of_record)

    # Search

    def ask_search(self) -> None:
        """Type words; the list follows."""
        words = self._search.query.text if self._search else ""
        self._before_search = self._screen.session.current
        if len(self._screen.session.queue) > FEW and not self.vocabulary.done:
            self._screen.run_worker(self._learn_words(), group="vocabulary", exclusive=True)
        self._screen.ask("/", self._keep_search, value=words, changed=self.type_search, cancelled=self._drop_search)

    def type_search(self, text: str) -> None:
        """Show what a text finds."""
        query = Query(text, self._screen.session.sources, self._spoken)
        before = self._search
        self._end_search()
        if not query:
            self._show_filtered()
            self._screen.say("")
            return
        if before is not None and query.extends(before.query):
            self._search = before.narrowed(query)
        else:
            self._show_filtered()
            session = self._screen.session
            self._search = Search(
                query, session.view, self._screen.workplace, wanted=session.viewed, vocabulary=self.vocabulary
            )
        self._screen.marks.show()
        self._screen.run_worker(self._run_search(self._search), group="search", exclusive=True)

    def _spoken(self, record: str) -> Spoken:
        return spoken([self._screen.session.decision(record)], self._screen.session.stage)

    @property
    def text(self) -> str:
        """What is searched for; "" for nothing."""
        return self._search.query.text if self._search else ""

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter narrows the list."""
        return self._search is not None or self._filter is not ALL

    @property
    def goes_on(self) -> bool:
        """Whether a search has not looked at all records yet."""
        return self._search is not None and not self._search.done

    @property
    def sought(self) -> Sequence[str]:
        """The words to be marked in what is found."""
        return self._search.query.sought if self._search else ()

    def clear(self) -> None:
        """End the search and the filter: show all."""
        if not self.narrowed:
            self._screen.say(words.ALL_SHOWN)
            return
        self._filter = ALL
        self._before_search = None
        self._drop_search()
        self._screen.say(words.CLEARED)

    async def _run_search(self, search: Search) -> None:
        """Search in slices, and show the first hits as soon as there are any."""
        shown = 0
        with self._screen.saying_why(phrases.SEARCH_STOPPED):
            search.run(SLICE)
            while not search.done:
                if len(search.hits) > 2 * shown:
                    shown = len(search.hits)
                    self._show_hits(search)
                await asyncio.sleep(REST)
                search.run(SLICE)
            self._show_hits(search)

    async def _learn_words(self) -> None:
        """Read the words of the records, which the next searches need; a search without a hit yet goes first."""
        with suppress(TamisError, OSError):  # a search meets the same error, and says so
            while not self.vocabulary.done:
                if self._search is None or self._search.done or self._search.hits:
                    self.vocabulary.run(SLICE)
                await asyncio.sleep(REST)

    def _show_hits(self, search: Search) -> None:
        if search is not self._search:
            return  # the person has gone on to something else
        name = f"/{search.query.text}" if self._filter is ALL else f"{self._filter.name} /{search.query.text}"
        self._screen.session.show(name, set(search.hits).__contains__)
        self._screen.say(
            words.hits(len(search.hits), search.query.text, search.query.unknown, FIELDS, done=search.done)
        )

    def _keep_search(self, text: str) -> None:
        if text:
            self._screen.say_place()
        else:
            self._drop_search()

    def _drop_search(self) -> None:
        self._end_search()
        self._show_filtered()
        if self._before_search is not None:
            self._screen.session.go_to(self._before_search)
        self._screen.say_place()

    def _end_search(self) -> None:
        self._search = None
        self._screen.marks.show()
        self._screen.workers.cancel_group(self._screen, "search")

    # Sort

    def ask_sort(self) -> None:
        """Choose another order."""
        orders = zip(CHOICE_KEYS, self._screen.workplace.orders, strict=False)
        self._screen.choose(phrases.ORDER_QUESTION, {key: (name, partial(self._sort, name)) for key, name in orders})

    def _sort(self, order: str) -> None:
        session = self._screen.session
        said = (session.decision(each) for each in session.queue)
        if order != LIKELY_FIRST or any(word is not None and word.order.startswith(order) for word in said):
            self._take_order(order)
            return
        question = QuestionScreen(phrases.LIKELY_FIRST, about(), self._screen.keymap, phrases.READ_IN_THIS_ORDER)
        self._screen.app.push_screen(question, lambda _result: self._take_order(order) if question.yes else None)

    def _take_order(self, order: str) -> None:
        here = self._screen.session.current
        with self._screen.saying_why():
            self._screen.session = self._screen.workplace.screening_session(self._screen.session.stage.id, order=order)
            self._show_anew(here)
            self._screen.say(phrases.in_order(order))

    def _show_anew(self, record: str | None) -> None:
        """Show another session, from that record on."""
        self._end_search()
        self._show_filtered()
        if record is not None:
            self._screen.session.go_to(record)
        self._screen.likely.begin()

    # Go to

    def ask_go(self) -> None:
        """Ask for a record's number or id, and go to it."""
        self._screen.ask(everywhere.go_to(len(self._screen.session.view)), self._go)

    def _go(self, text: str) -> None:
        record = self.meant(text)
        if record is not None and self._screen.session.go_to(record):
            self._screen.say_place()
        elif text:
            self._screen.say(phrases.not_in_list(text))

    def meant(self, text: str) -> str | None:
        """The record of the list that a number, an id or the beginning of one means."""
        view = self._screen.session.view
        return None if (place := place_meant(text, view)) is None else view[place]

    # Duplicates

    def ask_duplicate(self) -> None:
        """Say that the record reports the same publication as another one."""
        if self._screen.session.current is not None:
            self._screen.ask(phrases.DUPLICATE_QUESTION, self._duplicate)

    def _duplicate(self, text: str) -> None:
        record = self._screen.session.current
        if record is None or not text:
            return
        other = self.meant(text) or text
        with self._screen.saying_why():
            contradictions = self._screen.workplace.contradictions(record, other)
            if not contradictions:
                self._merge(record, other)
                return
            reviewer, title = self._screen.session.reviewer, titles(self._screen.workplace.protocol)
            self._screen.say(contradictions_in_words(contradictions, reviewer, title=title))
            all_the_same = (phrases.MERGE_ALL_THE_SAME, partial(self._merge, record, other))
            answers = {self._screen.keymap["duplicate"][0]: all_the_same}
            self._screen.choose(everywhere.SURE_QUESTION, answers, confirms=True)

    def _merge(self, record: str, other: str) -> None:
        stage = self._screen.session.stage
        before = [self._screen.session.decision(each) for each in (record, other)]
        with self._screen.saying_why():
            survivor = self._screen.workplace.merge(record, other)
            with self._screen.saying_why(phrases.ONE_PUBLICATION_REOPEN):
                order = self._screen.session.order
                self._screen.session = self._screen.workplace.screening_session(stage.id, order=order)
                self._show_anew(survivor)
                verdicts = {said(each, stage) for each in before if each is not None and each.verdict is not None}
                differ = phrases.both_stay(listed(sorted(verdicts))) if verdicts else ""
                self._screen.say(phrases.one_publication(differ, record, other))
