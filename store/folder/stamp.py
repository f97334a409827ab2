"""Tells within a fraction of a millisecond whether anything of a review was written since, by sizes and times alone."""

from __future__ import annotations

import os
from collections.abc import Iterator

from store.folder.people import ACTS, DECISIONS, PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.folder.progress import FILE as PROGRESS
from store.folder.review import Review

Stamp = frozenset[tuple[str, int, int]]
"""Of each file its path, its size in bytes and the time of its last change in nanoseconds."""


def folder_stamp(review: Review) -> Stamp:
    """The stamp of what this session may read: the plan, all words, how far each is, and decisions that are not sealed.

    Of the folders that are sealed for others not even a time is looked at.
    """
    folder = os.fspath(review.folder)
    mine = {*review.acting, review.who}
    paths = [f"{folder}/{PROTOCOL_FILE}"]
    for person in _folders(f"{folder}/{PEOPLE}"):
        paths += [f"{person.path}/{ACTS}", f"{person.path}/{PROGRESS}"]
        for batch in _folders(person.path):
            if person.name in mine or batch.stat(follow_symlinks=False).st_mode & 0o077:
                paths.append(f"{batch.path}/{DECISIONS}")
    return frozenset(filter(None, map(_stamp, paths)))


def _folders(path: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            yield from (each for each in entries if each.is_dir(follow_symlinks=False))
    except OSError:
        return


def _stamp(path: str) -> tuple[str, int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 (a Path for each file would take longer than the look at it)
    except OSError:
        return None
    return path, found.st_size, found.st_mtime_ns
