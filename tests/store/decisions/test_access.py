"""Nobody's program reads another person's sealed folder; what is open, is open to all."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.acts.openings import openings, say_open
from store.acts.statements import state_batch, statements
from store.decisions.access import (
    OPEN_MODE,
    SEALED_MODE,
    _Batches,
    are_open,
    awaited,
    decisions_of,
    is_open,
    journals_of,
    may_read,
    read_once,
    seal,
)
from store.decisions.decision_journal import TABLE
from store.folder.people import PEOPLE, current_login
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.journal import Journal
from store.journal.snapshot import read_snapshot, write_snapshot
from store.work.openings import open_finished_batches
from tests.reviews import decide_all, decisions_file, made_once, make_review, protocol, record_ids, ris, run

STAGE = "title-abstract"
ROLES = (None, "ANNA", "BO", "CHIEF")


@made_once
def two_rounds(folder: Path) -> Path:
    """Two rounds: of the first all was read, of the second only what ANNA reads, and BO has begun."""
    made = make_review(folder, records=2)
    for who in ("ANNA", "BO"):
        decide_all(made, who, STAGE, [("T0", "include"), ("T1", "exclude")])
    (folder.parent / "more.ris").write_text(ris([7, 8]))
    run(made, "import", str(folder.parent / "more.ris"), "--source", "Testbase", "--round", "new")
    decide_all(made, "ANNA", STAGE, [("T7", "include"), ("T8", "include")])
    decide_all(made, "BO", STAGE, [("T7", "include")])
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_rounds(tmp_path / "review")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folders of batches whose journal was opened, as they are named below `people`."""
    found: list[str] = []
    real = Journal.__init__

    def noted(self: Journal, path: Path, **options: object) -> None:
        if path.name == "decisions.jsonl":
            found.append(f"{path.parent.parent.name}/{path.parent.name}")
        real(self, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "__init__", noted)
    yield found


def mode(folder: Path, who: str, batch: int) -> int:
    return stat.S_IMODE(decisions_file(folder, who, STAGE, batch).parent.stat().st_mode)


def amend(folder: Path, old: str, new: str) -> None:
    path = folder / PROTOCOL_FILE
    path.write_text(path.read_text().replace(old, new, 1))


@pytest.mark.parametrize("role", ROLES)
def test_only_ones_own_and_what_is_open_is_read_whatever_the_role(
    folder: Path, read: list[str], role: str | None
) -> None:
    with Review(folder, role=role) as review:
        for who in ("ANNA", "BO"):
            found = decisions_of(review, who, STAGE)
            assert found.ends().keys() == ({"1", "2"} if who == role else {"1"})
            assert len(found.tables[TABLE]) == {"ANNA": 4, "BO": 3}[who] if who == role else 2
            assert [may_read(review, who, review.stage(STAGE), each) for each in (1, 2)] == [True, who == role]
        open_finished_batches(review)
    assert {each for each in read if each.endswith(".2")} == (
        {f"{role}/{STAGE}.2"} if role in ("ANNA", "BO") else set()
    )


@pytest.mark.parametrize("command", ["status", "report", "agreement", "disagreements", "check", "export"])
@pytest.mark.parametrize("role", [None, "CHIEF", "ANNA"])
def test_no_command_opens_what_is_sealed(folder: Path, read: list[str], command: str, role: str | None) -> None:
    takes_stage = command in ("agreement", "disagreements")
    for arguments in ([STAGE] if takes_stage else [], []):
        run(folder, command, *arguments, role=role)
    assert f"BO/{STAGE}.2" not in read


def test_who_acts_for_several_reads_what_is_theirs(folder: Path) -> None:
    with Review(folder) as review:
        review.act_as("BO")
        assert decisions_of(review, "BO", STAGE).ends().keys() == {"1", "2"}
        assert decisions_of(review, "ANNA", STAGE).ends().keys() == {"1"}


def test_what_was_opened_and_is_not_there_is_awaited_of_others_only(folder: Path) -> None:
    with Review(folder) as review:
        stage = review.stage(STAGE)
        assert [awaited(review, stage, batch) for batch in (1, 2)] == [[], []]
        for who in ("ANNA", "BO"):
            shutil.rmtree(decisions_file(folder, who, STAGE).parent)
        assert [awaited(review, stage, batch) for batch in (1, 2)] == [["ANNA", "BO"], []]
        review.act_as("BO")
        assert awaited(review, stage, 1) == ["ANNA"]
        review.act_as("ANNA")
        assert awaited(review, stage, 1) == []


