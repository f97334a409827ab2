"""Which records the list shows and in which order: search, filter, sort, go to."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from functools import partial

from core.errors import TamisError
from core.screening.session import ScreeningSession
from tui.adapter.interface import ReviewAdapter
from tui.finding.filters import ALL, CHOICE_KEYS, Filter, filters
from tui.finding.query import Query
from tui.finding.search import FEW, Search
from tui.finding.vocabulary import Vocabulary
from tui.screens.base import AskingScreen
from tui.settings.settings import Settings
from tui.text.plain import clean
from tui.words.decisions import ALL_READ, contradiction_in_words, count, number, said, told

SLICE, REST = 0.006, 0.001
"""Seconds of search, and of rest in which keys are taken, in turn."""


class FindingScreen(AskingScreen):
    """A screen on a session whose view can be narrowed."""

    def __init__(self, workplace: ReviewAdapter, session: ScreeningSession, settings: Settings) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self.workplace = workplace
        self.session = session
        self._filter = ALL
        self._search: Search | None = None
        self._before_search: str | None = None
        self._vocabulary = Vocabulary(workplace.pages)

    def say_place(self) -> None:
        """Say where in the list one is."""
        session = self.session
        if session.current is None:
            self.say(ALL_READ if session.all_read else "")
            return
        place = f"{number(session.position + 1)} of {number(len(session.view))}"
        self.say(f"{place}: {said(session.decision(session.current), session.stage)}")

    def labels(self) -> list[str]:
        """The labels in use at this stage, the most frequent first."""
        decisions = map(self.session.decision, self.session.queue)
        found = Counter(label for decision in decisions if decision for label in decision.labels)
        return [label for label, _uses in found.most_common()]

    # Filter

    def action_filter(self) -> None:
        """Choose what the list shows."""
        found = self.filters()
        self.choose("show?", {key: (each.name, partial(self._narrow, each)) for key, each in found.items()})

    def filters(self) -> dict[str, Filter]:
        """What the list can show, by key."""
        return filters(self.session.stage, self.labels())

    def _narrow(self, chosen: Filter) -> None:
        self._filter = chosen
        self._end_search()
        self._show_filtered()
        self.say(f"{count(len(self.session.view), 'record')} in “{chosen.name}”")

    def _show_filtered(self) -> None:
        wanted, decision = self._filter.wanted, self.session.decision
        of_record = self._filter.of_record or (wanted and (lambda record_id: wanted(decision(record_id))))
        self.session.show(self._filter.name, of_record)

    # Search

    def action_search(self) -> None:
        """Type words; the list follows."""
        words = self._search.query.text if self._search else ""
        self._before_search = self.session.current
        if len(self.session.queue) > FEW and not self._vocabulary.done:
            self.run_worker(self._learn_words(), group="vocabulary", exclusive=True)
        self.ask("/", self._keep_search, value=words, changed=self._type_search, cancelled=self._drop_search)

    def _type_search(self, text: str) -> None:
        query = Query(text, self.session.sources)
        before = self._search
        self._end_search()
        if not query:
            self._show_filtered()
            self.say("")
            return
        if before is not None and query.extends(before.query):
            self._search = before.narrowed(query)
        else:
            self._show_filtered()
            session = self.session
            self._search = Search(
                query, session.view, self.workplace, wanted=session.viewed, vocabulary=self._vocabulary
            )
        self.run_worker(self._run_search(self._search), group="search", exclusive=True)

    async def _run_search(self, search: Search) -> None:
        """Search in slices, and show the first hits as soon as there are any."""
        shown = 0
        try:
            search.run(SLICE)
            while not search.done:
                if len(search.hits) > 2 * shown:
                    shown = len(search.hits)
                    self._show_hits(search)
                await asyncio.sleep(REST)
                search.run(SLICE)
        except (TamisError, OSError) as problem:
            self.say(f"the search stopped: {problem}")
            return
        self._show_hits(search)

    async def _learn_words(self) -> None:
        """Learn the words of the records for the next letters and the next searches, unless one has no hit yet."""
        with suppress(TamisError, OSError):  # a search meets the same, and says so
            while not self._vocabulary.done:
                if self._search is None or self._search.done or self._search.hits:
                    self._vocabulary.run(SLICE)
                await asyncio.sleep(REST)

    def _show_hits(self, search: Search) -> None:
        if search is not self._search:
            return  # the person has gone on to something else
        name = f"/{search.query.text}" if self._filter is ALL else f"{self._filter.name} /{search.query.text}"
        self.session.show(name, set(search.hits).__contains__)
        self.say(f"{count(len(search.hits), 'record')} with “{search.query.text}”{'' if search.done else ' so far'}")

    def _keep_search(self, text: str) -> None:
        if text:
            self.say_place()
        else:
            self._drop_search()

    def _drop_search(self) -> None:
        self._end_search()
        self._show_filtered()
        if self._before_search is not None:
            self.session.go_to(self._before_search)
        self.say_place()

    def _end_search(self) -> None:
        self._search = None
        self.workers.cancel_group(self, "search")

    # Sort

    def action_sort(self) -> None:
        """Choose another order."""
        orders = zip(CHOICE_KEYS, self.workplace.orders, strict=False)
        self.choose("order?", {key: (name, partial(self._sort, name)) for key, name in orders})

    def _sort(self, order: str) -> None:
        here = self.session.current
        try:
            self.session = self.workplace.session(self.session.stage.id, order=order)
        except TamisError as problem:
            self.say(str(problem))
            return
        self._end_search()
        self._show_filtered()
        if here is not None:
            self.session.go_to(here)
        self.say(f"{order} order")

    # Go to

    def action_go(self) -> None:
        """To a record by number or id."""
        self.ask(f"go to (1–{number(len(self.session.view))}, or an id):", self._go)

    def _go(self, text: str) -> None:
        record = self._meant(text)
        if record is not None and self.session.go_to(record):
            self.say_place()
        elif text:
            self.say(f"no record “{text}” in this list")

    def _meant(self, text: str) -> str | None:
        """The record of the list that a number, an id or the beginning of one means."""
        view = self.session.view
        place = text.replace(",", "")
        if text in view:
            return text
        if place.isdecimal() and 1 <= int(place) <= len(view):
            return view[int(place) - 1]
        return next((each for each in view if text and each.startswith(text.lower())), None)

    # Duplicates

    def action_duplicate(self) -> None:
        """Say that the record reports the same publication as another one."""
        if self.session.current is not None:
            self.ask("duplicate of (number in the list, or an id):", self._duplicate)

    def _duplicate(self, text: str) -> None:
        record = self.session.current
        if record is None or not text:
            return
        other = self._meant(text) or text
        try:
            found = self.workplace.contradictions(record, other)
        except (TamisError, OSError) as problem:
            self.say(clean(str(problem)))
            return
        if not found:
            self._merge(record, other)
            return
        self.say("; ".join(contradiction_in_words(each, self.session.reviewer) for each in found))
        words = "merge them: no such verdict counts, and the record waits"
        self.choose("sure?", {self.keymap["duplicate"][0]: (words, partial(self._merge, record, other))}, confirms=True)

    def _merge(self, record: str, other: str) -> None:
        stage = self.session.stage
        before = [self.session.decision(each) for each in (record, other)]
        try:
            survivor = self.workplace.same(record, other)
        except (TamisError, OSError) as problem:
            self.say(clean(str(problem)))
            return
        try:
            self.session = self.workplace.session(stage.id, order=self.session.order)
        except (TamisError, OSError) as problem:
            self.say(f"one publication now; open the stage again to see it: {told(problem)}")
            return
        self._end_search()
        self._show_filtered()
        self.session.go_to(survivor)
        verdicts = {said(each, stage) for each in before if each is not None and each.verdict is not None}
        differ = f"; you had said {' and '.join(sorted(verdicts))}, which both stay in its history" if verdicts else ""
        self.say(f"one publication now{differ} — tamis dedup --undo {record} {other}")
