"""Writes files whole or not at all, makes folders with the right permissions, and recognises unsafe file systems."""

from __future__ import annotations

import contextlib
import grp
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import TamisError
from store.journal.errors import StoreCorrupt
from store.journal.system import set_mode, sync

LEAST_FREE = 50_000_000
"""Below this many free bytes people are warned."""

# File systems that several hosts can mount at once, or whose server may not pass locks on.
# Kinds that begin with "fuse" count too.
_UNSAFE = (
    *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "drvfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
    *("ocfs2", "orangefs", "pvfs2", "smb3", "smbfs", "vboxsf", "virtiofs"),
)
_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)\.[0-9a-f]{8}\.tmp", re.DOTALL)


def file_sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fsync_dir(folder: Path) -> None:
    """Makes the creation, renaming or removal of a file in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def atomic_write(path: Path, chunks: Iterable[bytes], mode: int = 0o640) -> None:
    """Writes a file so that at any moment, power cut included, `path` is the old file or the whole new one.

    Args:
        path: The file to create or replace.
        chunks: Its content.
        mode: Its permissions, whatever the umask.

    Raises:
        OSError: The old file is untouched and no temporary file is left.
    """
    with whole_file(path, mode) as file:
        file.writelines(chunks)


@contextlib.contextmanager
def whole_file(path: Path, mode: int = 0o640) -> Iterator[BinaryIO]:
    """As `atomic_write`, of what is written to the file meanwhile; after an exception the old file is untouched."""
    remove_leftovers(path.parent, path.name)
    temporary = temporary_name(path)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fchmod(file.fileno(), mode)
            sync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    fsync_dir(path.parent)


def open_regular(path: Path, flags: int) -> int:
    """Opens a file that is there, and refuses what is none: a pipe may never begin, and a device never end.

    Raises:
        StoreCorrupt: It is a folder, a pipe or a device.
        OSError: It cannot be opened.
    """
    # O_NONBLOCK: opening a pipe would wait for its writer. For a file it makes no difference.
    descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        what = "it is no file but a folder, a pipe or a device"
        raise StoreCorrupt(what, where=str(path), advice="Move it away, then restore the file from a backup.")
    return descriptor


def read_regular(path: Path) -> bytes:
    """What a file holds.

    Raises:
        StoreCorrupt, OSError: As `open_regular`.
    """
    with open(open_regular(path, os.O_RDONLY), "rb") as file:
        return file.read()


def open_or_create(path: Path, flags: int, mode: int) -> int:
    """Opens a file, making it with these permissions, whatever the umask, when it is not there yet.

    Raises:
        OSError: It can be neither opened nor made.
    """
    while True:
        with contextlib.suppress(FileNotFoundError):
            return open_regular(path, flags)
        try:
            descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        os.fchmod(descriptor, mode)
        return descriptor


def free_name(path: Path, word: str) -> Path:
    """The first name beside `path` that nothing has yet, such as "ta.jsonl.torn-1"."""
    number = 1
    while (name := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return name


def temporary_name(path: Path) -> Path:
    """The name of a temporary file beside `path` that will replace it; `leftovers` recognises it."""
    return path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def leftovers(folder: Path, name: str = "") -> list[Path]:
    """The temporary files that killed processes left in a folder: for the file `name`, or for all files."""
    found = []
    for entry in folder.iterdir():
        match = _TEMPORARY.fullmatch(entry.name)
        if match and match["name"] == (name or match["name"]) and not _runs(int(match["process"])):
            found.append(entry)
    return found


def remove_leftovers(folder: Path, name: str = "") -> None:
    """Removes the temporary files among the `leftovers`."""
    for entry in leftovers(folder, name):
        with contextlib.suppress(OSError):
            entry.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def free_space_warning(folder: Path, least: int = LEAST_FREE) -> str | None:
    """A sentence when fewer than `least` bytes are free for this user on the disk of `folder`, else None."""
    status = os.statvfs(folder)
    free = status.f_bavail * status.f_frsize
    if free >= least:
        return None
    return f"only {free // 1_000_000} MB are free on the disk of {folder}; decisions cannot be saved once it is full"


def give_to_group(folder: Path, group: str) -> None:
    """Gives a folder of one's own to a Unix group; what is made in it from then on is the group's.

    Raises:
        TamisError: There is no such group, or this user is not in it.
    """
    try:
        os.chown(folder, -1, grp.getgrnam(group).gr_gid)
    except KeyError:
        raise TamisError(
            f"there is no group “{group}” on this machine",
            where="protocol.toml, group",
            advice="Have it created, name another one, or remove the line.",
        ) from None
    except PermissionError:
        raise TamisError(
            f"you are not a member of the group “{group}”",
            where="protocol.toml, group",
            advice="Ask the administrator to add you, then log in again.",
        ) from None


def make_dir(folder: Path, mode: int = 0o777) -> None:
    """Makes a folder, and those above it that are missing, whose names survive a power cut."""
    if not folder.is_dir():
        if not folder.parent.exists():
            make_dir(folder.parent)
        folder.mkdir(mode, exist_ok=True)
        fsync_dir(folder.parent)


def make_own_dir(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, that its owner writes and the team reads: mode 2755.

    A folder that is there is left as it is, whoever's it is.
    """
    if not folder.exists():
        make_own_dir(folder.parent)
        make_dir(folder)
        set_mode(folder, 0o2755)


def unsafe_filesystem(path: Path) -> str | None:
    """The kind of file system `path` lies on if locks and syncs cannot be trusted there ("nfs4", "cifs"), else None."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    kind = filesystem_of(str(path.resolve()), mounts)
    return kind if kind in _UNSAFE or kind.startswith("fuse") else None


def filesystem_of(path: str, mountinfo: str) -> str:
    """The kind of file system that holds an absolute path.

    Args:
        path: Absolute, without symbolic links.
        mountinfo: The text of `/proc/self/mountinfo`, described in proc(5).

    Returns:
        Its name, such as "ext4"; "" when no mount point matches.
    """
    best, kind = "", ""
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = (_unescaped(fields[4]) if "\\" in fields[4] else fields[4]).rstrip("/")
        # Of two mounts on one mount point, the later one hides the other.
        if len(point) >= len(best) and (path == point or path.startswith(f"{point}/")):
            best, kind = point, after.split(" ", 1)[0]
    return kind


def _unescaped(point: str) -> str:
    """A mount point with the kernel's octal escapes resolved."""
    for escape, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(escape, character)
    return point
