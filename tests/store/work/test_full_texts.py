"""The reports of a stage in a session: what is said is durable at once, and taken back in its turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from core.fulltext.retrieval import Sought
from core.undo import PastAct
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.studies import group
from store.acts.retrieval import lost, retrievals, retrieved, set_retrievals
from store.folder.review import Review
from store.journal.errors import UndoConflict
from store.state.review_state import review_state
from store.work.decision_tables import import_decisions
from store.work.full_texts import DiskFullTextStore, UndoPoint, reports
from tests.reviews import decide_all, made_once, make_review

STAGE = "full-text"


@made_once
def all_included(folder: Path) -> Path:
    make_review(folder, records=4)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(4)])
    return folder


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review(all_included(tmp_path / "review"), role="ANNA") as opened:
        yield opened


def full_texts_of(review: Review) -> DiskFullTextStore:
    acts: list[UndoPoint | None] = []
    return DiskFullTextStore(review, review.stage(STAGE), duplicate_groups(review), acts)


def test_what_is_said_is_on_disk_before_the_call_returns(review: Review, tmp_path: Path) -> None:
    first, second, third, _ = review.records
    (tmp_path / "a.pdf").write_text("x")
    full_texts = full_texts_of(review)
    full_texts.retrieved(first, str(tmp_path / "a.pdf"))
    full_texts.not_retrieved(second, "no library lends it")
    full_texts.not_retrieved(third, "asked")
    full_texts.sought(third)
    with Review(review.folder) as other:
        found = retrievals(other, duplicate_groups(other), STAGE)
    assert found[first].state is Sought.RETRIEVED and found[second].why == "no library lends it"
    assert third not in found or found[third].state is Sought.SOUGHT
    assert full_texts.file(first) == tmp_path / "a.pdf" and full_texts.lost == {second}
    assert full_texts.retrieval("unheard of").state is Sought.SOUGHT


def test_the_acts_of_a_session_are_taken_back_one_by_one(review: Review) -> None:
    a, b, *_ = sorted(review.records)
    full_texts = full_texts_of(review)
    full_texts.undecided()
    assert full_texts.take_back() is None
    full_texts.not_retrieved(a, "gone")
    full_texts.group(a, b)
    assert full_texts.reports(b) == (a, b)
    full_texts.set_apart(b)
    assert full_texts.reports(b) == (b,)
    assert full_texts.take_back() == b and full_texts.reports(b) == (a, b)
    assert full_texts.take_back() == a and full_texts.reports(b) == (b,)
    assert full_texts.take_back() == a and full_texts.retrieval(a).state is Sought.SOUGHT
    assert full_texts.take_back() is None


def test_a_decision_comes_first_and_is_taken_back_elsewhere(review: Review) -> None:
    first, *_ = review.records
    full_texts = full_texts_of(review)
    full_texts.not_retrieved(first, "gone")
    full_texts.decided()
    assert full_texts.take_back() is None and full_texts.retrieval(first).state is Sought.NOT_RETRIEVED
    full_texts.undecided()
    full_texts.undecided()
    assert full_texts.take_back() == first


def test_what_would_be_taken_back_is_asked_first(review: Review) -> None:
    a, b, c, _ = sorted(review.records)
    full_texts = full_texts_of(review)
    asked: list[PastAct] = []
    full_texts.group(a, b)
    full_texts.group(c, a)
    assert full_texts.take_back(lambda past: asked.append(past) is not None) is None
    assert asked[0].what == "study of 3 reports" and full_texts.reports(a) == (a, b, c)
    full_texts.not_retrieved(a, "gone")
    full_texts.take_back(lambda past: asked.append(past) is None)
    assert asked[1].what == "what was said of 1 report"
    full_texts.set_apart(c)
    full_texts.take_back(lambda past: asked.append(past) is not None)
    assert asked[2].what == "study of 3 reports"


def test_what_somebody_has_said_since_is_not_taken_back(review: Review) -> None:
    first, second, *_ = review.records
    full_texts = full_texts_of(review)
    full_texts.not_retrieved(second, "gone")
    full_texts.not_retrieved(first, "gone")
    with Review(review.folder, role="BO") as other:
        full_texts_of(other).not_retrieved(first, "gone for good")
    with pytest.raises(UndoConflict):
        full_texts.take_back()
    assert full_texts.take_back() == second, "it is passed over the next time"


def test_another_windows_word_arrives_once(review: Review) -> None:
    first, second, *_ = review.records
    full_texts = full_texts_of(review)
    assert not full_texts.refresh()
    with Review(review.folder, role="BO") as other:
        full_texts_of(other).not_retrieved(first, "gone")
        full_texts_of(other).group(first, second)
    assert full_texts.refresh() and full_texts.retrieval(first).why == "gone" and len(full_texts.reports(first)) == 2
    assert not full_texts.refresh()


@made_once
def three_included(folder: Path) -> Path:
    """Four records, of which the last did not come to the full texts."""
    make_review(folder, records=4)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include" if n < 3 else "exclude") for n in range(4)])
    return folder


@pytest.fixture
def with_reports(tmp_path: Path) -> Path:
    return three_included(tmp_path / "review")


def test_where_each_report_is_and_who_said_so(with_reports: Path) -> None:
    with Review(with_reports, role="ANNA") as review:
        first, second, third, _ = review.records
        groups, stage = duplicate_groups(review), review.stage(STAGE)
        set_retrievals(review, groups, stage, [lost(first, "gone"), retrieved(review, second, "https://example.org/1")])
        group(review, groups, [first, third])
        rows = reports(review_state(review), stage)
    assert [row.retrieval.record for row in rows] == [first, second, third]
    assert [(said.state, said.why, said.url, said.by) for said in (row.retrieval for row in rows)] == [
        ("not-retrieved", "gone", "", "ANNA"),
        ("retrieved", "", "https://example.org/1", "ANNA"),
        ("sought", "", "", ""),
    ]
    assert rows[0].study == rows[2].study == min(first, third) and rows[1].study == second
    assert rows[0].retrieval.at and rows[0].title.startswith("On ")


@pytest.mark.parametrize(("role", "verdict"), [("ANNA", "include"), ("BO", "exclude"), ("CHIEF", ""), (None, "")])
def test_only_ones_own_verdict_is_shown(with_reports: Path, role: str | None, verdict: str) -> None:
    decide_all(with_reports, "ANNA", STAGE, [("T0", "include")])
    (with_reports.parent / "b.csv").write_text("accession,verdict,reason\nT0,exclude,wrong-population\n")
    with Review(with_reports, role="BO") as review:
        import_decisions(review, with_reports.parent / "b.csv", review.stage(STAGE), "BO", duplicate_groups(review))
    with Review(with_reports, role=role) as review:
        assert [row.verdict or "" for row in reports(review_state(review), review.stage(STAGE))] == [verdict, "", ""]


def test_other_stages_have_no_reports(with_reports: Path) -> None:
    with Review(with_reports) as review, pytest.raises(TamisError, match="fulltext"):
        reports(review_state(review), review.stage("title-abstract"))
