"""Takes a pack: checks every file of it against what is here, then appends what is new; or refuses it whole.

Nobody is believed: neither the pack nor whoever carried it. A journal must go on where the copy here ends, and its
lines must chain; what people stated and saw must still hold; a file that is written once must be what a word says.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from core.errors import TamisError
from core.words import count as counted
from store.acts.openings import openings
from store.decisions.access import OPEN_MODE, SEALED_MODE, is_sealed
from store.decisions.stated import compare_with_statements
from store.exchange.candidate import HOSTILE, make_candidate, newest_plan, refusal_of, refusals, sealed_in
from store.exchange.files import MANIFEST, Contents, Named, Refusal, named, own_people, whole_lines
from store.exchange.pack import sealed_lines
from store.exchange.plans import Plan, plans
from store.exchange.unpack import unpack
from store.folder.people import ACTS, PEOPLE, own_folder, owners
from store.folder.review import FILE_MODE, PROTOCOL_FILE, Review
from store.journal.files import atomic_write, file_sha256, fsync_dir, make_own_dir
from store.journal.line import START, Event, Replay
from store.journal.lock import acquire
from store.work.openings import open_finished_batches


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


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a pack.

    Attributes:
        received: What is new, in the order of the files; empty where something was refused.
        opened: (stage, batch) that is open now and was not.
        refused: What speaks against the pack; nothing of it was taken then.
        left: Files of the pack that were left out, with the reason.
        plans: The plans, where there are two; the one in force first.
        only_here: How many lines of one's own sealed journals are on this machine alone.
    """

    received: tuple[Received, ...]
    opened: tuple[tuple[str, int], ...]
    refused: tuple[Refusal, ...]
    left: tuple[Refusal, ...]
    plans: tuple[Plan, ...]
    only_here: int


def take(review: Review, path: Path, *, both: bool = False) -> Taken:
    """Take what is new in a pack, all of it or nothing, and open what is finished by that.

    Args:
        review: The review.
        path: The pack.
        both: Whether a longer copy of one's own files is taken too, which another machine of one's own went on with.

    Raises:
        TamisError: It is no pack, or a zip that cannot be trusted; nothing was changed.
        NotSaved: It could not all be written. What was appended is whole; taking the pack again completes it.
    """
    with tempfile.TemporaryDirectory(prefix="tamis-take-") as temporary:
        unpacked, candidate = Path(temporary) / "pack", Path(temporary) / "review"
        for each in (unpacked, candidate):
            each.mkdir()
        names = unpack(path, unpacked)
        contents = Contents.read(unpacked / MANIFEST, path)
        own = own_people(review)
        found = _Comparison(review, unpacked, own if not (both or contents.mine) else frozenset())
        found.refused += _not_as_listed(unpacked, names, contents)
        found.refused += _not_for_this_review(review, contents)
        if not found.refused:
            found.compare(sorted(set(names) - {MANIFEST}))
        if not found.refused:
            found.look_ahead(candidate, contents.mine, own)
        if found.refused:
            return Taken((), (), tuple(found.refused), (), (), sealed_lines(review, review.role))
        before = set(openings(review))
        if found.new:
            _put_plan_in_force(review, found, candidate)
        known = plans(review)
        found.write(contents.mine)
    return _afterwards(review, found, before, known)


def _put_plan_in_force(review: Review, found: _Comparison, candidate: Path) -> None:
    """Write the plan that will be the newest, before the words that make it so: killed in between is no harm.

    What was edited in the plan here and not used yet becomes a word first, so that it is not lost.
    """
    with Review(candidate, unsafe_filesystem_accepted=True, copied=True) as copy:
        there = {each.version for each in plans(copy)}
    if review.unlogged_change() is not None and (plans(review) or review.version not in there):
        if f"{PEOPLE}/{review.who}/{ACTS}" in {each.file for each in found.new}:
            return
        review.log_amendment()
    again = candidate.with_name("with-plan")
    again.mkdir()
    make_candidate(review, found.files(), again)
    if (text := newest_plan(again)) != review.protocol_text:
        target = review.folder / PROTOCOL_FILE
        atomic_write(target, [text.encode()], target.stat().st_mode & 0o777)


