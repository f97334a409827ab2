"""The paragraphs and the versions of the plan, whole, of reviews that have all that can be said; and its other ways."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from core.protocol.values import Reviewer
from core.report.methods import amendments_md, methods, methods_md
from core.report.values import ReportValues
from tests.core.report.reports import EVERY, finished, interim


@pytest.mark.parametrize("name", EVERY)
def test_the_paragraphs_and_the_amendments_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert f"{methods_md(EVERY[name]())}\n{amendments_md(EVERY[name]())}" == snapshot


def said(report: ReportValues, title: str) -> str:
    return " ".join(each.text for passage in methods(report) if passage.title == title for each in passage.sentences)


def planned(report: ReportValues, **changes: Any) -> ReportValues:
    return replace(report, protocol=replace(report.protocol, **changes))


@pytest.mark.parametrize(
    ("report", "changes", "words"),
    [
        (finished, {"apart": "machines"}, "worked on a machine of their own"),
        (finished, {"apart": "accounts"}, "worked in an account of their own"),
        (interim, {"apart": "accounts"}, "The plan names no account of their own"),
        (finished, {"apart": "nothing"}, "Those who read independently were kept apart by tamis alone"),
        (interim, {"apart": "nothing"}, "Those who read independently are kept apart by tamis alone"),
    ],
)
def test_what_kept_readers_apart(report: Any, changes: dict[str, Any], words: str) -> None:
    assert words in said(planned(report(), **changes), "Protocol and software")


def test_only_the_accounts_of_those_who_read_independently_are_asked_for() -> None:
    report = finished()
    with_more = (*report.protocol.reviewers, Reviewer(id="DAG", role="second"))
    assert "an account of their own, so that" in said(planned(report, reviewers=with_more), "Protocol and software")


@pytest.mark.parametrize(
    ("started", "ended", "words"),
    [
        ("", "", ""),
        ("2024-01-02", "", "Work on the review began on 2 January 2024."),
        ("", "2024-03-04", "Work on the review ended on 4 March 2024."),
        ("2024-01-02", "2024-03-04", "Work on the review began on 2 January 2024 and ended on 4 March 2024."),
    ],
)
def test_when_the_work_was_done(started: str, ended: str, words: str) -> None:
    report = planned(interim(), started=started, ended=ended)
    assert said(report, "Support and contributions") == words


@pytest.mark.parametrize(
    ("registration", "doi", "words"),
    [("", "", ""), ("OSF", "", "beforehand: OSF."), ("", "10.1/x", "beforehand: 10.1/x."),
     ("OSF", "10.1/x", "beforehand: OSF; 10.1/x.")],
)  # fmt: skip
def test_where_the_plan_stands(registration: str, doi: str, words: str) -> None:
    found = said(planned(interim(), registration=registration, protocol_doi=doi), "Protocol and software")
    assert words in found and ("beforehand" in found) == bool(words)


@pytest.mark.parametrize(
    ("many", "words"),
    [
        (0, ""),
        (1, "The protocol was not changed while in use."),
        (2, "changed once while in use; every decision is logged with the version it was made under. Lines"),
        (3, "changed twice while in use; every decision is logged with the version it was made under. No reason is"),
    ],
)
def test_how_often_the_plan_was_changed(many: int, words: str) -> None:
    report = replace(finished(), amendments=finished().amendments[:many])
    found = said(report, "Protocol and software")
    assert words in found and ("The protocol was not changed" in found) == (many == 1)


def test_only_the_last_version_is_in_use() -> None:
    before = [replace(each) for each in finished().amendments]
    again = replace(finished(), amendments=(*before, *finished().amendments[-2:]))
    assert amendments_md(again).count("in use now") == 1
    assert "in use now" not in amendments_md(replace(finished(), version="ffffffffffff"))


@pytest.mark.parametrize(
    ("certainty", "words"),
    [("", ""), ("none", "was not judged, as the protocol planned."), ("cerqual", "is judged by GRADE-CERQual, for")],
)
def test_how_certainty_is_judged(certainty: str, words: str) -> None:
    found = said(planned(finished(), certainty=certainty), "Critical appraisal")
    assert words in found and ("certainty" in found) == bool(words)


@pytest.mark.parametrize(
    ("settled", "words"),
    [(True, "Quality appraisal was not done, as the protocol planned."),
     (False, "Quality appraisal was not done; the protocol says nothing of one.")],
)  # fmt: skip
def test_that_nothing_was_appraised(settled: bool, words: str) -> None:
    report = planned(replace(finished(), charts=()), appraisal=False, appraisal_settled=settled, certainty="")
    assert said(report, "Critical appraisal") == words


def test_a_form_of_which_none_is_complete() -> None:
    charts = [
        replace(each, studies=[replace(study, complete=False) for study in each.studies]) for each in finished().charts
    ]
    report = replace(finished(), charts=charts)
    assert said(report, "Charting") == (
        "No form is complete yet; the form has 7 items. No form is complete yet; the form has 1 item."
    )
    assert said(report, "Critical appraisal").startswith("No form is complete yet. By the protocol")
    nothing = replace(report, charts=[replace(each, studies=()) for each in charts])
    assert said(nothing, "Charting") == ""


def test_what_is_included() -> None:
    assert said(finished(), "What is included") == "The review includes 5 studies (6 reports)."
    assert said(interim(), "What is included") == "So far, no study came through every stage that excludes."
