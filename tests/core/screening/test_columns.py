"""Decisions in a column: they are what they would be in a dictionary, whatever is made of them."""

from __future__ import annotations

import random
from array import array
from fractions import Fraction

import pytest

from core.protocol.values import Reader, Stage
from core.screening.columns import (
    DecisionColumn,
    changed,
    column_of,
    combined,
    first_places,
    mapped,
    number_column,
    without,
)
from core.screening.decision import Decision, Verdict
from core.screening.funnel import StageLog, acts, stage_state
from core.screening.placed import PlacedRecords, both, either, mask_of, placed, places_in, times

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
    entered = PlacedRecords(ORDER, mask_of(ORDER, (records[each] for each in places)))
    for kind in ("step", "screen"):
        stage = Stage(id="s", title="S", kind=kind, readers=READERS[: 1 if kind == "step" else 2])
        sample, blind = chance.sample(records, 9), chance.sample(records, chance.choice((0, 20)))
        logs = [StageLog(decisions=each, sample=sample, blind=blind) for each in (said, plain)]
        quick, slow = stage_state(stage, entered, logs[0]), stage_state(stage, list(entered), logs[1])
        assert quick == slow and isinstance(quick.included, PlacedRecords) and quick.included.order is ORDER
    assert acts(entered, said["ANNA"]) == acts(list(entered), plain["ANNA"])


def test_a_column_is_a_mapping_of_what_is_said() -> None:
    said = column(random.Random(1))
    plain = {record: each for record in ORDER if (each := WORDS[said.kinds[ORDER[record]]]) is not None}
    assert dict(said) == plain and len(said) == len(plain) and "elsewhere" not in said
    assert said.get("elsewhere") is None and not DecisionColumn({}, array("H"), [None])
    assert said.those(lambda each: each.torn) == {record for record, each in plain.items() if each.torn} != set()
    assert dict(without(said, ["r1", "r2", "elsewhere"])) == without(plain, ["r1", "r2"]) and dict(said) == plain


@pytest.mark.parametrize("number", range(20))
def test_whole_columns_come_to_the_same_as_record_by_record(number: int) -> None:
    chance = random.Random(f"whole {number}")
    most = chance.choice((2, 9, 300))
    numbers = [chance.randrange(most) for _ in ORDER]
    column = number_column(placed(list(ORDER)), numbers)
    one, other = (frozenset(chance.sample(list(ORDER), 20)) for _ in range(2))
    masks = [mask_of(ORDER, each) for each in (one, other)]
    ids = lambda mask: [record for record, each in zip(ORDER, mask, strict=True) if each]  # noqa: E731
    assert ids(both(*masks)) == [each for each in ORDER if each in one & other]
    assert ids(either(*masks)) == [each for each in ORDER if each in one | other]
    assert list(times(masks, 60)) == [(each in one) + (each in other) for each in ORDER]
    assert list(column.values()) == numbers and column.among(ORDER) == set(numbers)
    wanted = set(numbers[:2])
    some = placed(list(ORDER))
    expected = [each for each, of in zip(ORDER, numbers, strict=True) if of in wanted]
    assert column.those(list(ORDER), wanted) == expected
    of_some = number_column(some, numbers)
    assert of_some.those(some, wanted) == expected and of_some.among(some) == set(numbers)
    moved = of_some.changed(["r1", "elsewhere"], 400)
    assert [*moved.values()] == [400 if each == "r1" else of for each, of in zip(ORDER, numbers, strict=True)]
    assert of_some["r1"] == numbers[1]
    table = [chance.randrange(chance.choice((3, 400))) for _ in range(most)]
    packed = mapped(array("I", numbers), table)
    assert list(packed) == [table[each] for each in numbers]
    assert list(changed(packed, {3: 500}, 501))[3] == 500 and changed(packed, {}, 501) == packed
    columns = [(packed, max(table) + 1), (masks[0], 2), (mapped(array("I", numbers), range(most)), most)]
    apart, below = combined(columns, 60)
    rows = list(zip(packed, masks[0], numbers, strict=True))
    assert all((apart[a] == apart[b]) == (rows[a] == rows[b]) for a in range(60) for b in range(60))
    assert first_places(apart, below) == {each: list(apart).index(each) for each in set(apart)}
    assert first_places(array("I", numbers), most) == {each: numbers.index(each) for each in set(numbers)}
    assert max(apart) < below
    assert list(places_in(masks[0])) == [place for place, there in enumerate(masks[0]) if there]


