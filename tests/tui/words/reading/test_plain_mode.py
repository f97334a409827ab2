"""Line by line: a field a line, nothing that a terminal obeys, nothing empty."""

from __future__ import annotations

from core.records.record import Author, Record
from core.screening.decision import Decision
from tui.words.reading.plain_mode import record_lines

RECORD = Record(
    id="a", title="A\x1b[31m title", authors=(Author("Larsen", "Mia"),), year=2019, journal="J", doi="10.1/x"
)


def test_a_record_is_a_line_a_field() -> None:
    decision = Decision(record="a", note="why\n?", labels=("x", "y"))
    assert record_lines(RECORD, ("Scopus",), decision, ["gpt suggested include"], ()) == [
        "title: A[31m title",
        "authors: Larsen M",
        "published: J · 2019",
        "described: Scopus · 10.1/x",
        "remark: gpt suggested include",
        "note: why ?",
        "labels: x, y",
        "abstract: none",
        "link: https://doi.org/10.1/x",
    ]
    assert record_lines(RECORD, (), None, (), ("authors", "journal"))[1:3] == ["published: 2019", "described: 10.1/x"]
