"""The only way to anybody's decisions: a reader's own, and of others those in batches that are open.

Nobody's program reads the folder of another person's sealed batch, whatever the role and whoever owns the files.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from core.protocol.values import Stage
from store.acts.openings import hides, openings, sealed_by
from store.decisions.reader_journals import ReaderJournals
from store.folder.journal_memory import warn_of_lacking
from store.folder.people import DECISIONS, PEOPLE, batch_folder, batch_of_folder, is_theirs, own_folder
from store.folder.review import Review
from store.journal.files import make_dir
from store.journal.following import FollowedJournal
from store.journal.journal import Journal
from store.journal.line import Document
from store.journal.system import set_mode

Followed = TypeVar("Followed", bound=FollowedJournal)

SEALED_MODE, OPEN_MODE = 0o2700, 0o2755


def decisions_of(review: Review, reviewer: str, stage: str, *, own: bool = True) -> ReaderJournals:
    """What a reader says at a stage, in the batches that this session may know.

    Args:
        review: The review.
        reviewer: The reader.
        stage: The stage.
        own: Whether one's own sealed batches count too. They do not in what all are told: a word on a record of an open
            batch may stand in a sealed one, since a merge or an import moved the record.

    Raises:
        TamisError: A journal is damaged, or of a newer tamis.
    """
    own = own or reviewer not in review.acting
    opened = partial(_opened, review, reviewer=reviewer, stage=review.stage(stage), own=own)
    journals = review.opened.get(_kept_as(reviewer, stage, own), opened)
    if not own:
        journals.refresh()  # this session may have written through the other one
    return journals


@contextlib.contextmanager
def read_once(review: Review, reviewer: str, stage: str, *, own: bool) -> Iterator[None]:
    """Let go at the end of what `decisions_of` reads meanwhile, unless this session had read it before."""
    known = are_open(review, reviewer, stage, own=own)
    try:
        yield
    finally:
        if not known:
            review.opened.let_go(_kept_as(reviewer, stage, own or reviewer not in review.acting))


def are_open(review: Review, reviewer: str, stage: str, *, own: bool) -> bool:
    """Whether this session has read what `decisions_of` gives already."""
    return _kept_as(reviewer, stage, own or reviewer not in review.acting) in review.opened


def journals_of(review: Review, reviewer: str, stage: Stage, *, own: bool) -> Mapping[str, Path]:
    """Batch → the journal of each batch that `decisions_of` reads."""
    return _Batches(review, reviewer, stage, own or reviewer not in review.acting).journals()


def _kept_as(reviewer: str, stage: str, own: bool) -> str:
    return f"{reviewer}/{stage}{'' if own else '/open'}"


def _opened(review: Review, reviewer: str, stage: Stage, own: bool) -> ReaderJournals:
    journals = ReaderJournals(_Batches(review, reviewer, stage, own))
    warn_of_lacking(review, named_below_people(reviewer, stage, journals.each()))
    return journals


def named_below_people(reviewer: str, stage: Stage, journals: Iterable[tuple[str, Followed]]) -> dict[str, Followed]:
    """A reader's journals at a stage, each given with its batch, by what they are called below `people`."""
    return {f"{reviewer}/{batch_folder(stage.id, int(batch))}/{DECISIONS}": each for batch, each in journals}


def may_read(review: Review, reviewer: str, stage: Stage, batch: int) -> bool:
    """Whether this session may read what a reader says in a batch: the reader's own, or what is open to all."""
    return reviewer in review.acting or is_open(review, reviewer, stage, batch)


def is_open(review: Review, reviewer: str, stage: Stage, batch: int) -> bool:
    """Whether what a reader says in a batch is open to all: the batch is, and its opening names what the reader stated.

    At a stage that hides nothing it is, unless an earlier stage of the search round is still sealed.
    """
    if not hides(review, stage):
        return not sealed_by(review, stage, batch)
    opening = openings(review).get((stage.id, batch))
    return opening is not None and reviewer in opening.journals


