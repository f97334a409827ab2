"""What was filled in of one study is what was filled in of all, of that study."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.screening.decision import ToldInFull, Verdict
from store.folder.review import Review
from store.state.chart_answers import filled_in, filled_in_of
from store.state.contradictions import said_of_each
from store.state.review_facts import ReviewFacts
from store.state.review_state import review_state
from tests.charts import charting_review, fill
from tests.reviews import copied_demo, record_ids, ris, run


def told_of_each(folder: Path, role: str | None) -> int:
    """How many answers the functions give, asked for all records; those of one by one are those of all."""
    answers = 0
    with Review(folder, role=role) as review:
        state = review_state(review)
        for stage in (each for each in review.protocol.stages if each.kind == "chart"):
            of_all, of_one = filled_in(state, stage), filled_in_of(state, stage)
            for record in record_ids(folder):
                found = of_one(record)
                assert {who: dict(said) for who, said in found.items() if said} == {
                    who: studies[record] for who, studies in of_all.items() if studies.get(record)
                }
                answers += sum(map(len, found.values()))
    return answers


@pytest.fixture(scope="module")
def sample_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_demo(tmp_path_factory.mktemp("sample") / "review", finished=True, records=400)


@pytest.mark.parametrize("role", [None, "KBAA", "ON"])
def test_of_the_sample_review(sample_review: Path, role: str | None) -> None:
    assert told_of_each(sample_review, role) > 100


def test_of_merged_records_of_reports_of_a_study_and_of_what_is_sealed(tmp_path: Path) -> None:
    folder, (a, b, c, d) = charting_review(tmp_path / "r", "ANNA", "BO", records=4)
    same = {"design": "trial", "year": "1999", "first-author": "Nilsen"}
    fill(folder, "ANNA", **same)
    assert (told_of_each(folder, "ANNA"), told_of_each(folder, "BO")) == (16, 0), "BO has not read yet"
    fill(folder, "BO", **same)
    assert told_of_each(folder, "BO") == told_of_each(folder, None) == 32
    run(folder, "chart", "set", "charting", b, "design", "survey", role="ANNA")
    run(folder, "dedup", "--same", a, b, "--even-so")
    run(folder, "study", c, d)
    assert told_of_each(folder, "ANNA") == 16, "two studies are left; what differs is one answer"
    with Review(folder, role="ANNA") as review:
        state, stage = review_state(review), review.stage("charting")
        said, in_full = state.decisions("ANNA", "charting"), state.in_full("ANNA", stage)
        assert in_full == {record: ToldInFull.of(each) for record, each in said.items()}
        assert {each.verdict for each in in_full.values()} == {"", Verdict.INCLUDE}, "of one study answers differ"


def test_a_study_with_a_report_that_is_still_sealed_is_told_to_nobody_else(tmp_path: Path) -> None:
    folder, (a, _) = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    for who in ("ANNA", "BO"):
        fill(folder, who)
    (tmp_path / "later.ris").write_text(ris([7]))
    run(folder, "import", str(tmp_path / "later.ris"), "--source", "Testbase", "--round", "new")
    assert told_of_each(folder, "BO") == 16
    run(folder, "study", a, record_ids(folder)[-1])
    assert told_of_each(folder, "BO") == 12, "what ANNA said of one of the two studies is hidden until BO has read it"


def test_nothing_is_read_of_a_review_before_the_first_record_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, (a, *_) = charting_review(tmp_path / "r", "ANNA", records=2)
    fill(folder, "ANNA")
    asked = []
    whole = ReviewFacts.sealed
    monkeypatch.setattr(ReviewFacts, "sealed", lambda *given: asked.append(given) or whole(*given))
    with Review(folder, role="ANNA") as review:
        said = said_of_each(review)
        assert not asked
        assert said(a)["ANNA", "charting, design"] == "trial"
        assert asked
