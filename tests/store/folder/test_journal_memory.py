"""What is known of a journal besides the file, and that nothing is written to one that lacks it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.cache import cache_folder
from store.folder.journal_memory import ASK, ENDS
from store.folder.review import Review
from store.journal.errors import LONGER_COPY
from tests.reviews import acts_file, decisions_file, differing_review, made_once, make_review, record_ids, run

STAGE = "title-abstract"
RULED = ("include", "--rationale", "it is")


def cut(path: Path, kept: int) -> None:
    """Cut a journal, and take its snapshot away."""
    path.with_suffix(".json").unlink(missing_ok=True)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:kept]))


@made_once
def ruled(folder: Path) -> Path:
    """ANNA and BO have finished; each has said something since the other did."""
    made = differing_review(folder)
    for place, who in enumerate(("BO", "ANNA", "BO")):
        run(made, "resolve", STAGE, record_ids(made)[place], *RULED, role=who)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same in a folder that no cache knows."""
    return Path(shutil.copytree(ruled(tmp_path / "made"), tmp_path / "review"))


def test_what_another_saw_is_missed_by_all_and_not_written_over(folder: Path) -> None:
    cut(acts_file(folder, "ANNA"), 2)
    before = acts_file(folder, "ANNA").read_bytes()
    told = run(folder, "status", role="BO")
    assert told.exit_code == 0 and "BO had seen them on" in told.stderr and "Ask ANNA for a copy" in told.stderr
    with pytest.raises(TamisError, match="BO had seen them"):
        run(folder, "resolve", STAGE, record_ids(folder)[2], *RULED, role="ANNA")
    assert acts_file(folder, "ANNA").read_bytes() == before
    assert run(folder, "resolve", STAGE, record_ids(folder)[2], *RULED, role="CHIEF").exit_code == 0


def test_of_several_who_saw_more_the_one_that_saw_most_is_named(folder: Path) -> None:
    for who in ("ANNA", "CHIEF"):
        run(folder, "resolve", STAGE, record_ids(folder)[2], *RULED, role=who)
    path = acts_file(folder, "ANNA")
    known = len(path.read_bytes().splitlines())
    cut(path, 2)
    for who, advice in (("BO", ASK.format(who="ANNA")), ("ANNA", LONGER_COPY)):
        told = " ".join(run(folder, "status", role=who).stderr.split())
        assert f"lines are missing: {known} are known (CHIEF had seen them on " in told
        assert f"), 2 are there. {advice}" in told


def test_what_its_reader_stated_is_missed_and_not_written_over(folder: Path) -> None:
    cut(decisions_file(folder, "BO", STAGE), 3)
    assert "BO stated them on" in run(folder, "status").stderr
    with pytest.raises(TamisError, match="BO stated them"):
        run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="BO")
    assert "is not the one that was stated" in run(folder, "agreement", STAGE).stdout
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="ANNA").exit_code == 0


def test_a_longer_copy_that_fits_ends_it(folder: Path) -> None:
    path = decisions_file(folder, "BO", STAGE)
    whole = path.read_bytes()
    cut(path, 3)
    path.write_bytes(whole)
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="BO").exit_code == 0


def test_the_loss_is_accepted_by_a_word_that_the_report_tells(folder: Path, tmp_path: Path) -> None:
    cut(decisions_file(folder, "BO", STAGE), 3)
    assert run(folder, "repair", role="BO").exit_code == 2
    assert run(folder, "repair", "--accept-loss", "the disk died", role="BO").exit_code == 0
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="BO").exit_code == 0
    assert "stated them" not in run(folder, "status").stderr
    run(folder, "report", "--out", str(tmp_path / "report"))
    assert "the disk died" in (tmp_path / "report" / "amendments.md").read_text()
    assert "the disk died" in (tmp_path / "report" / "index.html").read_text()
    assert run(folder, "agreement", STAGE).stdout.count("is not the one that was stated")


def test_an_account_remembers_what_it_wrote_itself(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for record in record_ids(folder)[:3]:
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    cut(decisions_file(folder, "ANNA", STAGE), 2)
    with pytest.raises(TamisError, match="this account wrote them"):
        run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", role="ANNA")
    assert run(folder, "check", role="ANNA").exit_code == 1
    (cache_folder(folder) / ENDS).unlink()
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", role="ANNA").exit_code == 0


def test_another_review_in_the_place_of_one_is_begun_anew(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    text = (folder / "protocol.toml").read_text()
    shutil.rmtree(folder)
    Review.create(folder, text).close()
    run(folder, "import", str(tmp_path / "review.ris"), "--source", "Testbase")
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA").exit_code == 0


@pytest.mark.parametrize("role", [None, "ANNA"])
def test_nobody_starts_from_another_s_snapshot(folder: Path, role: str | None) -> None:
    path = decisions_file(folder, "BO", STAGE).with_suffix(".json")
    whole = run(folder, "agreement", STAGE, role=role).stdout
    from store.journal.snapshot import Snapshot, read_snapshot, write_snapshot

    snapshot = read_snapshot(path)
    assert snapshot
    write_snapshot(path, Snapshot({"decisions": {}}, snapshot.position), 0o644)
    shutil.rmtree(cache_folder(folder), ignore_errors=True)
    for _ in range(2):  # read from its first line, then from a snapshot of one's own
        assert run(folder, "agreement", STAGE, role=role).stdout == whole
