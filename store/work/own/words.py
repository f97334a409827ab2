"""What one person has said for all to see, act by act: taken back, or said again, each by its own rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from core.errors import TamisError
from core.protocol.values import Protocol
from core.records.imports import Import
from core.undo import DoneAct, PastAct, Sure, always
from core.words import count, number, plural
from store.acts import highlights, retractions, retrieval
from store.acts.duplicates import studies
from store.acts.duplicates.searches import SEARCHES
from store.acts.duplicates.verdicts import VERDICTS
from store.acts.imports import TABLE as IMPORTS
from store.acts.imports import WITHDRAWALS, imports
from store.acts.withdrawals import restore, withdraw
from store.folder.review import Review
from store.journal.line import Document, Event
from store.state.review_state import review_state, screened_records


class Saying(StrEnum):
    """What words are about; all that was said is any of it."""

    ALL = "all"
    IMPORTS = "imports"
    PAIRS = "pairs"
    ENDS = "disagreements"


_ABOUT: Mapping[Saying, tuple[str, ...]] = {
    Saying.IMPORTS: (IMPORTS, WITHDRAWALS, "corrections", retractions.TABLE),
    Saying.PAIRS: (VERDICTS, SEARCHES, studies.TABLE),
    Saying.ENDS: ("resolutions", "consensus"),
}
_NOUNS = {
    IMPORTS: "import",
    WITHDRAWALS: "import taken back",
    "corrections": "corrected fact of an import",
    retractions.TABLE: "reading of a file of retractions",
    SEARCHES: "search for duplicates",
    studies.TABLE: "word on a study",
    retrieval.TABLE: "word on a full text",
    "resolutions": "end of a disagreement",
    "consensus": "end of a difference in a form",
    highlights.TABLE: "highlighted word",
    "samples": "draw",
    "statements": "statement of what is read",
    "openings": "opening",
    "unblindings": "early opening",
    "hand_overs": "hand-over",
    "amendments": "version of the plan",
    "categories": "word on a category",
    "suggestions": "file of suggestions",
    "losses": "accepted loss",
    "reasons": "reason for a change of the plan",
}
"""What is said of one document of a table; a table of a stage by its first part."""
_MORE = re.compile(r" (?=(?:of|on|for|taken) )")
"""Before what follows the thing that is counted: "2 words on a study", "2 highlighted words"."""
_TAKEN_BACK = frozenset(
    {*(VERDICTS, SEARCHES, studies.TABLE, retrieval.TABLE, retractions.TABLE, highlights.TABLE)}
    | {"resolutions", "consensus"}
)
"""The tables whose words their own person takes back, so that what stood before counts again; imports apart."""


class OfRecord(NamedTuple):
    """The record that a word concerns."""

    record: str


class OwnWords:
    """The acts of one person in `acts.jsonl`, the last first, by the number of their first line there.

    Args:
        review: The review.
        about: Which of them.
    """

    def __init__(self, review: Review, about: Saying = Saying.ALL) -> None:
        self._review = review
        self._tables = _ABOUT.get(about)

    def acts(self) -> Iterator[DoneAct[OfRecord]]:
        """All acts, the one made last first, those taken back too; read only as far as one goes."""
        return (act for _end, act in self._told())

    def undo(self, sure: Sure = always) -> list[str]:
        """Take back the last act that holds and can be taken back; [] when there is none, or `sure` says no."""
        held = (act for end, act in self._told() if act.holds and _table(end) in {IMPORTS, *_TAKEN_BACK})
        last = next(held, None)
        return [] if last is None else self.replay(last.past.change, again=False, sure=sure)

    def replay(self, number: int, *, again: bool, sure: Sure = always) -> list[str]:
        """Take back the act of that number, or say it again; gives its table, [] if `sure` says no.

        Raises:
            TamisError: There is no such act, it is none that is taken back, or something stands against it.
        """
        found = next((each for each in self._told() if each[0].change == number), None)
        if found is None:
            raise TamisError(f"there is no act {number} of yours here")
        end, act = found
        table = _table(end)
        if table not in {IMPORTS, *_TAKEN_BACK}:
            raise TamisError(f"this stays as it was said: {act.past.what}", advice=_INSTEAD.get(table, ""))
        if table != IMPORTS:
            return [table] if self._review.take_back_act(number, again=again, sure=lambda _: sure(act.past)) else []
        if not sure(act.past):
            return []
        this = self._imports()[end.id].number
        if again:
            restore(self._review, this)
        else:
            withdraw(self._review, this, screened=screened_records(review_state(self._review)))
        return [table]

    def _imports(self) -> dict[int, Import]:
        return {int(each.id): each for each in imports(self._review, withdrawn=True)}

    def _told(self) -> Iterator[tuple[Event, DoneAct[OfRecord]]]:
        """Each act with its last line."""
        acts, there = self._review.acts, self._imports()
        journal = acts.journals.get(self._review.who)
        for end, holds in journal.changes_back() if journal else ():
            table, of = _table(end), there.get(end.id)
            if self._tables is not None and table not in self._tables:
                continue
            batch = acts.batch(self._review.who, end)
            what, many = _words(batch, self._review.protocol), len(batch)
            if of is not None and table in (IMPORTS, WITHDRAWALS):
                what, many = f"import {of.number}: {what}", of.new
                holds = holds and not (table == IMPORTS and of.withdrawn)
            elif table == SEARCHES:
                many = sum((batch[-1].after or {}).get(each, 0) for each in ("merges", "reviews"))
            records = [OfRecord(each) for event in batch for each in _records(event)]
            yield end, DoneAct(PastAct(end.change, many, what), end.at, holds, records)


_INSTEAD = {
    WITHDRAWALS: "The import itself is brought in again, or taken back.",
    "samples": "What was drawn is drawn for good.",
    "amendments": "Change protocol.toml once more; both versions are kept.",
}


def _table(end: Event) -> str:
    return end.table.partition("/")[0]


def _records(event: Event) -> list[str]:
    """The record, or the pair, that a word is about, that of one taken back too; [] where it is about none."""
    says = event.after or event.before or {}
    return [str(says[each]) for each in ("record", "a", "b") if each in says]


def _words(batch: list[Event], protocol: Protocol) -> str:
    """An act in words: "not the same", "12 verdicts on pairs", "resolved: include"."""
    table = _table(batch[-1])
    says = batch[0].after or {}
    if len(batch) == 1 and table in _OF_STAGE:
        titles = {each.id: each.title for each in protocol.stages}
        done = "finished" if says.get("complete") else _OF_STAGE[table]
        return f"{done}: {titles.get(says.get('stage', ''), says.get('stage', ''))}"
    if table == VERDICTS:
        done = ("same" if says["same"] else "not the same") if says else "verdict taken back"
        of = ", ".join(_records(batch[0])) if len(batch) == 1 else count(len(batch), "pair")
        return f"{done}: {of}" if of else done
    if len(batch) == 1 and (one := _ONE.get(table)) is not None:
        return one(says)
    if len(batch) == 1:
        return _NOUNS.get(table, table)
    thing, *more = _MORE.split(_NOUNS.get(table, table), maxsplit=1)
    *kind, noun = thing.split(" ")
    return " ".join((number(len(batch)), *kind, plural(len(batch), noun), *more))


_ONE: Mapping[str, Callable[[Document], str]] = {
    IMPORTS: lambda says: f"{count(says['new'], 'record')} from {says['source']['name']}",
    SEARCHES: lambda says: (
        f"search for duplicates: {count(says['merges'], 'merge')}, {count(says['reviews'], 'doubtful pair')}"
    ),
    WITHDRAWALS: lambda says: "taken back" if says.get("withdrawn") else "brought in again",
    "resolutions": lambda says: (
        f"resolved: {says['verdict']}" if says.get("verdict") else "escalated" if says else "reopened"
    ),
}
_OF_STAGE = {"statements": "stated where you stand", "samples": "drawn"}
