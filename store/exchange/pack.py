"""Packs what one machine may hand to another into one file: words, what was imported and found, and open decisions.

Nothing else is in it: no snapshot, no progress, nothing that is sealed. Only a pack for one's own next machine holds
one's own sealed decisions too, and nobody but its owner can read that file.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import TamisError
from store.decisions.access import is_sealed
from store.exchange.files import MANIFEST, Contents, last_seen, named, whole_lines, written_by
from store.exchange.zip_writer import write_zip
from store.folder.people import ACTS, DECISIONS, PEOPLE
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.files import file_sha256


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack just made.

    Attributes:
        contents: What is in it.
        only_here: How many lines of one's own sealed journals are on this machine alone.
    """

    path: Path
    contents: Contents
    only_here: int


def make_pack(review: Review, path: Path, *, reader: str = "", mine: bool = False) -> Pack:
    """Write a pack of a review. The same review folder gives the same bytes.

    Args:
        review: The review.
        path: The file; an older one is replaced when the new one is whole.
        reader: Whom it is for: what that person's words show to have reached them is left out.
        mine: Whether it is for the acting person's own next machine, and holds what is sealed of theirs too.

    Raises:
        TamisError: Nobody acts, or there is no such person.
        StoreCorrupt: A file is damaged or missing.
        NotSaved: It could not be written.
    """
    if mine and review.role is None:
        raise TamisError("who are you?", where="--mine", advice="Say it with --as REVIEWER.")
    if reader:
        review.protocol.reviewer(reader)
    if review.in_order("amendments"):
        review.log_amendment()  # what others get of the plan is the newest word on it
    whose = (review.role or "") if mine else ""
    files: dict[str, Path | bytes] = dict(_files(review, reader, whose))
    listed = {name: _sum_and_lines(each) for name, each in files.items()}
    contents = Contents(review.protocol.title, whose, listed)
    instead = (
        "Copy the review folder itself." if mine else "Exchange through a place that all reach: tamis share start."
    )
    write_zip(path, {MANIFEST: contents.as_bytes(), **files}, 0o600 if mine else 0o640, too_large=instead)
    return Pack(path, contents, 0 if mine else sealed_lines(review, review.role))


def sealed_lines(review: Review, who: str | None) -> int:
    """How many lines there are in a person's own sealed journals, which are on no other machine."""
    sealed = [each for each in _journals(review, who) if is_sealed(review, each)] if who else []
    return sum(each.read_bytes().count(b"\n") for each in sealed if each.is_file())


def _journals(review: Review, who: str) -> list[Path]:
    found = sorted((review.folder / PEOPLE / who).glob(f"*.*/{DECISIONS}"))
    return [each for each in found if named(each.relative_to(review.folder).as_posix())]


def _files(review: Review, reader: str, mine: str) -> Iterator[tuple[str, Path | bytes]]:
    """(name below the review folder, file or content) of all that may be handed out."""
    had = last_seen(review.acts.journals[reader]) if reader in review.acts.journals else {}
    for who in review.acts.journals:
        for name, sha256 in handed_out(review, who, after=had.get(who, 0), mine=who == mine):
            yield name, content_of(review, name, sha256)


def handed_out(review: Review, who: str, *, after: int = 0, mine: bool = False) -> Iterator[tuple[str, str]]:
    """What of a person's files may be handed out: (name below the review folder, SHA-256 of what was written once).

    Args:
        review: The review.
        who: The person.
        after: The last line of their words that the others have had.
        mine: Whether it is for that person's own next machine, and what is sealed goes too.
    """
    journal = review.acts.journals.get(who)
    if journal is not None and journal.seq > after:
        yield f"{PEOPLE}/{who}/{ACTS}", ""
    for event, file, sha256 in written_by(journal.events() if journal is not None else ()):
        if event.seq > after:
            yield f"{PEOPLE}/{who}/{file}", sha256
    for path in _journals(review, who):
        if mine or (not is_sealed(review, path) and _lets_in(path.parent)):
            yield path.relative_to(review.folder).as_posix(), ""


def content_of(review: Review, name: str, sha256: str) -> Path | bytes:
    """What is handed out of a file: the whole lines of a journal, or a file that is as it was written.

    Raises:
        StoreCorrupt: It is damaged or missing.
    """
    path = review.folder / name
    return _as_written(path, sha256) if sha256 else whole_lines(path)


def _lets_in(folder: Path) -> bool:
    return stat.S_IMODE(folder.stat().st_mode) & stat.S_IROTH != 0


def _as_written(path: Path, sha256: str) -> Path:
    if not path.is_file() or file_sha256(path) != sha256:
        what = "it is not as it was written" if path.exists() else "the file is not there"
        raise StoreCorrupt(f"nothing was packed: {what}", where=str(path), advice="Restore it from a backup.")
    return path


def _sum_and_lines(content: Path | bytes) -> tuple[str, int]:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest(), content.count(b"\n")
    with content.open("rb") as file:
        return file_sha256(content), sum(1 for _ in file)
