"""Compares a backup with the review as it is today, and says how old the last one of what is sealed is."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from store.decisions.access import is_open
from store.folder.cache import cache_folder, make_cache_folder
from store.folder.people import DECISIONS, PEOPLE, batch_of_folder
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.files import open_regular
from store.upkeep.backups.backup import BACKUPS, STAMP, backups, read_sums
from store.upkeep.places import Kind, kind_of
from store.upkeep.problem import Problem

_BLOCK = 1 << 20
_PLACES = "backups.json"
"""The file in an account's cache folder that holds where it made backups."""

SAME, BEGINNING, CHANGED, GONE, UNREAD = (
    "the same",
    "a beginning of today's",
    "changed since",
    "not there today",
    "unread",
)


class ComparedFile(NamedTuple):
    """A file of a backup beside today's.

    Attributes:
        file: Its name below the review folder.
        state: One of `SAME`, `BEGINNING`, `CHANGED`, `GONE`, `UNREAD`.
    """

    file: str
    state: str


def compared(made: Path, review: Path) -> list[ComparedFile]:
    """Each file of a backup beside today's; a journal only grows, and what was written once stays."""
    return [ComparedFile(name, _state(made / name, review / name)) for name in read_sums(made)]


def lost_since(made: Path, review: Path, found: list[ComparedFile]) -> Iterator[Problem]:
    """What must not have changed since a backup, and has: journals, and files that are written once."""
    kept = {Kind.JOURNAL: "a beginning of today's", Kind.RECORDS: "today's", Kind.SEARCH: "today's"}
    for each in found:
        expected = kept.get(kind_of(PurePosixPath(each.file)))
        if expected and each.state in (CHANGED, GONE):
            yield Problem(
                str(review / each.file),
                f"its copy in {made.name} is not {expected}: it is {each.state}",
                "`tamis check` says what is missing; `tamis repair` of its owner takes the copy where it fits.",
            )


def _state(copy: Path, today: Path) -> str:
    try:
        with copy.open("rb") as before, open(open_regular(today, os.O_RDONLY), "rb") as now:
            while block := before.read(_BLOCK):
                if now.read(len(block)) != block:
                    return CHANGED
            return BEGINNING if now.read(1) else SAME
    except (FileNotFoundError, StoreCorrupt):
        return GONE
    except OSError:
        return UNREAD


def remember_backups(review: Path, to: Path) -> None:
    """Note in the account's cache folder where backups of a review are made."""
    with contextlib.suppress(OSError):
        places = sorted({*_places(review), str(to.resolve())})
        (make_cache_folder(review) / _PLACES).write_text(json.dumps(places), encoding="utf-8")


def places_of_backups(review: Path) -> list[Path]:
    """Where backups of a review are made: in its folder, and where this account made some."""
    return list(dict.fromkeys([review.resolve() / BACKUPS, *map(Path, _places(review))]))


def _places(review: Path) -> list[str]:
    with contextlib.suppress(OSError, ValueError):
        return [str(each) for each in json.loads((cache_folder(review) / _PLACES).read_bytes())]
    return []


def last_backup_of_sealed(review: Review) -> tuple[bool, datetime | None]:
    """Whether this session's reader has decisions that are sealed, and when they were last copied; None where never."""
    sealed = [each for who in review.acting for each in _sealed_journals(review, who)]
    if not sealed:
        return False, None
    times = []
    for to in places_of_backups(review.folder):
        for made in backups(to) if os.access(to, os.R_OK | os.X_OK) else ():
            if all((made / each.relative_to(review.folder)).exists() for each in sealed):
                times.append(datetime.strptime(made.name, STAMP).replace(tzinfo=UTC))
    return True, max(times, default=None)


def _sealed_journals(review: Review, who: str) -> Iterator[Path]:
    stages = {each.id: each for each in review.protocol.stages}
    for path in sorted((review.folder / PEOPLE / who).glob(f"*.*/{DECISIONS}")):
        stage, batch = stages.get(path.parent.name.rpartition(".")[0]), batch_of_folder(path.parent.name)
        if stage is not None and batch is not None and not is_open(review, who, stage, batch):
            yield path
