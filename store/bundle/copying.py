"""Copies a review folder for others: whole journals, records as far as they may be given away, no derived files."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from store.acts.duplicates.searches import search_files
from store.acts.imports import imports, records_files
from store.bundle.pseudonyms import Pseudonyms, pseudonyms
from store.decisions.access import is_sealed
from store.folder.documents import Documents, WrittenDocuments, new_documents
from store.folder.journal_memory import snapshot_of
from store.folder.people import DECISIONS, PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.errors import StoreCorrupt, StoreUnreadable
from store.journal.files import file_sha256
from store.journal.known_ends import links_in
from store.journal.line import START, Document, Event, Position, canonical, encode, read_lines
from store.journal.replay import Replay
from store.upkeep.damage import journal_files, lines_missing, size_between_writes

ABSTRACT = "abstract"
_STARTS_WITH_ABSTRACT = re.compile(rb'{"abstract":"[^"\\]*(?:\\.[^"\\]*)*"(?:,|(?=}$))')
_MAY_NAME_ABSTRACT = (b'abstract"', b"\\u")
"""Without these in its JSON no field is called so, whoever wrote it: only such an escape could spell a letter."""
_NO_PAIRS = canonical({"raw": []})
REDUCED = {".json": "records", ".raw.json": "raw"}
"""The endings of the files of records that hold less in a bundle without abstracts, and the table in each."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A journal as it was copied.

    Attributes:
        journal: Its name in the copy, below the review folder.
        lines: How many lines it has.
        last: The checksum at the end of the last line of the original, which covers all lines before it.
        naming: The numbers of the lines in which free text still names a reviewer; empty without pseudonyms.
    """

    journal: str
    lines: int
    last: str
    naming: tuple[int, ...]


def copy_review(review: Review, target: Path, *, abstracts: bool, other_names: bool) -> list[Chain]:
    """Copy the files of a review that a third party needs to check it.

    Without abstracts the records keep everything else, and the pairs that a database wrote are left out, since they
    hold the abstract too.

    Args:
        review: The review.
        target: The folder to copy into; it is made.
        abstracts: Whether abstracts and the databases' own pairs may be given away.
        other_names: Whether the reviewers are given pseudonyms.

    Raises:
        StoreCorrupt: A file is damaged.
        StoreUnreadable: This user may not read a file.
    """
    # Those of decisions first: what is stated of them names their lines.
    journals = sorted(open_journals(review), key=lambda each: each.name != DECISIONS)
    names = _pseudonyms(review, journals) if other_names else None
    target.mkdir(parents=True)
    text = review.protocol_text if names is None else names.protocol
    (target / PROTOCOL_FILE).write_bytes(text.encode())
    chains = [_copy_journal(review, path, target, names) for path in journals]
    for each in imports(review, withdrawn=True):
        logged = records_files(review, each)
        for part in each.parts:
            copy = _renamed(Path(part), names) if names is not None else Path(part)
            copy_records(review.folder / part, target / copy, logged, abstracts=abstracts)
    for path, checksum in search_files(review).items():
        if file_sha256(path) != checksum:
            raise StoreCorrupt(
                "it is not what the search for duplicates wrote", where=str(path), advice="Restore it from a backup."
            )
        below = path.relative_to(review.folder)
        copy = target / (_renamed(below, names) if names is not None else below)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return sorted(chains, key=lambda each: each.journal)


def open_journals(review: Review) -> list[Path]:
    """The journals that a bundle holds: all but those of decisions that are not open to all."""
    return [each for each in journal_files(review.folder) if not is_sealed(review, each)]


def _pseudonyms(review: Review, journals: list[Path]) -> Pseudonyms:
    amendments = {int(key): word.says for key, word in review.in_order("amendments") if word.says}
    logins = {event.who for path in journals for event in _events(path)}
    return pseudonyms(
        review.protocol_text, amendments, {path.relative_to(review.folder).parts[1] for path in journals}, logins
    )


def _events(path: Path) -> Iterator[Event]:
    with _opened(path) as (_, replay):
        for batch in replay:
            yield from map(Event.from_fields, batch.lines)
    _refuse_damage(path, replay)


class _opened:  # noqa: N801 (used as a function)
    """A journal's descriptor and the replay of its confirmed lines after a place, if it holds what was known there."""

    def __init__(self, path: Path, known: Position = START, fields: Collection[str] | None = None) -> None:
        self._known, self._fields = known, fields
        if missing := lines_missing(path):
            raise missing
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except PermissionError:
            advice = "A bundle holds everybody's decisions: let an account make it that may read them."
            raise StoreUnreadable("you may not read this file", where=str(path), advice=advice) from None
        self._path = path

    def __enter__(self) -> tuple[int, Replay]:
        size = size_between_writes(self._path, self._descriptor)
        start = self._known if self._known.is_in(self._descriptor, size) else START
        return self._descriptor, Replay(self._descriptor, start, size, self._fields)

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


