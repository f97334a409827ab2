"""Readers' statements that they have read a batch, each with how far their journal was by then.

A statement is a reader's own word. It commits the reader to the journal up to a line, and tells nothing of what is in
it: each line of a sealed journal holds random digits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from store.folder.review import Review
from store.journal.journal import Change, document_id
from store.journal.line import Document

TABLE = "statements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A reader's word on a batch of a stage.

    Attributes:
        who: The reader.
        clock: The clock of the word, by which an opening names it.
        stage: The stage's id.
        round: The search round, or `PILOT`.
        complete: Whether the reader has read all they owe; else it only says where they stand, after an early opening.
        owed: How many records the reader owes.
        owed_sha256: SHA-256 of their ids, sorted, each with a line feed.
        last: The number of the last line of the reader's journal of the batch.
        link: The `~` of that line.
        at: When, in UTC, ISO 8601.
    """

    who: str
    clock: int
    stage: str
    round: int
    complete: bool
    owed: int
    owed_sha256: str
    last: int
    link: str
    at: str

    def says_the_same(self, other: Statement | None) -> bool:
        """Whether another statement of the same reader says the same."""
        if other is None:
            return False
        return all(getattr(self, each) == getattr(other, each) for each in ("complete", "owed_sha256", "last", "link"))


def hash_of(records: Iterable[str]) -> str:
    """SHA-256 of record ids, sorted, each with a line feed."""
    return hashlib.sha256("".join(f"{each}\n" for each in sorted(records)).encode()).hexdigest()


def statements(review: Review) -> dict[tuple[str, int], dict[str, Statement]]:
    """(stage, batch) → reader → the reader's last statement."""
    return review.once(_last_statements, TABLE)


def _last_statements(review: Review) -> dict[tuple[str, int], dict[str, Statement]]:
    found: dict[tuple[str, int], dict[str, Statement]] = {}
    for document in review.db.table(TABLE).all():
        for word in review.acts.words(TABLE, str(document.doc_id)):
            if word.says is not None:
                each = _statement(word.who, word.clock, word.says)
                said = found.setdefault((each.stage, each.round), {})
                said[each.who] = max(each, said.get(each.who, each), key=_clock)
    return found


def statement_at(review: Review, who: str, stage: str, batch: int, clock: int) -> Statement | None:
    """The statement of a reader that has that clock, also one that was made anew since; None where there is none."""
    last = statements(review).get((stage, batch), {}).get(who)
    if last is None or last.clock == clock:
        return last
    return review.once(_all_statements, TABLE).get((who, stage, batch, clock))


def stand_at(review: Review, who: str, stage: str, batch: int, clock: int) -> Statement | None:
    """Where a reader stood at that clock: their first statement after it, else the last before it, or None."""
    found = review.once(_all_statements, TABLE).values()
    said = sorted((each for each in found if (each.who, each.stage, each.round) == (who, stage, batch)), key=_clock)
    return next((each for each in said if each.clock > clock), said[-1] if said else None)


def _clock(statement: Statement) -> int:
    return statement.clock


def _all_statements(review: Review) -> dict[tuple[str, str, int, int], Statement]:
    found = {}
    for who, journal in review.acts.journals.items():
        for event in journal.events():
            if event.table == TABLE and event.after and event.after["says"]:
                each = _statement(who, event.after["clock"], event.after["says"])
                found[who, each.stage, each.round, each.clock] = each
    return found


def _statement(who: str, clock: int, says: Document) -> Statement:
    return Statement(who=who, clock=clock, **says)


def state_batch(review: Review, statement: Statement) -> None:
    """Say a statement in its reader's own name.

    Raises:
        TamisError: It could not be saved, or the reader is bound to another account.
    """
    says = {name: value for name, value in asdict(statement).items() if name not in ("who", "clock")}
    key = document_id(f"{statement.stage}/{statement.round}/{statement.who}")
    review.say([Change(TABLE, key, says)], act="state", who=statement.who)
