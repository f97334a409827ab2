"""The page and its lists: short ones on it, long ones beside it, each kind of block as HTML."""

from __future__ import annotations

import re
from functools import partial

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.document.citation import Citation
from core.report.document.files import Files
from core.report.document.page import A_PAGE, WITHIN, Pages, page_around, whole_page
from core.report.document.parts import (
    CountedRecords,
    Figure,
    Items,
    ListedRecords,
    PartOfWhole,
    Section,
    TableBlock,
    listed_number,
    notice,
    said,
)
from core.report.document.style import STYLE


def cite(record: str) -> Citation:
    authors = "Nilsen <A>" if record != "r2" else ""
    where, doi = ("J & K;2", "10.1/a<b") if record == "r1" else ("", "")
    return Citation(record, authors, "2020", "A <title>.", where, doi)


def pages(*sections: Section) -> dict[str, str]:
    files = Files(Pages(partial(map, cite)).write("T & T", "Sub", sections))
    return {name: content.decode() for name, content in files.items()}


def body(page: str) -> str:
    """A page without its style, a tag a line."""
    assert page.count(STYLE) == 1
    return re.sub(r"(?<=>)(?=<(?!/))", "\n", page.replace(STYLE, ""))


def test_the_page_whole(snapshot: SnapshotAssertion) -> None:
    ids = listed_number("key", "Some & more", ["r1", "r2"])
    noted = listed_number("noted", "Noted", ["r1", "r2"], lambda record: "a <note>" if record == "r1" else "", "study")
    same = listed_number("same", "The same again", ["r1", "r2"])
    row = ("a <b>", ids, PartOfWhole(1, 3), CountedRecords(1234))
    table = TableBlock("A table", ("Name", "Number", "Bar", "Bare"), (row, ("c", "–", PartOfWhole(0, 0), "x")))
    picture = Figure(
        draw=lambda links: f"<svg>{sorted(links.items())}</svg>", caption="A picture", text="as text",
        lists={"box": ListedRecords(key="box", title="In the box", ids=["r3"], unit="report")},
    )  # fmt: skip
    within = Section("in", "Within", [notice("Mind the 3 May 2024 & 12 March 2023", noted), Items(("a <b>", "c"))])
    found = pages(Section("one", "One & all", [said("Of", same, "there"), table, picture, within, table]))
    assert list(found) == ["index.html"] and body(found["index.html"]) == snapshot


def listed(many: int, note: bool = False) -> dict[str, str]:
    ids = [f"r{number}" for number in range(1, many + 1)]
    notes = (lambda record: f"note {record}") if note else None
    return pages(Section("one", "One", [said(listed_number("key", "Many", ids, notes))]))


def records(page: str) -> list[int]:
    return [int(each) for each in re.findall(r'<span class="id">r(\d+)</span>', page)]


@pytest.mark.parametrize(
    ("many", "files"),
    [
        (WITHIN, ["index.html"]),
        (WITHIN + 1, ["index.html", "lists/key.html"]),
        (A_PAGE, ["index.html", "lists/key.html"]),
        (A_PAGE + 1, ["index.html", "lists/key.html", "lists/key.2.html"]),
        (2 * A_PAGE, ["index.html", "lists/key.html", "lists/key.2.html"]),
    ],
)
def test_where_lists_stand_by_their_length(many: int, files: list[str]) -> None:
    found = listed(many)
    assert list(found) == files
    assert [number for name in files for number in records(found[name])] == list(range(1, many + 1))
    assert ('href="#list-key"' in found["index.html"]) == (len(files) == 1)
    assert ('href="lists/key.html"' in found["index.html"]) == (len(files) > 1)
    assert ('id="lists"' in found["index.html"]) == (len(files) == 1) == ('href="#lists"' in found["index.html"])


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<li><a href="([^"]*)">([^<]*)</a></li>', page)


def test_pages_of_a_long_list_lead_to_each_other(snapshot: SnapshotAssertion) -> None:
    found = listed(3 * A_PAGE + 1, note=True)
    first, second, third, last = (found[f"lists/key{each}.html"] for each in ("", ".2", ".3", ".4"))
    assert links(first) == [("key.2.html", "Next page"), ("key.4.html", "Last page")]
    assert links(second) == [("key.html", "Previous page"), ("key.3.html", "Next page"), ("key.4.html", "Last page")]
    assert links(third) == [("key.html", "First page"), ("key.2.html", "Previous page"), ("key.4.html", "Next page")]
    assert links(last) == [("key.html", "First page"), ("key.3.html", "Previous page")]
    starts = [re.findall(r'<ol(?: start="(\d+)")?>', each) for each in (first, second, third, last)]
    assert starts == [[""], ["2001"], ["4001"], ["6001"]]
    assert body(last) == snapshot


def test_a_list_of_one_page_leads_to_no_other() -> None:
    page = listed(A_PAGE)["lists/key.html"]
    assert links(page) == [] and ", page" not in page and "<h1>Many: 2,000 records</h1>" in page
    assert '<a href="../index.html">Back to the report</a>' in page and "<title>Many: 2,000 records — T &amp; T" in page


def test_what_notes_say_apart_stands_apart() -> None:
    def of(*blocks: CountedRecords) -> list[str]:
        return re.findall(r'id="list-(\w+)"', pages(Section("one", "One", [said(*blocks)]))["index.html"])

    one, other = (listed_number(key, "T", ["r1"], str.upper) for key in ("one", "other"))
    bare = listed_number("bare", "T", ["r1"])
    assert of(one, other, bare) == ["one", "other", "bare"] and of(bare, listed_number("twin", "U", ["r1"])) == ["bare"]
    assert of(bare, listed_number("twin", "U", ["r1", "r2"])) == ["bare", "twin"]


def test_a_page_around_something(snapshot: SnapshotAssertion) -> None:
    from core.report.document.html import element
    from core.report.document.page import INSIDE

    whole = whole_page("A & B", element("p", INSIDE), style="b{}")
    start, end = page_around("A & B", element("p", INSIDE), style="b{}")
    assert start + INSIDE.encode() + end == whole and whole.decode().replace(STYLE, "") == snapshot


def test_bars_are_drawn_in_proportion() -> None:
    rows = tuple((f"r{part}", PartOfWhole(part, 3)) for part in range(4))
    page = pages(Section("one", "One", [TableBlock("T", ("A", "B"), rows)]))["index.html"]
    assert re.findall(r'<rect width="([\d.]+)"', page) == ["0.0", "33.3", "66.7", "100.0"]
