from __future__ import annotations

import pytest

from core.strategy.lines import MOST_LINES, written_lines


def found(text: str) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in written_lines(text)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "1. a.ti.\n2. b.ti.\n",
        "1) a.ti.\r\n2) b.ti.\r\n",
        "1\ta.ti.\n2\tb.ti.\n",
        "1 a.ti.\n2 b.ti.\n",
        "#1 a.ti.\n#2 b.ti.\n",
        "#1. a.ti.\n#2. b.ti.\n",
        "S1 a.ti.\nS2 b.ti.\n",
        "S2  b.ti.\nS1  a.ti.\n",
        "# Searches Results\n1 a.ti.\n2 b.ti.\n",
        "  1. a.ti.\n\n  2. b.ti.\n",
        "a.ti.\nb.ti.\n",
        "\ufffd. a.ti.\n2. b.ti.\n",
        "1. a.ti.\n. b.ti.\n",
    ],
)
def test_numbers_are_read_as_the_platforms_write_them(text: str) -> None:
    assert found(text) == [(1, "a.ti."), (2, "b.ti.")]


@pytest.mark.parametrize(
    ("line", "text", "reported"),
    [
        ("exp Peer Group/ 23456", "exp Peer Group/", 23456),
        ("psw.ti,ab. (1,234)", "psw.ti,ab.", 1234),
        ("peer group\t31", "peer group", 31),
        ("peer group    31", "peer group", 31),
        ("or/1-13 9999", "or/1-13", 9999),
        ("14 and 25 and 47", "14 and 25 and 47", None),
        ("14 and 25 and  47", "14 and 25 and  47", None),
        ("14 and 25 and 47 1234", "14 and 25 and 47", 1234),
        ("#1 AND #2  1,000", "#1 AND #2", 1000),
    ],
)
def test_the_count_behind_a_line_is_told_from_a_line_that_it_names(line: str, text: str, reported: int | None) -> None:
    (first, *_), _ = written_lines(f"1. {line}\n2. x\n")
    assert (first.text, first.reported) == (text, reported)


def test_a_line_that_was_broken_is_one() -> None:
    assert found("1. (peer adj\n   mentor*).ti,ab.\n2. (a or b\n  or c).ti.\n") == [
        (1, "(peer adj mentor*).ti,ab."),
        (2, "(a or b or c).ti."),
    ]
    assert found('TITLE-ABS-KEY("peer" OR\n  mentor)\n\n  AND TITLE(x)\n') == [
        (1, 'TITLE-ABS-KEY("peer" OR mentor) AND TITLE(x)')
    ]


def test_a_bracket_that_nothing_closes_takes_in_no_other_line() -> None:
    assert found("(a or b\nc\nd\n") == [(1, "(a or b"), (2, "c"), (3, "d")]


def test_what_the_platform_wrote_about_its_search_is_no_line() -> None:
    lines, left_out = written_lines("TI peer\nLimiters - English Language\nSearch modes - Boolean/Phrase\n")
    assert [line.text for line in lines] == ["TI peer"]
    assert len(left_out) == 2


def test_a_number_that_is_missing_leaves_the_others_theirs() -> None:
    assert [number for number, _ in found("1. a\n2. b\n4. d\n5. e\n")] == [1, 2, 4, 5]


def test_what_is_too_long_for_a_strategy_is_named() -> None:
    lines, left_out = written_lines("".join(f"{n}. a\n" for n in range(1, MOST_LINES + 11)))
    assert (len(lines), len(left_out)) == (MOST_LINES, 10)