def is_sealed(review: Review, path: Path) -> bool:
    """Whether a journal is one of decisions that are not open to all."""
    _, who, *folders, _ = path.relative_to(review.folder).parts
    if not folders:
        return False
    stage, batch = folders[0].rpartition(".")[0], batch_of_folder(folders[0])
    this = next((each for each in review.protocol.stages if each.id == stage), None)
    return this is None or batch is None or not is_open(review, who, this, batch)


def awaited(review: Review, stage: Stage, batch: int) -> list[str]:
    """The readers named by the opening of a batch whose program has not let the others in yet, or is not copied yet.

    Until it has, the batch is open in name only.
    """
    opening = openings(review).get((stage.id, batch))
    missing = []
    for who, last in opening.journals.items() if opening is not None else ():
        path = review.folder / PEOPLE / who / batch_folder(stage.id, batch) / DECISIONS
        # Where the journal is gone and its snapshot is not, whoever reads it says so.
        there = any(os.access(each, os.R_OK) for each in (path, path.with_suffix(".json")))
        if last and who not in review.acting and not there:
            missing.append(who)
    return missing


def seal(review: Review, reviewer: str) -> None:
    """Let the others into one's own folders of open batches, and nobody into those that are sealed.

    Raises:
        OSError: A mode could not be set.
    """
    for stage in review.protocol.stages:
        for batch, folder in _folders(review, reviewer, stage.id).items():
            status = folder.stat()
            mode = OPEN_MODE if is_open(review, reviewer, stage, batch) else SEALED_MODE
            if status.st_uid == os.geteuid() and status.st_mode & 0o7777 != mode:
                set_mode(folder, mode)


def _folders(review: Review, reviewer: str, stage: str) -> dict[int, Path]:
    """Batch → the reader's folder for it, the pilot first."""
    theirs = review.folder / PEOPLE / reviewer
    try:
        names = [each.name for each in os.scandir(theirs)]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        names = []  # of somebody who has said nothing, or lets nobody in
    batches = {batch_of_folder(name): theirs / name for name in names if name.rpartition(".")[0] == stage}
    found = {
        batch: folder for batch, folder in batches.items() if batch is not None and is_theirs(review, reviewer, folder)
    }
    return dict(sorted(found.items()))


class _Batches:
    """A reader's batches at a stage, as a union's people: a batch is named by its number as text."""

    def __init__(self, review: Review, reviewer: str, stage: Stage, own: bool) -> None:
        self._review, self._reviewer, self._stage = review, reviewer, stage
        self._may_read = may_read if own else is_open

    def journals(self) -> Mapping[str, Path]:
        paths = {
            batch: folder / DECISIONS
            for batch, folder in _folders(self._review, self._reviewer, self._stage.id).items()
            if self._may_read(self._review, self._reviewer, self._stage, batch) and os.access(folder, os.R_OK | os.X_OK)
        }
        there = {batch: path for batch, path in paths.items() if path.exists() or path.with_suffix(".json").exists()}
        return {str(batch): path for batch, path in there.items()}

    def open_journal(self, who: str, *, write: bool) -> Journal:
        folder = self._review.folder / PEOPLE / self._reviewer / batch_folder(self._stage.id, int(who))
        if write:
            own_folder(self._review, self._reviewer)
            if not folder.exists():
                make_dir(folder, 0o700)
                opened = is_open(self._review, self._reviewer, self._stage, int(who))
                set_mode(folder, OPEN_MODE if opened else SEALED_MODE)
        return self._review.open_own(folder / DECISIONS, write=write, salted=True)

    def may_say(self, who: str, table: str, says: Document | None) -> bool:
        return True

    def holds(self, who: str) -> dict[str, list[int | str]]:
        return {}

    def weight(self, who: str, table: str, says: Document) -> int:
        return 0
