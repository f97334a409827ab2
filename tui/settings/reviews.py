"""The reviews that a person has had open on this machine, and who they are in each: `reviews.json` of their state.

It is kept for one account, outside every review; where it cannot be read or written, nothing is lost but a few keys.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from store.journal.files import atomic_write

MOST = 20
"""Reviews that are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReview:
    """A review that was open.

    Attributes:
        folder: Its folder, absolute.
        title: Its title then.
        who: Who the person said they are in it; "" where they were not asked.
    """

    folder: str
    title: str = ""
    who: str = ""


def reviews_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where they are kept, after the XDG base directory specification."""
    home = environ.get("XDG_STATE_HOME")
    return (Path(home) if home else Path.home() / ".local" / "state") / "tamis" / "reviews.json"


def seen_reviews() -> list[SeenReview]:
    """The reviews seen lately, the last one first; without those that are not there any more."""
    return [each for each in _all() if (Path(each.folder) / "protocol.toml").is_file()]


def who_in(folder: Path) -> str:
    """Who the person is in a review; "" where that is not known."""
    return next((each.who for each in _all() if each.folder == _name(folder)), "")


def remember(folder: Path, title: str, who: str = "") -> None:
    """Remember that a review was open; who the person is stays as it was where it is not said."""
    this = SeenReview(folder=_name(folder), title=title, who=who or who_in(folder))
    kept = [this, *(each for each in _all() if each.folder != this.folder)][:MOST]
    with suppress(OSError, UnicodeError):
        path = reviews_path()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic_write(path, [json.dumps([asdict(each) for each in kept], indent=1).encode()], 0o600)


def _name(folder: Path) -> str:
    return os.fspath(folder.resolve())


def _all() -> list[SeenReview]:
    try:
        rows = json.loads(reviews_path().read_bytes())
        return [SeenReview(**{name: str(value) for name, value in row.items()}) for row in rows]
    except (OSError, ValueError, TypeError, AttributeError):
        return []
