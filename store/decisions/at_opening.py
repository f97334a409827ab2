"""What a reader had decided in a batch when it was opened: the verdict, the reason and the act, and nothing else.

It follows from the line that the opening names, whose `~` tells all lines before it, and from which records are one. So
it is kept in the account's cache by these, and nothing that is said later makes it anew.
"""

from __future__ import annotations

import hashlib
import json
from array import array

from core.screening.columns import DecisionColumn
from core.screening.decision import Decision
from core.screening.opening import Opening
from store.acts.duplicates.groups import Groups
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE
from store.decisions.kinds import Kind, bare_decision, kind_of, kinds_in
from store.folder.review import Review
from store.journal.line import canonical
from store.journal.snapshot import passing

WORTH_KEEPING = 500
"""Decisions above which they are kept: fewer are derived as quickly as they are read."""


def said_at_opening(review: Review, reviewer: str, opening: Opening, groups: Groups, *, holds: bool) -> DecisionColumn:
    """A reviewer's decisions in a batch as they stood when it was opened, by survivor; of the records that there are.

    Args:
        review: The review.
        reviewer: The reader.
        opening: How the batch was opened.
        groups: The duplicate groups.
        holds: Whether the reader's journal of the batch is there, and holds the line that they had stated.

    Raises:
        TamisError: A journal is damaged, or of a newer tamis.
    """
    batch, last = str(opening.round), opening.journals.get(reviewer, 0)
    name, link = f"opened-{reviewer}-{opening.stage}-{batch}", opening.links.get(reviewer, "")
    followed = holds and link and groups.origin
    origin = hashlib.sha256(canonical([last, link, groups.origin])).hexdigest() if followed else ""
    order = review.records.order
    column, kinds = array("H", bytes(2 * len(order))), list[Decision | None]([None])
    if origin and (kept := review.cache.get(name, origin)) is not None:
        head, _, content = kept.partition(b"\n")
        kinds += (bare_decision((verdict, reason, act, torn)) for verdict, reason, act, torn in json.loads(head))
        column = array("H")
        column.frombytes(content)
        return DecisionColumn(order, column, kinds)
    documents = decisions_of(review, reviewer, opening.stage).documents_at(batch, last, TABLE)
    known: dict[Kind, int] = {}
    said_of = [each["record"] for each in passing(documents)]  # gone through twice, and never held whole
    found = kinds_in(documents, said_of, groups, lambda each: known.setdefault(kind_of(each), len(known) + 1))
    for place, kind in zip(order.places(list(found)), found.values(), strict=True):
        if place is not None:
            column[place] = kind
    if origin and len(found) > WORTH_KEEPING:
        review.cache.keep(name, origin, b"\n".join((canonical(list(known)), column.tobytes())))
    return DecisionColumn(order, column, [*kinds, *map(bare_decision, known)])
