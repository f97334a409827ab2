"""The account's own cache folder for a review: what may be lost, and is nobody else's to see."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
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


def cached(review: Path, name: str, origin: str) -> bytes | None:
    """What was kept under a name; None where nothing was, or of another origin, or what was kept is damaged.

    Args:
        review: The folder of the review.
        name: The name of the file.
        origin: What it was made from, as a checksum: what is made from anything else is never given.
    """
    try:
        head, _, content = (cache_folder(review) / name).read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if head == _head(origin, content) else None


def keep_cached(review: Path, name: str, origin: str, content: bytes) -> None:
    """Keep what can be made again, in place of what was kept under that name; where it cannot be, nothing is lost."""
    with suppress(OSError):
        atomic_write(make_cache_folder(review) / name, [_head(origin, content), b"\n", content], 0o600)


def _head(origin: str, content: bytes) -> bytes:
    return f"{origin} {len(content)} {hashlib.sha256(content).hexdigest()}".encode()
