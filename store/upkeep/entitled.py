"""Names the words that count for nothing, since their writer was not entitled to them."""

from __future__ import annotations

from collections.abc import Iterator

from store.acts.openings import OPENINGS, UNBLINDINGS, may_unblind, names_all
from store.acts.plans import plans_so_far
from store.acts.resolutions import may_end
from store.acts.statements import TABLE as STATEMENTS
from store.acts.statements import statement_at
from store.folder.people import RULED, ReviewPeople
from store.folder.review import Review
from store.journal.line import Document
from store.journal.union.word import Word
from store.upkeep.problem import Problem

_ADVICE = "It counts for nothing. Was it written by hand? Ask its writer."


def not_entitled(review: Review) -> Iterator[Problem]:
    """The words that no command of tamis would have said, one line each."""
    for who, journal in review.acts.journals.items():
        for table, documents in journal.tables.items():
            for key, document in documents.items():
                word = Word(who, document["clock"], document["says"])
                if word.says is not None and (why := _why_not(review, table, word, word.says)):
                    yield Problem(str(journal.path), f"{who} says in {table}, document {key}, {why}", _ADVICE)


def _why_not(review: Review, table: str, word: Word, says: Document) -> str:
    """Why a word counts for nothing; "" where it may count."""
    stage, batch = str(says.get("stage", "")), says.get("round", 1)
    if not ReviewPeople(review).may_say(word.who, table, says):
        return f"what is another's to say at {stage}"
    if table.startswith(RULED) and not may_end(review, table.partition("/")[2], word):
        return "how a disagreement ended that the plan left to an adjudicator or the lead"
    reads = word.who in plans_so_far(review).ever(stage, word.clock) | plans_so_far(review).readers(stage)
    if table == STATEMENTS and not reads:
        return f"to have read {stage}, where the plan never had them read"
    if table == UNBLINDINGS and not reads and not may_unblind(review, word.who):
        return f"that {stage} be opened early, where they neither read nor adjudicate"
    there = (statement_at(review, who, stage, batch, clock) for who, clock in says.get("statements", {}).items())
    if table == OPENINGS and all(there) and not names_all(review, stage, batch, word):
        return f"that {stage} is open, and names no complete statement of each of its readers"
    return ""
