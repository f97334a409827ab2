"""What a reviewer's journal at a stage holds: the decisions that count, also as they stood after an earlier event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any
from typing import Protocol as Interface

from core.screening.decision import Decision, Resolution
from core.screening.merged_words import decisions_as_one
from store.acts.groups import Groups
from store.folder.review import document_id
from store.journal.journal import Change, Journal
from store.journal.line import Document, Event

TABLE = "decisions"


class Holder(Interface):
    """What holds tables: one journal, or several as one."""

    def document(self, table: str, number: int) -> Document | None:
        """The document that counts, or None."""


def decisions_in(documents: Mapping[str, dict[str, Any]], groups: Groups) -> dict[str, Decision]:
    """Survivor → the decision that counts, from a journal's table; see `core.screening.merged_words`."""
    return decisions_as_one(map(Decision.from_document, documents.values()), groups.survivor)


def word_change(
    kept: Holder, table: str, groups: Groups, word: Decision | Resolution, about: Collection[str] = ()
) -> Change:
    """The change that stores a decision or a resolution on a survivor so that it counts for the whole group.

    Where a record merged into the survivor has a document of its own, the new document names it as settled. The old
    one is kept, and counts again when the merge is taken back.

    Args:
        kept: What holds the table.
        table: The table there.
        groups: The duplicate groups.
        word: The decision or resolution, on a survivor.
        about: Members of its group that it settles although they have no document in that table.
    """
    settles: dict[str, str] = dict.fromkeys(about, "")
    for each in groups.members.get(word.record, ()):
        said = kept.document(table, int(each, 16))
        if said is not None and (said.get("verdict") or said.get("escalated")):
            settles[each] = said["verdict"] or ""
    if settles.keys() <= {word.record}:
        return Change(table, int(word.record, 16), replace(word, settles=()).as_document())
    number = document_id(*sorted(settles))
    return Change(table, number, replace(word, settles=tuple(sorted(settles.items()))).as_document())


def documents_at(journal: Journal, seq: int, table: str = TABLE) -> dict[str, dict[str, Any]]:
    """The documents of a table of a journal, by default its decisions, as they stood after event number `seq`."""
    documents: dict[str, dict[str, Any]] = {}

    def put(event: Event, document: dict[str, Any] | None) -> None:
        if event.table != table:
            return
        if document is None:
            documents.pop(str(event.id), None)
        else:
            documents[str(event.id)] = document

    if journal.seq - seq < seq:
        # Few events came after it: undoing those costs less than reading all events before it.
        documents.update(journal.tables.get(table, {}))
        for event in takewhile(lambda each: each.seq > seq, journal.events_back() if journal.seq > seq else ()):
            put(event, event.before)
    else:
        for event in takewhile(lambda each: each.seq <= seq, journal.events()):
            put(event, event.after)
    return documents
