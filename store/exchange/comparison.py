"""The files that another machine hands out beside those here: what is new, what does not fit, and appending it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from core.errors import TamisError, advice_on
from core.words import count as counted
from core.words import plural
from store.decisions.access import OPEN_MODE, SEALED_MODE, is_sealed
from store.decisions.stated import compare_with_statements
from store.exchange.both import Fork
from store.exchange.candidate import (
    ANEW,
    HOSTILE,
    ahead_of_others,
    make_candidate,
    newest_plan,
    refusal_of,
    refusals,
    sealed_in,
)
from store.exchange.files import Named, Refusal, lines_from, named, own_people, whole_lines_of_both, written_by
from store.folder.people import ACTS, PEOPLE, own_folder, owners
from store.folder.review import FILE_MODE, Review
from store.journal.files import atomic_write, file_sha256, fsync_dir, make_dir, make_own_dir
from store.journal.line import START, Event, end_of
from store.journal.lock import acquire
from store.journal.replay import Replay
from store.journal.system import set_mode, sync


@dataclass(frozen=True, slots=True)
class Received:
    """What a pack brought of one file.

    Attributes:
        who: The person in whose folder it is.
        file: Its name below the review folder.
        lines: How many lines are new.
        events: What these lines say, of a journal.
    """

    who: str
    file: str
    lines: int
    events: tuple[Event, ...]


CHANGED = "Did {who} write on two machines, or change what was written? Go on with one of the two."
FORKED = (
    "Two machines of yours went on from one state. Go on with the one whose lines the others have: there, take what "
    "the other one packs (tamis pack --mine FILE) with tamis take FILE --both. If neither: with either."
)
UNOPENED = "Take what is handed out after its stage has opened."
LOOK = "“tamis check” says more."
MORE = {
    "pack": "Did you lose lines, or write on another machine? Before you say anything: tamis take FILE --both.",
    "branch": "Did you write on another machine? There: tamis pack --mine FILE; here, before you say anything: tamis "
    "take FILE. Did you lose them? Then tamis share join in a new folder. If neither: somebody speaks in your name.",
}
"""What to do about lines of one's own that are not here, by what holds them."""


