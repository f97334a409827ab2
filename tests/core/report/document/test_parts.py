"""What a report is made of: a number has a list where it is not 0."""

from __future__ import annotations

from core.report.document.parts import CountedRecords, TextBlock, listed_number, notice, said


def test_a_number_and_its_list() -> None:
    assert listed_number("key", "Title", []) == CountedRecords(0, None)
    value, behind = listed_number("key", "Title", ["a", "b"], str.upper, "study")
    assert behind is not None and (value, behind.key, behind.title, list(behind.ids)) == (2, "key", "Title", ["a", "b"])
    assert behind.note is not None and behind.note("a") == "A" and behind.unit == "study"
    plain = listed_number("key", "Title", ["a"]).behind
    assert plain is not None and plain.note is None and plain.unit == "record"


def test_only_a_notice_is_one() -> None:
    assert said("a", CountedRecords(1)) == TextBlock(("a", CountedRecords(1)), notice=False)
    assert notice("a") == TextBlock(("a",), notice=True)
