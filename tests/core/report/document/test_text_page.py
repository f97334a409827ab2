"""The report as lines of a screen: tables in columns, and nothing of a sentence cut away."""

from __future__ import annotations

from core.report.document.parts import CountedRecords, Figure, Items, PartOfWhole, Section, TableBlock, TextBlock
from core.report.document.text_page import text_lines


def of_figure(text: str, width: int) -> list[str]:
    figure = Figure(draw=lambda _: "", caption="Flow", text=text)
    return [line.text for line in text_lines([Section("s", "Flow", [figure])], width)][1:-1]


def test_the_titles_of_sections_are_headings_and_nothing_else_is() -> None:
    inner = Section("t", "A long title", [TextBlock(("Some words.",)), Items(("One",))])
    lines = text_lines([Section("s", "Funnel", [inner])], 8)
    assert [line.text for line in lines if line.heading] == ["Funnel", "A long", "title"]
    assert [line.text for line in lines if not line.heading] == ["Some", "words.", "", "- One", ""]


def test_numbers_stand_in_one_column() -> None:
    table = TableBlock(
        "Stages",
        ("Stage", "Entered", "Share"),
        (("One", CountedRecords(1200), PartOfWhole(1, 2)), ("Two", CountedRecords(7), PartOfWhole(1, 3))),
    )
    lines = [line.text for line in text_lines([Section("s", "Funnel", [table])], 60)]
    assert lines == ["Funnel", "Stages", "  Stage  Entered", "  One      1,200", "  Two          7", ""]


def test_a_table_breaks_a_word_only_where_there_is_no_other_way() -> None:
    rows = (("Title and abstract", CountedRecords(1200), CountedRecords(7)),)
    table = TableBlock("Stages", ("Stage", "Entered", "Went on"), rows)
    for width in (60, 33, 30, 26):
        lines = [line.text for line in text_lines([Section("s", "F", [table])], width)]
        words = " ".join(lines).split()
        assert {"Title", "and", "abstract", "Entered", "Went", "on", "1,200"} <= set(words)
        assert max(map(len, lines)) <= width
    lines = [line.text for line in text_lines([Section("s", "F", [table])], 18)]
    assert max(map(len, lines)) <= 18 and any("1,200" in line for line in lines)


def test_a_figure_gives_way_before_a_number_and_goes_on_below_in_a_sentence() -> None:
    assert of_figure("    Records screened                 1,268", 30) == ["    Records screened     1,268"]
    assert of_figure("    Records marked as ineligible      12", 26) == ["    Records marked as … 12"]
    note = "  * As each source gave them, before duplicates were removed."
    assert of_figure(note, 30) == ["  * As each source gave them,", "  before duplicates were", "  removed."]
    assert " ".join(" ".join(of_figure(note, 12)).split()) == note.strip()
