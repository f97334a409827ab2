"""Whether the report and the backups in a review folder are as they were made: each has a list of its files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from store.journal.errors import StoreCorrupt
from store.journal.files import leftovers
from store.numbers.report_folder import SUMS as REPORT_SUMS
from store.upkeep.backups.backup import BACKUPS, SUMS, backups, differing, read_sums
from store.upkeep.places import REPORT, Kind, Places, is_temporary
from store.upkeep.problem import Problem

ANEW = "Move the folder report out of the review folder; “tamis report” writes it anew."
ANOTHER = "It is no copy to restore from: use another backup, and move this one out of the review folder."
AWAY = "Move it out of the review folder."


def made(folder: Path, found: Places) -> Iterator[Problem]:
    """The files of the report and of backups that are missing, altered, or were put there."""
    known: dict[tuple[int, int], str] = {}
    listed: set[Path] = set()
    report, copies = folder / REPORT, folder / BACKUPS
    lists = {report: report / REPORT_SUMS} if report.is_dir() else {}
    for each in backups(copies) if os.access(copies, os.R_OK | os.X_OK) else ():
        lists[each] = each / SUMS
    for each, sums in lists.items():
        yield from differing(each, sums.name, known, f"it is not what {sums} says", ANEW if each == report else ANOTHER)
        with contextlib.suppress(OSError, StoreCorrupt, ValueError):  # said already
            listed |= {sums, *(each / name for name in read_sums(each, sums.name))}
    for place in found.of(Kind.MADE):
        within = next((each for each in lists if each in place.path.parents), None)
        if within is None:
            yield from _stray(copies / place.path.relative_to(copies).parts[0])
        elif place.path not in listed and lists[within] in listed:
            what = f"{lists[within]} does not name it"
            yield Problem(str(place.path), what, ANEW if within == report else AWAY)


def _stray(path: Path) -> Iterator[Problem]:
    if not is_temporary(path.name):
        what = "no backup of tamis's: without a list of its files nobody can say whether it is whole"
        yield Problem(str(path), what, f"`tamis repair` takes from it what fits. {AWAY}")
    elif path in leftovers(path.parent):
        yield Problem(
            str(path), "a backup that was killed left this; nothing of it counts", "The next backup removes it."
        )
