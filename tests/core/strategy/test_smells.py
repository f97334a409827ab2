from __future__ import annotations

import pytest

from core.records.record import Record
from core.strategy.evaluate import evaluate
from core.strategy.read import read_strategy
from core.strategy.smells import smells_among, smells_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a.ti.\n2. b.ti.\n3. or/1\n", (2, "unused", "no later line names it")),
        ("1. a.ti.\n2. a.ti.\n3. or/1-2\n", (2, "same-as", "it says what line 1 says")),
        ("1. (peer* or peers).ti.\n", (1, "contained", "“peer*” finds all that “peers” finds")),
        ("1. (peer support* or peer supporter$).ti.\n", (1, "contained", "“peer support*” finds all that")),
        ("1. (peer or Peer).ti.\n", (1, "contained", "stands twice")),
        ("1. a.ti.\n2. limit 1 to English language\n", (2, "limit-is-step", "the plan also makes a step")),
    ],
)
def test_what_a_strategy_says_by_itself(text: str, expected: tuple[int, str, str]) -> None:
    (smell,) = smells_of(read_strategy(text, "Ovid"), language_step=True)
    assert smell[:2] == expected[:2] and expected[2] in smell.what and smell.advice


@pytest.mark.parametrize(
    "text",
    [
        "1. (peer$1 or peers).ti.\n",
        "1. (peer* or pee).ti.\n",
        "1. (a.ti. or a.ab.)\n",
        "1. (a b* or b c).ti.\n2. limit 1 to humans\n",
    ],
)
def test_nothing_is_said_of_what_is_sound(text: str) -> None:
    assert list(smells_of(read_strategy(text, "Ovid"), language_step=True)) == []


def test_what_is_found_or_not_among_records() -> None:
    strategy = read_strategy("1. (c* or zebra).ti.\n2. lion.ti.\n3. or/1-2\n4. exp Lions/\n", "Ovid")
    records = [Record(title="care"), Record(title="cure")] + [Record(title="care")] * 30
    index, found = evaluate(strategy, records)
    said = {(each.line, each.kind): each.what for each in smells_among(strategy, index, found)}
    assert said == {
        (1, "term-finds-nothing"): "no record has “zebra”",
        (1, "finds-almost-all"): "it finds 32 of 32 records, by “care”, “cure”",
        (2, "finds-nothing"): "it finds none of the records",
    }
