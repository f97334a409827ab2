"""The agreement in the report: the section whole, with the records behind each cell of its tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.agreement_part import agreement_part, how_it_went
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.disagreement import Disagreement, Side
from store.numbers.agreement import agreement_on
from tests.core.report.made import decided, ended
from tests.core.report.reports import EVERY, empty, interim, told


@pytest.mark.parametrize("name", EVERY)
def test_the_section_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert told(agreement_part(EVERY[name]())) == snapshot


@pytest.mark.parametrize(
    ("resolution", "words"),
    [
        (None, "ANNA include; BO exclude (Another topic), changed after the opening."),
        (Resolution(record="r03", escalated=True, rationale="hard"), "Handed to the adjudicator: hard"),
        (Resolution(record="r03", escalated=True), "Handed to the adjudicator."),
        (ended("r03", "include", "ANNA", "BO", why="agreed"), "Ended as include by ANNA, BO: agreed"),
        (ended("r03", "exclude", "CHIEF", reason="wrong-design", why="no"),
         "Ended as exclude (Another design) by CHIEF: no"),
    ],
)  # fmt: skip
def test_how_a_disagreement_went(resolution: Resolution | None, words: str) -> None:
    stage = interim().stages[1]
    sides = (
        Side(reviewer="ANNA", decision=Decision(record="r03", verdict=Verdict.INCLUDE)),
        Side(reviewer="BO", decision=Decision(record="r03", verdict=Verdict.EXCLUDE, reason="wrong-topic"), late=True),
    )
    assert how_it_went(stage, Disagreement(record="r03", sides=sides, resolution=resolution)).endswith(words)


def test_a_second_look_is_told_with_its_side() -> None:
    stage, out = interim().stages[1], Decision(record="r02", verdict=Verdict.EXCLUDE)
    again = replace(out, verdict=Verdict.MAYBE)
    sides = (Side(reviewer="ANNA", decision=out, again=again), Side(reviewer="BO", decision=out))
    told_of = how_it_went(stage, Disagreement(record="r02", sides=sides))
    assert told_of == "ANNA exclude, maybe at a second look; BO exclude."


def test_three_categories_have_weights_and_no_rule() -> None:
    stage = interim().stages[1]
    said = {who: decided(stage.stage, letters) for who, letters in (("ANNA", "iimmxxi"), ("BO", "imimxxx"))}
    result = agreement_on(stage.stage, "category", said, ("ANNA", "BO"), said["ANNA"])
    pair = replace(result, complete=True)
    found = told(agreement_part(replace(interim(), stages=[replace(stage, pairs=[pair], missed=None)])))
    assert "*ANNA and BO: who said what, Title and abstract*" in found
    assert "| ANNA ↓ BO → | include | maybe | exclude |" in found and "| Kappa with linear weights | 0." in found


def test_without_a_stage_of_two_and_before_anything_came() -> None:
    alone = replace(interim(), stages=interim().stages[:1])
    assert "No stage is read by two reviewers." in told(agreement_part(alone))
    assert "No stage is read by two reviewers." not in told(agreement_part(interim()))
    stage = empty().stages[0]
    drawn = replace(stage, samples=interim().stages[1].samples[:1])
    assert "Nothing has come to this stage yet." in told(agreement_part(replace(empty(), stages=[stage])))
    assert "Nothing has come" not in told(agreement_part(replace(empty(), stages=[drawn])))
