"""What a repair of one journal keeps, copies and sets aside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from store.journal.errors import NewerFormat, StoreBusy
from store.journal.journal import Change, Journal
from store.journal.line import Event
from store.journal.snapshot import Snapshot, read_snapshot, write_snapshot
from store.upkeep.damage import check_journal
from store.upkeep.longer_copy import longest
from store.upkeep.mending import Repair, put_in_its_place
from tests.store.faults import TABLE, change, decision
from tests.store.upkeep.test_damage import write_lines


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "anna"
    folder.mkdir()
    with Journal(folder / "ta.jsonl", who="anna") as journal:
        for number in range(1, 6):
            journal.commit([change(number)])
        journal.commit([change(1, "exclude"), change(2, "exclude")])
    return folder / "ta.jsonl"


def damage(path: Path, line: int) -> None:
    """Alters some characters in the middle of a line, counted from 1: more than can be put right by itself."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b"include", b"innnnnn", 1)
    path.write_bytes(b"".join(lines))


def mended(path: Path, backups: Path) -> Repair:
    """What is left of a journal of which there is no copy, put in its place."""
    return put_in_its_place(path, longest(path, (), ())[0], backups)


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_whole_journal_has_no_problems(path: Path, tmp_path: Path) -> None:
    before = files(tmp_path)
    assert check_journal(path) == []
    assert files(tmp_path) == before
    assert check_journal(tmp_path / "none.jsonl") == []


def test_a_repair_keeps_what_is_whole_and_shows_the_rest(path: Path, tmp_path: Path) -> None:
    damage(path, 4)
    damage(path, 6)
    before = files(path.parent)
    repair = mended(path, tmp_path / "backups")

    assert {copy.name: copy.read_bytes() for copy in repair.copies} == {
        "anna-ta.jsonl.before-repair-1": before["ta.jsonl"],
        "anna-ta.json.before-repair-1": before["ta.json"],
    }
    assert repair.kept == 3
    assert [(line.number, line.whole) for line in repair.aside] == [
        (4, False),
        (5, True),
        (6, False),
        (7, True),
        (8, True),
    ]
    assert repair.aside[1].event is not None
    assert repair.aside[1].event.after == decision(4)
    assert repair.aside_file is not None
    shown = [json.loads(line) for line in repair.aside_file.read_text().splitlines()]
    assert [line["line"] for line in shown] == [4, 5, 6, 7, 8]
    assert shown[4]["event"]["after"] == decision(2, "exclude")

    assert check_journal(path) == []
    journal = Journal(path, who="anna")
    assert journal.tables == {TABLE: {"1": decision(1), "2": decision(2)}}
    journal.commit([change(3)])
    assert check_journal(path) == []


@pytest.mark.parametrize("part", [b"include", b'"~', b'"~":"', b'"batch"', b'"seq"'])
def test_a_damaged_line_that_is_whole_again_in_its_place_is_not_lost(path: Path, tmp_path: Path, part: bytes) -> None:
    whole = path.read_bytes().splitlines(keepends=True)
    place = 6 if part == b'"batch"' else 3
    at = whole[place].index(part) + len(part) - 1
    altered = [*whole]
    altered[place] = whole[place][:at] + b"\xff" + whole[place][at + 1 :]
    path.write_bytes(b"".join(altered))
    assert [each.number for each in put_in_its_place(path, whole[:5], tmp_path / "backups").aside] == [6, 7, 8]
    path.write_bytes(b"".join(altered))
    repair = put_in_its_place(path, whole, tmp_path / "backups")
    assert (repair.aside, repair.aside_file, repair.kept) == ((), None, 8)
    assert repair.copies[0].read_bytes() == b"".join(altered), "as it was, it is kept too"
    assert path.read_bytes() == b"".join(whole)


