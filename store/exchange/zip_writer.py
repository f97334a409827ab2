"""Writes the zips that are handed out: plain, sorted, and the same bytes of the same files."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from core.errors import TamisError, advice_on
from store.journal.errors import NotSaved
from store.journal.files import fsync_dir, temporary_name
from store.journal.system import sync

_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_LEVEL = 3
"""How hard it is packed: in half the time of the usual 6, and a seventh larger."""


def write_zip(path: Path, files: Mapping[str, Path | bytes], mode: int, *, too_large: str) -> None:
    """Write a zip, sorted and without times, owners and modes.

    Args:
        path: The zip; an older one is replaced when the new one is whole.
        files: Name in the zip → the file, or its content.
        mode: The permissions of the zip, whatever the umask.
        too_large: What to do where it would be larger than a zip may be.

    Raises:
        TamisError: Something else than a file stands there.
        NotSaved: It could not be written; an older one is as it was.
    """
    if path.exists() and not path.is_file():
        raise TamisError("this is no file that could be replaced", where=str(path), advice="Name another one.")
    temporary = temporary_name(path)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with open(descriptor, "wb") as stream:
                _zip(files, stream)
                stream.flush()
                os.fchmod(stream.fileno(), mode)
                sync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        fsync_dir(path.parent)
    except zipfile.LargeZipFile:
        raise NotSaved("it would be larger than 4 GB", where=str(path), advice=too_large) from None
    except OSError as error:
        raise NotSaved(f"it was not written: {error.strerror}", where=str(path), advice=advice_on(error)) from error


def _zip(files: Mapping[str, Path | bytes], stream: BinaryIO) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as archive:
        for name, file in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # it has a public name from Python 3.13 on
            entry.file_size = len(file) if isinstance(file, bytes) else file.stat().st_size
            with archive.open(entry, "w") as target:
                target.writelines([file] if isinstance(file, bytes) else _blocks(file))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_BLOCK), b"")
