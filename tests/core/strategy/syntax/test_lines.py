from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.strategy.syntax.lines import MOST_LINES, written_lines


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
    assert found("(peer or\nmentor\n) and x\n") == [(1, "(peer or mentor ) and x")], "a bracket alone is no number"
    assert found("1. (peer or\nmentor\n) and x\n2. b\n") == [(1, "(peer or mentor ) and x"), (2, "b")]
    assert found("(a or b\nc\nd\n") == [(1, "(a or b"), (2, "c"), (3, "d")]


def test_what_the_platform_wrote_about_its_search_is_no_line() -> None:
    lines, left_out = written_lines("TI peer\nLimiters - English Language\nSearch modes - Boolean/Phrase\n")
    assert [line.text for line in lines] == ["TI peer Limiters - English Language"]
    assert [each.at for each in left_out] == [3]


def test_a_number_that_is_missing_leaves_the_others_theirs() -> None:
    assert [number for number, _ in found("1. a\n2. b\n4. d\n5. e\n")] == [1, 2, 4, 5]


def test_what_is_too_long_for_a_strategy_is_named() -> None:
    lines, left_out = written_lines("".join(f"{n}. a\n" for n in range(1, MOST_LINES + 11)))
    assert (len(lines), len(left_out)) == (MOST_LINES, 10)


def test_lines_that_a_copy_has_run_together_are_parted_where_their_numbers_follow_each_other() -> None:
    lines = ("search$.tw.", 'exp "data storage"/ or Medical Informatics/', "1 not 2", "or/1-3", "limit 4 to yr=1980")
    text = f"Medline\n{' '.join(f'{number}. {line}' for number, line in enumerate(lines, 1))}\n"
    found_lines, left_out = written_lines(text)
    assert [(line.number, line.at, line.text) for line in found_lines] == [
        (number, 2, line) for number, line in enumerate(lines, 1)
    ]
    assert [(each.at, each.text) for each in left_out] == [(1, "Medline")]
    found_lines, left_out = written_lines("Medline (Ovid) 1. a$.tw. 2. exp B/ 3. or/1-2 Embase: the same.")
    assert [(line.number, line.at) for line in found_lines] == [(1, 1), (2, 1), (3, 1)]
    assert [(each.at, each.text) for each in left_out] == [(1, "Medline (Ovid)")]


def test_another_search_in_the_file_is_named_once_by_its_first_line() -> None:
    lines, left_out = written_lines("Medline\n1. a\n2. b\n3. 1 or 2\n\nEmbase\n1. c\n2. d\n3. e\n4. or/1-3\n")
    assert [line.text for line in lines] == ["c", "d", "e", "or/1-3"]
    assert [(each.at, each.text, each.lines) for each in left_out] == [
        (1, "Medline", 1),
        (2, "1. a", 3),
        (6, "Embase", 1),
    ]


def test_a_line_that_begins_with_the_number_of_another_is_told_from_one_that_has_none_of_its_own() -> None:
    assert found("1 a\n2 b\n3 1 or 2 30\n4 3 not c\n") == [(1, "a"), (2, "b"), (3, "1 or 2"), (4, "3 not c")]
    assert found("a[ti]\nb[ti]\n#1 AND #2\n#3 NOT c\n") == [
        (1, "a[ti]"),
        (2, "b[ti]"),
        (3, "#1 AND #2"),
        (4, "#3 NOT c"),
    ]
    assert found("a\nb\n1 or 2\n") == [(1, "a"), (2, "b"), (3, "1 or 2")]


def test_a_word_that_says_that_this_is_a_search_is_none_of_it() -> None:
    assert found("#2 Search: (a OR b)\n#1 Search #3\n") == [(1, "#3"), (2, "(a OR b)")]
    assert found("#1 Search a[ti]\n#2 Search b\n") == [(1, "a[ti]"), (2, "b")]
    assert found("PubMed search (12 March 2020): (a OR b)") == [(1, "(a OR b)")]
    assert found("#1 Search engine[ti]\n#2 b\n") == [(1, "Search engine[ti]"), (2, "b")]


@pytest.mark.parametrize("text", ["1. a.ti.\n2. b 2. c\n3. 1 and 2\n", "1. (a or 2. b)\n2. c\n", "1. or/1-2. 3. 4\n"])
def test_two_numbers_in_a_line_are_no_lines_run_together(text: str) -> None:
    assert [number for number, _ in found(text)] == list(range(1, text.count("\n") + 1))


def test_counts_behind_nearly_every_line_are_counts_whatever_stands_before_them() -> None:
    text = "#1 MeSH descriptor: [Peer Group] 2000\n#2 (peer near/3 x):ti,ab,kw 3,000\n#3 {or #1-#2} 4000\n"
    lines, _ = written_lines(text)
    assert [line.reported for line in lines] == [2000, 3000, 4000] and lines[2].text == "{or #1-#2}"
    lines, _ = written_lines("1. a 1990\n2. b.ti.\n3. c\n4. 1 and 2\n")
    assert [line.reported for line in lines] == [None] * 4


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("1. covid 19\n2. type 2\n3. vitamin b 12\n", [None] * 3),
        ("1. agenda 2030\n2. type 2\n3. covid 19\n", [None] * 3),
        ("1. peer 7\n2. ward 20\n3. 1 and 2 4\n", [7, 20, 4]),
        ("1. peer  7\n2. ward 20\n3. nurse 4\n", [7, 20, 4]),
        ("1. peer 7\n2. ward 1,520\n3. nurse 4\n", [7, 1520, 4]),
        ("1. covid 19  40\n2. type 2  50\n3. vitamin b 12  60\n", [40, 50, 60]),
    ],
)
def test_small_numbers_at_all_ends_are_counts_only_beside_one_that_is(text: str, counts: list[int | None]) -> None:
    assert [line.reported for line in written_lines(text)[0]] == counts