def test_a_record_that_is_none_of_a_columns_has_no_number() -> None:
    column = number_column(PlacedRecords(ORDER, mask_of(ORDER, ["r3", "r4"])), [7] * 60)
    assert dict(column) == {"r3": 7, "r4": 7} and column.get("r5") is None and len(column) == 2


def test_what_is_said_of_records_without_a_place_is_left_out_of_a_column() -> None:
    said = {"r2": WORDS[1], "elsewhere": WORDS[2]}
    assert dict(column_of(said, ORDER)) == {"r2": WORDS[1]}  # type: ignore[arg-type]
    assert column_of(same := column(random.Random(2)), ORDER) is same


def test_more_reasons_than_a_byte_can_count_are_told_apart() -> None:
    records = [f"r{number}" for number in range(700)]
    said = {
        who: {
            each: Decision(record=each, verdict=Verdict.EXCLUDE, reason=f"why {place % most}")
            for place, each in enumerate(records)
        }
        for who, most in (("ANNA", 600), ("BO", 599))
    }
    stage = Stage(id="s", title="S", kind="screen", readers=READERS)
    state = stage_state(stage, records, StageLog(decisions=said, sample=records))
    assert state.excluded == records and list(state.reasons) == [f"why {each}" for each in range(600)]
    assert state.reasons["why 7"] == ["r7", "r607"]


@pytest.mark.parametrize("kinds", [255, 256, 257, 258, 600])
def test_as_many_numbers_as_a_byte_holds_and_one_more_are_told_apart(kinds: int) -> None:
    numbers = array("H", range(kinds))
    assert list(mapped(numbers, range(kinds))) == list(numbers)
    assert list(mapped(numbers, [number % 7 for number in range(kinds)])) == [number % 7 for number in range(kinds)]


@pytest.mark.parametrize("kinds", [256, 257, 258])
def test_as_many_decisions_as_a_byte_numbers_and_one_more_are_told_apart(kinds: int) -> None:
    said = [Decision(record="", verdict=Verdict.EXCLUDE, reason=f"{kind}") for kind in range(1, kinds)]
    decisions: list[Decision | None] = [None, *said]
    column = DecisionColumn({f"r{kind}": kind for kind in range(kinds)}, array("H", range(kinds)), decisions)
    assert len(column) == kinds - 1 and list(column) == [f"r{kind}" for kind in range(1, kinds)]
    assert list(column.told_apart(lambda word: None if word is None else word.reason)[0]) == list(range(kinds))
    assert column.that_hold(lambda word: word is decisions[-1]) == bytes(kinds - 1) + b"\1"


def test_one_column_over_another_says_what_that_one_says_where_it_says_nothing() -> None:
    said = {verdict: Decision(record="", verdict=verdict, reason=str(verdict)) for verdict in Verdict}
    upper = {"r1": said[Verdict.INCLUDE], "r2": said[Verdict.MAYBE]}
    lower = {"r2": said[Verdict.EXCLUDE], "r3": said[Verdict.MAYBE], "r59": said[Verdict.INCLUDE]}
    columns = [column_of(each, ORDER) for each in (upper, lower, {})]
    assert dict(columns[0].over(columns[1]).items()) == {**lower, **upper}
    assert dict(columns[1].over(columns[0]).items()) == {**upper, **lower}
    assert columns[0].over(columns[2]) is columns[0] is columns[2].over(columns[0])
    assert dict(columns[0].where(columns[1]).items()) == {"r2": said[Verdict.MAYBE]}
    assert dict(columns[1].where(columns[0]).items()) == {"r2": said[Verdict.EXCLUDE]}
    assert len(columns[0].where(columns[2])) == 0