class Incoming:
    """Files that another machine handed out, beside those of the review.

    Args:
        review: The review.
        folder: The folder of these files.
        mine: The person all of whose work they are, for that person's own next machine; "" where others may have them.
        both: Whether what another machine of one's own wrote is wanted too.
        from_where: What they came in, in a word.

    Attributes:
        folder: The folder of these files.
        new: File → how many bytes and lines of it are here already.
        refused: What speaks against taking any of it.
        left: What is left out of it.
        forks: Journal of one's own → what each of two machines wrote from one state: here, there.
    """

    def __init__(
        self, review: Review, folder: Path, *, mine: str = "", both: bool = False, from_where: str = "pack"
    ) -> None:
        self.new: dict[Named, tuple[int, int]] = {}
        self.refused: list[Refusal] = []
        self.left: list[Refusal] = []
        self.forks: dict[Named, Fork] = {}
        self.folder = folder
        self._review, self._mine, self._from_where = review, mine, from_where
        self._own = own_people(review)
        self._kept = frozenset() if both or mine else self._own
        self._both = both
        self._of_forks: set[Named] = set()
        self._came: list[Received] = []

    def compare(self, names: list[str]) -> None:
        """Compare each file with what is here."""
        for each in filter(None, map(named, names)):
            for folder in ((here := self._review.folder / each.file), here.parent, here.parent.parent):
                if folder.is_symlink():
                    self._refuse(each, "a link stands here in its place", "Remove the link.")
            try:
                self._compare(each)
            except TamisError as error:
                where = self.folder if error.where.startswith(str(self.folder)) else self._review.folder
                self.refused.append(refusal_of(error, where))
            except OSError as error:
                advice = "It is another account's." if isinstance(error, PermissionError) else advice_on(error) or LOOK
                self._refuse(each, f"the copy here cannot be read: {error.strerror}", advice)
        for fork, sides in self.forks.items():
            for event, file, sha256 in written_by(sides.there):
                once = named(f"{PEOPLE}/{fork.who}/{file}")
                if once in self.new and file_sha256(self.folder / once.file) == sha256:
                    self._of_forks.add(once)
                elif not (self._review.folder / f"{PEOPLE}/{fork.who}/{file}").is_file():
                    self._refuse(fork, f"line {event.seq} there names {file}, and it is not in the pack", ANEW)

    def _compare(self, each: Named) -> None:
        here, there = self._review.folder / each.file, self.folder / each.file
        if each.written_once:
            if not here.exists():
                self._is_new(each, 0, 0)
            elif file_sha256(here) != file_sha256(there):
                self._refuse(each, "another file of that name is here", f"Compare the two with {each.who}.")
            return
        had, brought = whole_lines_of_both(here, there)
        if len(brought) != there.stat().st_size or not brought:
            self._refuse(each, f"it is cut off after line {brought.count(10)}", ANEW)
        elif brought.startswith(had):
            if len(brought) > len(had):
                self._is_new(each, len(had), had.count(b"\n"))
        elif not had.startswith(brought):
            mine, other = had.splitlines(), brought.splitlines()
            first = next(place for place, (one, two) in enumerate(zip(mine, other, strict=False)) if one != two)
            if self._both and each.who in self._own:
                self.forks[each] = Fork(*([Event.from_line(line) for line in side[first:]] for side in (mine, other)))
                return
            mine_only, other_only = (lines_from(first + 1, len(side)) for side in (mine, other))
            lines = f"{mine_only} here, {other_only} in the {self._from_where}"
            what = f"from line {first + 1} on it says something else than the copy here ({lines})"
            self._refuse(each, what, (FORKED if each.who in self._own else CHANGED).format(who=each.who))

    def _is_new(self, each: Named, size: int, lines: int) -> None:
        logins = owners(self._review, each.who)
        if each.who in self._kept:
            more = (self.folder / each.file).read_bytes().count(b"\n") - lines
            missing = f"it has {counted(more, 'line')} of your own that this machine lacks"
            what = f"{missing}; others' {plural(2, self._from_where)} change none of your files"
            told = self.left if self._from_where == "pack" else self.refused
            told.append(Refusal(each.who, each.file, what, MORE[self._from_where]))
        elif logins and self._review.login not in logins:
            what = f"what is {each.who}'s counts only in files of the account {' or '.join(logins)}"
            self._refuse(each, what, 'Readers on machines of their own: say apart = "machines" in the plan.')
        elif (folder := self._review.folder / PEOPLE / each.who).exists() and folder.stat().st_uid != os.geteuid():
            self._refuse(each, "the folder here is another account's", f"Its owner takes what is {each.who}'s.")
        else:
            self.new[each] = (size, lines)

    def _refuse(self, each: Named, what: str, advice: str) -> None:
        self.refused.append(Refusal(each.who, each.file, what, advice))

    def look_ahead(self, candidate: Path) -> None:
        """Look at the review as it would be; what is not open there is left out, and what does not hold is refused."""
        known = {(each.journal, each.what) for each in compare_with_statements(self._review)[0]}
        files = self.files()
        make_candidate(self._review, files, candidate)
        try:
            newest_plan(candidate)
            sealed = sealed_in(candidate, iter(files))
            for each in [each for each in self.new if each.file in sealed and each.who != self._mine]:
                self.left.append(Refusal(each.who, each.file, "it is not open yet by what is here", UNOPENED))
                del self.new[each]
                (candidate / each.file).unlink()
            taken = {each.file: lines for each, (_, lines) in self.new.items() if each not in self._of_forks}
            self.refused += refusals(candidate, self._review, taken, known, self._own - {self._mine})
            if self.refused and self._from_where == "branch" and not self._both:
                self._wait_for_others(candidate, taken)
        except HOSTILE as error:
            self.refused.append(refusal_of(error, candidate))

    def _wait_for_others(self, candidate: Path, taken: dict[str, int]) -> None:
        """Leave out who was ahead of others: a pack brought them what the other branch has still to bring."""
        early = ahead_of_others(candidate, taken, self._own)
        for who, (other, seen, there) in early.items():
            what = f"it was said after {counted(seen, 'line')} of {other}'s, of which this machine has {there:,}"
            advice = f"{other}'s next share brings them, and what is {who}'s is taken then."
            self.left.append(Refusal(who, f"{PEOPLE}/{who}/{ACTS}", what, advice))
        if early:
            self.new = {each: known for each, known in self.new.items() if each.who not in early}
            self.refused.clear()
            shutil.rmtree(candidate)
            candidate.mkdir()
            self.look_ahead(candidate)

    @property
    def brings_words(self) -> bool:
        """Whether anything new may change what is imported, merged, drawn, stated or open."""
        return any(not each.batch for each in self.new)

    def files(self) -> dict[str, Path]:
        """The files that are new, by name."""
        return {each.file: self.folder / each.file for each in self.new if each not in self._of_forks}

    def write(self) -> None:
        """Write what is new: first files that words name, then decisions, then the words."""
        for each in sorted(self.new, key=lambda file: (not file.written_once, not file.batch, file.file)):
            own_folder(self._review, each.who)
            path, (start, lines) = self._review.folder / each.file, self.new[each]
            content = (self.folder / each.file).read_bytes()
            if each.batch and not path.parent.exists():
                make_dir(path.parent, 0o700)
                set_mode(
                    path.parent, SEALED_MODE if self._mine == each.who and is_sealed(self._review, path) else OPEN_MODE
                )
            make_own_dir(path.parent)
            if each.written_once or not path.exists():
                atomic_write(path, [content], 0o444 if each.written_once else FILE_MODE)
            else:
                _append(path, start, content, self._review.patience)
            fresh = content[start:].splitlines() if not each.written_once else []
            events = tuple(map(Event.from_line, fresh))
            self._came.append(Received(each.who, each.file, content.count(b"\n") - lines, events))

    def received(self) -> list[Received]:
        """What was written, by file."""
        return sorted(self._came, key=lambda each: each.file)


def _append(path: Path, start: int, content: bytes, patience: float) -> None:
    """Append what is new of a journal where the one here ends, but for what was never confirmed, as when compared."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        acquire(descriptor, path, patience)
        size, since = os.fstat(descriptor).st_size, end_of(content[:start]) or START
        replay = Replay(descriptor, since, size)
        for _ in replay:
            pass
        if replay.end.offset != start or replay.damage or not since.is_in(descriptor, size):
            raise TamisError("something was written to it meanwhile", where=str(path), advice="Take the pack again.")
        os.ftruncate(descriptor, start)
        with open(descriptor, "ab", closefd=False) as file:
            file.write(content[start:])
        sync(descriptor)
    finally:
        os.close(descriptor)
    fsync_dir(path.parent)
