from __future__ import annotations

import pytest

from core.screening.audience import Audience
from core.screening.decision import Decision, Verdict
from core.screening.outcome import outcome_of, readers_of
from tests.core.screening.test_funnel import SAMPLED


def said(verdict: str, reason: str = "") -> dict[str, Decision]:
    return {"r0": Decision(record="r0", verdict=Verdict(verdict) if verdict else None, reason=reason)}


@pytest.mark.parametrize(
    ("anna", "bo", "asked", "expected"),
    [
        ("", "", ["r0"], (None, "", False)),
        ("include", "", ["r0"], (None, "", False)),
        ("include", "", [], (Verdict.INCLUDE, "", False)),
        ("", "include", ["r0"], (None, "", False)),
        ("exclude", "exclude", ["r0"], (Verdict.EXCLUDE, "topic", False)),
        ("include", "exclude", ["r0"], (None, "", True)),
        ("include", "exclude", [], (None, "", True)),
        ("maybe", "include", ["r0"], (Verdict.INCLUDE, "", False)),
    ],
)
def test_a_record_waits_is_agreed_on_or_differs(anna: str, bo: str, asked: list[str], expected: object) -> None:
    words = {"ANNA": said(anna, "topic" if anna == "exclude" else ""), "BO": said(bo)}
    assert outcome_of("r0", readers_of(SAMPLED, {"BO": asked}, words, None), "include") == expected


def test_without_a_reader_it_waits_and_a_hearer_hears_only_their_own() -> None:
    assert outcome_of("r0", [], "include") == (None, "", False)
    words = {"ANNA": said("include"), "BO": said("exclude")}
    assert outcome_of("r0", readers_of(SAMPLED, {}, words, Audience("BO")), "include") == (Verdict.EXCLUDE, "", False)


def test_who_has_not_decided_is_waited_for_only_where_asked_or_torn() -> None:
    none, noted = {}, {"r0": Decision(record="r0", note="n")}
    torn = {"r0": Decision(record="r0", merged=(Decision(record="a", verdict=Verdict.INCLUDE),))}
    waits, agreed = (None, "", False), (Verdict.INCLUDE, "", False)
    for other, expected in ((none, agreed), (noted, agreed), (torn, waits)):
        assert outcome_of("r0", [(True, (), said("include")), (False, (), other)], "include") == expected
        assert outcome_of("r0", [(False, (), other), (True, (), said("include"))], "include") == expected
        assert outcome_of("r0", [(False, ["r0"], other), (True, (), said("include"))], "include") == waits
        assert outcome_of("r0", [(True, (), other), (True, (), said("include"))], "include") == waits
    both = [(True, (), said("exclude", "first")), (True, (), said("exclude", "second"))]
    assert outcome_of("r0", both, "include") == (Verdict.EXCLUDE, "first", False)
    assert outcome_of("r0", [*both, (True, (), said("maybe"))], "exclude") == (Verdict.EXCLUDE, "first", False)
    assert outcome_of("r0", [*both, (True, (), said("maybe"))], "include") == (None, "", True)
