"""How disagreements ended, on records and on the items of forms, by the words of those who may end them."""

from __future__ import annotations

from store.acts.plans import plans_so_far
from store.folder.review import Review
from store.journal.line import Document
from store.journal.union.word import Word


def resolutions_table(stage: str) -> str:
    """The table of the resolutions and escalations at a stage, by record."""
    return f"resolutions/{stage}"


def consensus_table(stage: str) -> str:
    """The table of the answers that a team has agreed on at a stage, by record and item."""
    return f"consensus/{stage}"


def ends(review: Review, table: str) -> list[Document]:
    """The documents of one of these tables, by the words of those who might end a disagreement when they said it.

    Where the plan leaves them to an adjudicator or the lead, what a reader writes by hand ends nothing.
    """
    documents = list(review.acts.tables.get(table, {}).values())
    stage = table.partition("/")[2]
    if not any(
        each.id == stage and each.only_ruled for _, plan in plans_so_far(review).versions for each in plan.stages
    ):
        return documents
    counting = []
    for key in review.acts.tables.get(table, {}):
        words = [each for each in review.acts.words(table, key) if may_end(review, stage, each)]
        said = review.acts.word(table, key)
        if said not in words:
            said = max(words, key=lambda each: each.clock, default=None)
        if said is not None and said.says is not None:
            counting.append(said.says)
    return counting


def may_end(review: Review, stage: str, word: Word) -> bool:
    """Whether a word may end a disagreement at a stage, by the plan of that time; handing it on is anybody's."""
    plan = plans_so_far(review).at(word.clock)
    this = next((each for each in plan.stages if each.id == stage), None) if plan is not None else None
    if plan is None or this is None or not this.only_ruled or not (word.says or {}).get("verdict", True):
        return True
    if all(each.id != word.who for each in plan.reviewers):
        return plan.one_account
    return plan.rules(word.who, this)
