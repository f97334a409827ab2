"""The funnel in the report: the section whole, with the records behind its numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.funnel_part import funnel_part, still_blind
from tests.core.report.reports import EVERY, finished, interim, told


@pytest.mark.parametrize("name", EVERY)
def test_the_section_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert told(funnel_part(EVERY[name]())) == snapshot


def test_what_is_blind_in_some_rounds_or_in_its_pilot() -> None:
    stage = interim().stages[2]
    opened = replace(stage, opened=interim().stages[1].opened)
    assert still_blind(stage).text.startswith("“Full text” is still blind: what")
    assert still_blind(opened).text.startswith("“Full text” is still blind in search rounds 1 and 2: what")
    assert still_blind(replace(opened, blind=(2,))).text.startswith(
        "“Full text” is still blind in search round 2: what"
    )
    assert still_blind(replace(opened, blind=(0, 1))).text.startswith("“Full text” is still blind: what")


def test_where_it_does_not_add_up() -> None:
    report = finished()
    states = [*report.funnel.states]
    for gone, words in ((("r01",), "r01 1 record"), (("r01", "r02"), "2 2 records")):
        states[0] = replace(report.funnel.states[0], included=report.funnel.states[0].included.without(gone))
        found = told(funnel_part(replace(report, funnel=replace(report.funnel, states=states))))
        assert f"> The funnel does not add up at {len(gone)} {words[-len('records') :].strip()}." in found
        assert "The counts add up" not in found
    assert f"leaks: Records at which the funnel does not add up [record] {', '.join(gone)}" in found


def test_a_reason_that_the_plan_has_no_more_is_known_by_its_place_among_such() -> None:
    report = finished()
    reasons = {"odd": ["r04"], "wrong-place": ["r07"], "about": ["r08"]}
    stage = replace(report.stages[1], state=replace(report.stages[1].state, reasons=reasons))
    found = told(funnel_part(replace(report, stages=[report.stages[0], stage])))
    assert [each.partition(" ")[0] for each in found.splitlines() if "-for-" in each] == [
        "title-abstract-for-other-1:", "title-abstract-for-1:", "title-abstract-for-2:",
        "full-text-for-other-1:", "full-text-for-other-2:", "full-text-for-2:",
    ]  # fmt: skip
