"""What journals held at an earlier moment: after an event, or when somebody said a word."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from itertools import takewhile

from store.journal.journal import Journal
from store.journal.line import Document, Event
from store.journal.snapshot import StoredTable
from store.journal.union.union import Union
from store.journal.union.word import Word


def documents_at(journal: Journal, seq: int, table: str) -> MutableMapping[str, Document]:
    """The documents of a table of a journal as they stood after event number `seq`."""
    documents: MutableMapping[str, Document] = {}

    def put(event: Event, document: Document | None) -> None:
        if event.table != table:
            return
        if document is None:
            documents.pop(str(event.id), None)
        else:
            documents[str(event.id)] = document

    if journal.seq - seq < seq:
        # Few events came after it: undoing those costs less than reading all events before it.
        now = journal.tables.get(table, {})
        documents = now.told() if isinstance(now, StoredTable) else dict(now)
        for event in takewhile(lambda each: each.seq > seq, journal.events_back() if journal.seq > seq else ()):
            put(event, event.before)
    else:
        for event in takewhile(lambda each: each.seq <= seq, journal.events()):
            put(event, event.after)
    return documents


def lines_seen(union: Union, who: str, table: str, clock: int) -> dict[str, int]:
    """Person → the number of their last line that the writer of a word had read when they said it.

    Args:
        union: The words of all people.
        who: The writer of the word.
        table: Its table.
        clock: Its clock.
    """
    seen: dict[str, int] = {}
    for event in union.journals[who].events():
        stated = (event.after or {}).get("seen")
        if stated:
            seen = {each: int(line) for each, (line, _) in stated.items()}
        if event.table == table and event.after and event.after["clock"] == clock:
            return {**seen, who: event.seq - 1}
    raise LookupError(f"{who} said nothing at {clock}")


def words_seen(union: Union, table: str, seen: Mapping[str, int]) -> dict[str, Word]:
    """Number as text → the word that counts for whoever has read the people's journals up to these lines.

    In the order in which they were said; also what was taken back since.
    """
    best: dict[str, Word] = {}
    for who, journal in union.journals.items():
        for key, word in documents_at(journal, seen.get(who, 0), table).items():
            if key not in best or word["clock"] > best[key].clock:
                best[key] = Word(who, word["clock"], word["says"])
    places = {who: place for place, who in enumerate(union.journals)}
    said = sorted(best.items(), key=lambda each: (each[1].clock, places[each[1].who], int(each[0])))
    return {key: word for key, word in said if word.says is not None}
