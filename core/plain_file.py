"""Opening a file that a person has named, made sure that it is one."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from core.errors import TamisError


def open_plain(path: Path) -> BufferedReader:
    """Open a file for reading: no device, which may never end, and no pipe, which may never begin.

    Raises:
        TamisError: It is something else.
        OSError: It cannot be opened.
    """
    # Without waiting: to open a pipe is to wait for its writer. For a plain file it makes no difference.
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        if stat.S_ISDIR(mode):
            raise TamisError("this is a folder", where=str(path), advice="Name the files in it.")
        raise TamisError(
            "this is no plain file but a device or a pipe", where=str(path), advice="Save it as a file first."
        )
    return open(descriptor, "rb")
