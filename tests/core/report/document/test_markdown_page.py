"""The report as Markdown: every kind of block, nested sections, columns of bars left out."""

from __future__ import annotations

from core.report.document.markdown_page import report_md
from core.report.document.parts import (
    CountedRecords,
    Figure,
    Items,
    PartOfWhole,
    Section,
    TableBlock,
    notice,
    said,
)
from core.sentences import Fact, say

WORDS = say("with {many}", many=Fact(2, "thing", "status: a"))


def test_every_kind_of_block() -> None:
    table = TableBlock(
        "A *table*", ("Name|", "Number", "Bar", ""),
        (("a_b", CountedRecords(1200), PartOfWhole(1, 2), "x"), ("c", "–", PartOfWhole(0, 2), CountedRecords(3))),
    )  # fmt: skip
    picture = Figure(draw=lambda _: "", caption="A picture", text="one   line \n\n  and *another*\x1b")
    within = Section("in", "Within", [notice("Mind", WORDS), Items(("a", "*b*"))])
    section = Section("s", "A #section", [said("Of", CountedRecords(1234), "a*"), within, table, picture])
    assert report_md("T*", "Sub_title", [section, Section("e", "Empty", [])]).split("\n") == [
        r"# T\*", "", r"Sub\_title", "", "Every number opens its records in index.html.", "",
        r"## A \#section", "", r"Of 1,234 a\*", "",
        "### Within", "", "> Mind with 2 things", "", "- a", r"- \*b\*", "", "",
        r"*A \*table\**", "", r"| Name\| | Number |   |", "|---|---:|---:|",
        r"| a\_b | 1,200 | x |", "| c | – | 3 |", "",
        "    A picture", "    ", "    one   line", "    ", "      and *another*", "",
        "## Empty", "",
    ]  # fmt: skip
