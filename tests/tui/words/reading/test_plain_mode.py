"""Line by line: a field a line, nothing that a terminal obeys, nothing empty."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from core.records.record import Author, Flag, Record
from core.screening.decision import Decision
from core.screening.session import Progress
from core.undo import PastAct
from tests.tui.fake import PROTOCOL
from tui.words.reading.plain_mode import (
    asks,
    head,
    no_such,
    not_so,
    on_other_screens,
    place,
    reasons,
    record_lines,
    unknown,
)

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


def session(**changes: Any) -> Any:
    stage = PROTOCOL.stages[1]
    values = {
        "stage": stage, "reviewer": "KBAA", "progress": Progress(3, 6904), "current": "a", "all_read": False,
        "filter_name": "all", "position": 2, "view": range(6904), "decision": lambda _: None,
    }  # fmt: skip
    return SimpleNamespace(**{**values, **changes})


def test_where_one_is() -> None:
    title = PROTOCOL.stages[1].title
    assert head(session()) == f"{title}, KBAA: 3 of 6,904 decided"
    assert place(session()) == "record 3 of 6,904: undecided"
    assert place(session(filter_name="waiting", position=1199)) == "record 1,200 of 6,904 waiting: undecided"
    assert (
        place(session(current=None)) == "no record is here"
        and place(session(current=None, all_read=True)) == "all read"
    )


def test_what_was_not_understood() -> None:
    past = PastAct(7, 2, "import of 2\x1b")
    assert unknown("x\x1b") == "“x” means nothing here; ? lists the answers"
    assert on_other_screens("acts") == "“acts” is done in the app, or by a command: tamis --help"
    assert no_such("order", "x\x1b") == "there is no order “x”" and asks("z", past, "take back") == (
        "z again to take back: import of 2"
    )
    assert not_so(past) == "not so: U 7 takes back import of 2"
    assert reasons(PROTOCOL.stages[1])[0].startswith("1 ")


def test_all_that_a_record_says() -> None:
    flagged = RECORD._replace(
        flags=(Flag("retracted", "title"),), abstract="An abstract.", keywords=("one", "two"), title="", urls=(), doi=""
    )
    lines = record_lines(flagged, (), None, (), ())
    assert lines[0] == "title: none" and lines[-2:] == ["abstract: An abstract.", "keywords: one; two"]
    assert any(each.startswith("warning: retracted") for each in lines)
    assert record_lines(Record(id="a"), (), None, (), ("journal",)) == ["title: none", "abstract: none"]