def test_a_folder_is_closed_while_it_is_sealed_and_open_afterwards(folder: Path) -> None:
    assert [mode(folder, who, 1) for who in ("ANNA", "BO")] == [OPEN_MODE] * 2
    assert [mode(folder, who, 2) for who in ("ANNA", "BO")] == [SEALED_MODE] * 2
    decide_all(folder, "BO", STAGE, [("T8", "exclude")])
    assert mode(folder, "BO", 2) == OPEN_MODE
    with Review(folder, role="ANNA") as review:
        open_finished_batches(review)
    assert mode(folder, "ANNA", 2) == OPEN_MODE


def test_a_folder_made_anew_is_open_or_closed_as_its_batch_is(folder: Path) -> None:
    for batch in (1, 2):
        shutil.rmtree(decisions_file(folder, "BO", STAGE, batch).parent)
    with Review(folder, role="BO") as review:
        batches = _Batches(review, "BO", review.stage(STAGE), own=True)
        for batch in ("1", "2"):
            batches.open_journal(batch, write=True).close()
    assert [mode(folder, "BO", batch) for batch in (1, 2)] == [OPEN_MODE, SEALED_MODE]


@pytest.mark.parametrize("role", ["ANNA", "CHIEF"])
@pytest.mark.parametrize("own", [True, False])
def test_what_is_read_for_once_is_let_go_unless_it_was_read_before(folder: Path, role: str, own: bool) -> None:
    with Review(folder, role=role) as review:
        with read_once(review, "ANNA", STAGE, own=own):
            decisions_of(review, "ANNA", STAGE, own=own)
            assert are_open(review, "ANNA", STAGE, own=own)
        assert not are_open(review, "ANNA", STAGE, own=own)
        decisions_of(review, "ANNA", STAGE, own=own)
        with read_once(review, "ANNA", STAGE, own=own):
            assert are_open(review, "ANNA", STAGE, own=own)
        assert are_open(review, "ANNA", STAGE, own=own)
        assert are_open(review, "ANNA", STAGE, own=not own) is (role == "CHIEF"), "ANNA has more than all know"


def test_only_ones_own_folders_are_opened_and_what_is_wrong_is_put_right(folder: Path) -> None:
    for batch in (1, 2):
        for who in ("ANNA", "BO"):
            decisions_file(folder, who, STAGE, batch).parent.chmod(0o2750)
    with Review(folder, role="ANNA") as review:
        seal(review, "ANNA")
    assert [mode(folder, "ANNA", each) for each in (1, 2)] == [OPEN_MODE, SEALED_MODE]
    assert [mode(folder, "BO", each) for each in (1, 2)] == [0o2750] * 2


@pytest.mark.parametrize("left", ["ANNA", "BO"])
def test_a_plan_edited_to_one_reader_opens_nothing_of_the_other(folder: Path, read: list[str], left: str) -> None:
    other = "BO" if left == "ANNA" else "ANNA"
    both = '{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }'
    amend(folder, both, f'{{ reviewer = "{left}", coverage = "all" }}')
    for role in (left, None, "CHIEF"):
        with Review(folder, role=role) as review:
            open_finished_batches(review)
            assert not is_open(review, other, review.stage(STAGE), 2)
            assert "2" not in decisions_of(review, other, STAGE).ends()
        run(folder, "status", role=role)
    assert f"{other}/{STAGE}.2" not in read and mode(folder, other, 2) == SEALED_MODE


def test_an_opening_that_names_no_good_statement_opens_nothing(folder: Path, read: list[str]) -> None:
    with Review(folder, role="ANNA") as review:
        own = statements(review)[STAGE, 2]["ANNA"]
        forged = replace(own, who="BO")
        for named in (
            {"ANNA": own},
            {"ANNA": own, "BO": forged},
            {"ANNA": own, "BO": replace(forged, clock=own.clock + 1)},
        ):
            say_open(review, STAGE, 2, named)
            assert (STAGE, 2) not in openings(review)
            assert decisions_of(review, "BO", STAGE).ends().keys() == {"1"}
    with Review(folder, role="BO") as review:
        state_batch(review, replace(forged, complete=False))
        incomplete = statements(review)[STAGE, 2]["BO"]
    with Review(folder, role="ANNA") as review:
        say_open(review, STAGE, 2, {"ANNA": own, "BO": incomplete})
        assert not is_open(review, "BO", review.stage(STAGE), 2)
    assert mode(folder, "BO", 2) == SEALED_MODE


