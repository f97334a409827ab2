from __future__ import annotations

from pathlib import Path

import pytest

from core.records.record import RawField, Record
from core.strategy.found.on_record import lines_on
from core.strategy.read import read_strategy
from tests.store.numbers.test_strategy import found_in
from tui.words.strategy import (
    concept_paragraphs,
    counts_of,
    faults_of,
    in_lines,
    key_paper_paragraphs,
    line_paragraphs,
    record_lines,
    summary,
)

STRATEGY = read_strategy(
    "1. exp Peer Group/\n2. (peer adj mentor*).ti,ab.\n3. or/1-2\n4. ward*.ti.\n5. 3 and 4\n6. limit 5 to english\n",
    "Ovid",
)


def said(record: Record, came: bool = True) -> list[str]:
    return record_lines([("Medline", came, lines_on(STRATEGY, record))])


def test_a_record_that_came_by_a_heading_is_said_to_be_undecidable() -> None:
    english = (RawField("LA", "eng"),)
    assert said(Record(title="A ward", languages=english)) == [
        "Medline (it came from there): undecidable: came by a heading, line 1 (exp Peer Group/)",
        "  satisfies line 4; undecidable: lines 1, 3, 5-6",
    ]
    assert "undecidable: a heading may find it, line 1" in said(Record(title="A ward"), came=False)[0]
    assert said(Record(title="Peer mentors in wards"))[0].endswith(
        "undecidable: the record does not hold what would tell, line 6 (limit 5 to english)"
    )
    assert said(Record(title="Peer mentors in wards", languages=english))[0].endswith("found by line 6")
    assert said(Record(title="Peer mentors", languages=english)) == [
        "Medline (it came from there): not found: line 4 does not fit it",
        "  satisfies lines 2-3; undecidable: line 1",
    ]


@pytest.mark.parametrize(("lines", "end"), [(5, "5 (exp Heading 5/)"), (6, "and 1 more"), (8, "and 3 more")])
def test_of_many_lines_that_leave_it_open_the_first_five_are_named(lines: int, end: str) -> None:
    headings = "".join(f"{number}. exp Heading {number}/\n" for number in range(1, lines + 1))
    strategy = read_strategy(f"{headings}{lines + 1}. or/1-{lines}\n", "Ovid")
    [first, *_] = record_lines([("Medline", False, lines_on(strategy, Record(title="A ward")))])
    assert first.count("(") == 5 and first.endswith(end)


def test_without_strategies_the_way_to_one_is_said() -> None:
    assert record_lines([]) == ["No search strategy was kept. Give it with the import: tamis import … --strategy FILE."]
    empty = read_strategy("1. ((\n", "Ovid")
    assert record_lines([("X", False, lines_on(empty, Record(title="a")))]) == ["X: no line of it could be read"]


def test_how_a_strategy_stands_and_what_is_said_of_a_line(tmp_path: Path) -> None:
    found, _ = found_in(tmp_path)
    assert summary(found) == ["6 lines", "finds 1 of 4", "1 by headings only", ""]
    assert counts_of(found.lines[2]) == "finds 2, 1 alone, 0 included"
    texts = [each.text for each in line_paragraphs(found, found.lines[0])]
    assert texts == ["exp Peer Group/", "", "finds 1, 0 alone, 3 undecidable, 0 included", "concept: Peer Group"]


def test_faults_have_their_column_and_a_line_of_nothing_says_so(tmp_path: Path) -> None:
    (line, *_) = read_strategy("1. peer adj (a or b).ti.\n2. ((\n", "Ovid").lines
    assert faults_of(line)[0].startswith("column 1: “(” is missing before “peer”. ")
    found, _ = found_in(tmp_path)
    assert (in_lines([3]), in_lines([1, 2, 3, 5])) == ("line 3", "lines 1-3, 5")
    assert key_paper_paragraphs(found, [])[0].text.startswith("No record is included yet")


def test_key_papers_and_blocks(tmp_path: Path) -> None:
    found, titles = found_in(tmp_path, ["Peer", "Knees"])
    papers = [(record, titles[record]) for record in found.wanted]
    assert [each.text for each in key_paper_paragraphs(found, papers)] == [
        "found: Peer",
        "lost by line 5: Knees",
        "5 (ward* or mental health).ti,ab.",
    ]
    texts = [each.text for each in concept_paragraphs(found, planned=False)]
    assert texts[0] == "Peer Group, lines 1-3, finds 2 records"
    assert texts[-4:] == ["[[concept]]", 'label = "Peer Group"', 'lines = "1-3"', ""]
    assert concept_paragraphs(found, planned=True)[-1].text == "These are the plan's own."
