"""Readers of whom any k read each record, as the plan states them; what cannot stand is named by its line."""

import re
from fractions import Fraction

import pytest
from syrupy.assertion import SnapshotAssertion

from core.protocol.read import ProtocolError, parse_protocol
from core.sampling.allocation import MOST_READERS, Sharing

PEOPLE = "".join(
    f'[[reviewer]]\nid = "{each}"\nrole = "{"adjudicator" if each == "Z" else "first"}"\n' for each in "ABCDEFZ"
)
PLAN = f"""\
format = 1
[review]
title = "A plan"
[sample]
seed = "s33d"
{PEOPLE}[[stage]]
id = "screen"
title = "Screen"
kind = "screen"
READERS
"""
AT = PLAN.splitlines().index("READERS") + 1


def plan(readers: str) -> str:
    return PLAN.replace("READERS", readers)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("", (1, 1, 1)),
        (", weights = [2, 1, 1]", (2, 1, 1)),
        (", weights = { B = 3 }", (1, 3, 1)),
        (", weights = { A = 0, B = 2, C = 2 }", (0, 2, 2)),
    ],
)
def test_any_of_several_with_their_shares(weights: str, expected: tuple[int, ...]) -> None:
    one = parse_protocol(plan(f'readers = {{ any = 1, of = ["A", "B", "C"]{weights} }}')).stages[0]
    assert one.sharing == Sharing(any=1, of=("A", "B", "C"), weights=expected)
    assert [each.coverage for each in one.readers] == [Fraction(each, sum(expected)) for each in expected]
    assert {each.coverage_text for each in one.readers} == {f"any 1 of {sum(map(bool, expected))}"}
    assert not any(each.reads_all for each in one.readers)


def test_as_many_may_share_it_as_can_be_dealt_to() -> None:
    names = [f"R{number}" for number in range(MOST_READERS + 1)]
    more = "".join(f'[[reviewer]]\nid = "{each}"\nrole = "first"\n' for each in names)
    text = plan("readers = { any = 2, of = NAMES }").replace(PEOPLE, PEOPLE + more)
    assert len(parse_protocol(text.replace("NAMES", str(names[:-1]))).stages[0].readers) == MOST_READERS
    with pytest.raises(ProtocolError, match=f"found {MOST_READERS + 1} readers; expected at most {MOST_READERS}"):
        parse_protocol(text.replace("NAMES", str(names)))


def test_who_reads_all_by_weight_is_dealt_to_all_the_same() -> None:
    stage = parse_protocol(plan('readers = { any = 2, of = ["A", "B", "C"], weights = [2, 1, 1] }')).stages[0]
    assert stage.readers[0].coverage == 1
    assert not stage.readers[0].reads_all


def test_who_is_dealt_nothing_stays_a_reader() -> None:
    stage = parse_protocol(plan('readers = { any = 2, of = ["A", "B", "C"], weights = { B = 0 } }')).stages[0]
    assert [each.coverage for each in stage.readers] == [1, 0, 1]


def test_once_with_a_share_read_by_one_more() -> None:
    stage = parse_protocol(plan('[stage.readers]\nany = 1\nof = ["A", "B", "C"]\none_more = "20%"')).stages[0]
    assert stage.sharing == Sharing(any=1, of=("A", "B", "C"), weights=(1, 1, 1), one_more="20%")
    assert stage.readers[0].coverage == Fraction(6, 5) / 3


