"""A disagreement without names: nobody can tell who said what."""

from __future__ import annotations

from core.screening.decision import Decision, Resolution, Verdict
from core.screening.disagreement import Disagreement, Side


def side(reviewer: str, verdict: Verdict) -> Side:
    return Side(reviewer=reviewer, decision=Decision(record="r", verdict=verdict))


def test_names_are_hidden_also_where_the_readers_ended_it_together() -> None:
    ended = Resolution(record="r", verdict=Verdict.INCLUDE, by=("ANNA", "BO"))
    sides = (side("ANNA", Verdict.INCLUDE), side("BO", Verdict.EXCLUDE))
    hidden = Disagreement(record="r", sides=sides, resolution=ended).without_names("seed")
    assert [each.reviewer for each in hidden.sides] == ["reader 1", "reader 2"]
    assert {each.decision.verdict for each in hidden.sides} == {Verdict.INCLUDE, Verdict.EXCLUDE}
    assert hidden.resolution is not None and hidden.resolution.by == ("reader 1", "reader 2")


def test_a_ruling_keeps_the_name_of_the_adjudicator() -> None:
    ruled = Resolution(record="r", verdict=Verdict.INCLUDE, by=("CHIEF",))
    hidden = Disagreement(record="r", sides=(side("ANNA", Verdict.MAYBE),), resolution=ruled).without_names("seed")
    assert hidden.resolution is not None and hidden.resolution.by == ("CHIEF",)
    assert not hidden.stark
