"""Takes a pack: checks every file of it against what is here, then appends what is new; or refuses it whole.

Nobody is believed: neither the pack nor whoever carried it. A journal must go on where the copy here ends, and its
lines must chain; what people stated and saw must still hold; a file that is written once must be what a word says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from store.acts.openings import openings
from store.exchange.both import say_again
from store.exchange.candidate import ANEW, make_candidate, newest_plan
from store.exchange.comparison import Incoming, Received
from store.exchange.files import MANIFEST, Contents, Refusal, named
from store.exchange.pack import sealed_lines
from store.exchange.plans import Plan, plans
from store.exchange.unpack import unpack
from store.folder.people import ACTS, PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.files import atomic_write, file_sha256
from store.work.openings import open_finished_batches


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
        again: How many lines of another machine of one's own were written again behind what was written here.
        open_now: (stage, batch) of all that is open now.
    """

    received: tuple[Received, ...]
    opened: tuple[tuple[str, int], ...]
    refused: tuple[Refusal, ...]
    left: tuple[Refusal, ...]
    plans: tuple[Plan, ...]
    only_here: int
    again: int = 0
    open_now: frozenset[tuple[str, int]] = frozenset()


def take(review: Review, path: Path, *, both: bool) -> Taken:
    """Take what is new in a pack, all of it or nothing, and open what is finished by that.

    Args:
        review: The review.
        path: The pack.
        both: Whether a longer copy of one's own files is taken too, which another machine of one's own went on with;
            where both went on, what that one said is said again behind what was said here.

    Raises:
        TamisError: It is no pack, or a zip that cannot be trusted; nothing was changed.
        NotSaved: It could not all be written. What was appended is whole; taking the pack again completes it.
    """
    with tempfile.TemporaryDirectory(prefix="tamis-take-") as temporary:
        unpacked = Path(temporary)
        names = unpack(path, unpacked)
        contents = Contents.read(unpacked / MANIFEST, path)
        found = Incoming(review, unpacked, mine=contents.mine, both=both)
        found.refused += _not_as_listed(unpacked, names, contents)
        found.refused += _not_for_this_review(review, contents)
        return take_in(review, found, [each for each in names if each != MANIFEST])


def take_in(review: Review, found: Incoming, names: Sequence[str]) -> Taken:
    """Take what is new of files that another machine handed out, unless something speaks against any of them.

    Args:
        review: The review.
        found: The folder of these files beside the review, with what speaks against them already.
        names: Their names below the review folder.

    Raises:
        NotSaved: It could not all be written; taking it again completes it.
    """
    if not found.refused:
        found.compare(sorted(names))
    with tempfile.TemporaryDirectory(prefix="tamis-take-") as temporary:
        candidate = Path(temporary) / "review"
        candidate.mkdir()
        if found.new and not found.refused:
            found.look_ahead(candidate)
        if found.refused:
            return Taken((), (), tuple(found.refused), (), (), sealed_lines(review, review.role))
        before = set(openings(review))
        if found.brings_words:
            _put_plan_in_force(review, found, candidate)
        known = plans(review)
        found.write()
    again = say_again(review, found.forks)
    return replace(_afterwards(review, found, before, known), again=again)


def _put_plan_in_force(review: Review, found: Incoming, candidate: Path) -> None:
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


def _afterwards(review: Review, found: Incoming, before: set[tuple[str, int]], known: list[Plan]) -> Taken:
    """Look at the plans of both sides, and open what is finished by what came."""
    review.refresh()
    now = plans(review)
    others = [each for each in now if each.version not in {this.version for this in known}]
    two = []
    if others and known:
        mine = next((each for each in reversed(now) if each.version == review.version), known[-1])
        two = [now[-1], mine if mine.version != now[-1].version else others[-1]]
    with review.again() as again:
        if found.brings_words or found.forks:  # decisions alone finish nothing that was not finished
            open_finished_batches(again)
        now_open = frozenset(openings(again))
        return Taken(
            tuple(found.received()),
            tuple(sorted(now_open - before)),
            (),
            tuple(found.left),
            tuple(two),
            sealed_lines(again, again.role),
            open_now=now_open,
        )


def _not_as_listed(unpacked: Path, names: list[str], contents: Contents) -> Iterator[Refusal]:
    """Files that are no files of a pack, or not those that its list names."""
    for name in sorted({*names, *contents.files} - {MANIFEST}):
        each = named(name)
        if each is None:
            yield Refusal("", name, "it is no file that a pack holds", ANEW)
        elif name not in names:
            yield Refusal(each.who, name, "the pack's list names it, and it is not there", ANEW)
        elif name not in contents.files:
            yield Refusal(each.who, name, "the pack's list does not name it", ANEW)
        elif file_sha256(unpacked / name) != contents.files[name][0]:
            there = (unpacked / name).read_bytes().count(b"\n")
            what = f"it was changed after it was packed: {there:,} lines; {contents.files[name][1]:,} were packed"
            yield Refusal(each.who, name, what, ANEW)


def _not_for_this_review(review: Review, contents: Contents) -> Iterator[Refusal]:
    if contents.mine and contents.mine != review.role:
        what = f"it is {contents.mine}'s own, with what is sealed, for {contents.mine}'s next machine"
        yield Refusal(contents.mine, "", what, f"Ask {contents.mine} for a pack that others may have: tamis pack FILE.")