def _afterwards(review: Review, found: _Comparison, before: set[tuple[str, int]], known: list[Plan]) -> Taken:
    """Look at the plans of both sides, and open what is finished by what came."""
    review.refresh()
    now = plans(review)
    others = [each for each in now if each.version not in {this.version for this in known}]
    two = []
    if others and known:
        mine = next((each for each in reversed(now) if each.version == review.version), known[-1])
        two = [now[-1], mine if mine.version != now[-1].version else others[-1]]
    with Review(review.folder, role=review.role, login=review.login, unsafe_filesystem_accepted=True) as again:
        again.warn = review.warn
        open_finished_batches(again)
        opened = sorted(set(openings(again)) - before)
        return Taken(
            tuple(found.received()), tuple(opened), (), tuple(found.left), tuple(two), sealed_lines(again, again.role)
        )


def _not_as_listed(unpacked: Path, names: list[str], contents: Contents) -> Iterator[Refusal]:
    """Files that are no files of a pack, or not those that its list names."""
    for name in sorted({*names, *contents.files} - {MANIFEST}):
        each = named(name)
        if each is None:
            yield Refusal("", name, "it is no file that a pack holds", _ANEW)
        elif name not in names:
            yield Refusal(each.who, name, "the pack's list names it, and it is not there", _ANEW)
        elif name not in contents.files:
            yield Refusal(each.who, name, "the pack's list does not name it", _ANEW)
        elif file_sha256(unpacked / name) != contents.files[name][0]:
            there = (unpacked / name).read_bytes().count(b"\n")
            what = f"it was changed after it was packed: {there:,} lines; {contents.files[name][1]:,} were packed"
            yield Refusal(each.who, name, what, _ANEW)


def _not_for_this_review(review: Review, contents: Contents) -> Iterator[Refusal]:
    if contents.mine and contents.mine != review.role:
        what = f"it is {contents.mine}'s own, with what is sealed, for {contents.mine}'s next machine"
        yield Refusal(contents.mine, "", what, f"Ask {contents.mine} for a pack that others may have: tamis pack FILE.")


_ANEW = "Ask whoever packed it for a new pack."


