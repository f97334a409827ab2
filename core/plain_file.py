"""Opens a file that a person has named, after a check that it is a plain file."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from core.errors import TamisError


def open_plain(path: Path) -> BufferedReader:
    """Open a plain file for reading, and refuse a device, which may never end, and a pipe, which may never begin.

    Raises:
        TamisError: It is a folder, a device or a pipe.
        OSError: It cannot be opened.
    """
    # O_NONBLOCK: opening a pipe would wait for its writer. For a plain file it makes no difference.
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
