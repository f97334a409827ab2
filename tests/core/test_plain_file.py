"""Only plain files are opened: a pipe would be waited for, a device read for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import TamisError
from core.plain_file import open_plain


def test_a_plain_file_is_read_also_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for name in ("a", "link"):
        with open_plain(tmp_path / name) as stream:
            assert stream.read() == b"text"


def test_a_folder_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = os.open(tmp_path, os.O_RDONLY)
    os.close(before)
    for path, what in ((tmp_path, "a folder"), (tmp_path / "pipe", "no plain file"), (Path("/dev/zero"), "no plain")):
        with pytest.raises(TamisError, match=what) as refused:
            open_plain(path)
        assert refused.value.where == str(path) and refused.value.advice
    after = os.open(tmp_path, os.O_RDONLY)
    os.close(after)
    assert after == before, "nothing is left open"


def test_what_is_not_there_is_the_systems_word(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_plain(tmp_path / "none")
