from __future__ import annotations

import pytest

from core.records.record import Record
from core.strategy.found.evaluate import evaluate
from core.strategy.found.on_record import FOUND, LOST, UNDECIDABLE, has_own_words, leaving_open, lines_on, losing
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
