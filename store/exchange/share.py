"""Exchanges a review through a place that all its machines reach: sends what is one's own, takes what others sent.

It is sent and taken as packs are: nothing that is sealed leaves, and nothing is taken that does not fit.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.errors import TamisError
from core.words import count
from store.exchange.branches import Blob, Tree, odd_branches, read_tree, went_back
from store.exchange.comparison import Incoming
from store.exchange.files import Refusal
from store.exchange.link import Link, link_of
from store.exchange.pack import content_of, handed_out
from store.exchange.take import Taken, take_in
from store.folder.people import ACTS, PEOPLE
from store.folder.review import Review
from store.journal.errors import StoreCorrupt


class Sent(NamedTuple):
    """What was sent of one file: whose it is, its name below the review folder, how many lines are new there."""

    who: str
    file: str
    lines: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of an exchange.

    Attributes:
        remote: The place.
        sent: What went there, in the order of the files.
        taken: What came from there.
    """

    remote: str
    sent: tuple[Sent, ...]
    taken: Taken


def share(review: Review, *, asks: bool = False) -> Shared:
    """Take what the others have sent, all of it or nothing, then send what is one's own.

    Args:
        review: The review, in the role of whoever shares.
        asks: Whether there is a terminal in which git may ask for a password.

    Raises:
        TamisError: The review is not shared, or the place cannot be reached; nothing was changed.
    """
    return exchange(review, link_of(review.folder, asks=asks))


def exchange(review: Review, link: Link, *, anew: bool = False) -> Shared:
    """As `share`, with a place.

    Args:
        review: The review.
        link: The place.
        anew: Whether one's own files are wanted too, since nothing was written here yet.
    """
    heads, known = link.heads(), link.known()
    with tempfile.TemporaryDirectory(prefix="tamis-share-") as temporary:
        found = Incoming(review, Path(temporary), both=anew, from_where="branch")
        arrived = _arrived(review, link, heads, known, found)
        if not known and not anew:
            _refuse_another_review(review, arrived, Path(temporary), link.remote)
        taken = take_in(review, found, arrived.names)
    if not taken.refused:
        waiting = {each.who for each in taken.left}
        link.note((who, heads[who]) for who in arrived.trees.keys() - waiting if known.get(who) != heads[who])
    back = [each for each in arrived.back if each.who in _own(review)]
    blocked = {each.who for each in taken.refused if each not in back}
    people = _own(review) - blocked
    with review.again() as now:  # the plan may be another one since
        return Shared(link.remote, _send(now, link, arrived, known, people), taken)


@dataclass(frozen=True, slots=True)
class _Arrived:
    """What the branches hold.

    Attributes:
        heads: Person → newest commit.
        trees: Person → the files of it.
        names: The files of all of them that are to be looked at, below the review folder.
        back: Which branches went back.
    """

    heads: dict[str, str]
    trees: dict[str, Tree]
    names: list[str]
    back: list[Refusal]


def _arrived(review: Review, link: Link, heads: dict[str, str], known: dict[str, str], found: Incoming) -> _Arrived:
    """Fetch what is new, and write the files that differ from those here, or from what was known, into the folder."""
    found.refused += odd_branches(heads)
    heads = {who: commit for who, commit in heads.items() if who not in {each.who for each in found.refused}}
    arrived = _Arrived(heads, {}, [], [])
    link.fetch(who for who, commit in heads.items() if known.get(who) != commit)
    wanted: Tree = {}
    for who, commit in sorted(heads.items()):
        tree, odd = read_tree(link, who, commit)
        before = {} if who not in known else tree if known[who] == commit else read_tree(link, who, known[who])[0]
        found.refused += odd
        arrived.trees[who] = tree
        wanted |= {
            name: blob
            for name, blob in tree.items()
            if before.get(name) != blob or _size(review.folder / name) < blob.size
        }
        if not odd and (back := went_back(link, who, before, tree)):
            found.refused.append(back)
            arrived.back.append(back)
    for who in sorted(known.keys() - heads.keys() - _own(review)):
        what, advice = f"the branch {who} is gone from {link.remote}", f"{who}'s next share brings it back."
        found.left.append(Refusal(who, "", what, advice))
    if not found.refused:
        new = {name: each.number for name, each in wanted.items() if not _is_here(review.folder / name, each)}
        link.git.save(new, found.folder)
        arrived.names.extend(new)
    return arrived


