"""What follows from decisions: what every reader has finished is opened, and the others are told in counts."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from core.sampling.sample import PILOT
from core.screening.status import OwedAndDone
from store.acts.openings import openings
from store.folder.progress import published_progress
from store.folder.review import Review
from store.work.openings import open_finished_batches, settle_after_saving
from tests.reviews import acts_file, decide_all, decisions_file, make_review, protocol, record_ids, ris, run, run_json
from tests.sharing import FIVE, owed, read, read_all, readers_of, shared_review

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
    stated = acts_file(folder, "BO").read_bytes()
    decide_all(folder, "BO", STAGE, [("T2", "include")])
    assert acts_file(folder, "BO").read_bytes() == stated, "what is open is not stated again"


def test_one_reader_takes_the_others_word_that_they_have_stated(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.work.openings.state_batch", lambda *_: None)
        decide_all(folder, "ANNA", STAGE, all_of(2))
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="BO")
    assert opened(folder, "BO") == set(), "ANNA has not let BO know"
    assert opened(folder, "ANNA") == {(STAGE, 1)}
    with Review(folder) as review:
        assert published_progress(review, "ANNA")[STAGE, 1] == OwedAndDone(owed=2, done=2)


def test_who_is_nobody_s_reader_opens_what_all_have_stated(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.work.openings._open_stated", lambda *_: False)
        for who in ("ANNA", "BO"):
            decide_all(folder, who, STAGE, all_of(1))
    assert opened(folder) == {(STAGE, 1)}


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
    assert opened(folder, "ANNA") == opened(folder, "BO") == set()
    run(folder, "sample", STAGE, "--draw", "--yes", role="BO")
    assert opened(folder, "BO") == {(STAGE, 1)}


def test_who_may_not_write_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review", records=1)
    with monkeypatch.context() as patched:
        patched.setattr("store.work.openings.os.access", lambda _path, mode: mode != os.W_OK)
        for who in ("ANNA", "BO"):
            decide_all(folder, who, STAGE, all_of(1))
        assert opened(folder) == set() and not [*folder.glob("people/*/progress.json")]
    assert opened(folder) == set(), "nobody has stated anything"
    assert opened(folder, "ANNA") == set()
    assert opened(folder, "BO") == {(STAGE, 1)}


WARNED = {
    "publish_progress": "how far ANNA is was not noted for the others",
    "seal": "ANNA's folders were not opened to the team",
    "_state_finished": "what ANNA has finished was not stated",
    "_open_stated": "what all have read was not opened",
}


@pytest.mark.parametrize("failing", WARNED)
def test_after_a_save_what_fails_is_a_warning(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    folder = make_review(tmp_path / "review", records=1)
    decide_all(folder, "ANNA", STAGE, all_of(1))
    told: list[str] = []
    with Review(folder, role="ANNA") as review:
        review.warn = told.append
        monkeypatch.setattr(f"store.work.openings.{failing}", full)
        settle_after_saving(review)
        assert review.saved
    assert told == [f"all is saved, but {WARNED[failing]}. Make room on the disk; repeat nothing (no space left)."]


def test_after_a_late_merge_the_count_shown_is_not_above_what_is_owed_and_the_statement_waits(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, all_of(3))
    first, second, _ = record_ids(folder)
    run(folder, "dedup", "--same", first, second)
    [stage, _] = run_json(folder, "status")["stages"]
    assert stage["reviewers"]["ANNA"] == {"owed": 2, "done": 2}
    assert stage["waits_for"] == ["ANNA"], "what was stated is not what is owed now"
    run(folder, "status", role="ANNA")
    assert run_json(folder, "status")["stages"][0]["waits_for"] == []


def test_whoever_opens_early_for_all_has_their_folders_opened_at_once(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, all_of(1))
    batch = folder / "people" / "ANNA" / f"{STAGE}.1"
    assert not batch.stat().st_mode & 0o077
    run(folder, "unblind", STAGE, "--rationale", "time is short", "--round", "1")
    assert batch.stat().st_mode & 0o055 == 0o055
    stated = acts_file(folder, "ANNA").read_bytes()
    decide_all(folder, "ANNA", STAGE, [("T1", "include")])
    assert acts_file(folder, "ANNA").read_bytes() == stated
    assert opened(folder, "CHIEF") == {(STAGE, 1)} and not (folder / "people" / "CHIEF").exists()


def test_whoever_opens_early_where_readers_are_apart_speaks_for_none_of_them(tmp_path: Path) -> None:
    text = protocol().replace("[review]", '[review]\napart = "machines"')
    folder = make_review(tmp_path / "review", records=2, text=text)
    decide_all(folder, "ANNA", STAGE, all_of(1))
    run(folder, "unblind", STAGE, "--rationale", "time is short", "--round", "1")
    assert not acts_file(folder, "ANNA").exists(), "her own machine says where she stands"


def test_what_was_said_before_a_pilot_took_the_record_is_said_again_in_the_pilot(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, all_of(3))
    run(folder, "sample", STAGE, "--pilot", "2", "--yes", role="ANNA")
    run(folder, "status", role="ANNA")
    [drawn] = run_json(folder, "sample", STAGE)
    pilot = decisions_file(folder, "ANNA", STAGE, PILOT).read_text()
    said = {record for record in record_ids(folder) if f'"record":"{record}"' in pilot}
    assert said == set(drawn["ids"]) and len(said) == 2


def test_a_search_update_whose_sample_is_not_drawn_waits_for_no_program_of_its_reader(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2, text=protocol("1/2"))
    run(folder, "sample", STAGE, "--draw", "--yes")
    [drawn] = run_json(folder, "sample", STAGE)[0]["ids"]
    decide_all(folder, "ANNA", STAGE, all_of(2))
    run(folder, "decide", STAGE, drawn, "include", role="BO")
    (tmp_path / "more.ris").write_text(ris([8]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    assert run_json(folder, "status")["stages"][0]["waits_for"] == []


def test_a_batch_opens_when_all_that_was_dealt_is_read(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    read_all(folder, "ABCD")
    read(folder, "E", owed(folder, "E")[1:])
    assert opened(folder) == set()
    run(folder, "decide", STAGE, owed(folder, "E")[0], "include", role="E")
    assert opened(folder) == {(STAGE, 1)}


def test_who_has_nothing_to_read_keeps_no_batch_sealed(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", records=2)
    [*busy] = sorted(set().union(*readers_of(folder).values()))
    assert len(busy) < 5
    read_all(folder, busy)
    assert opened(folder) == {(STAGE, 1)}
    with Review(folder) as review:
        opening = openings(review)[STAGE, 1]
    assert {who for who, last in opening.journals.items() if not last} == set(FIVE) - set(busy)


def test_what_comes_late_to_who_had_nothing_is_read_and_counts(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", records=2)
    read_all(folder, sorted(set().union(*readers_of(folder).values())))
    (tmp_path / "late.ris").write_text(ris(range(30, 50)))
    run(folder, "import", str(tmp_path / "late.ris"), "--source", "Testbase", "--round", "1")
    run(folder, "dedup")
    read_all(folder, seed=5)
    stage = run_json(folder, "status")["stages"][0]
    assert stage["late"] == 20
    assert stage["waiting"] == stage["disagreements"], "every reader's word is heard"