WRONG = [
    ('{ any = 2, of = ["A", "B"] }', "any", "all read all"),
    ('{ any = 3, of = ["A", "B"] }', "any", "found that 3 read a record; expected at most the 2"),
    ('{ any = 3, of = ["A", "B"] }', "any", "C, D, E, F could join"),
    ('{ any = 0, of = ["A", "B"] }', "any", "found 0"),
    ('{ any = "2", of = ["A", "B", "C"] }', "any", "whole number"),
    ('{ of = ["A", "B", "C"] }', "any", "missing"),
    ("{ any = 2 }", "of", "missing"),
    ('{ any = 2, of = "A" }', "of", "a list of texts"),
    ('{ any = 1, of = ["A", "B", "A"] }', "of[3]", "twice"),
    ('{ any = 1, of = ["A", "X"] }', "of[2]", "which no [[reviewer]] has as id"),
    ('{ any = 1, of = ["A", "Z"] }', "of[2]", "adjudicator"),
    ('{ any = 1, of = ["A", "B"], weights = [1] }', "weights", "expected a number for each of 2"),
    ('{ any = 1, of = ["A", "B"], weights = { C = 1 } }', "weights.C", "unknown name"),
    ('{ any = 1, of = ["A", "B"], weights = [1, -1] }', "weights[2]", "whole number from 0"),
    ('{ any = 1, of = ["A", "B"], weights = { A = 0.5 } }', "weights.A", "whole number from 0"),
    ('{ any = 2, of = ["A", "B", "C"], weights = [3, 1, 1] }', "weights", "more than all the records"),
    ('{ any = 2, of = ["A", "B", "C"], weights = [3, 1, 1] }', "weights", "at most 1 in 2 of the whole"),
    ('{ any = 1, of = ["A", "B", "C"], weights = [9, 1, 1], one_more = "30%" }', "weights", "at most 10 in 13"),
    ('{ any = 2, of = ["A", "B", "C"], weights = [1, 0, 0] }', "any", "at most the 1 that records are dealt to"),
    ('{ any = 1, of = ["A", "B"], one_more = "all" }', "one_more", "expected a share"),
    ('{ any = 2, of = ["A", "B", "C", "D"], one_more = "1/5" }', "one_more", "goes with any = 1"),
    ('{ any = 1, of = ["A", "B"], coverage = "all" }', "coverage", "unknown key"),
    ('{ any = 1, of = ["A", "B"] }\nsample_base = "identified"', "sample_base", "deals what enters it"),
    ('{ any = 1, of = ["A", "B"] }\nextend_sample = { statistic = "kappa", below = "0.6", by = "1/10" }',
     "extend_sample", "no sample to extend"),
]  # fmt: skip


@pytest.mark.parametrize(("readers", "where", "what"), WRONG)
def test_what_cannot_stand_is_named_by_its_line(readers: str, where: str, what: str) -> None:
    with pytest.raises(ProtocolError, match=re.escape(what)) as refusal:
        parse_protocol(plan(f"readers = {readers}"))
    line = AT + ("\n" in readers)
    assert f"protocol.toml, line {line}, stage[1].{'' if line > AT else 'readers.'}{where}" in str(refusal.value)


def test_the_second_line_of_it_is_named() -> None:
    with pytest.raises(ProtocolError) as refusal:
        parse_protocol(plan('[stage.readers]\nany = 2\nof = ["A", "B", "C"]\nweighting = [1, 1, 1]'))
    assert f"line {AT + 3}, stage[1].readers.weighting: unknown key" in str(refusal.value)
    assert "weights" in str(refusal.value)


@pytest.mark.parametrize("beside", ["", ', { reviewer = "C", coverage = "20%" }'])
def test_a_list_around_it_is_one_mistake_that_says_how_to_write_it(beside: str) -> None:
    with pytest.raises(ProtocolError) as refusal:
        parse_protocol(plan(f'readers = [{{ any = 2, of = ["A", "B", "D"] }}{beside}]'))
    assert f"line {AT}, stage[1].readers[1].any: found in a list of readers" in str(refusal.value)
    assert "without [ and ] around it" in str(refusal.value)
    assert "mistakes" not in str(refusal.value) and "coverage" not in str(refusal.value)


def test_what_is_said_of_every_mistake_is_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    many = ", ".join(f'"R{number}"' for number in range(1, 30))
    told = []
    for readers in (
        *dict.fromkeys(each for each, _, _ in WRONG),
        f"{{ any = 2, of = [{many}] }}",
        "{ any = 2, of = [] }",
        '{ any = 7, of = ["A", "B", "C", "D", "E", "F"] }',
    ):
        with pytest.raises(ProtocolError) as refusal:
            parse_protocol(plan(f"readers = {readers}"))
        told.append(f"{readers[:200]}\n{refusal.value}")
    assert "\n\n".join(told) == snapshot
