from __future__ import annotations

import pytest

from core.records.record import Record
from core.strategy.found.evaluate import evaluate
from core.strategy.found.on_record import (
    FOUND,
    LOST,
    UNDECIDABLE,
    LinesOn,
    has_own_words,
    leaving_open,
    lines_on,
    losing,
)
from core.strategy.read import read_strategy
from tests.core.strategy.made import record
from tests.core.strategy.protocols import P

STRATEGY = read_strategy(P)


@pytest.mark.parametrize(
    ("made", "result", "by", "by_heading"),
    [
        (record("Peer mentors in municipal co-creation"), FOUND, (), False),
        (record("Peer mentors in co-creation"), UNDECIDABLE, (26, 27, 28, 29, 30, 31, 32, 37, 42, 45), True),
        (record("Municipal co-creation", "", "Humans"), LOST, (14,), False),
        (record("Peer mentors"), UNDECIDABLE, (15, 26, 27, 28, 29, 30, 31, 32, 37, 42, 45), True),
        (record("Peer mentors in municipal co-creation", languages=()), UNDECIDABLE, (49,), False),
    ],
)
def test_by_what_a_record_is_found_or_not(made: Record, result: str, by: tuple[int, ...], by_heading: bool) -> None:
    on = lines_on(STRATEGY, made)
    assert (on.result, on.by, on.by_heading) == (result, by, by_heading)


def test_the_lines_that_it_satisfies() -> None:
    on = lines_on(STRATEGY, record("Peer mentors in municipal co-creation"))
    assert on.surely == (9, 14, 22, 25, 40, 47, 48, 49)
    assert not set(on.surely) & set(on.undecidable) and 15 in on.undecidable


@pytest.mark.slow
@pytest.mark.parametrize("names", ["{before} and {last}", "or/1-{last}"])
def test_lines_that_name_each_other_over_and_over_are_each_seen_once(names: str) -> None:
    later = (f"{n}. {names.format(before=n - 2, last=n - 1)}\n" for n in range(3, 400))
    text = "1. exp A/\n2. b.ti.\n" + "".join(later)
    strategy = read_strategy(text, "Ovid")
    _, found = evaluate(strategy, [record("c")])
    assert losing(strategy, found, 0) in ((2,), (399,), ()) and leaving_open(strategy, found) in ((1,), (399,))


def test_own_words_are_terms_and_headings() -> None:
    own = [has_own_words(line.tree) for line in STRATEGY.lines if line.tree is not None]
    assert [number for number, each in enumerate(own, 1) if not each] == [14, 25, 47, 48, 49]


def test_a_strategy_without_a_result_loses_each_record_by_no_line() -> None:
    nothing = read_strategy("", "Ovid")
    assert lines_on(nothing, record("a")) == LinesOn(strategy=nothing, surely=(), undecidable=(), result=LOST)


@pytest.mark.parametrize(
    ("text", "result", "by", "by_heading"),
    [
        ("1. a.ti.\n2. b.ti.\n3. 1 or 2\n", LOST, (3,), False),
        ("1. a.ti.\n2. b.ti.\n3. or/1-2\n", LOST, (3,), False),
        ("1. a.ti.\n2. b.ti.\n3. 1 or b.ab.\n", LOST, (3,), False),
        ("1. a.ti.\n2. b.ti.\n3. and/1-2\n", LOST, (1, 2), False),
        ("1. a.ti.\n2. c.ti.\n3. 1 and 2\n4. c.ti.\n5. 3 and 4 and 1\n", LOST, (1,), False),
        ("1. a.ti.\n2. c.ti.\n3. 1 and 2\n4. b.ti.\n5. 4 and 3\n", LOST, (4, 1), False),
        ("1. c.ti.\n2. 1 not c.ti.\n", LOST, (2,), False),
        ("1. 2 and a.ti.\n2. 1 and b.ti.\n", LOST, (1,), False),
        ("1. c.ti.\n2. 1 and 9 and a.ti.\n", LOST, (2,), False),
        ("1. 1 and a.ti.\n", LOST, (1,), False),
        ("1. 1 and c.ti.\n", UNDECIDABLE, (1,), False),
        ("1. a.ti.\n3. 2 and 1\n", LOST, (1,), False),
        ("1. c.ti.\n3. 2 and 1\n", UNDECIDABLE, (3,), False),
        ("1. ()\n", LOST, (), False),
        ("1. c.ti.\n2. ()\n3. 1 and 2\n", UNDECIDABLE, (2,), False),
        ("1. exp A/\n2. c.kw.\n3. 1 and 2\n4. 3 and 1\n", UNDECIDABLE, (1, 2), True),
        ("1. c.kw.\n2. exp A/ and b.ti.\n3. 1 or 2\n", UNDECIDABLE, (1,), False),
        ("1. c.ti.\n2. 1 and 9\n", UNDECIDABLE, (2,), False),
        ("1. exp A/\n2. b.ti.\n3. 1 and 2\n", LOST, (2,), False),
        ("1. exp A/ and b.ti.\n", LOST, (1,), False),
        ("1. exp A/\n2. c.ti.\n3. 1 or 2\n", FOUND, (), False),
    ],
)
def test_lines_are_named_down_to_those_that_fail_or_leave_it_open(
    text: str, result: str, by: tuple[int, ...], by_heading: bool
) -> None:
    on = lines_on(read_strategy(text, "Ovid"), record("c"))
    assert (on.result, on.by, on.by_heading) == (result, by, by_heading)
