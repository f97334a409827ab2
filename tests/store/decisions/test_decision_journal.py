"""What counts of a reader's journal, by survivor."""

from __future__ import annotations

from core.screening.decision import Decision, Verdict
from store.decisions.decision_journal import decisions_in
from tests.reviews import groups_of

A, B = "0000000000000001", "0000000000000002"
APART, TOGETHER = groups_of([A, B]), groups_of([A, B], (A, B))


def test_decisions_are_given_by_survivor_and_different_ones_of_a_group_as_none() -> None:
    words = {
        each: Decision(record=each, verdict=verdict) for each, verdict in ((A, Verdict.INCLUDE), (B, Verdict.MAYBE))
    }
    documents = {str(int(each, 16)): word.as_document() for each, word in words.items()}
    assert decisions_in(documents, APART) == words
    [together] = decisions_in(documents, TOGETHER).values()
    assert together.torn and together.merged == (words[A], words[B])
    assert decisions_in({str(int(B, 16)): documents[str(int(B, 16))]}, TOGETHER) == {
        A: Decision(record=A, verdict=Verdict.MAYBE)
    }
