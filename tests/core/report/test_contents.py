"""Where a review stands, what was excluded or lost, the plan: each section whole; the files that are named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.contents import FILES, contents, subtitle
from tests.core.report.reports import EVERY, empty, finished, interim, told

HERE = ("state", "full-text-exclusions", "appraisal", "protocol", "files")
"""The sections that have no module of their own."""


@pytest.mark.parametrize("name", EVERY)
def test_its_own_sections_whole(name: str, snapshot: SnapshotAssertion) -> None:
    report = EVERY[name]()
    sections = contents(report, tuple(name for name, _ in FILES))
    assert f"{subtitle(report).text}\n{told(*(each for each in sections if each.key in HERE))}" == snapshot


def test_the_sections_stand_in_the_order_of_the_work() -> None:
    assert [[each.key for each in contents(EVERY[name]())] for name in EVERY] == [
        ["state", "search", "funnel", "flow", "agreement", "appraisal"],
        ["state", "search", "funnel", "flow", "agreement", "appraisal"],
        ["state", "search", "funnel", "flow", "agreement", "full-text-exclusions", "included", "flags",
         "chart-charting", "chart-appraisal", "chart-coding", "protocol"],
    ]  # fmt: skip


def test_only_the_files_that_there_are_are_named() -> None:
    [files] = [each for each in contents(empty(), ("sources.csv", "flow.svg", "index.html")) if each.key == "files"]
    assert told(files).strip().split("\n")[2:4] == [
        "- flow.svg: the flow diagram of PRISMA 2020",
        "- sources.csv: the searches, with their strategies",
    ]


def state_of(**changes: object) -> str:
    return told(contents(replace(finished(), **changes))[0])  # type: ignore[arg-type]


def test_whether_each_form_is_through_is_said_of_each() -> None:
    assert "Charting is not through" not in state_of()
    undone = [
        replace(each, studies=[replace(one, complete=False) for one in each.studies]) for each in finished().charts
    ]
    assert "> Charting is not through: none of the 3 forms is complete yet." in state_of(charts=undone)
    assert "is not through" not in state_of(charts=[finished().charts[0]])


def test_one_report_so_far_of_a_review_that_goes_on() -> None:
    report = interim()
    last = report.stages[-1]
    some = replace(last, state=replace(last.state, included=["r01", "r03"]))
    funnel = replace(report.funnel, states=[*report.funnel.states[:-1], some.state])
    found = told(contents(replace(report, stages=[*report.stages[:-1], some], funnel=funnel))[0])
    assert "So far 2 reports of 2 studies came through all of them." in found
    assert found.endswith("full-text-included: Full text: included [report] r01, r03\n")
