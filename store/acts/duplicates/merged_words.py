"""How a word on merged records is stored: beside the words on the single records, which it settles."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.fulltext.retrieval import Retrieval
from core.screening.decision import Decision, Resolution
from store.acts.duplicates.groups import Groups
from store.journal.journal import Change, document_id
from store.journal.line import Document

if TYPE_CHECKING:
    from core.charting.values import Value

Word = TypeVar("Word", Decision, Resolution, Retrieval, "Value")


class Holder(Protocol):
    """What holds tables: one journal, or several as one."""

    def document(self, table: str, number: int) -> Document | None:
        """The document that counts, or None."""


def by_record(record: str) -> int:
    """The number of a document that is about a record and nothing else."""
    return int(record, 16)


def word_change(
    kept: Holder,
    table: str,
    groups: Groups,
    word: Word,
    about: Collection[str] = (),
    *,
    number: Callable[[str], int] = by_record,
    key: str = "",
) -> Change:
    """The change that stores a word on a survivor so that it counts for the whole group.

    Where a record merged into the survivor has a document of its own, the new document names it as settled. The old
    one is kept, and counts again when the merge is taken back.

    Args:
        kept: What holds the table.
        table: The table there.
        groups: The duplicate groups.
        word: The word, on a survivor.
        about: Members of its group that it settles although they have no document in that table.
        number: The number of the document on a single record.
        key: What else the number of a document that settles others is made of: a stage, an item.
    """
    settles: dict[str, str] = dict.fromkeys(about, "")
    for each in groups.members.get(word.record, ()):
        said = kept.document(table, number(each))
        if said is not None:
            settles[each] = type(word).from_document(said).said
    if settles.keys() <= {word.record}:
        return Change(table, number(word.record), replace(word, settles=()).as_document())
    together = document_id(*sorted(settles), *([key] if key else []))
    return Change(table, together, replace(word, settles=tuple(sorted(settles.items()))).as_document())


def value_change(kept: Holder, table: str, groups: Groups, value: Value) -> Change:
    """`word_change` for an answer, whose document is about a record and an item."""
    return word_change(
        kept, table, groups, value, number=lambda record: document_id(record, value.item), key=value.item
    )