def _refuse_damage(path: Path, replay: Replay) -> None:
    if replay.damage:
        raise StoreCorrupt(
            f"damaged at {replay.damage}", where=str(path), advice="`tamis check` says more; nothing was bundled."
        )


def _copy_journal(review: Review, path: Path, target: Path, names: Pseudonyms | None) -> Chain:
    below = path.relative_to(review.folder)
    # The lines that this account has verified already are told by their CRC: they are not parsed again.
    read = snapshot_of(review, below.relative_to(PEOPLE).as_posix()) if names is None else None
    if names is not None:
        below = _renamed(below, names)
    copy = target / below
    copy.parent.mkdir(parents=True, exist_ok=True)
    naming: list[int] = []
    known, fields = read.position if read else START, () if names is None else None
    with _opened(path, known, fields) as (descriptor, replay), copy.open("xb") as file:
        chain = START.chain
        for batch in replay:
            for event in map(Event.from_fields, batch.lines) if names is not None else ():
                assert names is not None
                line, chain = encode(names.event(event), chain)
                file.write(line)
                if names.mentions(event):
                    naming.append(event.seq)
        if names is None:
            file.writelines(read_lines(descriptor, 0, replay.end.offset))
    _refuse_damage(path, replay)
    if names is not None and path.name == DECISIONS:
        names.links.update(zip(links_in(path), links_in(copy), strict=False))
    return Chain(below.as_posix(), replay.end.seq, replay.end.chain, tuple(naming))


def _renamed(below: Path, names: Pseudonyms) -> Path:
    """A path below the review folder with the person's folder under its other name."""
    return Path(below.parts[0], names.folder(below.parts[1]), *below.parts[2:])


def copy_records(source: Path, target: Path, logged: Mapping[Path, str], *, abstracts: bool) -> None:
    """Copy the three files of an import, reduced as the bundle is; a copy of a reduced one is the same.

    Args:
        source: The `NAME.json` of the import.
        target: The same in the copy.
        logged: The checksums that the import logged of its files.
        abstracts: Whether nothing is left out.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for ending in (".json", ".raw.json", ".keys.json"):
        original, copy = source.with_suffix(ending), target.with_suffix(ending)
        if abstracts or ending not in REDUCED:
            shutil.copyfile(original, copy)
            continue
        with new_documents(copy, REDUCED[ending]) as written:
            _reduce(original, written, parsed=file_sha256(original) != logged.get(original))


def reduced_sha256(path: Path) -> str:
    """The checksum that a file of records has in a bundle without abstracts.

    Raises:
        StoreCorrupt: It is not there, or its index is damaged.
        ValueError: It has not the lines that its index tells, or one that is damaged.
    """
    with open(os.devnull, "wb") as nowhere:
        written = WrittenDocuments(nowhere, REDUCED["".join(path.suffixes)])
        _reduce(path, written)
        written.end()
    return written.sha256


def _reduce(path: Path, written: WrittenDocuments, *, parsed: bool = False) -> None:
    """Write what is left of a file of records; `parsed` if its lines may be damaged."""
    with contextlib.closing(Documents(path)) as documents:
        if path.suffixes != [".json"]:
            for number in documents.ids:
                written.add(number, _NO_PAIRS)
        elif parsed:
            for number, document in zip(documents.ids, documents, strict=True):
                written.add(number, _without_abstract(document))
        else:
            for number, line in zip(documents.ids, documents.lines(), strict=True):
                written.add(number, _cut(line[line.index(b":") + 1 :].rstrip(b",\n")))


def _cut(document: bytes) -> bytes:
    """As `_without_abstract`, of a document that is parsed only where its abstract does not stand first."""
    if found := _STARTS_WITH_ABSTRACT.match(document):
        document = b"{" + document[found.end() :]
    named = any(part in document for part in _MAY_NAME_ABSTRACT)
    return _without_abstract(json.loads(document)) if named else document


def _without_abstract(document: Document) -> bytes:
    document.pop(ABSTRACT, None)
    return canonical(document)
