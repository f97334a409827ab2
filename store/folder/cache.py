"""The account's own cache folder for a review: what may be lost, and is nobody else's to see."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from store.journal.files import atomic_write


def cache_folder(review: Path) -> Path:
    """The folder for a review, which may not be there; each account has its own, and of mode 0700."""
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(home) / "tamis" / hashlib.sha256(os.fsencode(review.resolve())).hexdigest()[:16]


def make_cache_folder(review: Path) -> Path:
    """The folder for a review, made where it is not there.

    Raises:
        OSError: It cannot be made.
    """
    folder = cache_folder(review)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class Cache:
    """What follows from the files of a review, kept so that it need not be derived anew; never believed over the files.

    Args:
        review: The folder of the review.
        used: Whether anything is kept: not of a copy, which will soon be gone.
    """

    def __init__(self, review: Path, *, used: bool = True) -> None:
        self._review, self._used = review, used

    @cached_property
    def folder(self) -> Path:
        """Where all of it is, and nothing else; it may not be there, and deleting it loses nothing."""
        return cache_folder(self._review) / "derived"

    def clear(self) -> None:
        """Delete all of it."""
        import shutil  # slow to import, and seldom wanted

        shutil.rmtree(self.folder, ignore_errors=True)

    def get(self, name: str, origin: str) -> bytes | None:
        """What was kept under a name; None where nothing was, or of another origin, or what was kept is damaged.

        Args:
            name: The name of the file.
            origin: What it was made from, as a checksum: what is made from anything else is never given, nor what
                another version of the program made.
        """
        try:
            head, _, content = (self.folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if head == _head(origin, content) else None

    def keep(self, name: str, origin: str, content: bytes) -> None:
        """Keep something in place of what was kept under that name; where it cannot be kept, nothing is lost."""
        if not self._used:
            return
        with suppress(OSError):
            make_cache_folder(self._review)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            atomic_write(self.folder / name, [_head(origin, content), b"\n", content], 0o600)


def _head(origin: str, content: bytes) -> bytes:
    return f"{_code()} {origin} {len(content)} {hashlib.sha256(content).hexdigest()}".encode()


@cache
def _code() -> str:
    """Tells one version of the rules by which all is derived from another, by the places and times of their files."""
    top = Path(__file__).parents[2]
    files = (each for part in ("core", "store") for each in _sources(str(top / part)))
    return hashlib.sha256(repr((sys.version, sys.byteorder, sorted(files))).encode()).hexdigest()


def _sources(folder: str) -> Iterator[tuple[str, int, int, int]]:
    for each in os.scandir(folder):
        if each.is_dir():
            yield from _sources(each.path)
        elif each.name.endswith(".py"):
            status = each.stat()
            yield each.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
