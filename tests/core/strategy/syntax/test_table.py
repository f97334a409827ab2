from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.strategy.read import read_strategy
from core.strategy.syntax.table import table_lines

PUBMED = '''Search number,Query,Sort By,Filters,Search Details,Results,Time
3,#1 AND #2,Most Recent,"English, from 2010 - 2023","((""stroke""[MeSH Terms]) AND 2010:2023[pdat])","1,234",05:12:33
2,"carer*[tiab] OR ""informal care""[tiab]",,,"""carer*""[Title/Abstract]","56,789",05:12:01
1,"""Stroke""[Mesh]",,,"""stroke""[MeSH Terms]","170,000",05:10:00
'''
EMBASE = """No.,Query,Results,Results,Date
#2,"#1 AND [english]/lim",123,123,"14 Mar 2024"
#1,"'stroke'/exp OR stroke*:ti,ab,kw",123456,123456,"14 Mar 2024"
"""


PROQUEST = """Set#: S1
Searched for: noft(peer OR "lived experience")
Databases: APA PsycInfo®
Results: 20,123*

Set#: S2
Searched for: [S1] AND pd(>20050101)
Results: 444
"""


def test_a_history_with_a_line_for_each_fact_is_read_by_their_names() -> None:
    strategy = read_strategy(PROQUEST, "ProQuest")
    assert [(line.number, line.text, line.reported, line.at) for line in strategy.lines] == [
        (1, 'noft(peer OR "lived experience")', 20123, 2),
        (2, "[S1] AND pd(>20050101)", 444, 7),
    ]
    assert [each.text for each in strategy.left_out] == ["Databases: APA PsycInfo®"]
    assert not [line.problems for line in strategy.lines if line.problems]


