from __future__ import annotations

from core.protocol.read import parse_protocol
from core.screening.decision import Verdict
from tests.reviews import protocol
from tui.words.finding import about_to, done_to, hits

STAGE = parse_protocol(protocol(), "protocol.toml").stages[0]


def test_how_many_are_found_and_what_is_no_field() -> None:
    assert hits(1, "a", [], ["year"], done=True) == "1 record with “a”"
    assert hits(3000, "a", [], ["year"], done=False) == "3,000 records with “a” so far"
    assert hits(0, "x:y", ["x"], ["year", "note"], done=True).startswith(
        "no field “x:” – there are year, note; 0 records"
    )


def test_what_is_about_to_be_done_and_what_stays() -> None:
    assert about_to(Verdict.EXCLUDE, STAGE, "wrong-topic", 38, 3) == (
        "38 records will be excluded: Another topic; 3 that are decided stay"
    )
    assert about_to(Verdict.MAYBE, STAGE, "", 1, 1) == "1 record will be maybe; 1 that is decided stays"
    assert about_to(Verdict.INCLUDE, STAGE, "", 2, 0) == "2 records will be included"
    assert done_to(Verdict.INCLUDE, STAGE, "", 2) == "2 records included — z undo"
