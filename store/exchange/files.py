"""The files that one machine may hand to another, how they are named, and the one list of them in a pack."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.errors import TamisError
from store.acts.duplicates.searches import FOUND, SEARCHES
from store.acts.imports import TABLE as IMPORTS
from store.folder.people import ACTS, DECISIONS, PEOPLE
from store.folder.records import RECORDS
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.journal import Journal
from store.journal.line import START, Event, Position, end_of, read_lines
from store.journal.replay import Replay

MANIFEST = "PACK.json"
FORMAT = 1
SAFE = r"[A-Za-z0-9_@][A-Za-z0-9._-]{0,99}"
_NAME = re.compile(
    rf"{PEOPLE}/(?P<who>{SAFE})/(?:{re.escape(ACTS)}|(?P<kind>{RECORDS}|{FOUND})/[a-z0-9][a-z0-9-]*(?:\.raw|\.keys)?\.json"
    rf"|(?P<batch>[A-Za-z0-9_-]+\.(?:pilot|[1-9][0-9]{{0,5}}))/{re.escape(DECISIONS)})"
)


class Named(NamedTuple):
    """A file that may be handed to another machine.

    Attributes:
        file: Its name below the review folder.
        who: The person in whose folder it is.
        batch: The name of the folder of a batch of decisions; "" for another file.
        written_once: Whether it is a file of records or of a search, which nobody appends to.
    """

    file: str
    who: str
    batch: str
    written_once: bool


def named(file: str) -> Named | None:
    """What a file is by its name below the review folder; None where nobody hands out such a file."""
    match = _NAME.fullmatch(file)
    return match and Named(file, match["who"], match["batch"] or "", match["kind"] is not None)


class Refusal(NamedTuple):
    """Why something was not taken: whose file it is, below the review folder, what is wrong, what to do."""

    who: str
    file: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of what is in a pack.

    Attributes:
        title: The title of the review.
        mine: The person all of whose work it holds, sealed too, for that person's own next machine; "" for one that
            others may have.
        files: Name below the review folder → (SHA-256, number of lines).
    """

    title: str
    mine: str
    files: Mapping[str, tuple[str, int]]

    def as_bytes(self) -> bytes:
        """The list as it stands in the pack."""
        files = {name: {"sha256": sha256, "lines": lines} for name, (sha256, lines) in sorted(self.files.items())}
        document = {"format": FORMAT, "title": self.title, "mine": self.mine, "files": files}
        return json.dumps(document, indent=1).encode() + b"\n"

    @classmethod
    def read(cls, path: Path, pack: Path) -> Contents:
        """Read the list of an unpacked pack.

        Raises:
            TamisError: There is none, or it is of a newer tamis.
        """
        try:
            document = json.loads(path.read_bytes())
            number = int(document["format"])
            files = {str(name): (str(each["sha256"]), int(each["lines"])) for name, each in document["files"].items()}
            found = cls(str(document["title"]), str(document["mine"]), files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise TamisError(
                f"refused: it has no {MANIFEST} that could be read, so it is no pack",
                where=str(pack),
                advice="Name a file that “tamis pack” made.",
            ) from None
        if number > FORMAT:
            raise TamisError("a newer tamis made this pack", where=str(pack), advice="Take it with that version.")
        return found


def whole_lines_of_both(here: Path, there: Path) -> tuple[bytes, bytes]:
    """The confirmed lines of a journal, and of what another machine has of it.

    Where that one goes on from this one, byte for byte, only what is new in it is checked: the rest is as it was.

    Raises:
        StoreCorrupt: A line is damaged.
        OSError: One may not be read.
    """
    had = here.read_bytes() if here.exists() else b""
    if (end := end_of(had)) is not None and there.stat().st_size >= len(had):
        brought = there.read_bytes()
        if brought.startswith(had):
            return had, whole_lines(there, end)
    return whole_lines(here), whole_lines(there)


def whole_lines(path: Path, since: Position = START) -> bytes:
    """The confirmed lines of a journal, each after a place checked; b"" where there is none.

    Raises:
        StoreCorrupt: A line is damaged.
        OSError: It may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return b""
    try:
        replay = Replay(descriptor, since, os.fstat(descriptor).st_size)
        for _ in replay:
            pass
        if replay.damage:
            raise StoreCorrupt(f"damaged at {replay.damage}", where=str(path), advice="`tamis check` says more.")
        return b"".join(read_lines(descriptor, 0, replay.end.offset))
    finally:
        os.close(descriptor)


def lines_from(first: int, last: int) -> str:
    """Lines by their numbers: "line 5", "lines 5–7"."""
    return f"line {first}" if first == last else f"lines {first}–{last}"


def written_by(events: Iterator[Event] | Collection[Event]) -> Iterator[tuple[Event, str, str]]:
    """(the word, file below the person's folder, SHA-256) of each file that words say was written once."""
    for event in events:
        says = (event.after or {}).get("says")
        if says and event.table == IMPORTS:
            yield from ((event, f"{RECORDS}/{name}", sha256) for name, sha256 in says["checksums"].items())
        elif says and event.table == SEARCHES:
            yield event, says["file"], says["sha256"]


def last_seen(journal: Journal) -> dict[str, int]:
    """Other person → the number of their last line that the writer of a journal of words had read."""
    said = (each.after.get("seen") for each in journal.events_back() if each.after)
    return {who: last for who, (last, _) in next(filter(None, said), {}).items()}


def own_people(review: Review) -> frozenset[str]:
    """The people whose files this session writes, and nobody else's pack changes.

    Where nobody said who acts, they are those who have written here: beside their words lies a snapshot, which no
    exchange brings.
    """
    if review.role is not None:
        return frozenset({review.role, review.who})
    written = (review.folder / PEOPLE).glob("*/acts.json")
    return frozenset({review.who, *(each.parent.name for each in written)})
