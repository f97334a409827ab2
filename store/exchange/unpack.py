"""Unpacks a zip from a stranger: checks all entries before the first byte is written, and writes only plain files.

tamis writes a narrow kind of zip: plain names, stored or deflated, no comment, no extension for large files. Any other
zip is refused, rather than each known trick. `zipfile.extract` is not used.
"""

from __future__ import annotations

import re
import shutil
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from core.errors import TamisError

MOST_ENTRIES = 10_000
MOST_BYTES = 4 << 30
"""The most bytes of all files together, unpacked."""
RATIO = 100
"""How many times its packed size a file may be; deflate can reach 1,032."""
SMALL = 1 << 20
"""A file up to this size, unpacked, may have any ratio."""
LONGEST_NAME = 200

_NAME = re.compile(r"[A-Za-z0-9_@][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9_@][A-Za-z0-9._-]{0,99}){0,5}/?")
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LARGE_LOCATOR = b"PK\x06\x07"
_LARGE_LOCATOR_SIZE = 20
_DIRECTORY_ENTRY = 46 + LONGEST_NAME + 100
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_BLOCK = 1 << 20


def unpack(path: Path, target: Path) -> list[str]:
    """Unpack a zip that tamis wrote into an empty folder.

    Args:
        path: The zip.
        target: The folder; nothing is written outside it.

    Returns:
        The names of the files, sorted.

    Raises:
        TamisError: It is no zip, or one that cannot be trusted. The files unpacked until then are plain files.
    """
    try:
        if not path.is_file():
            raise TamisError("there is no such file", where=str(path), advice="Look at how the name is spelt.")
        _check_end(path)
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check(path, entries)
            files = [each for each in entries if not each.filename.endswith("/")]
            _check_room(path, files, target)
            for each in files:
                copy = target / each.filename
                copy.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(each) as source, copy.open("xb") as file:
                    shutil.copyfileobj(source, file, _BLOCK)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error) as error:
        raise TamisError(f"it is damaged: {error}", where=str(path), advice="Fetch it again.") from None
    except (ValueError, OSError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise TamisError(f"it cannot be unpacked: {why}", where=str(path)) from None
    return sorted(each.filename for each in files)


def _check_end(path: Path) -> None:
    """Check the size of the zip's directory before it is read; the last 22 bytes of the file hold it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END.size - _LARGE_LOCATOR_SIZE))
        tail = file.read()
    if len(tail) < _END.size:
        raise TamisError("it is no zip", where=str(path), advice="Name one that “tamis bundle” or “tamis pack” made.")
    locator, end = tail[: -_END.size], tail[-_END.size :]
    signature, *_, entries, directory, _, comment = _END.unpack(end)
    if signature != _END_SIGNATURE or comment:
        raise TamisError(
            "it is no zip as tamis writes it: a zip ends otherwise, or has a comment",
            where=str(path),
            advice="Was it cut off, or packed anew? Use the file as it was made.",
        )
    if locator[:4] == _LARGE_LOCATOR:
        raise _refused(path, "it uses the extension for zips above 4 GB, which those of tamis do not")
    if entries > MOST_ENTRIES or directory > MOST_ENTRIES * _DIRECTORY_ENTRY:
        raise _refused(path, f"it has more than {MOST_ENTRIES:,} entries")


def _check(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse an entry that is no plain file or folder with a plain name, or that would overwrite another one."""
    if len(entries) > MOST_ENTRIES:
        raise _refused(path, f"it has more than {MOST_ENTRIES:,} entries")
    seen: dict[str, str] = {}
    folders: set[str] = set()
    for each in entries:
        name = each.orig_filename
        if name != each.filename or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
            raise _refused(path, f"the name {_shown(name)} is none that tamis writes, and may lead elsewhere")
        kind = stat.S_IFMT(each.external_attr >> 16)
        is_folder = name.endswith("/")
        if kind not in (0, stat.S_IFDIR if is_folder else stat.S_IFREG):
            raise _refused(path, f"{name} is a link, a device or another thing that is no plain file")
        if each.flag_bits & _ENCRYPTED:
            raise _refused(path, f"{name} is encrypted")
        if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(path, f"{name} is packed in a way that tamis does not pack")
        if is_folder and each.file_size:
            raise _refused(path, f"{name} is a folder with content")
        if each.file_size > SMALL and each.file_size > RATIO * each.compress_size:
            raise _refused(path, f"{name} would unpack to {each.file_size:,} bytes from {each.compress_size:,}")
        plain = name.rstrip("/").casefold()
        if plain in seen:
            raise _refused(path, f"{name} is there twice (as {seen[plain]})")
        seen[plain] = name
        parts = plain.split("/")
        folders.update("/".join(parts[:end]) for end in range(1, len(parts)))
    both = folders & {plain for plain, name in seen.items() if not name.endswith("/")}
    if both:
        raise _refused(path, f"{min(both)} is a file and a folder")


def _check_room(path: Path, files: list[zipfile.ZipInfo], target: Path) -> None:
    total = sum(each.file_size for each in files)
    if total > MOST_BYTES:
        raise _refused(path, f"it would unpack to {total:,} bytes; the most is {MOST_BYTES:,}")
    if total > shutil.disk_usage(target).free:
        raise TamisError(
            f"there is no room for the {total:,} bytes it unpacks to",
            where=str(path),
            advice=f"Set TMPDIR to a folder on a larger disk than that of {target.parent}.",
        )


def _refused(path: Path, what: str) -> TamisError:
    return TamisError(
        f"refused: {what}", where=str(path), advice="It is no file as tamis writes it; nothing was unpacked."
    )


def _shown(name: str) -> str:
    return ascii(name if len(name) <= 60 else f"{name[:60]}…")
