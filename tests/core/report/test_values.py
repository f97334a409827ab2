"""What the sentences of a report are written from, each by its conditions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.records.imports import Import
from core.report.values import BesideFirst, Endings, StageReport
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.disagreement import Disagreement, Side
from tests.core.report.made import ended, pair_of
from tests.core.report.reports import empty, finished, interim


def stage_of(*entered: str, gone: Sequence[str] = (), waiting: Sequence[str] = (), **changes: object) -> StageReport:
    """The full-text stage of a review, at which so many records are."""
    stage = finished().stages[1]
    state = replace(
        stage.state, entered=entered, included=(), excluded=gone, waiting=waiting, reasons={"wrong-place": gone}
    )
    return replace(stage, state=state, **changes)  # type: ignore[arg-type]


def test_what_the_first_reader_excludes_beside_the_end() -> None:
    said = {
        record: Decision(record=record, verdict=verdict)
        for record, verdict in (("a", Verdict.EXCLUDE), ("b", Verdict.EXCLUDE), ("c", Verdict.INCLUDE),
                                ("d", Verdict.MAYBE), ("e", None), ("z", Verdict.EXCLUDE))
    }  # fmt: skip
    stage = stage_of("a", "b", "c", "d", "e", gone=("a", "c"), decisions={"ANNA": said})
    assert stage.first == "ANNA" and stage.beside_first == BesideFirst(excluded=2, kept=1, added=1)
    strict = replace(stage, state=replace(stage.state, stage=replace(stage.stage, maybe="exclude")))
    assert strict.beside_first == BesideFirst(excluded=3, kept=2, added=1)
    assert interim().stages[1].first == "ANNA" and finished().stages[0].first == ""


@pytest.mark.parametrize(
    ("entered", "waiting", "blind", "finished"),
    [
        ((), (), (), True), ((), (), (1,), True), (("a",), (), (), True), (("a",), ("a",), (), False),
        (("a",), (), (1,), False), (("a",), ("a",), (1,), False),
    ],
)  # fmt: skip
def test_when_a_stage_is_through(
    entered: Sequence[str], waiting: Sequence[str], blind: tuple[int, ...], finished: bool
) -> None:
    assert stage_of(*entered, waiting=waiting, blind=blind).finished is finished


def test_a_review_is_through_when_it_has_records_and_every_stage_that_excludes_is() -> None:
    assert finished().finished and not interim().finished and not empty().finished
    charting = [replace(each, blind=(1,)) if each.stage.kind == "chart" else each for each in finished().stages]
    assert replace(finished(), stages=charting).finished
    first = replace(finished().stages[0], blind=(1,))
    assert not replace(finished(), stages=[first, *finished().stages[1:]]).finished


def differing(
    record: str, first: str, second: str, resolution: Resolution | None = None, again: str = ""
) -> Disagreement:
    look = Decision(record=record, verdict=Verdict(again)) if again else None
    sides = (
        Side(reviewer="ANNA", decision=Decision(record=record, verdict=Verdict(first))),
        Side(reviewer="BO", decision=Decision(record=record, verdict=Verdict(second)), again=look),
    )
    return Disagreement(record=record, sides=sides, resolution=resolution)


def test_how_disagreements_ended() -> None:
    differ = [
        differing("a", "include", "exclude", ended("a", "include", "ANNA", "BO")),
        differing("b", "include", "exclude", ended("b", "exclude", "CHIEF")),
        differing("c", "maybe", "exclude", ended("c", "maybe", "BOSS", "CHIEF")),
        differing("d", "include", "exclude", Resolution(record="d", escalated=True)),
        differing("e", "include", "exclude"),
        differing("f", "exclude", "exclude", again="include"),
    ]
    stage = finished().stages[1]
    said = {"ANNA": {x: Decision(record=x, verdict=Verdict.INCLUDE) for x in "abgh"},
            "BO": {x: Decision(record=x, verdict=Verdict.EXCLUDE) for x in "abg"}}  # fmt: skip
    said["BO"]["h"] = Decision(record="h", verdict=Verdict.INCLUDE)
    pair = pair_of(stage.stage, said, ("ANNA", "BO"))
    assert replace(stage, disagreements=differ, pairs=[pair]).endings({"CHIEF"}) == Endings(
        differed=5, agreed=1, ruled=2, rulers=("BOSS", "CHIEF"), escalated=1, open=1, included=1, excluded=2,
        outside_agreement=3, no_longer=1,
    )  # fmt: skip
    alike = replace(stage, disagreements=differ, pairs=[])
    assert alike.endings(())[-2:] == (0, 0) and alike.endings(())[1:3] == (3, 0)


def test_what_left_since_the_agreement() -> None:
    stage = interim().stages[1]
    pair = stage.pairs[0]
    read = [record for ids in pair.cells.values() for record in ids]
    without = replace(stage, state=replace(stage.state, entered=read[1:]))
    assert stage.left_since(pair) == 0 and without.left_since(pair) == 1
    lost = replace(without.state, reasons={"not-retrieved": read[:3]})
    assert replace(without, state=lost).left_since(pair) == 3


def search(number: int, *sums: str, known_as: tuple[int, ...] = ()) -> Import:
    model = finished().searches[0]
    files = tuple(replace(model.files[0], sha256=each, known_as=known_as) for each in sums)
    return replace(model, number=number, files=files)


def test_what_came_in_before_is_no_search_of_its_own() -> None:
    searches = [
        search(1, "a", "b"), search(2, "a"), search(3, "a", "c"), search(4, "d", known_as=(1,)), search(5, "d"),
        search(6, "e"),
    ]  # fmt: skip
    assert [each.number for each in replace(finished(), searches=searches).sought] == [1, 3, 6]
    twice = [search(1, "a", "b"), search(2, "b", "a")]
    assert [each.number for each in replace(finished(), searches=twice).sought] == [1]


def test_who_reads_together_and_who_rules() -> None:
    assert finished().together == {"ANNA", "BO", "CY"} and interim().together == {"ANNA", "BO"}
    assert replace(interim(), stages=interim().stages[:1]).together == frozenset()
    assert finished().adjudicators == {"CHIEF"} and finished().order == ["ANNA", "BO", "CY", "CHIEF"]
    screen, full_text = (each.stage for each in finished().stages[:2])
    assert finished().rulers(screen) == {"CHIEF", "ANNA"} and finished().rulers(full_text) == {"CHIEF"}
    assert finished().duplicates == 3 and [each.record for each in finished().seeds] == ["r01", "r02"]
    assert finished().seeds[0].included == [] and finished().seeds[0].new == ["r18", "r19", "r20"]


def test_how_a_stage_is_named() -> None:
    step, screen, full_text = interim().stages
    assert [(each.name, each.unit) for each in (step, screen, full_text)] == [
        ("Step “Not in English”", "record"), ("Title and abstract", "record"), ("Full text", "report"),
    ]  # fmt: skip
    assert step.titled.at == "report: stages/stage=language/name" and step.named("ANNA").at == (
        "status: stages/stage=language/reviewers"
    )
    assert (full_text.counted("entered"), full_text.counted("entered").at) == (
        (4, "report", "status: stages/stage=full-text/entered"), "status: stages/stage=full-text/entered",
    )  # fmt: skip
    lost = finished().stages[1]
    assert lost.read_out[:2] == (3, "report") and " - status: stages/stage=full-text/not_retrieved" in lost.read_out.at
