"""The account's own cache folder for a review: what may be lost, and is nobody else's to see."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


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
