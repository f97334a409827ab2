from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path

import pytest

from core.errors import TamisError
from store.exchange import zip_writer
from store.exchange.unpack import unpack
from store.exchange.zip_writer import write_zip
from store.journal.errors import NotSaved
from tests.reviews import counted


def test_what_is_written_can_be_unpacked_and_is_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 5)
    for name in ("a.zip", "b.zip"):
        write_zip(tmp_path / name, {"one/file": tmp_path / "file", "two": b"yy"}, 0o600, too_large="Less.")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    (tmp_path / "out").mkdir()
    assert unpack(tmp_path / "a.zip", tmp_path / "out") == ["one/file", "two"]
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("two") == b"yy"
        for each in archive.infolist():
            assert (each.date_time, each.create_system, each.external_attr) == (
                (1980, 1, 1, 0, 0, 0),
                3,
                0o100644 << 16,
            )
            assert each.compress_type == zipfile.ZIP_DEFLATED


def test_all_of_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        zip_writer, "sync", lambda file: synced.append((os.fstat(file).st_size, (tmp_path / "a.zip").exists()))
    )
    folders = counted(monkeypatch, zip_writer, "fsync_dir")
    write_zip(tmp_path / "a.zip", {"one": b"x" * 5}, 0o640, too_large="Less.")
    assert synced == [((tmp_path / "a.zip").stat().st_size, False)] and folders == ["fsync_dir"]


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="no file that could be replaced"):
        write_zip(tmp_path, {}, 0o600, too_large="Less.")
    with pytest.raises(NotSaved, match="was not written"):
        write_zip(tmp_path / "no" / "a.zip", {}, 0o600, too_large="Less.")
    assert list(tmp_path.iterdir()) == []
    write_zip(tmp_path / "a.zip", {"two": b"yy"}, 0o600, too_large="Less.")
    before = (tmp_path / "a.zip").read_bytes()
    with (tmp_path / "large").open("wb") as file:
        file.truncate(1 << 32)
    for name, what in (("nowhere", "was not written: No such file"), ("large", "larger than 4 GB")):
        with pytest.raises(NotSaved, match=what):
            write_zip(tmp_path / "a.zip", {"one": b"x", "two": tmp_path / name}, 0o600, too_large="Less.")
    (tmp_path / "large").unlink()
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [before]


def test_it_is_packed_as_hard_as_takes_half_the_time(tmp_path: Path) -> None:
    content = b"".join(b"%d decisions, %d of them \n" % (each * 7919 % 1000, each % 37) for each in range(5000))
    write_zip(tmp_path / "a.zip", {"a": content}, 0o640, too_large="")
    packing = zlib.compressobj(3, zlib.DEFLATED, -15)
    expected = len(packing.compress(content) + packing.flush())
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.getinfo("a").compress_size == expected
    assert expected != len(zlib.compress(content, wbits=-15))
