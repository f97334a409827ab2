"""Checks that a review is whole: each file below its folder is known or named, and fits what is known of it.

It reads what the session may read. The sealed folders of others are never looked into, whoever owns them; what could
not be looked at is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from core.errors import TamisError
from core.gc_pause import gc_paused
from store.acts.openings import openings
from store.decisions.access import is_open
from store.folder.people import ACTS, DECISIONS, PEOPLE, batch_of_folder
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.snapshot import Snapshot
from store.upkeep.contents import contents
from store.upkeep.damage import check_journal, journal_files
from store.upkeep.entitled import not_entitled
from store.upkeep.known_lines import lines_lost
from store.upkeep.made import made
from store.upkeep.places import Places, places
from store.upkeep.plan_in_use import plan_in_use
from store.upkeep.problem import Problem, told
from store.upkeep.records import written_once
from store.upkeep.rights import rights, unsealed
from store.upkeep.strays import strays, unknown


class NotLookedAt(NamedTuple):
    """What a check could not look at, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of a check.

    Attributes:
        journals: How many journals were looked into.
        events: How many events they hold.
        files: How many files lie below the review folder, as far as could be seen.
    """

    problems: tuple[Problem, ...]
    not_looked_at: tuple[NotLookedAt, ...]
    journals: int
    events: int
    files: int

    @property
    def ok(self) -> bool:
        """Whether there is no problem."""
        return not self.problems


def check_review(folder: Path, open_review: Callable[[], Review]) -> CheckResult:
    """Check a review; read-only.

    Words are checked first, file by file, so that a damaged one is reported by line even where it keeps the review from
    being opened.

    Args:
        folder: The review folder.
        open_review: Opens the review in the role of whoever checks it.

    Raises:
        TamisError: It may not be opened in that role.
    """
    try:
        review = open_review()
    except TamisError as error:
        if not error.where.startswith(str(folder / PROTOCOL_FILE)):
            raise
        return _check(folder, None, [told(error)])
    with review, gc_paused():
        review.warn = lambda text: None  # what it would warn of is found below
        return _check(folder, review, [])


def _check(folder: Path, review: Review | None, problems: list[Problem]) -> CheckResult:
    words = sorted(path for path in journal_files(folder) if path.name == ACTS)
    looked = _Looked(folder / PEOPLE, problems, {} if review is None else review.read)
    for path in words:
        looked.into(path)
    whole = review is not None and looked.found(folder, lambda: _opened(review))
    found = places(folder, lambda who, name: _may_enter(review if whole else None, review, who, name))
    sealed = [
        each
        for each in found.folders
        if review is not None
        and batch_of_folder(each.name) is not None
        and not (whole and folder_is_open(review, each.parent.name, each.name))
    ]
    for path in journal_files(folder):
        if path.name == DECISIONS and path.parent in found.folders and path.parent not in found.sealed:
            looked.into(path)
    looked.found(folder, lambda: strays(found))
    looked.found(folder, lambda: made(folder, found))
    looked.found(folder, lambda: unknown(found, review if whole else None))
    if review is not None:
        looked.found(folder, lambda: (*rights(review, found), *(unsealed(review, found, sealed) if whole else ())))
    if review is not None and whole:
        looked.found(folder, lambda: lines_lost(review, found.sealed))
        looked.found(folder, lambda: written_once(review, found))
        looked.found(folder, lambda: plan_in_use(review))
        looked.found(folder, lambda: contents(review))
        looked.found(folder, lambda: not_entitled(review))
    elif review is not None:
        looked.not_at.append(NotLookedAt(str(folder), "what follows from everybody's words: some cannot be read"))
    return CheckResult(
        tuple(dict.fromkeys(looked.problems)),
        (*_not_entered(found), *looked.not_at),
        len(looked.journals),
        looked.events,
        found.files,
    )


def _opened(review: Review) -> Iterable[Problem]:
    openings(review)
    return ()


def _may_enter(review: Review | None, asking: Review | None, who: str, name: str) -> bool:
    """Whether a person's folder of a batch may be looked into: one's own always, of others what is open."""
    if asking is not None and who in asking.acting:
        return True
    return review is not None and folder_is_open(review, who, name)


def folder_is_open(review: Review, who: str, name: str) -> bool:
    """Whether a person's folder of a batch is open to all, by its name."""
    stage, batch = name.rpartition(".")[0], batch_of_folder(name)
    if batch is None:
        return False
    this = next((each for each in review.protocol.stages if each.id == stage), None)
    if this is None:  # it was taken out of the plan
        opening = openings(review).get((stage, batch))
        return opening is not None and who in opening.journals
    return is_open(review, who, this, batch)


def _not_entered(found: Places) -> Iterator[NotLookedAt]:
    for folder in found.sealed:
        who = folder.parent.name
        yield NotLookedAt(str(folder), f"it is sealed; {who} checks it with `tamis --as {who} check`")
    for path, why in found.unreadable:
        yield NotLookedAt(str(path), f"you may not look into it: {why}")


class _Looked:
    """What was looked at so far.

    Attributes:
        journals: The journals that were looked into.
        events: How many lines these have.
    """

    def __init__(self, people: Path, problems: list[Problem], read: dict[str, Snapshot]) -> None:
        self._people, self._read = people, read
        self.problems = problems
        self.not_at: list[NotLookedAt] = []
        self.journals: list[Path] = []
        self.events = 0

    def into(self, path: Path) -> None:
        """Check a journal and its snapshot."""
        name = path.relative_to(self._people).as_posix()
        self.problems += check_journal(path, partial(self._read.__setitem__, name))
        self.journals.append(path)
        if path.is_file():
            with path.open("rb") as stream:
                self.events += sum(1 for _ in stream)

    def found(self, folder: Path, find: Callable[[], Iterable[Problem]]) -> bool:
        """Add what is found; whether it could be looked for. Whole lines of a forger may hold anything."""
        try:
            self.problems += find()
        except TamisError as error:
            # What keeps a journal from being read was found in it already.
            if not any(each.where.startswith(error.where) for each in self.problems):
                self.problems.append(told(error))
        except Exception as error:
            self.problems.append(
                Problem(
                    str(folder / PEOPLE),
                    f"what some journal says has no form that tamis writes ({type(error).__name__}: {error})",
                    "Was it written by another program? Compare it with a backup.",
                )
            )
        else:
            return True
        return False