def test_a_damaged_line_in_the_place_of_another_one_is_shown(path: Path, tmp_path: Path) -> None:
    with Journal(tmp_path / "other.jsonl", who="anna") as journal:
        for number in range(1, 6):
            journal.commit([change(number, "exclude")])
    damage(path, 4)
    repair = put_in_its_place(path, (tmp_path / "other.jsonl").read_bytes().splitlines(keepends=True), tmp_path / "b")
    assert [line.number for line in repair.aside] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_lines_that_cannot_be_read_are_shown_as_they_are(path: Path, tmp_path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\xff not JSON\n{}\n")
    repair = mended(path, tmp_path / "backups")
    assert repair.kept == 8
    assert [(line.event, line.text) for line in repair.aside] == [(None, "\ufffd not JSON"), (None, "{}")]
    assert check_journal(path) == []


def test_a_torn_tail_is_reported_and_repaired(path: Path, tmp_path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"act":"ed')
    [problem] = check_journal(path)
    assert "never confirmed" in problem.what
    repair = mended(path, tmp_path / "backups")
    assert (repair.kept, [line.text for line in repair.aside]) == (8, ['{"act":"ed'])
    assert check_journal(path) == []


def test_a_snapshot_that_says_otherwise_is_reported_and_made_anew(path: Path, tmp_path: Path) -> None:
    """With a correct checksum of its own: not edited by hand, but wrong."""
    snapshot = read_snapshot(path.with_suffix(".json"))
    assert snapshot
    write_snapshot(path.with_suffix(".json"), Snapshot({TABLE: {"1": {}}}, snapshot.position), 0o640)
    [problem] = check_journal(path)
    assert problem.where.endswith("ta.json")
    assert "does not hold" in problem.what
    mended(path, tmp_path / "backups")
    assert check_journal(path) == []
    assert json.loads(path.with_suffix(".json").read_bytes())[TABLE]["1"] == decision(1, "exclude")


def test_a_later_format_is_neither_checked_nor_repaired(tmp_path: Path) -> None:
    path = tmp_path / "later.jsonl"
    write_lines(path, Event(1, "", "x", "format", "", 0, None, {"format": 9}))
    [problem] = check_journal(path)
    assert "format 9" in problem.what
    before = path.read_bytes()
    with pytest.raises(NewerFormat):
        mended(path, tmp_path / "backups")
    assert path.read_bytes() == before


def test_a_journal_in_use_is_not_repaired(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.upkeep.mending.TIMEOUT", 0.01)
    damaged = tmp_path / "damaged.jsonl"
    shutil.copy(path, damaged)
    with Journal(damaged, who="anna").locked():
        damage(damaged, 4)
        before = damaged.read_bytes()
        with pytest.raises(StoreBusy):
            mended(damaged, tmp_path / "backups")
    assert damaged.read_bytes() == before


def test_a_live_session_survives_a_repair(path: Path, tmp_path: Path) -> None:
    journal = Journal(path, who="anna")
    damage(path, 6)
    mended(path, tmp_path / "backups")
    journal.commit([change(50)])
    assert journal.generation == 1
    assert set(journal.tables[TABLE]) == {"1", "2", "3", "4", "50"}
    assert check_journal(path) == []


def test_a_big_batch_is_checked_as_one(tmp_path: Path) -> None:
    path = tmp_path / "ta.jsonl"
    with Journal(path, who="anna") as journal:
        journal.commit(Change(TABLE, number, {"n": number}) for number in range(500))
    assert check_journal(path) == []
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:200], lines[200].replace(b'"n":', b'"mmm":'), *lines[201:]]))
    [problem] = [problem for problem in check_journal(path) if "line" in problem.where]
    assert problem.where.endswith("line 201")
    assert mended(path, tmp_path / "backups").kept == 1


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def test_the_modes_of_what_a_repair_makes_are_its_owner_s(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes().splitlines(keepends=True)
    gone = tmp_path / "bo" / "ta.jsonl"
    repair = put_in_its_place(gone, whole, tmp_path / "backups")
    assert (repair.kept, repair.aside, repair.aside_file, gone.read_bytes()) == (8, (), None, b"".join(whole))
    assert (mode_of(gone.parent), mode_of(gone)) == (0o700, 0o644)
    path.chmod(0o600)
    repair = put_in_its_place(path, whole[:2], tmp_path / "backups")
    assert (mode_of(tmp_path / "backups"), mode_of(path), mode_of(path.with_suffix(".json"))) == (0o700, 0o600, 0o600)
    assert repair.aside_file == path.with_name("ta.jsonl.set-aside-1") and mode_of(repair.aside_file) == 0o640
    assert [mode_of(each) for each in repair.copies] == [0o640, 0o640]