def test_a_history_saved_as_a_table_is_read_by_its_columns() -> None:
    strategy = read_strategy(PUBMED, "PubMed")
    assert [(line.text, line.reported, line.at) for line in strategy.lines] == [
        ('"Stroke"[Mesh]', 170000, 4),
        ('carer*[tiab] OR "informal care"[tiab]', 56789, 3),
        ("#1 AND #2 Filters: English, from 2010 - 2023", 1234, 2),
    ]
    strategy = read_strategy(EMBASE, "Embase.com")
    assert [(line.text, line.reported) for line in strategy.lines] == [
        ("'stroke'/exp OR stroke*:ti,ab,kw", 123456),
        ("#1 AND [english]/lim", 123),
    ]
    assert not [line.problems for line in strategy.lines if line.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_of_the_head(delimiter: str) -> None:
    rows = [delimiter.join(row) for row in (("#", "Searches", "Results", "Type"), ("1", "peer.ti.", "7", "Advanced"))]
    assert table_lines(rows) == [(1, rows[0]), (2, "1\tpeer.ti.\t7")]


@pytest.mark.parametrize("text", ["1. peer.ti.\n2. 1 and x.ab.\n", "search\nquery\n", "", "search, query, results\n"])
def test_a_text_without_such_columns_is_no_table(text: str) -> None:
    lines = text.split("\n")
    found = table_lines(lines)
    assert found is None or [line for _, line in found] == lines


def test_a_quote_that_nothing_closes_loses_no_line() -> None:
    rows = ["#,Query,Results", '1,"peer,7', "2,work,8"]
    assert "work" in " ".join(line for _, line in table_lines(rows) or [])


@pytest.mark.parametrize("between", [" | ", "\n"])
def test_a_table_copied_out_of_a_text_is_read(between: str) -> None:
    """With lines drawn between its cells, or each cell in a line of its own."""
    ends = ("| ", " |") if between == " | " else ("", "")
    rows = (
        ("#", "Searches", "Results"),
        ("1", "peer.ti.", "1,007"),
        ("2", "(a or b).ti.", "12"),
        ("3", "1 or 2", "1,019"),
    )
    text = "\n".join(ends[0] + between.join(row) + ends[1] for row in rows)
    if between == " | ":
        text = text.replace("\n", "\n|---|---|---|\n", 1)
    strategy = read_strategy(f"Medline\n{text}\n\nSearched in May\n", "Ovid")
    assert [(line.number, line.text, line.reported) for line in strategy.lines] == [
        (1, "peer.ti.", 1007), (2, "(a or b).ti.", 12), (3, "1 or 2", 1019),
    ]  # fmt: skip
    assert "Searched in May" in [each.text for each in strategy.left_out]


NUMBERS = "#|No|no.|Set No.|Set#|Search Number|Set|Search|ID|Search ID|Line|Line number|Number"
SEARCHES = "searched for|Query|Queries|Searches|Search|Search query|Search terms|Search Statement|search string"
LIMITS = "Filters|Limiters/Expanders|Limiters|Limits|Refinements"
COUNTS = "Results|Result|Hits|Items found|Records|Count|Number of results"


def test_the_names_of_columns() -> None:
    names = [each.split("|") for each in (NUMBERS, SEARCHES, LIMITS, COUNTS)]
    heads = [[each, "Query", "Filters", "Hits"] for each in names[0]]
    heads += [["#", each, "Filters", "Hits"] for each in names[1]]
    heads += [["#", "Query", each, "Hits"] for each in names[2]]
    heads += [["#", "Query", "Filters", each] for each in names[3]]
    for head in heads:
        rows = ["\t".join(head), "1\tpeer\tEnglish\t7"]
        assert table_lines(rows) == [(1, rows[0]), (2, "1\tpeer Filters: English\t7")], head


TABLES = (
    "Query,#,Results\npeer,1,7",
    "#,Search,Query,Results\n1,x,peer,7",
    "Search;Search;Hits\n1;peer;7",
    "#,Results\n1,7",
    "Search,Results\npeer,7",
    "note\n#,Query\n1,peer\n2,ward",
    "#|Query|Hits\n-|-|-\n1| peer |7\n2|ward|8|",
    "| # | Query |\n|:-:|+|\n| 1 | peer |\n\n| 2 | ward |",
    "▲ #,Query ▼,\ufeffHits*\n1,peer,7",
    "#\nQuery\n1\npeer\n2\nward",
    "#\nQuery\nHits\n1\npeer\n7\n2\nward\n8",
    "#\nQuery",
    "#\nQuery\nHits",
    "x\n#\nQuery\n1\npeer",
    "#\nQuery\nHits\nS1.\n peer \n7\nthe end\nof it",
    "#\nx\n1",
    "Query\n#\n1\npeer",
    "#\nQuery\nHits\n1",
    "Set#: S1\nResults: 5\nSearched for: a\nResults: 12*\nx\nSet No.: S2\nSearched for: b\nResults: none\nResults: 6",
    "Set: 1\nSearched for: a",
    "set # : 4 \nSEARCHED FOR:b\nresults : 9",
    '#,Query,Hits\n1,"peer\nor ward",7\n2,nurse,8',
    "#,Query,Filters,Hits\n1,peer\n2,ward,\n3,x,English\n4,y,Limiters - z,some",
    "#,Query,Filters,Hits\nx,peer,,7\ngoes on\n2,ward,  ,\n3,x,, 9 ",
    "#\tQuery\tHits\n1\t peer \t 7 \n2",
    "#,Query,Hits\n,,\n1,,",
    "Hits,#,Query,Limits\n7,1,peer,Human\n8,2",
    "#;Query\n1;peer;ward",
    "Results: 5\nSet#: S1\nSearched for: a",
    "#,Query,No,Hits\n1,peer,5,7",
    "#\tQuery\tHits\n\t1\n goes on \t x",
    "|#|Query|\n|x|goes on |\n| also | on |",
    '#,Query\n1,peer\n2,a\r b\n3,"ward\n4,nurse',
)


def test_every_form_of_a_table(snapshot: SnapshotAssertion) -> None:
    told = []
    for table in TABLES:
        told += [repr(table), *(f"    {at} {line!r}" for at, line in table_lines(table.split("\n")) or [])]
    assert "\n".join(told) == snapshot
