from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from core.errors import TamisError
from store.exchange.unpack import unpack
from store.exchange.zip_writer import write_zip
from store.journal.errors import NotSaved


def test_what_is_written_can_be_unpacked_and_is_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 5)
    for name in ("a.zip", "b.zip"):
        write_zip(tmp_path / name, {"one/file": tmp_path / "file", "two": b"yy"}, 0o600)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    (tmp_path / "out").mkdir()
    assert unpack(tmp_path / "a.zip", tmp_path / "out") == ["one/file", "two"]
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("two") == b"yy"


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="no file that could be replaced"):
        write_zip(tmp_path, {}, 0o600)
    with pytest.raises(NotSaved, match="was not written"):
        write_zip(tmp_path / "no" / "a.zip", {}, 0o600)
    assert list(tmp_path.iterdir()) == []
