"""Gathers the history of one record from every journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from heapq import merge

from core.charting.values import Value
from core.fulltext.retrieval import Retrieval
from core.retractions.words import flag_in_words
from core.screening.decision import Resolution
from core.words import count
from store.acts import imports, retrieval
from store.acts.duplicates import searches, studies, verdicts
from store.acts.duplicates.groups import Groups
from store.acts.resolutions import consensus_table, resolutions_table
from store.acts.retractions import retraction_file
from store.decisions.decision_journal import SECOND_LOOKS, TABLE, VALUES
from store.folder.review import Review
from store.journal.line import MOVED_ACT, Document, Event
from store.journal.union.word import Word
from store.state.flags import flags_among, flags_of
from store.state.review_state import review_state

_ONE_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event in the history of a record.

    Attributes:
        at: When it happened, in UTC, ISO 8601.
        written_at: When it was written to the journal; another time where it came from a file.
        who: A reviewer, several, or a login; "" for an import.
        stage: The stage's id, "duplicates" or "studies"; "" for an import.
        what: The act.
        before: What held before, in words; "" for nothing.
        after: What held after it, in words.
        after_opening: Whether it happened after the stage had been opened.
    """

    at: str
    written_at: str
    who: str
    stage: str
    what: str
    before: str
    after: str
    note: str = ""
    after_opening: bool = False


_Teller = Callable[[Event, Document], HistoryRow]
"""Makes a row of an event and a document: the one after the event, or the removed one."""


def history(review: Review, record: str) -> tuple[list[HistoryRow], list[str]]:
    """(the events of a record in their order, what was left out because it is still blind or another account's).

    Each journal keeps its order, even where clocks were wrong. Between journals the time of writing decides.

    Raises:
        TamisError: The review does not have the record.
    """
    verdicts.known_record(review, record)
    state = review_state(review)
    survivor, members = state.groups.of(record), set(state.groups.around(record))
    told = partial(_told, members=members)
    found = [
        _imported(review, members),
        _searched(review, members),
        _flagged(review, state.groups, survivor),
    ]
    tellers: dict[str, _Teller] = {
        verdicts.VERDICTS: _said_same,
        retrieval.TABLE: _retrieved,
        studies.TABLE: _grouped,
    }
    for each in review.protocol.stages:
        tellers[resolutions_table(each.id)] = partial(_resolved, stage=each.id)
        tellers[consensus_table(each.id)] = partial(_filled_in, stage=each.id)
    found += [told(events, tellers=tellers) for _, events in review.acts.events(members)]
    left_out: list[str] = []
    for stage in review.protocol.stages:
        opening = state.openings.get((stage.id, state.batch_of(stage)[survivor]))
        filled_in = partial(_filled_in, stage=stage.id)
        for reader in stage.readers:
            if not state.hears(reader.reviewer, stage, survivor):
                left_out.append(f"{reader.reviewer} at {stage.id}")
                continue
            for batch, event in state.events_at(reader.reviewer, stage.id, members):
                stated = opening.journals.get(reader.reviewer, 0) if opening and batch == str(opening.round) else None
                decided = partial(_decided, reviewer=reader.reviewer, stage=stage.id, stated=stated)
                if event.act != MOVED_ACT:
                    tellers = {TABLE: decided, SECOND_LOOKS: decided, VALUES: filled_in}
                    found.append(told([event], tellers=tellers))
    return list(merge(*found, key=lambda row: row.written_at)), left_out


def _told(events: Iterable[Event], *, members: set[str], tellers: Mapping[str, _Teller]) -> list[HistoryRow]:
    """The rows of a journal on these records, in its order."""
    rows = []
    for event in events:
        document = event.after or event.before
        if document is None or event.table not in tellers:
            continue
        if not members.isdisjoint(document.get(name) for name in ("record", "a", "b")):
            rows.append(tellers[event.table](event, document))
    return rows


def _imported(review: Review, members: set[str]) -> list[HistoryRow]:
    sources = imports.sources_by_file(review)
    came_with = sorted((sources[review.records.file_of(each)].number, each) for each in members)
    by_number = {each.number: each for each in sources.values()}
    rows = []
    for number, record in came_with:
        each = by_number[number]
        cited = f", found by {', '.join(each.source.found_by)}" if each.source.found_by else ""
        note = f"{each.source.name}, round {each.round}{cited}"
        rows.append(HistoryRow(each.at, each.at, "", "", "import", "", record, note))
    for each in imports.imports(review):
        if not members.isdisjoint(each.source.found_by):
            told = f"{count(each.new, 'record')} by its references or citations"
            rows.append(
                HistoryRow(each.at, each.at, "", "", "found", "", told, f"{each.source.name}, import {each.number}")
            )
    return sorted(rows, key=lambda row: row.written_at)


def _flagged(review: Review, groups: Groups, record: str) -> list[HistoryRow]:
    """What speaks against a record, by when that was known: with an import, or with the file of a database."""
    sources, file = imports.sources_by_file(review), retraction_file(review)
    rows = []
    for flag in flags_of(review, groups, record, flags_among(review, groups.around(record))):
        at, who = sources[review.records.file_of(flag.record or record)].at, ""
        if file is not None and flag.said_by == file.database:
            at, who = file.at, file.by
        note = f"record {flag.record}" if flag.record else ""
        rows.append(HistoryRow(at, at, who, "", "flag", "", flag_in_words(flag), note))
    return sorted(rows, key=lambda row: row.written_at)


