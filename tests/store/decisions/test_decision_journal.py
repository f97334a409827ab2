"""What counts of a reader's journal, by survivor."""

from __future__ import annotations

from core.screening.decision import Decision, ToldInFull, Verdict
from store.decisions.decision_journal import decisions_in, told_in_full
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


def test_in_full_is_told_what_counts_whether_it_was_weighed_or_stands_alone() -> None:
    ids = [f"{number:016x}" for number in range(1, 8)]
    a, b, c, d, e, f, alone = ids
    groups = groups_of(ids, (a, b), (c, d), (e, f))
    verdicts = dict(zip(ids, [*Verdict, Verdict.INCLUDE, Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.MAYBE], strict=True))
    words = [Decision(record=each, verdict=verdicts[each], note=each, order="found") for each in ids]
    words[4] = Decision(record=e, verdict=Verdict.MAYBE, settles=((e, ""), (f, "exclude")))
    documents = {str(int(each.record, 16)): each.as_document() for each in words}
    expected = {record: ToldInFull.of(each) for record, each in decisions_in(documents, groups).items()}
    assert told_in_full(documents, groups) == expected and expected.keys() == {a, c, e, alone}
    assert expected[a].verdict == "" and expected[e].verdict == "maybe"
