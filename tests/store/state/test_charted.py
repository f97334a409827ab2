"""What was charted at a stage, as the one who looks may know it; and how a study is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records.record import Author, Record
from store.folder.review import Review
from store.state.charted import charted, study_name
from store.state.review_state import review_state
from tests.charts import charting_review, fill
from tests.reviews import run


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Record(id="a1", authors=(Author("Nilsen", "K"), Author("Berg", "A")), year=2019), "Nilsen 2019"),
        (Record(id="a1", title="A title that is longer than twenty signs", year=2019), "A title that is long 2019"),
        (Record(id="a1", authors=(Author("Nilsen", "K"),)), "Nilsen n.d."),
        (Record(id="a1"), "a1 n.d."),
    ],
)
def test_how_a_study_is_named(record: Record, name: str) -> None:
    assert study_name(record) == name


def sides(folder: Path, role: str | None) -> list[set[str]]:
    """Whose answers on the design are shown, study by study."""
    with Review(folder, role=role) as review:
        found = charted(review_state(review), review.stage("charting"))
        assert [each.study for each in found.studies] == list(review.records)
        return [
            {who for item in study.items if item.item.id == "design" for who in item.sides} for study in found.studies
        ]


def test_while_it_is_blind_ones_own_alone_is_shown(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA")
    assert sides(folder, "ANNA") == [{"ANNA"}, {"ANNA"}]
    assert sides(folder, "BO") == sides(folder, None) == sides(folder, "CHIEF") == [set(), set()]
    fill(folder, "BO")
    for role in ("ANNA", "BO", None, "CHIEF"):
        assert sides(folder, role) == [{"ANNA", "BO"}] * 2


def test_of_a_study_that_somebody_has_finished_only_such_readers_are_shown(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    for study in studies:
        run(folder, "chart", "set", "charting", study, "design", "trial", role="BO")
    fill(folder, "ANNA", studies=studies[:1])
    run(folder, "unblind", "charting", "--rationale", "to compare", role="CHIEF")
    for role in ("ANNA", "BO"):
        run(folder, "status", role=role)
    assert sides(folder, "CHIEF") == [{"ANNA"}, {"BO"}]


def test_a_study_is_complete_when_every_reader_has_finished_it(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", records=2)
    fill(folder, "ANNA", studies=studies[:1])
    with Review(folder) as review:
        found = charted(review_state(review), review.stage("charting"))
    assert [each.complete for each in found.studies] == [True, False]
    assert [each.study for each in found.complete] == studies[:1]
