"""What would contradict itself in a merged record, as far as the one who merges may know it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.fulltext.retrieval import Retrieval
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.merged_words import Said
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import give_verdict, verdict_changes
from store.acts.resolutions import resolutions_table
from store.acts.retrieval import lost, retrieved, set_retrievals
from store.folder.review import Review
from store.journal.journal import Change
from store.state.contradictions import contradictions_after, said_of_each
from store.state.review_state import review_state
from store.work.resolutions import escalate, resolve
from store.work.screening import decision_store
from tests.charts import charting_review, fill_in
from tests.reviews import decide_all, differing_review, make_review, record_ids

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three records. ANNA has decided on all, the first two differently; BO on none yet."""
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude"), ("T2", "include")])
    return folder


def contradicting(folder: Path, role: str | None, *, first: int = 0, second: int = 1) -> list[tuple[str, str]]:
    """Who would contradict themselves at which stage if two of the records were said to be one."""
    ids = record_ids(folder)
    with Review(folder, role=role) as review:
        changes = verdict_changes(review, [(ids[first], ids[second])], same=True)
        return [(each.reviewer, each.stage) for each in contradictions_after(review, changes)]


def test_ones_own_contradiction_is_told_and_nobody_elses_while_it_is_sealed(folder: Path) -> None:
    assert contradicting(folder, "ANNA") == [("ANNA", STAGE)]
    assert contradicting(folder, "BO") == contradicting(folder, None) == []
    assert contradicting(folder, "ANNA", second=2) == [], "the same was said of both"


def test_after_the_opening_everybodys_is_told(folder: Path) -> None:
    decide_all(folder, "BO", STAGE, [(f"T{n}", "include") for n in range(3)])
    assert contradicting(folder, "BO") == contradicting(folder, None) == [("ANNA", STAGE)]


def test_what_is_sealed_is_not_even_opened(folder: Path) -> None:
    (folder / f"people/ANNA/{STAGE}.1/decisions.jsonl").write_bytes(b"not a journal\n")
    (folder / f"people/ANNA/{STAGE}.1/decisions.json").unlink(missing_ok=True)
    assert contradicting(folder, "BO") == []


def test_what_counts_of_a_record_counts_for_its_whole_group(folder: Path) -> None:
    ids = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        give_verdict(review, ids[0], ids[2], same=True)
        said = said_of_each(review)
        assert said(ids[0]) == said(ids[2]) == {("ANNA", STAGE): "include"}
        assert said(ids[1]) == {("ANNA", STAGE): "exclude"}


def said_by_all(folder: Path, role: str | None = "ANNA") -> list[Said]:
    """What counts of each record, in the order of import."""
    ids = record_ids(folder)
    with Review(folder, role=role) as review:
        said = said_of_each(review)
        return [said(each) for each in ids]


def test_what_is_torn_already_is_said_and_a_note_alone_is_not(folder: Path) -> None:
    first, second, third = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        give_verdict(review, first, second, same=True)
        decision_store(review, "ANNA", STAGE).save(Decision(record=third, note="only a note"))
    assert said_by_all(folder) == [{("ANNA", STAGE): ""}, {}]
    assert said_by_all(folder, "BO") == [{}, {}]


def test_how_disagreements_ended_counts_and_what_is_handed_on_has_not_ended(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    first, second, *_ = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        stage = review.stage(STAGE)
        resolve(review_state(review), stage, first, Verdict.EXCLUDE, reason="wrong-topic", rationale="so")
        escalate(review_state(review), stage, second, "we cannot tell")
    differ = {("ANNA", STAGE): "include", ("BO", STAGE): "exclude"}
    agree = {("ANNA", STAGE): "include", ("BO", STAGE): "include"}
    assert said_by_all(folder) == [{**differ, ("", STAGE): "exclude"}, differ, differ, agree, agree, agree]


def test_an_end_of_what_is_sealed_is_told_to_nobody(folder: Path) -> None:
    """As it may come from another machine, where a merge had moved the record."""
    with Review(folder, role="ANNA") as review:
        end = Resolution(record=record_ids(folder)[0], verdict=Verdict.EXCLUDE, reason="wrong-topic", rationale="so")
        review.say([Change(resolutions_table(STAGE), int(end.record, 16), end.as_document())], act="resolve")
        assert review_state(review).resolutions(STAGE)[end.record].verdict is Verdict.EXCLUDE
    assert said_by_all(folder) == [{("ANNA", STAGE): each} for each in ("include", "exclude", "include")]
    assert said_by_all(folder, "BO") == [{}, {}, {}]


def test_what_was_said_of_reports_counts_and_is_torn_where_it_differs(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=5)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(5)])
    ids = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        stage, page = review.stage("full-text"), "https://example.org/1"
        said = [retrieved(review, ids[0], page), lost(ids[1], "none"), Retrieval(record=ids[2]), lost(ids[3], "none")]
        set_retrievals(review, duplicate_groups(review), stage, said)
        give_verdict(review, ids[0], ids[3], same=True)
    both = {("ANNA", STAGE): "include", ("BO", STAGE): "include"}
    told = [{**both, ("the reports", "full-text"): each} for each in ("not-retrieved", "sought", "")]
    assert said_by_all(folder) == [*told, both]


def test_what_was_charted_counts_item_by_item(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review", "ANNA", "BO", records=2)
    fill_in(folder, studies[0], "ANNA", design="survey")
    answers = {"country": "norway", "design": "survey", "first-author": "writer0", "year": "1980"}
    expected = {("ANNA", f"charting, {item}"): answer for item, answer in answers.items()}
    assert said_by_all(folder) == [{("ANNA", "charting"): "include", **expected}, {}]
    assert said_by_all(folder, "BO") == [{}, {}], "it is sealed"
