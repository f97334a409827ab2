"""What others on the machine may read and write, whatever the umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.protocol.read import parse_protocol
from store.folder.review import Review
from tests.reviews import decide_all, decisions_file, protocol, ris, run

SEALED = "people/ANNA/title-abstract.1"
FOLDERS = {"people": 0o3775, SEALED: 0o2700}
"""The folders of a review → who may do what there; all others are a person's own, for the team to read."""


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_folders_and_files_are_as_open_as_they_must_be_and_no_more(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "review"
    text = protocol()
    assert parse_protocol(text)
    Review.create(folder, text).close()
    (tmp_path / "a.ris").write_text(ris(range(3)))
    run(folder, "import", str(tmp_path / "a.ris"), "--source", "S")
    run(folder, "dedup")
    decide_all(folder, "ANNA", "title-abstract", [("T1", "include")])
    run(folder, "bundle", "--while-blind", str(tmp_path / "a.zip"))
    run(folder, "backup")

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(folder) == 0o2770
    assert mode(folder / "backups") == 0o3770
    assert [mode(each) & 0o777 for each in (folder / "backups").iterdir()] == [0o700]
    assert mode(tmp_path / "a.zip") == 0o640
    for path in folder.rglob("*"):
        below = path.relative_to(folder).as_posix()
        if below.startswith("backups"):
            continue
        assert not mode(path) & 0o002, below
        if path.is_dir():
            assert mode(path) == FOLDERS.get(below, 0o2755), below
        elif "/records/" in below or "/duplicates/" in below:
            assert mode(path) == 0o444, below
        else:
            assert mode(path) == (0o664 if below.startswith("protocol") else 0o644), below


def test_a_folder_of_decisions_is_opened_with_its_batch(tmp_path: Path, umask: int) -> None:
    Review.create(tmp_path / "review", protocol()).close()
    (tmp_path / "a.ris").write_text(ris(range(2)))
    run(tmp_path / "review", "import", str(tmp_path / "a.ris"), "--source", "S")
    for reader in ("ANNA", "BO"):
        decide_all(tmp_path / "review", reader, "title-abstract", [("T0", "include"), ("T1", "include")])
    run(tmp_path / "review", "status", role="ANNA")
    for path in (tmp_path / "review").glob("people/*/title-abstract.1/*"):
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o2755
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    folder.mkdir()
    folder.chmod(0o2770)
    Review.create(folder, protocol()).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770


def test_a_review_behind_a_symbolic_link_is_that_review(tmp_path: Path) -> None:
    Review.create(tmp_path / "review", protocol()).close()
    (tmp_path / "link").symlink_to("review")
    (tmp_path / "a.ris").write_text(ris(range(3)))
    run(tmp_path / "link", "import", str(tmp_path / "a.ris"), "--source", "S")
    decide_all(tmp_path / "link", "ANNA", "title-abstract", [("T1", "include")])
    assert run(tmp_path / "review", "check").exit_code == 0
    assert decisions_file(tmp_path / "review", "ANNA", "title-abstract").is_file()
