"""Zips from strangers: refused before anything is written, and nothing is ever written outside the folder."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from store.exchange import unpack as unpacking
from store.exchange.unpack import unpack


def entry(name: str, mode: int = stat.S_IFREG | 0o644, *, flags: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    info.flag_bits = flags
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def zipped(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for info, data in entries:
            archive.writestr(info, data)
    return stream.getvalue()


def refusal(data: bytes, tmp_path: Path) -> str:
    """What is said of a zip that is refused; nothing was written, in the folder or anywhere beside it."""
    box = tmp_path / "box"
    target = box / "a" / "b"
    target.mkdir(parents=True)
    (tmp_path / "hostile.zip").write_bytes(data)
    with pytest.raises(TamisError) as refused:
        unpack(tmp_path / "hostile.zip", target)
    assert refused.value.where == str(tmp_path / "hostile.zip")
    assert [each for each in box.rglob("*") if each not in (target, target.parent)] == []
    return f"{refused.value.what}\n  {refused.value.advice.replace(str(box), 'BOX')}"


def test_plain_files_and_folders_are_unpacked(tmp_path: Path) -> None:
    data = zipped((entry("a/", stat.S_IFDIR | 0o755), b""), (entry("a/b.txt"), b"one"), (entry("c.txt", 0), b"two"))
    (tmp_path / "a.zip").write_bytes(data)
    target = tmp_path / "out"
    target.mkdir()
    assert unpack(tmp_path / "a.zip", target) == ["a/b.txt", "c.txt"]
    assert (target / "a" / "b.txt").read_bytes() == b"one"
    assert not (target / "a" / "b.txt").stat().st_mode & 0o111


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "a/../../outside",
        "..",
        "./a",
        "/etc/passwd",
        "//server/share",
        "C:/windows",
        "a\\..\\..\\b",
        "a//b",
        "a/./b",
        " a",
        "a\nb",
        "\x1b[31mred",
        "~/a",
        ".hidden/a",
        "-rf",
        "ünicode",
        "\u202egpj.exe",
        "a" * 101,
        "/".join(["a" * 50] * 5),
        "a/b/c/d/e/f/g",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    assert "may lead elsewhere" in refusal(zipped((entry(name), b"x")), tmp_path)


def test_of_a_long_name_only_the_beginning_is_shown(tmp_path: Path) -> None:
    assert f"the name '-{'a' * 59}' is" in refusal(zipped((entry("-" + "a" * 59), b"x")), tmp_path / "60")
    assert f"the name '-{'a' * 59}\\u2026' is" in refusal(zipped((entry("-" + "a" * 60), b"x")), tmp_path / "61")


def test_the_limits_leave_room_for_a_large_review_and_for_nothing_else() -> None:
    assert (unpacking.MOST_ENTRIES, unpacking.MOST_BYTES, unpacking.SMALL) == (10_000, 4 << 30, 1 << 20)
    assert (unpacking.RATIO, unpacking.LONGEST_NAME) == (100, 200)


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    data = zipped((entry("abXcd"), b"x")).replace(b"abXcd", b"ab\0cd")
    assert "'ab\\x00cd'" in refusal(data, tmp_path)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_devices_and_pipes_are_refused(tmp_path: Path, kind: int) -> None:
    assert "no plain file" in refusal(zipped((entry("a", kind | 0o777), b"/etc/passwd")), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("names", "what"),
    [
        (("a.txt", "a.txt"), "there twice"),
        (("a.txt", "A.TXT"), "there twice"),
        (("a/b.txt", "A/B.txt"), "there twice"),
        (("a", "a/b.txt"), "a file and a folder"),
        (("a/b.txt", "A"), "a file and a folder"),
    ],
)
def test_what_would_land_on_another_is_refused(tmp_path: Path, names: tuple[str, ...], what: str) -> None:
    assert what in refusal(zipped(*((entry(name), b"x") for name in names)), tmp_path)


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_an_encrypted_entry_is_refused(tmp_path: Path, flag: int) -> None:
    data = bytearray(zipped((entry("a"), b"x")))
    struct.pack_into("<H", data, data.index(b"PK\1\2") + 8, flag)
    assert "encrypted" in refusal(bytes(data), tmp_path)


def test_other_ways_of_packing_are_refused(tmp_path: Path) -> None:
    info = entry("a")
    info.compress_type = zipfile.ZIP_BZIP2
    assert "packed in a way" in refusal(zipped((info, b"x")), tmp_path)


def test_a_file_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    assert "would unpack to 2,000,000 bytes" in refusal(zipped((entry("a"), b"0" * 2_000_000)), tmp_path)


def test_a_file_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped((entry("a"), b"0" * 5_000_000)))
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", data, data.index(signature) + offset, 1000)
    (tmp_path / "a.zip").write_bytes(data)
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(TamisError, match="damaged"):
        unpack(tmp_path / "a.zip", target)
    assert sum(each.stat().st_size for each in target.iterdir()) <= 1000


def test_too_many_bytes_in_all_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1500)
    assert "would unpack to 2,000" in refusal(zipped((entry("a"), b"x" * 1000), (entry("b"), b"y" * 1000)), tmp_path)


def test_no_room_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("usage", (), {"free": 10})
    monkeypatch.setattr(unpacking.shutil, "disk_usage", lambda _: usage)
    assert "no room" in refusal(zipped((entry("a"), b"x" * 1000)), tmp_path)


def test_too_many_entries_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped(*((entry(f"a{number}"), b"") for number in range(12)))
    monkeypatch.setattr(unpacking, "MOST_ENTRIES", 10)
    monkeypatch.setattr(unpacking.zipfile, "ZipFile", None)
    assert "more than 10 entries" in refusal(many, tmp_path)


def test_a_directory_larger_than_its_entries_can_be_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(zipped((entry("a"), b"x")))
    struct.pack_into("<L", data, len(data) - 10, 0xFFFFFFF0)
    monkeypatch.setattr(unpacking.zipfile, "ZipFile", None)
    assert "entries" in refusal(bytes(data), tmp_path)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: b"", "no zip"),
        (lambda data: b"PK", "no zip"),
        (lambda data: b"text " * 100, "a zip ends otherwise"),
        (lambda data: data[:-10], "a zip ends otherwise"),
        (lambda data: data + b"appended", "a zip ends otherwise"),
        (lambda data: data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:], "above 4 GB"),
        (lambda data: b"\0" * (len(data) - 22) + data[-22:], "damaged"),
        (lambda data: data.replace(b"PK\3\4", b"PK\3\5"), "damaged"),
    ],
)
def test_what_is_no_whole_zip_is_refused(tmp_path: Path, change: Callable[[bytes], bytes], what: str) -> None:
    assert what in refusal(change(zipped((entry("a"), b"x"))), tmp_path)


def test_a_folder_with_content_is_refused(tmp_path: Path) -> None:
    data = zipped((entry("a/", stat.S_IFDIR | 0o755), b"x"))
    assert "a folder with content" in refusal(data, tmp_path)


def test_a_zip_whose_file_says_another_name_than_its_directory_is_refused(tmp_path: Path) -> None:
    data = zipped((entry("good.txt"), b"x")).replace(b"good.txt", b"evil.txt", 1)
    assert "damaged" in refusal(data, tmp_path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere", Path("/dev/zero")):
        with pytest.raises(TamisError, match="no such file"):
            unpack(path, tmp_path)


def test_where_it_cannot_be_unpacked_the_reason_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped((entry("a"), b"x")))
    (tmp_path / "a").write_bytes(b"mine")
    for target, why in ((tmp_path, "File exists"), (tmp_path / "nowhere", "No such file or directory")):
        with pytest.raises(TamisError, match=f"it cannot be unpacked: {why}"):
            unpack(tmp_path / "a.zip", target)
    assert (tmp_path / "a").read_bytes() == b"mine"


def _encrypted() -> bytes:
    data = bytearray(zipped((entry("a"), b"x")))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def _packed(how: int) -> bytes:
    info = entry("a")
    info.compress_type = how
    return zipped((info, b"x"))


def _of(*names: str) -> bytes:
    return zipped(*((entry(name), b"x" * 1000) for name in names))


WHOLE = _of("a")
HOSTILE: dict[str, Callable[[], bytes]] = {
    "a name": lambda: _of("a\x1b[1mb"),
    "a long name": lambda: _of("/".join(["a" * 50] * 5)),
    "a link": lambda: zipped((entry("a", stat.S_IFLNK | 0o777), b"x")),
    "a file as a folder": lambda: zipped((entry("a/", stat.S_IFREG | 0o777), b"")),
    "encrypted": _encrypted,
    "packed otherwise": lambda: _packed(zipfile.ZIP_LZMA),
    "a folder with content": lambda: zipped((entry("a/", stat.S_IFDIR | 0o755), b"x")),
    "far more": lambda: zipped((entry("a"), b"0" * 2_000_000)),
    "a file and a folder": lambda: _of("b/d", "a/c", "b", "a"),
    "nothing": lambda: b"",
    "no zip": lambda: b"text " * 100,
    "a comment": lambda: WHOLE[:-2] + b"\1\0x",
    "a large one": lambda: WHOLE[:-22] + b"PK\x06\x07" + bytes(16) + WHOLE[-22:],
    "damaged": lambda: WHOLE.replace(b"PK\3\4", b"PK\3\5"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_all_that_is_said_as_it_was_looked_at(
    tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [f"{name}\n  {refusal(make(), tmp_path / name.replace(' ', '-'))}" for name, make in HOSTILE.items()]
    told.append(f"twice\n  {refusal(_of('a', 'A'), tmp_path / 'twice')}")
    for name, limit, least in (("bytes", "MOST_BYTES", 1999), ("entries", "MOST_ENTRIES", 1)):
        with monkeypatch.context() as smaller:
            smaller.setattr(unpacking, limit, least)
            told.append(f"too many {name}\n  {refusal(_of('a', 'b'), tmp_path / name)}")
    monkeypatch.setattr(unpacking.shutil, "disk_usage", lambda _: type("usage", (), {"free": 1999}))
    told.append(f"no room\n  {refusal(_of('a', 'b'), tmp_path / 'room')}")
    # How small zeros become is the library's.
    assert re.sub(r"bytes from [\d,]+", "bytes from few", "\n".join(told)) == snapshot


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        ({"MOST_BYTES": 2000, "MOST_ENTRIES": 2}, _of("a", "b")),
        ({}, zipped()),
        ({"MOST_ENTRIES": 1}, _of("a" * 100 + "/" + "b" * 99)),
        ({"SMALL": 2000}, zipped((entry("a"), b"0" * 2000))),
        ({"SMALL": 0, "RATIO": 1}, _packed(zipfile.ZIP_STORED)),
        ({}, _of("a" * 100 + "/" + "b" * 99)),
        ({}, _of("a/b/c/d/e/f")),
        ({}, zipped((entry("a/", stat.S_IFDIR | 0o755), b""), (entry("a/b"), b"x"))),
        ({"free": 1000}, _of("a")),
    ],
)
def test_what_is_just_within_the_limits_is_unpacked(
    tmp_path: Path, limits: dict[str, int], data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    if free := limits.pop("free", 0):
        monkeypatch.setattr(unpacking.shutil, "disk_usage", lambda _: type("usage", (), {"free": free}))
    for name, limit in limits.items():
        monkeypatch.setattr(unpacking, name, limit)
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "out").mkdir()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        files = sorted(each for each in archive.namelist() if not each.endswith("/"))
    assert unpack(tmp_path / "a.zip", tmp_path / "out") == files
    assert all((tmp_path / "out" / each).is_file() for each in files)


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        ({"SMALL": 1999}, zipped((entry("a"), b"0" * 2000))),
        ({"SMALL": 0, "RATIO": 0}, _packed(zipfile.ZIP_STORED)),
        ({}, _of("a" * 100 + "/" + "b" * 100)),
    ],
)
def test_what_is_just_beyond_them_is_not(
    tmp_path: Path, limits: dict[str, int], data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, limit in limits.items():
        monkeypatch.setattr(unpacking, name, limit)
    assert refusal(data, tmp_path).startswith("refused: ")
