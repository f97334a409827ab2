"""Whether each file belongs to the account whose it should be, and who else may read or write it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from store.folder.people import PEOPLE, batch_of_folder, is_theirs, login_of
from store.folder.review import Review
from store.upkeep.places import Kind, Places
from store.upkeep.problem import Problem

_OTHERS_WRITE, _OTHERS = 0o022, 0o077


def rights(review: Review, found: Places) -> Iterator[Problem]:
    """Whether there is `people`; wrong owners below it, and modes that let others write there."""
    people = review.folder / PEOPLE
    if people.is_dir():
        mode = people.stat().st_mode
        if mode & _OTHERS_WRITE and not mode & stat.S_ISVTX:
            yield _problem(people, "others may rename and remove people's folders", "3775")
    else:
        what = "the folder is not there: whatever was said and decided is missing"
        yield Problem(str(people), what, "Restore it from a backup; in a new review “tamis init” makes it.")
    sealed = set(found.sealed)
    for folder in found.folders:
        who = folder.relative_to(people).parts[0] if folder.is_relative_to(people) and folder != people else ""
        if who:
            yield from _owner(review, who, folder)
            yield from _mode(folder, folder.stat().st_mode, is_batch=batch_of_folder(folder.name) is not None)
    for each in found.of(Kind.JOURNAL, Kind.DERIVED, Kind.RECORDS, Kind.SEARCH):
        if each.person and each.path.parent not in sealed:
            yield from _owner(review, each.person, each.path)
            mode = each.path.stat().st_mode
            if mode & _OTHERS_WRITE:
                yield _problem(each.path, "others may write this file", oct(mode & 0o755)[2:])


def _owner(review: Review, who: str, path: Path) -> Iterator[Problem]:
    if not is_theirs(review, who, path):
        owner = login_of(path.stat().st_uid)
        what = f"it belongs to the account {owner}, which is not {who}'s: nothing in it counts"
        yield Problem(str(path), what, f"Is it a stranger's? Then remove it. Else `chown` it to {who}'s login.")


def _mode(folder: Path, mode: int, *, is_batch: bool) -> Iterator[Problem]:
    if mode & _OTHERS_WRITE:
        yield _problem(folder, "others may write in this folder", "2700" if is_batch else "2755")


def unsealed(review: Review, found: Places, sealed: list[Path]) -> Iterator[Problem]:
    """Folders of what is sealed that others may enter.

    Args:
        review: The review.
        found: What lies in the folder.
        sealed: The folders of batches that are not open.
    """
    for folder in sealed:
        mode = folder.stat().st_mode
        if mode & _OTHERS and not mode & _OTHERS_WRITE:
            yield _problem(folder, "others may look into this sealed folder", "2700")


def mend_rights(folder: Path, sealed: list[Path]) -> list[Path]:
    """Take from all others what they should not have below a person's folder, as far as this account owns it.

    Args:
        folder: The person's folder.
        sealed: Which folders in it are sealed.

    Returns:
        What was changed.
    """
    changed = []
    for path in [folder, *folder.rglob("*")]:
        status = path.lstat()
        refused = _OTHERS if path in sealed else _OTHERS_WRITE
        if status.st_uid == os.geteuid() and not stat.S_ISLNK(status.st_mode) and status.st_mode & refused:
            path.chmod(stat.S_IMODE(status.st_mode) & ~refused)
            changed.append(path)
    return changed


def _problem(path: Path, what: str, mode: str) -> Problem:
    advice = f"`tamis repair` of its owner closes it, as does `chmod {mode}`; ask who used it meanwhile."
    return Problem(str(path), f"{what} (mode {stat.S_IMODE(path.stat().st_mode):o})", advice)
