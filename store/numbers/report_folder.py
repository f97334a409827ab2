"""Writes the folder of a report, whole or not at all, and never over files that a report did not write."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.errors import TamisError
from core.report.document.files import Files
from store.journal.files import file_sha256, fsync_dir, leftovers, make_dir, temporary_name
from store.journal.system import sync

SUMS = "report.sha256"
"""The list of the files with their SHA-256, for `sha256sum -c`; by it tamis knows the files that it wrote."""


def default_folder(review: Path) -> Path:
    """The folder that a review's report is written to by default."""
    return review / "report"


def write_report(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a report to a folder, and replace the report that is there, if any.

    The new report is complete on the disk before the old one is moved away.

    Args:
        files: Name below the folder → content.
        folder: The folder; it is made if need be.

    Raises:
        TamisError: The folder holds a file that tamis did not write, or that was changed since; or the report could not
            be written. The folder is as it was.
    """
    folder = folder.absolute()
    _refuse_foreign(folder)
    temporary, aside = temporary_name(folder), temporary_name(folder)
    try:
        make_dir(folder.parent)
        for each in leftovers(folder.parent, folder.name):
            shutil.rmtree(each, ignore_errors=True)
        _write(temporary, files if isinstance(files, Files) else Files(files))
        if folder.exists():
            folder.rename(aside)
        temporary.rename(folder)
        fsync_dir(folder.parent)
    except OSError as error:
        if aside.exists() and not folder.exists():
            aside.rename(folder)
        for each in (temporary, aside):
            shutil.rmtree(each, ignore_errors=True)
        raise TamisError(
            f"the report could not be written: {error.strerror or error}",
            where=str(folder),
            advice="Name another folder with --out.",
        ) from error
    shutil.rmtree(aside, ignore_errors=True)


def _write(folder: Path, files: Files) -> None:
    """Write the files one by one, part by part, and the list of their sums."""
    folder.mkdir()
    folder.chmod(0o775)
    sums = []
    for name in sorted(files):
        sums.append(f"{_write_file(folder / name, files.parts(name))}  {name}\n")
    _write_file(folder / SUMS, ["".join(sums).encode()])
    for each in sorted({folder, *((folder / name).parent for name in files)}):
        fsync_dir(each)


def _write_file(path: Path, parts: Iterable[bytes]) -> str:
    """Write a file; gives its SHA-256, in hexadecimal."""
    digest = hashlib.sha256()
    if not path.parent.exists():
        path.parent.mkdir()
        path.parent.chmod(0o775)
    with path.open("xb") as stream:
        for part in parts:
            digest.update(part)
            stream.write(part)
        stream.flush()
        os.fchmod(stream.fileno(), 0o664)
        sync(stream.fileno())
    return digest.hexdigest()


def _refuse_foreign(folder: Path) -> None:
    """Refuse to replace a folder that holds anything but an unchanged report.

    Raises:
        TamisError: It does.
    """
    advice = "Move it away, or name another folder with --out."
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise TamisError("is not a folder", where=str(folder), advice=advice)
    if not folder.exists():
        return
    ours = {}
    if (folder / SUMS).is_file():
        lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()
        ours = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name == SUMS or (path.is_dir() and not path.is_symlink()):
            continue
        if name not in ours:
            raise TamisError("this file is not part of a report; nothing was written", where=str(path), advice=advice)
        if file_sha256(path) != ours[name]:
            raise TamisError("this file was changed since tamis wrote it", where=str(path), advice=advice)