def _searched(review: Review, members: set[str]) -> list[HistoryRow]:
    """What searches for duplicates changed of these records, in the order of the searches."""
    rows: list[HistoryRow] = []
    before: dict[str, Document] = {}
    for event, search in _searches(review):
        merges = {} if search is None else _merges(review, search)
        after = {key: each for key, each in merges.items() if not members.isdisjoint((each["a"], each["b"]))}
        for key in sorted(before.keys() ^ after.keys(), key=int):
            pair = after.get(key) or before[key]
            says = f"{'merged' if key in after else 'parted'} {pair['a']} + {pair['b']}"
            rows.append(HistoryRow(event.at, event.at, event.who, "duplicates", event.act, "", says, pair["rule"]))
        before = after
    return rows


def _merges(review: Review, search: searches.DuplicateSearch) -> Mapping[str, Document]:
    """What a search merged; its file is read once where no other search counts beside it."""
    alone = searches.searches(review) == [search]
    return (searches.found_pairs(review) if alone else search.found())["merges"]


def _searches(review: Review) -> Iterator[tuple[Event, searches.DuplicateSearch | None]]:
    """The acts that stored a search or took one back, in their order, with the search that counted after each."""
    acts = sorted(
        (
            (event.at, who, event)
            for who, events in review.acts.events((searches.SEARCHES,))
            for event in events
            if event.table == searches.SEARCHES
        ),
        key=lambda each: (each[0], each[1], each[2].seq),
    )
    said: list[tuple[str, searches.DuplicateSearch]] = []
    for _, who, event in acts:
        if event.after is None:
            said = [each for each in said if each[0] != str(event.id)]
        else:
            word = Word(who, 0, event.after)
            said.append((str(event.id), searches.search_of(review, str(event.id), word)))
        yield event, said[-1][1] if said else None


def _said_same(event: Event, document: Document) -> HistoryRow:
    says = f"{'same' if document['same'] else 'not the same'} {document['a']} + {document['b']}"
    before, after = ("", says) if event.after else (says, "")
    return HistoryRow(event.at, event.at, document["by"], "duplicates", event.act, before, after, document["note"])


def _decided(event: Event, document: Document, *, reviewer: str, stage: str, stated: int | None) -> HistoryRow:
    return HistoryRow(
        _made_at(event, document),
        event.at,
        reviewer,
        stage,
        event.act,
        _verdict(event.before),
        _verdict(event.after),
        str((event.after or {}).get("note", "") or event.note),
        stated is not None and event.seq > stated,
    )


def _made_at(event: Event, document: Document) -> str:
    """When a decision was made: the time in the file that it came from, else the time of writing."""
    said = str(document.get("at", event.at)) if event.act == "import" else event.at
    # A decision from a file without a time has the time at which the file was read.
    with suppress(ValueError, TypeError):
        if abs(datetime.fromisoformat(said) - datetime.fromisoformat(event.at)) < _ONE_MOMENT:
            return event.at
    return said


def _filled_in(event: Event, document: Document, *, stage: str) -> HistoryRow:
    """An answer to an item of a form, or the consensus on it."""
    before, after = (Value.from_document(each) if each else None for each in (event.before, event.after))
    was, now = (f"{document['item']}: {each.text}" if each else "" for each in (before, after))
    value = after or before
    return HistoryRow(
        event.at,
        event.at,
        ", ".join(value.by) if value else event.who,
        stage,
        event.act,
        was,
        now,
        value.quote if value else "",
    )


def _verdict(document: Document | None) -> str:
    if document is None or not document.get("verdict"):
        return ""
    reason = document.get("reason")
    return f"{document['verdict']} ({reason})" if reason else str(document["verdict"])


def _resolved(event: Event, document: Document, *, stage: str) -> HistoryRow:
    resolution = Resolution.from_document(document)
    after = "" if event.after is None else "escalated" if resolution.verdict is None else str(resolution.verdict)
    return HistoryRow(event.at, event.at, ", ".join(resolution.by), stage, event.act, "", after, resolution.rationale)


def _retrieved(event: Event, document: Document) -> HistoryRow:
    said = None if event.after is None else Retrieval.from_document(event.after)
    note = "" if said is None else said.why or said.url or said.path
    before, after = (each["state"] if each else "" for each in (event.before, event.after))
    return HistoryRow(event.at, event.at, _who(event), document["stage"], event.act, before, after, note)


def _grouped(event: Event, _document: Document) -> HistoryRow:
    before, after = (f"study {each['study']}" if each else "" for each in (event.before, event.after))
    return HistoryRow(event.at, event.at, _who(event), "studies", event.act, before, after)


def _who(event: Event) -> str:
    """The reviewer who did it; the login for an undo, whose document may name another reviewer."""
    return str(event.after["by"]) if event.after is not None and event.undoes is None else event.who
