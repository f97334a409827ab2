"""Begins to share a review through a place, and fetches one that others share."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.errors import TamisError
from core.protocol.read import parse_protocol
from store.exchange.branches import odd_branches, read_tree
from store.exchange.candidate import HOSTILE
from store.exchange.git import Git, is_local
from store.exchange.link import Link, unlink
from store.exchange.share import Shared, exchange
from store.folder.people import ACTS
from store.folder.review import Review


def start(review: Review, remote: str, *, asks: bool) -> Shared:
    """Share a review through a place, which is empty or where it is shared already.

    Args:
        review: The review, in the role of whoever shares from this machine.
        remote: A folder, which is made where it is not there, or an address that git knows.
        asks: As for `share`.

    Raises:
        TamisError: Nobody acts, the place cannot be reached, or another review is shared there.
    """
    who = _sharer(review.role)
    remote = _place(remote)
    if is_local(remote) and not Path(remote.removeprefix("file://")).exists():
        # Of the group that the folder above belongs to, and of nobody else.
        Git(Path(remote.removeprefix("file://")), asks=asks).init("--shared=0660")
    before = Link.found(review.folder, asks=asks)
    if before is not None and (before.remote, before.who) == (remote, who):
        return exchange(review, before)
    with _undone(review.folder):
        link = Link.made(review.folder, remote, who, asks=asks)
        review.log_amendment()  # whoever joins begins with the plan
        return exchange(review, link)


def join(remote: str, folder: Path, who: str | None, *, asks: bool, unsafe_filesystem: bool) -> Shared:
    """Fetch a review that others share into a new folder, for one of its people.

    Args:
        remote: The place.
        folder: The folder; it is not there, or empty.
        who: The person.
        asks: As for `share`.
        unsafe_filesystem: Whether to accept a network file system.

    Raises:
        TamisError: There is no such person, or no review is shared there; the folder is as it was.
    """
    person = _sharer(who)
    was_there = folder.is_dir()
    if folder.exists() and (not was_there or any(folder.iterdir())):
        raise TamisError("there is something already", where=str(folder), advice="Name a folder that is new or empty.")
    remote = _place(remote)
    with _undone(folder, None if was_there else folder):
        link = Link.made(folder, remote, person, asks=asks, command=f"tamis share join REMOTE DIR --as {person}")
        text = _newest_plan(link)
        parse_protocol(text, remote).reviewer(person)
        Review.create(folder, text, unsafe_filesystem_accepted=unsafe_filesystem).close()
        with Review(folder, role=person, unsafe_filesystem_accepted=unsafe_filesystem) as review:
            shared = exchange(review, link, anew=True)
        if refused := shared.taken.refused:
            first = refused[0]
            what = f"{first.file or first.who}: {first.what}"
            raise TamisError(
                f"nothing was fetched, since one file is refused: {what}", where=remote, advice=first.advice
            )
    return shared


def _sharer(who: str | None) -> str:
    if not who:
        raise TamisError("who are you?", where="share", advice="Say it with --as ID: your branch there has that name.")
    return who


def _place(remote: str) -> str:
    """A place as git is told it from any folder.

    Raises:
        TamisError: It is none.
    """
    if not remote or remote.startswith("-"):
        raise TamisError("this is no place", where=remote, advice="Name a folder, or an address that git knows.")
    if is_local(remote) and not remote.startswith("file://"):
        remote = str(Path(remote).expanduser().absolute())
    if is_local(remote) and Path(remote.removeprefix("file://")).is_file():
        raise TamisError("this is a file", where=remote, advice="Name a folder; a pack is taken with “tamis take”.")
    return remote


@contextlib.contextmanager
def _undone(review: Path, made: Path | None = None) -> Iterator[None]:
    """Take back what a failed beginning left: the link, and the folder where it was made for it."""
    empty = not review.exists() or not any(review.iterdir())
    try:
        yield
    except BaseException:
        unlink(review)
        if empty:
            for each in review.iterdir() if review.is_dir() else ():
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        raise


def _newest_plan(link: Link) -> str:
    """The newest plan that anybody's words hold there; what it is worth, `exchange` checks.

    Raises:
        TamisError: There is none.
    """
    heads = link.heads()
    for each in odd_branches(heads):
        raise TamisError(each.what, where=link.remote, advice=each.advice)
    link.fetch(heads)
    found: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory(prefix="tamis-join-") as temporary:
        for who, commit in heads.items():
            tree, odd = read_tree(link, who, commit)
            for each in odd:
                raise TamisError(f"{each.what}: {each.file}", where=f"{link.remote}, branch {who}", advice=each.advice)
            link.git.save(
                {each: blob.number for each, blob in tree.items() if each.endswith(f"/{ACTS}")}, Path(temporary)
            )
        for file in Path(temporary).rglob(ACTS):
            for line in file.read_bytes().splitlines():
                with contextlib.suppress(*HOSTILE):
                    word = json.loads(line)
                    if word["table"] == "amendments":
                        found.append((int(word["after"]["clock"]), str(word["after"]["says"]["text"])))
    if not found:
        advice = "Whoever has the review begins: tamis share start REMOTE."
        raise TamisError("no review is shared there yet", where=link.remote, advice=advice)
    return max(found)[1]
