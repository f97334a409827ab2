"""Kinds of decisions: the verdict, the reason and the act. Of 100,000 decisions there are a dozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.screening.decision import ORDERS, Act, Decision, Verdict
from store.acts.duplicates.groups import Groups
from store.decisions.decision_journal import decisions_in
from store.journal.line import Document
from store.journal.snapshot import keys_with, passing_items

Kind = tuple[str, str, str, bool]
"""(verdict, reason, act, whether merged records were given different verdicts)"""


def kind_of(decision: Decision) -> Kind:
    """What counts of a decision."""
    return decision.said, decision.reason, decision.act, decision.torn


def bare_decision(kind: Kind) -> Decision:
    """A decision of which no more than that is told, not even the record."""
    verdict, reason, act, torn = kind
    return Decision(
        record="",
        verdict=Verdict(verdict) if verdict else None,
        reason=reason,
        order=ORDERS.get(Act(act), ""),
        merged=(Decision(record=""),) if torn else (),
    )


def kinds_in(
    documents: Mapping[str, Document], said_of: Sequence[str], groups: Groups, number_of: Callable[[Decision], int]
) -> dict[str, int]:
    """Survivor → the number of what counts of it; decisions are made only of what is weighed, and one of a kind.

    Args:
        documents: A table of decisions.
        said_of: The record of each.
        groups: The duplicate groups.
        number_of: Gives the number of what is told of a decision.
    """
    survivor = groups.survivor.as_dict()
    merged = survivor.keys() & said_of
    settling = {documents[key]["record"] for key in keys_with(documents, "settles")}
    weighed = merged.union(settling, (survivor.get(record, record) for record in merged | settling))
    apart: dict[str, Document] = {}
    kinds: dict[str, int] = {}
    known: dict[tuple[object, ...], int] = {}
    for (number, each), record in zip(passing_items(documents), said_of, strict=True):
        if record in weighed:
            apart[number] = each
            continue
        said = each.get("verdict"), each.get("reason"), each.get("order")
        if said not in known:
            known[said] = number_of(Decision.from_document(each))
        kinds[record] = known[said]
    return kinds | {record: number_of(each) for record, each in decisions_in(apart, groups).items()}
