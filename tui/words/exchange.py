"""Puts into words what came from another machine, person by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from core.words import count, day, number, plural
from store.exchange.plans import Plan
from store.exchange.take import Received
from store.folder.people import batch_of_folder
from store.journal.line import Document, Event

_COUNTED = {
    "verdicts": "verdict on pairs",
    "searches": "search for duplicates",
    "samples": "draw of a sample",
    "hand_overs": "hand-over",
    "retrievals": "word on full texts",
    "studies": "word on studies",
    "openings": "opening",
    "unblindings": "early opening",
    "withdrawals": "withdrawal",
    "corrections": "corrected fact of an import",
    "amendments": "version of the plan",
    "resolutions": "disagreement resolved",
    "escalations": "disagreement handed on",
    "consensus": "charted item settled",
}
"""Table of words → one of them, where these are only counted."""


def news(received: Sequence[Received], open_now: Collection[tuple[str, int]]) -> list[str]:
    """A line for each person of whom something came, such as "ON: 143 of 143 read and sealed; Scopus, 61 new".

    Args:
        received: What came.
        open_now: (stage, batch) of what is open.
    """
    people = dict.fromkeys(each.who for each in received)
    return [f"{who}: {'; '.join(_of([each for each in received if each.who == who], open_now))}" for who in people]


def _of(received: Sequence[Received], open_now: Collection[tuple[str, int]]) -> Iterator[str]:
    words = [event for each in received if each.file.endswith("/acts.jsonl") for event in each.events]
    said = [each for each in words if each.after and each.after.get("says")]
    stated = {(str(each["stage"]), int(each["round"])): each for each in _says(said, "statements")}
    for (stage, batch), each in stated.items():
        read = (
            f"{number(int(each['owed']))} of {number(int(each['owed']))} read"
            if each["complete"]
            else "where they stand"
        )
        yield f"{stage}, {_batch(batch)}: {read}{'' if (stage, batch) in open_now else ' and sealed'}"
    for each in _says(said, "imports"):
        yield f"{each['source']['name']}, search round {each['round']}: {_figure(each.get('new'))} new"
    tables = Counter(kind for kind, *_ in {(_kind(each), each.table, each.id) for each in said})
    for table, noun in _COUNTED.items():
        if tables[table]:
            first, _, rest = noun.partition(" ")
            yield f"{tables[table]:,} {plural(tables[table], first)} {rest}".rstrip()
    others = len(words) - sum(tables[table] for table in ("statements", "imports", *_COUNTED))
    for file in received:
        if file.file.endswith("/decisions.jsonl"):
            stage, _, _ = (folder := file.file.split("/")[2]).rpartition(".")
            lines = sum(bool(each.table) for each in file.events)
            yield f"{stage}, {_batch(batch_of_folder(folder) or 0)}: {count(lines, 'decision')} open to all"
    if not said and others:
        yield count(others, "other line")


def _says(said: Sequence[Event], table: str) -> Iterator[Document]:
    for each in said:
        if each.table == table and each.after:
            yield each.after["says"]


def _kind(word: Event) -> str:
    """The table of a word; that of a disagreement which somebody only handed on is another one here."""
    table = word.table.partition("/")[0]
    handed_on = table == "resolutions" and not (word.after or {})["says"].get("verdict", True)
    return "escalations" if handed_on else table


def _figure(value: object) -> str:
    return number(value) if isinstance(value, int) else "?"


def _batch(batch: int) -> str:
    return f"search round {batch}" if batch else "the pilot"


def two_plans(plans: Sequence[Plan]) -> str:
    """What is said first where two plans meet: both, and which is in force; "" where there are none."""
    if not plans:
        return ""
    first, other = (f"{each.version} ({each.who}, {day(each.at)}{each.why and f': {each.why}'})" for each in plans)
    return f"two plans: in force is now {first}, which was said last, not {other}"
