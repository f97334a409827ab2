"""What would contradict itself in a merged record, as far as the one who merges may know it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.acts.duplicates.verdicts import give_verdict, verdict_changes
from store.folder.review import Review
from store.state.contradictions import contradictions_after, said_of_each
from tests.reviews import decide_all, make_review, record_ids

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
