"""A review's link to the place where its machines exchange: a bare repository in the cache, one branch a person.

A branch holds the files of one person and nothing else. `refs/tamis/WHO` is as far as it was taken, or sent, from here;
`refs/theirs/WHO` is where the other side has it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.errors import TamisError
from store.exchange.git import Git, there
from store.folder.cache import cache_folder

REPOSITORY = "share.git"
START = "“tamis share start REMOTE” shares this review; “tamis share join REMOTE DIR --as ID” fetches one."
_HEAD = re.compile(r"([0-9a-f]{40,64})\trefs/heads/(.*)")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Link:
    """A place of exchange.

    Attributes:
        git: The repository here.
        remote: The other one: a folder or an address.
        who: The person who shares from here.
    """

    git: Git
    remote: str
    who: str

    @classmethod
    def made(
        cls, review: Path, remote: str, who: str, *, asks: bool, command: str = "tamis share start REMOTE"
    ) -> Link:
        """Link a review folder to a place, in place of what it was linked to; `command` did so."""
        git = Git(cache_folder(review) / REPOSITORY, asks=asks, command=command)
        unlink(review)
        git.init()
        for name, value in (("remote", remote), ("who", who)):
            git.run("config", f"tamis.{name}", value)
        return cls(git, remote, who)

    @classmethod
    def found(cls, review: Path, *, asks: bool = False) -> Link | None:
        """The link of a review folder, if it has one."""
        git = Git(cache_folder(review) / REPOSITORY, asks=asks)
        if not is_linked(review):
            return None
        told = git.text("config", "--null", "--get-regexp", r"^tamis\.(remote|who)$", fails=1)
        said = dict(each.partition("\n")[::2] for each in told.split("\0"))
        return cls(git, said["tamis.remote"], said.get("tamis.who", "")) if said.get("tamis.remote") else None

    def heads(self) -> dict[str, str]:
        """Branch of the other side → its newest commit."""
        told = self.git.text("ls-remote", "--heads", *there(self.remote, "upload-pack"), "--", self.remote)
        return {match[2]: match[1] for line in told.split("\n") if (match := _HEAD.fullmatch(line))}

    def known(self) -> dict[str, str]:
        """Person → the commit as far as which their branch was taken, or sent, from here."""
        told = self.git.text("for-each-ref", "--format=%(objectname) %(refname)", "refs/tamis/")
        return {name.removeprefix("refs/tamis/"): tip for tip, name in (line.split() for line in told.splitlines())}

    def fetch(self, branches: Iterable[str]) -> None:
        """Fetch branches, whatever they were before."""
        specs = [f"+refs/heads/{each}:refs/theirs/{each}" for each in branches]
        if specs:
            quiet = ("--quiet", "--no-tags", "--no-recurse-submodules", "--force")
            self.git.run("fetch", *quiet, *there(self.remote, "upload-pack"), "--", self.remote, *specs)

    def is_before(self, commit: str, later: str) -> bool:
        """Whether one commit is another one, or stands before it."""
        return commit == later or not self.git.run("rev-list", "-n1", commit, f"^{later}")

    def note(self, commits: Iterable[tuple[str, str]]) -> None:
        """Note how far branches were taken or sent: (person, commit)."""
        if lines := [f"update refs/tamis/{who} {commit}\n".encode() for who, commit in commits]:
            self.git.run("update-ref", "--stdin", feed=lines)

    def write(self, who: str, parent: str, files: Sequence[tuple[str, bytes | Path]]) -> str:
        """Write a commit with these files new or longer; it names the person, and no address.

        Args:
            who: The person.
            parent: The commit before it; "" for none.
            files: (name below the review folder, its content).
        """
        told = self.git.run("fast-import", "--quiet", "--done", "--force", feed=_commit(who, parent, files))
        return told.decode().strip()

    def push(self, commits: Iterable[tuple[str, str]]) -> None:
        """Send commits to their persons' branches, all or none; a branch only ever goes on.

        Raises:
            TamisError: One of them went on there meanwhile, or nothing may be written there.
        """
        specs = [f"{commit}:refs/heads/{who}" for who, commit in commits]
        quiet = ("--quiet", "--atomic", "--no-verify")
        self.git.run("push", *quiet, *there(self.remote, "receive-pack"), "--", self.remote, *specs)


def is_linked(review: Path) -> bool:
    """Whether a review folder is linked to a place of exchange."""
    return (cache_folder(review) / REPOSITORY / "config").is_file()


def unlink(review: Path) -> None:
    """Forget the link of a review folder."""
    shutil.rmtree(cache_folder(review) / REPOSITORY, ignore_errors=True)


def link_of(review: Path, *, asks: bool = False) -> Link:
    """The link of a review folder.

    Raises:
        TamisError: There is none.
    """
    if (link := Link.found(review, asks=asks)) is None:
        raise TamisError("from here this review is shared with no other machine", where=str(review), advice=START)
    return link


def _commit(who: str, parent: str, files: Iterable[tuple[str, bytes | Path]]) -> Iterator[bytes]:
    yield f"reset refs/sent/{who}\n".encode() + (f"from {parent}\n\n".encode() if parent else b"\n")
    at = int(datetime.now(UTC).timestamp())
    yield f"commit refs/sent/{who}\nmark :1\ncommitter {who} <> {at} +0000\ndata 0\n".encode()
    for name, content in files:
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        yield f"M 100644 inline {name}\ndata {size}\n".encode()
        if isinstance(content, bytes):
            yield content
        else:
            with content.open("rb") as file:
                yield from iter(lambda: file.read(_BLOCK), b"")
        yield b"\n"
    yield b"get-mark :1\ndone\n"
