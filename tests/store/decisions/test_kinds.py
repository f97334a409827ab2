"""Kinds of decisions: what counts is told apart by them, and few decisions are made."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.screening.decision import Decision, Verdict
from store.decisions import kinds
from store.decisions.decision_journal import decisions_in
from store.decisions.kinds import Kind, bare_decision, kind_of, kinds_in
from tests.reviews import counted, groups_of

IDS = [f"{number:016x}" for number in range(1, 41)]


def kinds_told(words: Sequence[Decision], *groups: tuple[str, ...]) -> dict[str, Kind]:
    """Survivor → the kind of what counts."""
    documents = {str(int(each.record, 16)): each.as_document() for each in words}
    known: dict[Kind, int] = {}
    found = kinds_in(
        documents,
        [each.record for each in words],
        groups_of(IDS, *groups),
        lambda each: known.setdefault(kind_of(each), len(known)),
    )
    told = {record: list(known)[number] for record, number in found.items()}
    counts = decisions_in(documents, groups_of(IDS, *groups))
    assert told == {record: kind_of(each) for record, each in counts.items()}
    return told


def word(record: str, verdict: Verdict | None, reason: str = "", order: str = "") -> Decision:
    return Decision(record=record, verdict=verdict, reason=reason, order=order)


def test_what_counts_is_of_the_kind_of_the_decision_that_counts() -> None:
    words = [
        word(IDS[0], Verdict.INCLUDE),
        word(IDS[1], Verdict.EXCLUDE, "wrong-topic"),
        word(IDS[2], Verdict.EXCLUDE, "no-process"),
        word(IDS[3], Verdict.INCLUDE, order="suggested"),
        word(IDS[4], None),
        word(IDS[5], Verdict.EXCLUDE, "wrong-topic"),
    ]
    told = kinds_told(words)
    assert told[IDS[1]] == told[IDS[5]] == ("exclude", "wrong-topic", "one by one", False)
    assert len({*told.values()}) == 5
    together = kinds_told(words, (IDS[0], IDS[1]), (IDS[6], IDS[2]))
    assert together[IDS[0]] == ("", "", "one by one", True)
    assert together[IDS[6]] == ("exclude", "no-process", "one by one", False) and IDS[2] not in together


@pytest.mark.parametrize("together", [(IDS[0], IDS[1]), (IDS[0], IDS[1], IDS[2])])
def test_what_settles_counts_while_its_records_are_one_group(together: tuple[str, ...]) -> None:
    settling = Decision(
        record=IDS[0], verdict=Verdict.MAYBE, settles=((IDS[0], ""), (IDS[1], "exclude")), order="found"
    )
    said = kinds_told([settling, word(IDS[1], Verdict.EXCLUDE)], together)
    assert said[IDS[0]][0] == "maybe"
    assert IDS[0] not in kinds_told([settling, word(IDS[1], Verdict.EXCLUDE)])


def test_of_each_kind_one_decision_is_made_and_of_what_is_weighed_each(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [word(each, Verdict.INCLUDE if place % 2 else Verdict.EXCLUDE) for place, each in enumerate(IDS)]
    documents = {str(int(each.record, 16)): each.as_document() for each in words}
    asked: list[Decision] = []
    weighed = counted(monkeypatch, kinds, "decisions_in")
    found = kinds_in(
        documents, IDS, groups_of(IDS, (IDS[3], IDS[4])), lambda each: asked.append(each) or int(each.torn)
    )
    assert len(found) == len(IDS) - 1 and weighed == ["decisions_in"]
    assert len(asked) == 3 and found[IDS[3]] == 1, "two kinds, and the one group"


@pytest.mark.parametrize("verdict", [None, *Verdict])
@pytest.mark.parametrize("order", ["", "suggested", "found", "import"])
def test_a_bare_decision_is_of_its_kind(verdict: Verdict | None, order: str) -> None:
    kind = kind_of(word(IDS[0], verdict, "wrong-topic" if verdict is Verdict.EXCLUDE else "", order))
    bare = bare_decision(kind)
    assert kind_of(bare) == kind and bare.record == "" and bare.verdict is verdict


def test_a_torn_one_stays_so() -> None:
    assert bare_decision(("", "", "one by one", True)).torn
