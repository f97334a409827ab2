from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.strategy.dialects import DIALECTS
from core.strategy.read import read_strategy
from core.strategy.values import Fault
from tests.core.strategy.protocols import P, V


def test_all_lines_of_the_printed_protocol_are_read_and_the_one_that_is_damaged_is_named() -> None:
    strategy = read_strategy(P)
    assert strategy.dialect.name == "Ovid"
    assert [line.number for line in strategy.lines] == list(range(1, 50))
    assert all(line.understood is not None for line in strategy.lines)
    assert {line.number for line in strategy.lines if line.problems} == {2}
    read = "(peer adj (provid* or support*)).ti,ab."
    assert strategy.by_number[2].problems == (Fault(1, "“(” is missing before “peer”", f"Read as {read}"),)
    assert strategy.by_number[2].understood == read
    assert strategy.result is strategy.by_number[49]
    assert "Fig 1. PRISMA flow diagram of the search strategy." in [each.text for each in strategy.left_out]


def test_of_the_preprint_each_damaged_line_is_named_with_its_column_and_the_rest_is_read() -> None:
    strategy = read_strategy(V)
    assert [line.number for line in strategy.lines] == list(range(1, 50))
    assert [line.number for line in strategy.lines if line.understood is None] == [4]
    damaged = {6, 8, 16, 18, 26, 28, 36, 38, 46, 48}
    assert {line.number for line in strategy.lines if line.problems} == {2, 4} | damaged
    assert strategy.by_number[4].problems[0].what == "the term is missing before “ti,ab”"
    assert strategy.by_number[48].problems[1].column == 11
    assert strategy.by_number[48].understood == "14 and 25"
    assert "column 31 is one too many" in strategy.by_number[2].problems[0].advice


def test_the_strategy_is_found_in_a_paper_that_has_other_lists() -> None:
    other = "1. First author-name\n2. Year\n\n"
    strategy = read_strategy(f"The search will consist of the following\n\n{P}\nWe seek\n\n{other}References\n{other}")
    assert len(strategy.lines) == 49
    assert {"2. Year", "References"} <= {each.text for each in strategy.left_out}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("1 and 9", "there is no line 9"),
        ("or/1-9", "there is no line 9"),
        ("1 and 3", "the line names itself"),
        ("1 and 4", "line 4 stands behind this one"),
    ],
)
def test_a_line_that_is_not_there_before_it_is_named(line: str, what: str) -> None:
    beside = (
        read_strategy(f"1. peer.ti.\n2. group.ti.\n3. peers and {line}\n4. psw.ti.\n", "Ovid").by_number[3].problems
    )
    assert [problem.column for problem in beside] == [17 if line[0].isdecimal() else 11]
    found = read_strategy(f"1. peer.ti.\n2. group.ti.\n3. {line}\n4. psw.ti.\n", "Ovid").by_number[3].problems
    assert [problem.what for problem in found] == [what]


@given(st.text(alphabet=st.sampled_from("1234.# \n\t()*\"'and or adj.ti,ab./limitxS[]\ufffd"), max_size=200))
def test_any_text_gives_a_strategy(text: str) -> None:
    for platform in DIALECTS:
        strategy = read_strategy(text, platform)
        numbers = [line.number for line in strategy.lines]
        assert numbers == sorted(set(numbers))
        assert all(1 <= each.at <= text.count("\n") + 1 for each in (*strategy.lines, *strategy.left_out))


_LONG = (
    "(",
    ")",
    "a or b and ",
    "a adj ",
    '"a ',
    "exp ",
    "or/1-9 ",
    "(a.ti. ",
    "1. a\n",
    "*$",
    "ti,ab.",
    "[",
    "'",
    "a",
)
_LONG += (
    "1\t",
    "a or\t",
    "or\ta\tb\t",
    ", ",
    "not ",
    "TI ",
    "\ufffd. a\n",
    "a/",
    "#1 ",
    "a.",
    "limit ",
    "{",
    "exp a b c ",
    "=",
    "a=",
    "MH a ",
)


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["Ovid", "Embase.com", ""])
def test_no_text_takes_time_that_grows_faster_than_it(platform: str) -> None:
    def cpu(part: str) -> float:
        start = time.process_time()
        read_strategy(part, platform)
        return time.process_time() - start

    for piece in _LONG:
        text = piece * (4_000 // len(piece))
        # Eight times the text takes 64 times as long where time grows with its square. Whatever else runs on the
        # machine lengthens one reading, hardly five in a row. What is added is for short readings.
        assert any(cpu(text) < 24 * cpu(text[: len(text) // 8]) + 0.075 for _ in range(5)), piece
