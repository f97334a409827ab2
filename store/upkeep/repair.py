"""Repairs the files of one person: takes longer copies that fit, and cuts nothing short unless its owner accepts that.

Only the person's own folder is written to. Whatever is replaced is copied first, and each line that is no longer in a
journal is in a file beside it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import TamisError
from core.records.imports import Import
from store.acts.imports import imports, records_files
from store.acts.losses import say_loss
from store.folder.journal_memory import JournalMemory, latest_ends
from store.folder.people import ACTS, PEOPLE, batch_of_folder
from store.folder.review import Review
from store.journal.errors import LinesMissing
from store.journal.files import atomic_write, leftovers
from store.journal.known_ends import KnownEnd, lacking, missing_in
from store.journal.snapshot import place_known
from store.upkeep.check import folder_is_open
from store.upkeep.damage import check_journal, journal_files
from store.upkeep.longer_copy import copies_of, longest
from store.upkeep.mending import copied, left_out, put_in_its_place
from store.upkeep.records import check_records
from store.upkeep.rights import mend_rights


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that was mended.

    Attributes:
        path: The file.
        copies: The files as they were.
        kept: How many lines the journal has now; 0 for a file of records.
        source: The copy that it was taken from, or None.
        set_aside: How many lines are no longer in it.
        aside_file: Where these are.
        lost: The known ends of the journal that it lacks now, as its owner has accepted, the last one first.
    """

    path: Path
    copies: tuple[Path, ...] = ()
    kept: int = 0
    source: Path | None = None
    set_aside: int = 0
    aside_file: Path | None = None
    lost: tuple[KnownEnd, ...] = ()


@dataclass
class Repaired:
    """What a repair did.

    Attributes:
        refused: What was left as it is, since lines would be lost, each with what to do.
        closed: The files and folders that others can no longer enter or write.
        removed: Half-written files of programs that were killed.
        others: The journals of other people that are damaged.
    """

    mended: list[Mended] = field(default_factory=list)
    refused: list[TamisError] = field(default_factory=list)
    closed: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)


def repair(open_review: Callable[[], Review], accept_loss: str = "") -> Repaired:
    """Repair the files of the person in whose name the review is opened.

    Args:
        open_review: Opens the review; called once before and once after journals of words are mended.
        accept_loss: Why lines are given up that no copy has; "" to give up none.

    Raises:
        TamisError: A file cannot be written.
    """
    done = Repaired()
    with open_review() as review:
        folder, who = review.folder, review.who
        own = folder / PEOPLE / who
        done.others = [each for each in _words_of_others(folder, who) if check_journal(each)]
        accepted = [_mend(review, own / ACTS, done, accept_loss)]
    with open_review() as review:
        review.warn = lambda text: None
        sealed = _sealed(review, own)
        accepted += [_mend(review, path, done, accept_loss) for path in _own_decisions(review, own)]
        done.others += [each for each in _open_to_all(review, who) if check_journal(each)]
        for loss in (each for each in accepted if each is not None):
            _accept(review, own, *loss, why=accept_loss)
        done.closed = mend_rights(own, sealed) if own.exists() else []
        if not done.others and not done.refused:
            done.mended += _written_once(review, who)
    done.removed = list(_half_written(own))
    return done


def _words_of_others(folder: Path, who: str) -> list[Path]:
    return [each for each in journal_files(folder) if each.name == ACTS and each.parent.name != who]


def _open_to_all(review: Review, who: str) -> list[Path]:
    """The journals of decisions of others that are open, and may be looked into."""
    decisions = [each for each in journal_files(review.folder) if each.name != ACTS and each.parent.parent.name != who]
    with contextlib.suppress(TamisError):  # some words cannot be read
        return [each for each in decisions if folder_is_open(review, each.parent.parent.name, each.parent.name)]
    return []


def _own_decisions(review: Review, own: Path) -> list[Path]:
    """A person's own journals of decisions, also those that are gone and known of."""
    known: list[str] = []
    with contextlib.suppress(TamisError):
        known = [name for name, _ in latest_ends(review)]
    paths = {*journal_files(review.folder), *(own.parent / name for name in known)}
    return sorted(each for each in paths if each.is_relative_to(own) and each.name != ACTS)


def _sealed(review: Review, own: Path) -> list[Path]:
    with contextlib.suppress(TamisError):  # some words cannot be read
        batches = [each for each in own.glob("*.*") if batch_of_folder(each.name) is not None]
        return [each for each in batches if not folder_is_open(review, own.name, each.name)]
    return []


_Loss = tuple[Path, int, list[KnownEnd]]
"""(journal, lines that are left, known lines that are not there)."""


def _mend(review: Review, path: Path, done: Repaired, accept_loss: str) -> _Loss | None:
    """Mend one journal as far as no line is lost, or as its owner accepts; gives what was lost."""
    snapshot = place_known(path.with_suffix(".json"))
    known = [KnownEnd(snapshot.seq, snapshot.chain, path.with_suffix(".json").name)] if snapshot else []
    with contextlib.suppress(TamisError):  # where some words cannot be read, the snapshot still knows
        known += JournalMemory(review, path.relative_to(review.folder / PEOPLE).as_posix(), own=True).known()
    lost, there = missing_in(path, known)
    if not lost and not check_journal(path):
        return None
    lines, source = longest(path, copies_of(review.folder, path), known)
    anew = source is not None and any(end.seq <= (there or 0) for end in lost)
    lost = lacking(len(lines), (line[:-1] for line in reversed(lines)), known)
    # What can still be read was somebody's word; what cannot, or was written anew, is lost only where more is known.
    left = () if anew else left_out(path, lines)
    said = [each for each in left if each.event is not None and each.number > len(lines)]
    if (lost or said) and not accept_loss:
        first = max([*lost, *(KnownEnd(each.number, "", "they can still be read") for each in said)])
        done.refused.append(LinesMissing(path, first.seq, len(lines) if there is not None else None, first.by))
        return None
    mended = put_in_its_place(path, lines, path.parent)
    done.mended.append(
        Mended(path, mended.copies, mended.kept, source, len(mended.aside), mended.aside_file, tuple(lost))
    )
    return (path, len(lines), lost) if lost or said else None


def _accept(review: Review, own: Path, path: Path, kept: int, lost: list[KnownEnd], *, why: str) -> None:
    journal = path.relative_to(own.parent).as_posix()
    JournalMemory(review, journal, own=True).forget()
    review.forgiven.add(journal)
    say_loss(review, path.relative_to(own).as_posix(), kept=kept, lost=lost, why=why)


def _written_once(review: Review, who: str) -> Iterator[Mended]:
    """Take files of records that are gone or altered from a backup."""
    every: list[Import] = []
    with contextlib.suppress(TamisError):  # some words cannot be read, and are another's to mend
        every = imports(review, withdrawn=True)
    for each in every:
        if not each.file.startswith(f"{PEOPLE}/{who}/"):
            continue
        for path, checksum in records_files(review, each).items():
            if not check_records(path, checksum):
                continue
            whole = next((copy for copy in copies_of(review.folder, path) if not check_records(copy, checksum)), None)
            if whole is not None:
                copies = (copied(path, path.parent),) if path.exists() else ()
                atomic_write(path, [whole.read_bytes()], 0o444)
                yield Mended(path, copies, source=whole)


def _half_written(own: Path) -> Iterator[Path]:
    for folder, _, _ in os.walk(own):
        for each in leftovers(Path(folder)):
            each.unlink()
            yield each
