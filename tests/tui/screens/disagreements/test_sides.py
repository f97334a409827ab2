"""What each reader said of a record, in paragraphs, as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.protocol.read import parse_protocol
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side
from tests.reviews import protocol
from tests.tui.widgets.bench import page, shown
from tui.screens.disagreements.sides import DisagreementReader, said_of

STAGE = parse_protocol(protocol(), "protocol.toml").stages[0]
AT = "2021-01-14T12:00:00.000Z"


def said(verdict: Verdict, **more: object) -> Decision:
    return Decision(record="a", verdict=verdict, at=AT, **more)  # type: ignore[arg-type]


SIDES = (
    Side(reviewer="ANNA", decision=said(Verdict.INCLUDE, note="[/] a note"), late=False),
    Side(reviewer="BO", decision=said(Verdict.EXCLUDE, reason="wrong-topic", labels=("one", "two")), late=True),
    Side(reviewer="CY", decision=said(Verdict.MAYBE), late=False, again=said(Verdict.INCLUDE)),
)
WORDS = (
    Conflicting(what="decision", by=("ANNA",), record="a", said="exclude", about="wrong-topic", note="", at=AT),
    Conflicting(what="decision", by=("ANNA",), record="b", said="include", about="", note="why", at=AT),
    Conflicting(what="resolution", by=("ANNA", "BO"), record="b", said="include", about="", note="", at=AT),
    Conflicting(what="at once", by=("BO",), record="b", said="maybe", about="", note="", at=AT),
    Conflicting(what="report", by=("BO",), record="b", said="not-retrieved", about="", note="no library", at=AT),
    Conflicting(what="answer", by=("CY",), record="b", said="Norway", about="country", note="a quote", at=AT),
)


def test_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    shown = Disagreement(record="a", sides=SIDES, conflict=WORDS[1:], at_once=WORDS[:1])
    told = [[f"{each.style or 'plain'}: {each.text}" for each in side] for side in said_of(STAGE, shown)]
    assert "\n\n".join("\n".join(each) for each in told) == snapshot


@pytest.mark.parametrize(
    ("own", "line"),
    [
        (("ANNA", "a note", ()), ["ANNA: a note"]),
        (("ANNA", "", ("one", "two")), ["ANNA: one, two"]),
        (("ANNA", "a note", ("one",)), ["ANNA: a note · one"]),
        (("ANNA", "", ()), []),
    ],
)
def test_notes_stand_whole_beneath_the_record(own: tuple[str, str, tuple[str, ...]], line: list[str]) -> None:
    from tui.text.highlights import Highlighter

    reader = DisagreementReader(Highlighter((), ()))
    reader.read_dispute(Record(id="a", title="T"), (), [own])
    texts = [each.text for each in reader._paragraphs]
    assert texts == ["T", "", "(no abstract)", *([""] if line else []), *line]


async def test_the_place_is_kept_until_something_else_is_said() -> None:
    from tui.text.highlights import Highlighter

    reader, record = DisagreementReader(Highlighter((), ())), Record(id="a", title="T", abstract="word " * 60)
    async with shown(reader, 20, 5):
        reader.read_dispute(record, (), [("ANNA", "x", ())])
        reader.scroll_lines(3)
        before = page(reader)
        reader.read_dispute(record, (), [("ANNA", "x", ())])
        assert page(reader) == before
        reader.read_dispute(record, (), [("ANNA", "y", ())])
        assert page(reader)[0] == " T"