@pytest.mark.parametrize("gap", ["  ", "\t", " "])
def test_a_count_between_the_number_and_the_search_is_one(gap: str) -> None:
    text = f"# 3{gap}9,123{gap}#2 OR #1\n# 2{gap}812{gap}TS=(a or b)\n# 1{gap}51,234{gap}TI=c\n"
    assert [(line.text, line.reported) for line in written_lines(text)[0]] == [
        ("TI=c", 51234),
        ("TS=(a or b)", 812),
        ("#2 OR #1", 9123),
    ]
    assert found("1. 14 and 25\n2. 14  or 25\n") == [(1, "14 and 25"), (2, "14  or 25")]


COUNTED = (99, 100, 1899, 1900, 2099, 2100)
LONG = " or ".join(f"word{number}" for number in range(12))
LAYOUTS = (
    "1. a\r2. b\x0b3. c\x0c4. 1 and 2\r\n5. d", "a\r\rb\x0bc",
    "1. peer 700\n2. ward 200\n3. nurse 4\n4. x.ti.\n5. y 4", "1. peer 700\n2. ward 200\n3. x.ti.\n4. y 4",
    "1. peer 700\n2. ward 300", "1. peer 700\n2. limit to 300\n3. 1 and 2\n4. y aft 2010\n5. z is 4",
    f"1. {LONG} 700\n2. {LONG}  800\n3. nurse 4\n4. {LONG}.ti. 900",
    *(f"1. peer {number}\n2. ward 20\n3. nurse 4" for number in COUNTED),
    "1. a or 12\n2. b #3 or #4 500\n3. adj3 #5 7", "1. a, 12\n2. b ( 3\n3. c <  4\n4. yr=  5\n5. d-  6\n6. e:  7",
    "Search: a\nSearch: b", "Search a\nSearch (b)", "1. Search (b)\n2. Search \"c\"\n3. Search #1\n4. Search d",
    "1. Search: a", "Medline search strategy (Ovid, 2020): a\nsearch terms: b\nPubMed Query: c\nmy search query: d",
    "1. a 2. b", "1. a 2. b 4. d", "5. a 6. b 7. c", "x 1. a 2. b 3. c", "1. a 2. b 3. c 4. d", "9. a 10. b 11. c",
    "1. a\n5. b\n6. c", "1. a\n6. b\n7. c", "1. a\n4. b\n2. c\n3. d", "3. c\n2. b\n1. a\n", "5. e\n3. c\n2. b",
    "1 a\n2 b\n3 1 or 2", "1 a\n5 1 or 2", "2 b\n1 3 or 2", "5 1 or 2", "1. a\n2. b\n\n\n1. c\n2. d",
    "1. a\n2. b\n3. c\n\nnote\n1. d\n2. e\n\nnote\n1. f\n2. g\n3. h", "2. a", "1. a", "0. a\n1. b", "7 a\nb",
    "\ufffd. a\n2. b", "\ufffd. a\n\ufffd. b\n3. c", ". a\n. b",
    "8. a\n9. b\n1\ufffd. c\n\ufffd1. d\n2\ufffd. e\n12. f",
    "1. a\n\ufffd\ufffd. b\n\ufffd3. c", "2\ufffd. a\n22. b", "\ufffd. a", "9. i\n\ue0001. k\n10. j",
    "1. a or\n\n b\n\nc\n2. d and (\nEnglish\nLimiters - English Language\n\ne\n3. f.ti.\nand g\nh",
    "1. a.ti.\nnote\n2. b\nDatabase - x\nc\n3. d/\n) e\n4. f\n\ng", "1. a\nFilters:\n2. b\nFilters: English\nc",
    "a or\n\nb\n\nor c\n\nd\nLimiters - English\n(e\nf)\n) g", "(a\n\nb\n\nc)\nd", "a\n)(b\nc",
    "Database: x\na\n_____\n# Searches Results\nb", "a and\n\n\nb", "\n\na\n\n\nand b",
    "1. 1,234 #2 AND x\n2. (12) TI = y\n3. 7\tz\n4. 8  or q\n5. 9  r", "1. a [5]\n2. b/ 7\n3. c (8)\n4. d\" 9",
    "1\tpeer\t\t1,234\tAdvanced\tDisplay\n2\tward AND\tnurse\t7\t10:30", "1\t7\tpeer\n2\t12°\tward\n3\t(1,234)*\tx",
    "1\t7\n2\tResults: 12\n3\tpeer\tResults: 12", "1\tpeer\tLimiters - English\t7\tnote me\tand this\n2\tb\tx\t8",
    f"1\tpeer\t{'	'.join(f'note {number} which is long' for number in range(7))}\n2\tb", "1\t\t7\n2\tb\t\n3\t5\tc\t6",
    "1\tResults: 7\t8\n2\tb", "a)\n(b\nc)\nd", f"1. {LONG}.ti. 900\n2. b", "1. a or\n_____\n\nb\n2. c",
    "1\tpeer\t10:30:11\tMost Recent\tBest Match\tView Results (7)\n2\tb\t1:30\tdisplay\tadvanced",
)  # fmt: skip


def test_every_layout_of_a_history(snapshot: SnapshotAssertion) -> None:
    told = []
    for layout in LAYOUTS:
        lines, left_out = written_lines(layout)
        told += [repr(layout), *(f"    {each.number}@{each.at} {each.text!r} {each.reported}" for each in lines)]
        told += [f"        {each.column}: {each.what} – {each.advice}" for line in lines for each in line.problems]
        told += [f"    besides: {each.at}+{each.lines} {each.text!r}" for each in left_out]
    assert "\n".join(told) == snapshot
