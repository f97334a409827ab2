"""How far each answer is done, by each of its conditions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from core.protocol.appraisal import APPRAISAL
from core.report.checklists.answers import Answers
from core.report.checklists.checklist import Done
from core.report.values import ReportValues
from store.folder.review import Review
from store.numbers.report import gather
from store.state.review_state import review_state
from tests.reviews import make_review, ris, run

LEFT, DRAFTED, FILLED, NONE = Done.LEFT, Done.DRAFTED, Done.FILLED, Done.NONE


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ReportValues:
    """Of a review with two searches, in which nothing has been read."""
    folder = make_review(tmp_path_factory.mktemp("r") / "review", records=2)
    (folder.parent / "more.ris").write_text(ris([7]))
    run(folder, "import", str(folder.parent / "more.ris"), "--source", "Other")
    with Review(folder) as review:
        return gather(review_state(review))


def planned(report: ReportValues, **changes: object) -> Answers:
    return Answers(replace(report, protocol=replace(report.protocol, **changes)))  # type: ignore[arg-type]


def test_of_what_is_not_begun_and_not_planned_all_is_left(report: ReportValues) -> None:
    report = replace(report, amendments=())
    nothing = planned(report, criteria=(), registration="", protocol_doi="", certainty="", funding="", appraisal=True)
    names = ("charted", "begun", "registered", "criteria_noted", "paid", "judged", "rated", "appraisal")
    assert {name: getattr(nothing, name) for name in names} == dict.fromkeys(names, LEFT)
    assert nothing.criteria == ("No criterion is noted.",) and nothing.synthesis == ()
    assert [f"{each}" for each in nothing.strategies] == ["No strategy is kept."]
    assert nothing.changes == ("The protocol is not in use yet.",) and nothing.absent == ("charting.csv", "map.svg")
    assert nothing.registration == ("No registration is noted.", "The protocol is not in use yet.")


@pytest.mark.parametrize(
    ("plan", "name", "done"),
    [
        ({"registration": "PROSPERO 7", "protocol_doi": ""}, "registered", DRAFTED),
        ({"registration": "", "protocol_doi": "10.1000/plan"}, "registered", DRAFTED),
        ({"funding": "The county"}, "paid", DRAFTED),
        ({"contributions": "ANNA read", "started": "2024-01-02", "funding": ""}, "paid", LEFT),
        ({"certainty": "none"}, "judged", DRAFTED),
        ({"certainty": "none"}, "rated", DRAFTED),
        ({"appraisal": False}, "appraisal", NONE),
    ],
)
def test_each_word_of_the_plan_alone(report: ReportValues, plan: dict[str, Any], name: str, done: Done) -> None:
    assert getattr(planned(report, **plan), name) is done


@pytest.mark.parametrize(
    ("searches", "searched", "kept"),
    [
        ([], LEFT, LEFT),
        ([("databases", "2024-01-02", "")], FILLED, LEFT),
        ([("databases", "", "s")], DRAFTED, FILLED),
        ([("registers", "2024-01-02", "s")], FILLED, FILLED),
        ([("databases", "2024-01-02", "s"), ("registers", "", "")], DRAFTED, DRAFTED),
        ([("databases", "2024-01-02", "s"), ("registers", "2024-01-02", " ")], FILLED, DRAFTED),
        ([("databases", "2024-01-02", "s"), ("experts", "2024-01-02", "")], FILLED, FILLED),
        ([("experts", "2024-01-02", "s")], FILLED, DRAFTED),
        ([("experts", "2024-01-02", "")], FILLED, LEFT),
    ],
)
def test_of_searches_by_dates_and_strategies(
    report: ReportValues, searches: Sequence[tuple[str, str, str]], searched: Done, kept: Done
) -> None:
    made = [
        replace(each, source=replace(each.source, route=route, searched=day, strategy=strategy))
        for each, (route, day, strategy) in zip(report.searches, searches, strict=False)
    ]
    answers = Answers(replace(report, searches=made))
    assert (answers.searched, answers.all_kept) == (searched, kept)


def charts(complete: int, studies: int, stage: str = "charting") -> Any:
    return SimpleNamespace(complete=[0] * complete, studies=[0] * studies, form=SimpleNamespace(stage=stage))


@pytest.mark.parametrize("finished", [False, True])
@pytest.mark.parametrize(
    ("made", "begun", "whole", "appraised"),
    [
        ([], False, False, False),
        ([charts(0, 2)], False, False, False),
        ([charts(1, 2)], True, False, False),
        ([charts(2, 2)], True, True, False),
        ([charts(2, 2), charts(1, 2)], True, False, False),
        ([charts(0, 0), charts(2, 2, APPRAISAL)], True, True, True),
        ([charts(2, 2), charts(0, 2, APPRAISAL)], True, False, False),
    ],
)
def test_of_charting_by_complete_forms(
    report: ReportValues,
    monkeypatch: pytest.MonkeyPatch,
    finished: bool,
    made: Any,
    begun: bool,
    whole: bool,
    appraised: bool,
) -> None:
    monkeypatch.setattr(ReportValues, "finished", property(lambda _: finished))
    answers = planned(report, appraisal=True)
    answers.report = replace(answers.report, charts=made)
    done = FILLED if whole and finished else DRAFTED if begun else LEFT
    assert answers.charted is done and answers.begun is (DRAFTED if begun else LEFT)
    assert bool(answers.synthesis) == begun and bool(answers.absent) == (not made)
    assert answers.appraisal is (DRAFTED if appraised else LEFT)
    for included in ([], ["a"]):
        answers.report = replace(answers.report, funnel=SimpleNamespace(included=included))  # type: ignore[arg-type]
        assert answers.characteristics is (done if begun else DRAFTED if included else LEFT)


@pytest.mark.parametrize(
    ("finished", "entered", "done"),
    [(True, [[]], FILLED), (False, [[], ["a"]], DRAFTED), (False, [["a"], []], DRAFTED), (False, [[]], LEFT)],
)
def test_of_the_selection(
    report: ReportValues, monkeypatch: pytest.MonkeyPatch, finished: bool, entered: list[list[str]], done: Done
) -> None:
    answers = Answers(report)
    monkeypatch.setattr(ReportValues, "finished", property(lambda _: finished))
    stages = [SimpleNamespace(state=SimpleNamespace(entered=each)) for each in entered]
    monkeypatch.setattr(ReportValues, "screening", property(lambda _: stages))
    assert answers.selected is done
