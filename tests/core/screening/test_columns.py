"""Decisions in a column: they are what they would be in a dictionary, whatever is made of them."""

from __future__ import annotations

import random
from array import array
from fractions import Fraction

import pytest

from core.protocol.values import Reader, Stage
from core.screening.columns import DecisionColumn, PlacedRecords, chosen, that_hold, those, without
from core.screening.decision import Decision, Verdict
from core.screening.funnel import StageLog, acts, stage_state

ORDER = {f"r{number}": number for number in range(60)}
READERS = (
    Reader(reviewer="ANNA", coverage=Fraction(1), coverage_text="all"),
    Reader(reviewer="BO", coverage=Fraction(1, 5), coverage_text="1/5"),
)
WORDS = [
    None,
    *(Decision(record="", verdict=each, order=order) for each in Verdict for order in ("", "rule")),
    Decision(record="", verdict=Verdict.EXCLUDE, reason="topic"),
    Decision(record="", verdict=None),
    Decision(record="", verdict=None, merged=(Decision(record=""),)),
]


def column(chance: random.Random) -> DecisionColumn:
    return DecisionColumn(ORDER, array("H", [chance.randrange(len(WORDS)) for _ in ORDER]), WORDS)


@pytest.mark.parametrize("number", range(20))
def test_a_stage_comes_to_the_same_from_columns_and_lists_with_places_as_from_dictionaries(number: int) -> None:
    chance = random.Random(f"columns {number}")
    said = {who: column(chance) for who in ("ANNA", "BO")}
    plain = {who: dict(each) for who, each in said.items()}
    places = sorted(chance.sample(range(60), 40))
    records = list(ORDER)
    entered = PlacedRecords(ORDER, (records[each] for each in places), places)
    for kind in ("step", "screen"):
        stage = Stage(id="s", title="S", kind=kind, readers=READERS[: 1 if kind == "step" else 2])
        sample, blind = chance.sample(records, 9), chance.sample(records, chance.choice((0, 20)))
        logs = [StageLog(decisions=each, sample=sample, blind=blind) for each in (said, plain)]
        quick, slow = stage_state(stage, entered, logs[0]), stage_state(stage, list(entered), logs[1])
        assert quick == slow and isinstance(quick.included, PlacedRecords)
        assert [records[each] for each in quick.included.places] == quick.included
    assert acts(entered, said["ANNA"]) == acts(list(entered), plain["ANNA"])


def test_a_column_is_a_mapping_of_what_is_said() -> None:
    said = column(random.Random(1))
    plain = {record: each for record in ORDER if (each := WORDS[said.kinds[ORDER[record]]]) is not None}
    assert dict(said) == plain and len(said) == len(plain) and "elsewhere" not in said
    assert said.get("elsewhere") is None and not DecisionColumn({}, array("H"), [None])
    assert those(said, lambda each: each.torn) == those(plain, lambda each: each.torn) != set()
    assert dict(without(said, ["r1", "r2", "elsewhere"])) == without(plain, ["r1", "r2"]) and dict(said) == plain


def test_what_is_chosen_keeps_its_order_and_its_places() -> None:
    some = PlacedRecords(ORDER, ["r3", "r5", "r8"], [3, 5, 8])
    found = chosen(some, [True, False, True])
    assert found == ["r3", "r8"] and isinstance(found, PlacedRecords) and list(found.places) == [3, 8]
    assert chosen(["a", "b"], [0, 1]) == ["b"]
    said = DecisionColumn(ORDER, array("H", [1] * 60), WORDS)
    assert that_hold(said, ["r9", "r4"], lambda each: each is not None) == ["r9", "r4"]
    assert that_hold({}, ["r9", "r4"], lambda each: each is None) == ["r9", "r4"]