def _own(review: Review) -> set[str]:
    """The people who share from this machine: who acts, and whoever has written here, known by the snapshot beside."""
    written = (each.parent.name for each in (review.folder / PEOPLE).glob("*/acts.json"))
    return {review.who, *written}


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _is_here(path: Path, blob: Blob) -> bool:
    """Whether a file here is, or begins with, one of a branch."""
    return not path.is_symlink() and _size(path) >= blob.size and _begins_with(path.read_bytes(), blob)


def _begins_with(content: bytes, blob: Blob) -> bool:
    """Whether bytes begin with a file of the repository, by the number that git gives to it."""
    digest = hashlib.sha1 if len(blob.number) == 40 else hashlib.sha256
    head = b"blob %d\0" % blob.size
    return digest(head + content[: blob.size]).hexdigest() == blob.number


def _refuse_another_review(review: Review, arrived: _Arrived, folder: Path, remote: str) -> None:
    """Make sure that what is there already is of this review: somebody's words there go on like those here."""
    there = [f"{PEOPLE}/{who}/{ACTS}" for who in arrived.trees if f"{PEOPLE}/{who}/{ACTS}" in arrived.trees[who]]
    fits = [name for name in there if name not in arrived.names or _goes_on(review.folder / name, folder / name)]
    if there and not fits:
        raise TamisError(
            f"another review is shared there, by {', '.join(arrived.trees)}",
            where=remote,
            advice="Name an empty place. To fetch that review: tamis share join REMOTE DIR --as ID.",
        )


def _goes_on(one: Path, other: Path) -> bool:
    if not one.is_file():
        return False
    had, brought = one.read_bytes(), other.read_bytes()
    return bool(had) and brought.startswith(had)


def _send(review: Review, link: Link, arrived: _Arrived, known: dict[str, str], people: set[str]) -> tuple[Sent, ...]:
    """Send what is new of these people's files behind what is there."""
    if review.in_order("amendments"):
        review.log_amendment()  # what others get of the plan is the newest word on it
    sent, commits = [], []
    for who in sorted(people):
        there = arrived.heads.get(who, "")
        last = known.get(who, "")
        # Behind what was sent from here, where somebody moved the branch back or took it away.
        parent = last if last and (not there or link.is_before(there, last)) else there
        tree = arrived.trees.get(who, {}) if parent == there else read_tree(link, who, parent)[0]
        files = list(_news(review, who, tree))
        if files:
            parent = link.write(who, parent, [(name, content) for name, content, _ in files])
            sent += [Sent(who, name, lines) for name, _, lines in files]
        if parent != there:
            commits.append((who, parent))
    if commits:
        link.push(commits)
        link.note(commits)
    return tuple(sorted(sent, key=lambda each: each.file))


def _news(review: Review, who: str, tree: Tree) -> Iterator[tuple[str, bytes | Path, int]]:
    """(name, content, new lines) of each file that may be handed out and is not there, or is shorter there.

    Raises:
        StoreCorrupt: A file is damaged, or does not begin with what was sent of it.
    """
    for name, sha256 in handed_out(review, who):
        old = tree.get(name)
        if old is not None and (sha256 or _size(review.folder / name) == old.size):
            continue
        content = content_of(review, name, sha256)
        if isinstance(content, Path):
            with content.open("rb") as file:
                yield name, content, sum(1 for _ in file)
        elif old is None or (len(content) > old.size and _begins_with(content, old)):
            yield name, content, content.count(b"\n") - content[: old.size if old else 0].count(b"\n")
        elif not _begins_with(content, old):
            there = count(old.size, "byte")
            advice = "Was it changed, or is this an older copy? “tamis check” says more."
            raise StoreCorrupt(f"it does not begin with the {there} that were sent of it", where=name, advice=advice)
