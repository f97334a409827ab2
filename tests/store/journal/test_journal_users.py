"""Several accounts on one server, and whatever umask they have."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.journal.errors import StoreReadOnly, StoreUnreadable
from store.journal.files import make_own_dir
from store.journal.journal import Journal
from tests.store.faults import TABLE, change, decision
from tests.store.users import as_user, needs_root, reachable

ANNA, OLE, TEAM = 54_321, 54_322, 54_399


@pytest.fixture(params=[0o077, 0o027, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of Anna's that her team reads, in a place that all can reach."""
    reachable(tmp_path)
    folder = tmp_path / "anna"
    make_own_dir(folder)
    folder.chmod(0o2750)
    return folder


@pytest.mark.usefixtures("umask")
def test_the_umask_does_not_matter(folder: Path) -> None:
    with Journal(folder / "ta.jsonl", who="anna") as journal:
        journal.commit([change(1)])
    with (folder / "ta.jsonl").open("ab") as file:
        file.write(b"torn")
    with Journal(folder / "ta.jsonl", who="anna") as journal:
        journal.commit([change(2)])
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}
    assert modes == {"ta.jsonl": 0o640, "ta.json": 0o640, "ta.jsonl.torn-1": 0o640}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2750


@pytest.mark.usefixtures("umask")
def test_a_shared_journal_has_the_mode_that_was_asked_for(tmp_path: Path) -> None:
    with Journal(tmp_path / "imports.jsonl", who="anna", mode=0o664) as journal:
        journal.commit([change(1)])
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o664}


@needs_root
@pytest.mark.usefixtures("umask")
def test_the_team_reads_and_others_do_not(folder: Path) -> None:
    path = folder / "ta.jsonl"
    os.chown(folder, ANNA, TEAM)
    folder.chmod(0o2750)

    def anna_decides() -> None:
        with Journal(path, who="anna") as journal:
            journal.commit([change(1)])

    def supervisor_reads() -> None:
        journal = Journal(path, who="ole", read_only=True)
        assert journal.tables == {TABLE: {"1": decision(1)}}
        with pytest.raises(StoreReadOnly, match="you may not write"):
            Journal(path, who="ole")

    def stranger_fails() -> None:
        with pytest.raises(StoreUnreadable, match="you may not read"):
            Journal(path, who="ole", read_only=True)
        with pytest.raises(StoreReadOnly, match="you may not write"):
            Journal(path, who="ole")

    as_user(ANNA, ANNA, anna_decides)
    as_user(OLE, TEAM, supervisor_reads)
    as_user(OLE, OLE, stranger_fails)
    assert (path.stat().st_uid, path.stat().st_gid) == (ANNA, TEAM)


@needs_root
def test_two_accounts_write_one_shared_journal(folder: Path) -> None:
    path = folder / "duplicates.jsonl"
    os.chown(folder, ANNA, TEAM)
    folder.chmod(0o2770)

    def decides(number: int) -> None:
        with Journal(path, who=str(number), mode=0o660) as journal:
            journal.commit([change(number)])

    as_user(ANNA, TEAM, lambda: decides(1))
    as_user(OLE, TEAM, lambda: decides(2))
    as_user(ANNA, TEAM, lambda: decides(3))
    journal = Journal(path, who="root", read_only=True)
    assert set(journal.tables[TABLE]) == {"1", "2", "3"}
    assert [event.who for event in journal.events()][1:] == ["1", "2", "3"]


@needs_root
def test_a_folder_that_may_not_be_written_keeps_its_old_snapshot(folder: Path) -> None:
    """The journal may be writable where its folder is not: work goes on, the snapshot stays behind."""
    path = folder / "ta.jsonl"
    with Journal(path, who="root") as journal:
        journal.commit([change(1)])
    old = path.with_suffix(".json").read_bytes()
    os.chown(path, ANNA, ANNA)
    folder.chmod(0o755)

    def decides() -> None:
        with Journal(path, who="anna") as journal:
            journal.commit([change(2)])
            assert journal.checkpoint() is False

    as_user(ANNA, ANNA, decides)
    assert path.with_suffix(".json").read_bytes() == old
    assert set(Journal(path, who="root", read_only=True).tables[TABLE]) == {"1", "2"}
