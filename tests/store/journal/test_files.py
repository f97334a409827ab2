"""Whole files, private folders, disks that can be trusted."""

from __future__ import annotations

import errno
import grp
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from store.journal import files
from store.journal.files import (
    atomic_write,
    filesystem_of,
    free_name,
    free_space_warning,
    give_to_group,
    make_own_dir,
    remove_leftovers,
    unsafe_filesystem,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_a_file_is_replaced_whole_with_its_mode(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "f"
    before = os.umask(umask)
    try:
        atomic_write(path, [b"a", b"b"])
        assert (path.read_bytes(), mode(path)) == (b"ab", 0o640)
        atomic_write(path, [b"c"], 0o444)
        assert (path.read_bytes(), mode(path)) == (b"c", 0o444)
    finally:
        os.umask(before)
    assert [each.name for each in tmp_path.iterdir()] == ["f"]


@pytest.mark.parametrize("call", ["fsync", "fchmod"])
def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "f"
    atomic_write(path, [b"old"])

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="No space"):
        atomic_write(path, [b"new"])
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["f"]


def test_the_file_is_on_disk_before_it_has_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def syncing(descriptor: int) -> None:
        steps.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        sync(descriptor)

    def replacing(self: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "replace", replacing)
    atomic_write(tmp_path / "f", [b"x"])
    assert steps == ["sync file", "rename", "sync folder"]


def test_only_what_dead_processes_left_is_removed(tmp_path: Path) -> None:
    dead = int(subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True).stdout)
    names = {
        f".ta.json.{dead}.0123abcd.tmp": True,
        f".other.json.{dead}.0123abcd.tmp": False,
        f".ta.json.{os.getpid()}.0123abcd.tmp": False,
        ".ta.json.1.0123abcd.tmp": False,
        ".ta.json.swp": False,
        "ta.json": False,
        f".ta.json.{dead}.tmp": False,
    }
    for name in names:
        (tmp_path / name).write_bytes(b"")
    remove_leftovers(tmp_path, "ta.json")
    assert {each.name for each in tmp_path.iterdir()} == {name for name, removed in names.items() if not removed}
    remove_leftovers(tmp_path)
    assert not (tmp_path / f".other.json.{dead}.0123abcd.tmp").exists()


def test_names_that_are_free(tmp_path: Path) -> None:
    path = tmp_path / "ta.jsonl"
    for number in (1, 2, 3):
        name = free_name(path, "torn")
        assert name.name == f"ta.jsonl.torn-{number}"
        name.touch()


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_a_folder_of_ones_own(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make_own_dir(tmp_path / "anna" / "records")
        make_own_dir(tmp_path / "anna" / "records")
    finally:
        os.umask(before)
    assert mode(tmp_path / "anna") == mode(tmp_path / "anna" / "records") == 0o2755
    (tmp_path / "anna").chmod(0o2700)
    make_own_dir(tmp_path / "anna")
    assert mode(tmp_path / "anna") == 0o2700, "what is there is left as it is"


@pytest.fixture
def a_group() -> Iterator[str]:
    mine = {grp.getgrgid(number).gr_name for number in os.getgroups() if number != os.getegid()}
    if os.geteuid() == 0:
        mine |= {group.gr_name for group in grp.getgrall() if group.gr_gid != os.getegid()}
    if not mine:
        pytest.skip("this user is in one group only")
    yield min(mine)


def test_a_folder_of_a_group(tmp_path: Path, a_group: str) -> None:
    give_to_group(tmp_path, a_group)
    assert grp.getgrgid(tmp_path.stat().st_gid).gr_name == a_group


def test_a_group_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(TamisError, match=r"protocol\.toml, group: there is no group “no-such-group”"):
        give_to_group(tmp_path, "no-such-group")


def test_a_group_one_is_not_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_group: str) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    with pytest.raises(TamisError, match="not a member"):
        give_to_group(tmp_path, a_group)


MOUNTS = r"""
23 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw
28 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
40 28 0:36 / /home rw,relatime shared:20 - nfs4 server:/home rw,vers=4.2,local_lock=none
41 28 0:37 / /home/local rw,relatime - xfs /dev/vdb1 rw
42 28 0:38 / /mnt/our\040share rw,relatime - cifs //server/share rw
43 28 0:39 / /auto rw,relatime - autofs systemd-1 rw
44 43 0:40 / /auto rw,relatime - nfs server:/auto rw
45 28 0:41 / /gluster rw,relatime - fuse.glusterfs server:/vol rw
46 28 0:42 / /odd\134name rw - 9p host rw
this line is not one
47 28 0:42 /
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"),
        ("/srv/review", "ext4"),
        ("/home", "nfs4"),
        ("/home/anna/review", "nfs4"),
        ("/homeless", "ext4"),
        ("/home/local", "xfs"),
        ("/home/local/review", "xfs"),
        ("/mnt/our share/review", "cifs"),
        ("/auto/review", "nfs"),
        ("/gluster/review", "fuse.glusterfs"),
        ("/odd\\name/review", "9p"),
    ],
)
def test_the_file_system_of_a_path(path: str, kind: str) -> None:
    assert filesystem_of(path, MOUNTS) == kind


def test_no_mounts_no_answer() -> None:
    assert filesystem_of("/srv", "") == ""


@pytest.mark.parametrize(
    ("kind", "unsafe"),
    [(kind, True) for kind in ("nfs", "nfs4", "cifs", "smb3", "fuse", "fuse.sshfs", "fuseblk", "9p", "virtiofs")]
    + [(kind, False) for kind in ("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "")],
)
def test_unsafe_file_systems_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, unsafe: bool
) -> None:
    monkeypatch.setattr(files, "filesystem_of", lambda path, mounts: kind)
    assert unsafe_filesystem(tmp_path) == (kind if unsafe else None)


def test_links_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    asked: list[str] = []
    monkeypatch.setattr(files, "filesystem_of", lambda path, mounts: asked.append(path) or "")
    unsafe_filesystem(tmp_path / "link")
    assert asked == [str((tmp_path / "real").resolve())]


def test_little_space_is_said(tmp_path: Path) -> None:
    assert free_space_warning(tmp_path, least=0) is None
    warning = free_space_warning(tmp_path, least=10**18)
    assert warning is not None
    assert str(tmp_path) in warning
