"""What differs between the systems that tamis runs on: Linux, also inside Windows (WSL), and macOS."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def sync(descriptor: int) -> None:
    """Wait until a file or folder is on the disk.

    On macOS `fsync` leaves it in the disk's own memory, which a power cut empties; `F_FULLFSYNC` does not. Some network
    drives know no such call.

    Raises:
        OSError: The disk failed.
    """
    if not _full_sync(descriptor):
        os.fsync(descriptor)


def sync_data(descriptor: int) -> None:
    """As `sync`, for lines that were appended to a file: without its times, where the system can.

    Raises:
        OSError: The disk failed.
    """
    if not _full_sync(descriptor):
        getattr(os, "fdatasync", os.fsync)(descriptor)


def _full_sync(descriptor: int) -> bool:
    command = getattr(fcntl, "F_FULLFSYNC", None)
    if command is None:
        return False
    try:
        fcntl.fcntl(descriptor, command)
    except OSError as error:
        if error.errno in _UNKNOWN:
            return False
        raise
    return True


def set_mode(folder: Path, mode: int) -> None:
    """Set the permissions of a folder of one's own.

    macOS refuses the bit for “what is made here is the group's” where one is not in the folder's group; there all that
    is made in a folder is its group's anyway.

    Raises:
        OSError: They could not be set.
    """
    try:
        folder.chmod(mode)
    except PermissionError:
        folder.chmod(mode & ~0o2000)


def other_spelling(path: Path) -> str:
    """The name under which a file or folder is listed, where a disk takes it for another one in small or capitals.

    A Mac's disk, and a Windows drive, do so. "" where it is listed as it is named, or not there.
    """
    if not path.exists():
        return ""
    names = {each.name for each in path.parent.iterdir()}
    return "" if path.name in names else next((each for each in names if each.casefold() == path.name.casefold()), "")


_UNKNOWN = (22, 25, 45, 95, 102)
"""Numbers of errors for a call that the file system does not know: EINVAL, ENOTTY, ENOTSUP and EOPNOTSUPP of either."""
