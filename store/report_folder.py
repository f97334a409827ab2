"""The folder that a report is written to: whole or as it was, and never at the cost of what somebody else put there."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from core.errors import TamisError
from store.files import fsync_dir, leftovers, temporary_name

SUMS = "report.sha256"
"""Lists the files with their SHA-256: `sha256sum -c report.sha256` checks them, and they are known as ours by it."""


def default_folder(review: Path) -> Path:
    """Where a review's report is written when nothing else is said."""
    return review / "report"


def write_report(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a report's files to a folder, in place of the report that is there, if any.

    The new report is complete on the disk before the old one is moved away.

    Args:
        files: Their contents, by their names below the folder.
        folder: Where; made if need be.

    Raises:
        TamisError: There is something in the folder that no report has, or that was changed by hand; or it could not
            be written. What was there is untouched.
    """
    folder = folder.absolute()
    _refuse_foreign(folder)
    temporary, aside = temporary_name(folder), temporary_name(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for each in leftovers(folder.parent, folder.name):
            shutil.rmtree(each, ignore_errors=True)
        _write(temporary, {**files, SUMS: _sums(files)})
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


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    folder.chmod(0o775)
    for name, content in files.items():
        path = folder / name
        if not path.parent.exists():
            path.parent.mkdir()
            path.parent.chmod(0o775)
        with path.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fchmod(stream.fileno(), 0o664)
            os.fsync(stream.fileno())


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def _refuse_foreign(folder: Path) -> None:
    """Make sure that nothing is lost with the folder but a report of ours.

    Raises:
        TamisError: Something would be.
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
        if hashlib.sha256(path.read_bytes()).hexdigest() != ours[name]:
            raise TamisError("this file was changed since tamis wrote it", where=str(path), advice=advice)
