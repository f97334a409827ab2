"""Finds the folder of exports that lies in or beside a folder, by looking at the beginnings of a few files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from core.errors import TamisError
from core.formats.readers.detect import HEAD_BYTES, detect_format
from store.folder.plan import PROTOCOL_FILE

LOOKED_AT = 40
"""Files of a folder that are looked at: a folder with exports has few other files."""
FOLDERS, FILES = 30, 200
"""Folders, and files in all of them, that are looked at, so that it takes no time in a home with thousands."""
_ENDINGS = frozenset(
    ".ris .nbib .txt .ciw .enw .xml .bib .csv .tsv .tab .xlsx .json .rdf .ovd .cgi .med .ref .isi".split()  # noqa: SIM905
)


class ExportsBeside(NamedTuple):
    """A folder that holds exports, and how many."""

    folder: Path
    files: int


def exports_beside(folder: Path) -> ExportsBeside | None:
    """The folder with the most files of references: the given one, one in it, one beside it, or the one above it.

    Nothing is read but the beginnings of files whose names end as exports do; a review's own folders are left out.
    """
    places = [folder, *_folders(folder), *_folders(folder.parent), folder.parent]
    found, left = [], FILES
    for place in dict.fromkeys(places[:FOLDERS]):
        if place != folder or not (folder / PROTOCOL_FILE).exists():
            paths = _candidates(place)[:left]
            left -= len(paths)
            found.append(ExportsBeside(place, sum(map(_is_export, paths))))
    return max((each for each in found if each.files), key=lambda each: each.files, default=None)


def _folders(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(each.name for each in os.scandir(folder) if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return
    if (folder / PROTOCOL_FILE).exists():
        names = [each for each in names if each not in ("people", "report", "backups")]
    yield from (folder / name for name in names if not (folder / name / PROTOCOL_FILE).exists())


def _candidates(folder: Path) -> list[Path]:
    try:
        paths = sorted(each.path for each in os.scandir(folder) if Path(each.name).suffix.lower() in _ENDINGS)
    except OSError:
        return []
    return [Path(each) for each in paths[:LOOKED_AT]]


def _is_export(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as stream:
            detect_format(stream.read(HEAD_BYTES))
    except (OSError, TamisError):
        return False
    return True
