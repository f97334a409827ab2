"""What follows from decisions: what every reader has finished is opened, and the others are told in counts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from store.acts.openings import openings
from store.folder.review import Review
from store.work.openings import open_finished_batches, settle_after_saving
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run

STAGE = "title-abstract"


def opened(folder: Path, role: str | None = None) -> set[tuple[str, int]]:
    with Review(folder, role=role) as review:
        open_finished_batches(review)
        return set(openings(review))


def all_of(records: int, verdict: str = "include") -> list[tuple[str, str]]:
    return [(f"T{n}", verdict) for n in range(records)]


def test_a_stage_opens_with_the_last_readers_last_decision(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, all_of(3))
    decide_all(folder, "BO", STAGE, all_of(2))
    assert opened(folder) == set()
    decide_all(folder, "BO", STAGE, [("T2", "exclude")])
    assert opened(folder) == {(STAGE, 1)}


def test_one_reader_takes_the_others_published_word(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, all_of(2))
    (folder / "progress/ANNA.json").unlink()
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="BO")
    assert opened(folder, "BO") == set(), "ANNA has not let BO know"
    assert opened(folder, "ANNA") == {(STAGE, 1)}
    [_, row] = json.loads((folder / "progress/ANNA.json").read_text())
    assert (row["owed"], row["done"]) == (2, 2)


def test_nothing_opens_while_records_may_still_come(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, all_of(3))
    (tmp_path / "more.ris").write_text(ris([8]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "full-text", all_of(3))
    assert opened(folder) == {(STAGE, 1), ("full-text", 1)}
    with Review(folder) as review:
        state = open_finished_batches(review)
        full_text = review.stage("full-text")
        assert state.waiting_before(full_text, 2) == {STAGE: 1} and state.waiting_before(full_text, 1) == {}


def test_a_sample_that_is_not_drawn_keeps_its_stage_blind(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4, text=protocol("1/2"))
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, all_of(4))
    assert opened(folder) == set()
    run(folder, "sample", STAGE, "--draw", "--yes")
    assert opened(folder) == {(STAGE, 1)}


def test_who_may_not_write_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review", records=1)
    with monkeypatch.context() as patched:
        patched.setattr("store.work.openings.os.access", lambda _path, mode: mode != os.W_OK)
        for who in ("ANNA", "BO"):
            decide_all(folder, who, STAGE, all_of(1))
        assert opened(folder) == set() and not (folder / "progress").exists()
    assert opened(folder) == {(STAGE, 1)}


def test_after_a_save_what_fails_is_a_warning(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    decide_all(folder, "ANNA", STAGE, all_of(1))
    (folder / "progress/BO.json").write_text("{")
    told: list[str] = []
    with Review(folder, role="ANNA") as review:
        review.warn = told.append
        settle_after_saving(review)
        assert review.saved
    assert len(told) == 1 and "progress/BO.json" in told[0] and "Repeat nothing" in told[0]
