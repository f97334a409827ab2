"""Records in an order: each waits until it has a verdict, and a list without any is gone through once."""

from __future__ import annotations

from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.record_list import RecordsInOrder


def test_a_note_without_a_verdict_still_waits() -> None:
    said = {"a": Decision(record="a", note="look again"), "b": Decision(record="b", verdict=Verdict.MAYBE)}
    records = RecordsInOrder("abc", lambda each: Record(id=each), said.get)
    assert [records.waits(each) for each in "abc"] == [True, False, True]
    assert records.record_at(1).id == "b"


def test_where_nothing_is_asked_every_record_has_its_turn() -> None:
    records = RecordsInOrder("ab", lambda each: Record(id=each))
    records.advance()
    assert records.current == "b"
    decided = RecordsInOrder(
        "ab", lambda each: Record(id=each), lambda each: Decision(record=each, verdict=Verdict.INCLUDE)
    )
    decided.advance()
    assert decided.current == "b"
    decided.advance()
    assert decided.all_read