class _Comparison:
    """The files of an unpacked pack beside those of the review.

    Args:
        review: The review.
        unpacked: The folder of the unpacked pack.
        kept: The people whose files are not changed.

    Attributes:
        new: File → how many bytes and lines of it are here already.
        refused: What speaks against the pack.
        left: What is left out of it.
    """

    def __init__(self, review: Review, unpacked: Path, kept: frozenset[str]) -> None:
        self.new: dict[Named, tuple[int, int]] = {}
        self.refused: list[Refusal] = []
        self.left: list[Refusal] = []
        self._review, self._unpacked, self._kept = review, unpacked, kept
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
                where = self._unpacked if error.where.startswith(str(self._unpacked)) else self._review.folder
                self.refused.append(refusal_of(error, where))
            except OSError as error:
                self._refuse(each, f"the copy here cannot be read: {error.strerror}", "It is another account's.")

    def _compare(self, each: Named) -> None:
        here, there = self._review.folder / each.file, self._unpacked / each.file
        if each.written_once:
            if not here.exists():
                self._is_new(each, 0, 0)
            elif file_sha256(here) != file_sha256(there):
                self._refuse(each, "another file of that name is here", f"Compare the two with {each.who}.")
            return
        had, brought = whole_lines(here), whole_lines(there)
        if len(brought) != there.stat().st_size or not brought:
            self._refuse(each, f"it is cut off after line {brought.count(10)}", _ANEW)
        elif brought.startswith(had):
            if len(brought) > len(had):
                self._is_new(each, len(had), had.count(b"\n"))
        elif not had.startswith(brought):
            pairs = zip(had.split(b"\n"), brought.split(b"\n"), count(1), strict=False)
            first = next(number for mine, other, number in pairs if mine != other)
            lines = f"lines {first}–{had.count(10)} here, {first}–{brought.count(10)} in the pack"
            what = f"from line {first} on it says something else than the copy here ({lines})"
            advice = f"Did {each.who} write on two machines, or change what was written? Go on with one of the two."
            self._refuse(each, what, advice)

    def _is_new(self, each: Named, size: int, lines: int) -> None:
        logins = owners(self._review, each.who)
        if each.who in self._kept:
            more = (self._unpacked / each.file).read_bytes().count(b"\n") - lines
            missing = f"it has {counted(more, 'line')} of your own that this machine lacks"
            what = f"{missing}; others' packs change none of your files"
            advice = "Did you lose lines, or write on another machine? Before you say anything: tamis take FILE --both."
            self.left.append(Refusal(each.who, each.file, what, advice))
        elif logins and self._review.login not in logins:
            what = f"what is {each.who}'s counts only in files of the account {' or '.join(logins)}"
            self._refuse(each, what, 'Readers on machines of their own: say apart = "machines" in the plan.')
        elif (folder := self._review.folder / PEOPLE / each.who).exists() and folder.stat().st_uid != os.geteuid():
            self._refuse(each, "the folder here is another account's", f"Its owner takes what is {each.who}'s.")
        else:
            self.new[each] = (size, lines)

    def _refuse(self, each: Named, what: str, advice: str) -> None:
        self.refused.append(Refusal(each.who, each.file, what, advice))

    def look_ahead(self, candidate: Path, mine: str, own: frozenset[str]) -> None:
        """Look at the review as it would be; what is not open there is left out, and what does not hold is refused."""
        known = {(each.journal, each.what) for each in compare_with_statements(self._review)[0]}
        files = self.files()
        make_candidate(self._review, files, candidate)
        try:
            newest_plan(candidate)
            sealed = sealed_in(candidate, iter(files))
            for each in [each for each in self.new if each.file in sealed and each.who != mine]:
                self.left.append(
                    Refusal(each.who, each.file, "it is not open by what is here, and was left out", _ANEW)
                )
                del self.new[each]
                (candidate / each.file).unlink()
            taken = {each.file: lines for each, (_, lines) in self.new.items()}
            self.refused += refusals(candidate, self._review.protocol_text, taken, known, own - {mine})
        except HOSTILE as error:
            self.refused.append(refusal_of(error, candidate))

    def files(self) -> dict[str, Path]:
        """The files of the pack that are new, by name."""
        return {each.file: self._unpacked / each.file for each in self.new}

    def write(self, mine: str) -> None:
        """Write what is new: first files that words name, then decisions, then the words."""
        for each in sorted(self.new, key=lambda file: (not file.written_once, not file.batch, file.file)):
            own_folder(self._review, each.who)
            path, (start, lines) = self._review.folder / each.file, self.new[each]
            content = (self._unpacked / each.file).read_bytes()
            if each.batch and not path.parent.exists():
                path.parent.mkdir(mode=0o700)
                path.parent.chmod(SEALED_MODE if mine == each.who and self._is_sealed(path) else OPEN_MODE)
            make_own_dir(path.parent)
            if each.written_once or not path.exists():
                atomic_write(path, [content], 0o444 if each.written_once else FILE_MODE)
            else:
                _append(path, start, content[start:], self._review.patience)
            fresh = content[start:].splitlines() if not each.written_once else []
            events = tuple(map(Event.from_line, fresh))
            self._came.append(Received(each.who, each.file, content.count(b"\n") - lines, events))

    def _is_sealed(self, path: Path) -> bool:
        return is_sealed(self._review, path)

    def received(self) -> list[Received]:
        """What was written, by file."""
        return sorted(self._came, key=lambda each: each.file)


def _append(path: Path, start: int, lines: bytes, patience: float) -> None:
    """Append lines to a journal that ends, but for what was never confirmed, where it ended when it was compared."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        acquire(descriptor, path, patience)
        replay = Replay(descriptor, START, os.fstat(descriptor).st_size)
        for _ in replay:
            pass
        if replay.end.offset != start or replay.damage:
            raise TamisError("something was written to it meanwhile", where=str(path), advice="Take the pack again.")
        os.ftruncate(descriptor, start)
        os.lseek(descriptor, start, os.SEEK_SET)
        with open(descriptor, "ab", closefd=False) as file:
            file.write(lines)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fsync_dir(path.parent)