def test_a_statement_that_says_it_is_another_s_is_its_writer_s(folder: Path) -> None:
    """ANNA writes by hand what would be BO's statement: in her journal it is hers."""
    with Review(folder, role="ANNA") as review:
        own = statements(review)[STAGE, 2]["ANNA"]
        state_batch(review, replace(own, link="f" * 32))
        assert statements(review)[STAGE, 2].keys() == {"ANNA"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another account")
def test_a_squatted_folder_counts_for_nothing(tmp_path: Path) -> None:
    """Another account has made the folder of BO's batch: what is in it is not BO's; BO's program leaves it."""
    login = current_login()
    text = protocol().replace('id = "BO"\n', f'id = "BO"\nlogin = "{login}"\n', 1)
    folder = make_review(tmp_path / "review", records=1, text=text)
    decide_all(folder, "BO", STAGE, [("T0", "include")])
    batch = decisions_file(folder, "BO", STAGE).parent
    with Review(folder, role="BO") as review:
        assert decisions_of(review, "BO", STAGE).ends().keys() == {"1"}
    os.chown(batch, 54_321, -1)
    with Review(folder, role="BO") as review:
        assert decisions_of(review, "BO", STAGE).ends() == {}
        batch.chmod(0o700)
        seal(review, "BO")
    assert stat.S_IMODE(batch.stat().st_mode) == 0o700


@pytest.mark.parametrize("lacking", [os.R_OK, os.X_OK])
def test_a_folder_that_may_not_be_listed_or_entered_is_passed_by(
    folder: Path, lacking: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Review(folder, role="ANNA") as review:
        assert journals_of(review, "ANNA", review.stage(STAGE), own=True).keys() == {"1", "2"}
        monkeypatch.setattr(os, "access", lambda _path, mode: not mode & lacking)
        assert journals_of(review, "ANNA", review.stage(STAGE), own=True) == {}


def test_a_journal_that_is_gone_is_read_from_its_snapshot_and_none_without_both(folder: Path) -> None:
    journal = decisions_file(folder, "ANNA", STAGE)
    journal.unlink()
    with Review(folder, role="ANNA") as review:
        stage, there = review.stage(STAGE), journal.with_suffix(".json").exists()
        assert journals_of(review, "ANNA", stage, own=True).keys() == ({"1", "2"} if there else {"2"})
        journal.with_suffix(".json").unlink(missing_ok=True)
        assert journals_of(review, "ANNA", stage, own=True).keys() == {"2"}


def test_what_is_no_folder_of_a_batch_is_none(folder: Path) -> None:
    for name in (f"{STAGE}.0", f"{STAGE}.x", f"{STAGE}.01", STAGE):
        shutil.copytree(decisions_file(folder, "BO", STAGE).parent, folder / PEOPLE / "BO" / name)
    with Review(folder, role="BO") as review:
        assert decisions_of(review, "BO", STAGE).ends().keys() == {"1", "2"}


def test_at_a_stage_of_one_reader_it_waits_for_the_stages_before(tmp_path: Path) -> None:
    both = '{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }'
    text = '{ reviewer = "ANNA", coverage = "all" }'.join(protocol().rsplit(both, 1))
    folder = make_review(tmp_path / "review", records=1, text=text)
    with Review(folder) as review:
        assert not is_open(review, "ANNA", review.stage("full-text"), 1)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [("T0", "include")])
    with Review(folder) as review:
        assert is_open(review, "ANNA", review.stage("full-text"), 1)


def test_each_sealed_line_holds_random_digits(folder: Path) -> None:
    lines = [json.loads(each) for each in decisions_file(folder, "BO", STAGE, 2).read_text().splitlines()]
    salts = {each["salt"] for each in lines}
    assert len(salts) == len(lines) >= 2 and all(len(each["~"]) == 32 for each in lines)
    assert record_ids(folder)


def test_a_reader_s_snapshot_that_was_written_anew_tells_nobody_else_anything(folder: Path) -> None:
    """BO makes a snapshot that fits the journal and says otherwise: for all others it is the journal that counts."""
    path = decisions_file(folder, "BO", STAGE).with_suffix(".json")
    snapshot = read_snapshot(path)
    assert snapshot is not None
    for document in snapshot.tables[TABLE].values():
        document["says"]["verdict"] = "maybe"
    write_snapshot(path, snapshot, 0o644)
    for role, said in (("BO", {"maybe"}), ("ANNA", {"include", "exclude"}), ("CHIEF", {"include", "exclude"})):
        with Review(folder, role=role) as review:
            documents = decisions_of(review, "BO", STAGE).tables[TABLE].values()
            assert {each["verdict"] for each in documents if each["record"] in record_ids(folder)[:2]} == said
