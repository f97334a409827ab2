"""Whatever stands in a text, nothing is raised, and twice as much of it takes twice the steps."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.record import Record
from core.strategy.dialects import DIALECTS
from core.strategy.found.concepts import Blocks, proposed
from core.strategy.found.evaluate import evaluate
from core.strategy.found.on_record import lines_on
from core.strategy.found.smells import smells_among, smells_of, smells_of_titles
from core.strategy.read import read_strategy
from core.strategy.tree import walk
from tests.examples import examples

RECORDS = [Record(title="Peer a b", abstract="a b c", keywords=("A", "B/c")), Record()]
PARTS = [
    *(
        "1. ",
        "2. ",
        "#3 ",
        "S4\t",
        "\n",
        *"()\"'*$?#[]{}/.,:",
        "or/1-3",
        "exp ",
        "limit 1 to ",
        ".ti,ab.",
        "TITLE-ABS(",
    ),
    *(f" {each} " for each in ("and", "or", "not", "adj", "adj3", "NEAR/2", "W/1", "N3")),
    *("[tiab]", "[mesh]", ":ti,ab", "/exp", "TI ", "TS=", "peer", "a", "b*", "1", "1990", "\ufffd", "é", "\x00"),
]


def everything(text: str, platform: str) -> None:
    strategy = read_strategy(text, platform)
    assert all(1 <= line.at <= text.count("\n") + 1 for line in strategy.lines)
    index, found = evaluate(strategy, RECORDS)
    list(smells_of(strategy, source="Embase", steps=("language", "publication-type"), promised=("title", "keywords")))
    list(smells_among(strategy, index, found, own=1, source="Embase"))
    list(smells_of_titles(strategy, ["Peers a bb", "Organizations"]))
    Blocks(strategy, proposed(strategy)).spans("peer a b", "title")
    for made in RECORDS:
        lines_on(strategy, made)


@settings(max_examples=examples(40, long=100))
@given(st.lists(st.sampled_from(PARTS), max_size=60).map("".join), st.sampled_from(sorted(DIALECTS)))
def test_nothing_is_raised_on_any_text(text: str, platform: str) -> None:
    everything(text, platform)


def steps(text: str, platform: str) -> int:
    """How many functions are called, Python's own included."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    everything(text, platform)  # so that what is compiled or imported once is not counted
    sys.setprofile(count)
    try:
        everything(text, platform)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    ("platform", "part"),
    [
        ("Ovid", "("),
        ("Ovid", "a or "),
        ("Ovid", "(a adj b*) or "),
        ("Ovid", "(a or b) adj2 (c or d*).ti. and "),
        ("Ovid", "a.ti. not "),
        ("Ovid", '"'),
        ("Ovid", "1. a.ti.\n"),
        ("Ovid", "or/1-2,"),
        ("Ovid", " 1. a 2. b 3. c"),
        ("PubMed", '"a b"[mesh] OR '),
        ("PubMed", "["),
        ("EBSCOhost", "TI (a N3 b) OR "),
        ("Scopus", "TITLE-ABS(a OR "),
        ("Web of Science", "TS=(a NEAR/2 b) OR "),
        ("Embase.com", "'a b'/exp OR c:ti,ab AND "),
        ("ProQuest", "ti(a) OR "),
        ("other", "kw:a b "),
    ],
)
def test_twice_as_much_takes_twice_the_steps(platform: str, part: str) -> None:
    few, many = steps(part * 40, platform), steps(part * 80, platform)
    assert many <= 2.3 * few + 2000


def test_many_lines_that_name_the_lines_before_take_steps_by_their_number() -> None:
    def chain(size: int) -> str:
        return "1. a.ti.\n2. b.ti.\n" + "".join(f"{n}. {n - 1} and {n - 2}\n" for n in range(3, size))

    assert steps(chain(121), "Ovid") <= 2.3 * steps(chain(61), "Ovid") + 2000


def test_different_words_that_begin_alike_are_compared_with_so_many_alone() -> None:
    def words(size: int) -> str:
        return f"1. ({' or '.join(f'word{n}x*' for n in range(size))}).ti.\n"

    assert steps(words(240), "Ovid") <= 2.3 * steps(words(120), "Ovid") + 2000
    (line,) = read_strategy(words(3), "Ovid").lines
    assert line.tree is not None and len(list(walk(line.tree))) == 5
