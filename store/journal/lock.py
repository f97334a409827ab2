"""Locks a journal with `flock` on the file itself, so that a killed process leaves no lock behind.

POSIX only. Between hosts (NFS, SMB) flock may silently lock nothing: see `store.journal.files.unsafe_filesystem`.
"""

from __future__ import annotations

import fcntl
import time
from pathlib import Path

from store.journal.errors import StoreBusy

_FIRST_PAUSE, _LONGEST_PAUSE = 0.0005, 0.02


def acquire(descriptor: int, path: Path, timeout: float, *, shared: bool = False) -> None:
    """Locks an open file for this process, waiting no longer than `timeout` seconds.

    Args:
        descriptor: The open file.
        path: Its name, for the message.
        timeout: Seconds.
        shared: Whether other readers may hold it too.

    Raises:
        StoreBusy: Another process did not let go in time.
    """
    deadline = time.monotonic() + timeout
    pause = _FIRST_PAUSE
    while True:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            left = deadline - time.monotonic()
            if left <= 0:
                raise busy(path, timeout) from None
        time.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE)


def release(descriptor: int) -> None:
    """Releases the lock."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def busy(path: Path, timeout: float) -> StoreBusy:
    """The error for a lock that was not free in time."""
    return StoreBusy(
        f"busy: another process has held it for {timeout:g} s",
        where=str(path),
        advice="Nothing was changed. Try again; if it lasts, look for another tamis, perhaps one stopped with Ctrl-Z.",
    )
