"""A record as it is read: its page as it was looked at, and what keeps the place in it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.record import Author, RawField, Record
from core.screening.decision import Decision, Verdict
from tests.tui.widgets.bench import page, shown
from tui.text.highlights import Highlighter
from tui.text.paragraphs import paragraph
from tui.widgets.record_reader import RecordReader, record_paragraphs

RECORD = Record(
    id="a1",
    title="Peer\nwork [/] in \x1b[31mteams",
    abstract="Peer work was done. " * 4 + "Then housing.",
    authors=(Author("Larsen", "Mette"), Author("Dahl", "T.")),
    year=2020,
    journal="J Public Ment Health",
    volume="19",
    pages="101–112",
    doi="10.1000/xyz",
    languages=(RawField("LA", "eng"),),
    types=(RawField("M3", "Article"),),
    keywords=("housing first", "work"),
)
BARE = Record(id="b2")
WORDS = Highlighter(("peer work",), ("housing",))
NOTED = Decision(record="a1", verdict=Verdict.INCLUDE, note="see [1]", labels=("one", "two"))


@pytest.mark.parametrize("hide", [(), ("authors",), ("journal",), ("authors", "journal")], ids=",".join)
def test_a_record_whole_as_it_was_looked_at(hide: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    told = []
    for record, decision, remarks in (
        (RECORD, None, ()),
        (RECORD, NOTED, ("a remark",)),
        (RECORD, Decision(record="a1", note="a note"), ()),
        (RECORD, Decision(record="a1", labels=("one",)), ("", "a remark")),
        (BARE, None, ()),
        (BARE._replace(year=1999), None, ()),
    ):
        reader = RecordReader(WORDS, hide=hide)
        reader.read(record, ("Scopus", "Medline") if record is RECORD else (), decision, remarks)
        reader._lay_out(60, 40)
        told.append("\n".join(f"{each.style or 'plain'}: {each.text}" for each in reader._paragraphs))
    assert "\n\n".join(told) == snapshot


def test_the_words_in_it_are_marked() -> None:
    title, *_, abstract, _, keywords = record_paragraphs(RECORD, (), WORDS)
    marked = [
        [(each.text[mark.start : mark.end], mark.wanted) for mark in each.marks] for each in (title, abstract, keywords)
    ]
    assert marked == [
        [("«Peer work»", True)],
        [("«Peer work»", True)] * 4 + [("‹housing›", False)],
        [("‹housing›", False)],
    ]


async def test_the_same_record_keeps_its_place_and_another_begins_at_its_top() -> None:
    reader = RecordReader(WORDS)
    async with shown(reader, 30, 5):

        def top() -> int:
            return reader._top

        reader.read(RECORD, (), None)
        reader.scroll_lines(2)
        reader.read(RECORD, (), None)
        assert top() == 2
        reader.read(RECORD, (), NOTED)
        assert top() == 2 and "! see [1]" in "".join(each.text for each in reader._paragraphs)
        reader.read(RECORD, (), NOTED, ("a remark",))
        assert top() == 2 and "a remark" in "".join(each.text for each in reader._paragraphs)
        reader.mark_with(Highlighter(("done",), ()))
        assert "«done»" not in "".join(each.text for each in reader._paragraphs), "from the next time on"
        reader.read(RECORD, (), NOTED, ("a remark",))
        assert top() == 2 and "«done»" in "".join(each.text for each in reader._paragraphs)
        reader.read(RECORD._replace(id="a2"), (), NOTED)
        assert top() == 0
        reader.scroll_lines(2)
        reader.forget("gone [/]\x07")
        assert page(reader) == [" gone [/]"]
        reader.read(RECORD._replace(id="a2"), (), NOTED)
        assert top() == 0 and page(reader)[0].startswith(" Peer work")
        instead = [paragraph(str(number)) for number in range(9)]
        reader.show_instead(instead)
        reader.scroll_lines(3)
        reader.show_instead(list(instead))
        assert page(reader)[0] == " 3"
        reader.show_instead(instead[1:])
        assert page(reader)[0] == " 1"
