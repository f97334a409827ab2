"""Imports files: keeps the records that are new, and which source, file and search round each came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb import where

from core.errors import TamisError
from core.gc_pause import gc_paused
from core.plain_file import open_plain
from core.protocol.values import ROUTES
from core.records.imports import Correction, Import, ImportedFile, Source
from core.records.record import Record, record_id, record_ids
from store.acts.corrections import TABLE as CORRECTIONS
from store.acts.corrections import corrections
from store.acts.openings import openings
from store.acts.samples import drawn_samples
from store.folder.people import PEOPLE, own_folder
from store.folder.records import PART, RECORDS, records_path, write_records
from store.folder.review import Review
from store.journal.files import make_own_dir
from store.journal.journal import Change, document_id, utc_now
from store.journal.union.word import Word

if TYPE_CHECKING:
    from core.formats.result import DerivedRecords, ImportResult

TABLE = "imports"
WITHDRAWALS = "withdrawals"
"""The table for whether an import is withdrawn, under the import's own number."""
WARNINGS_KEPT = 200


def imports(review: Review, *, withdrawn: bool = False) -> list[Import]:
    """The imports in their order; with `withdrawn`, those taken back too."""
    return [each for each in review.once(_imports, TABLE, WITHDRAWALS, CORRECTIONS) if withdrawn or not each.withdrawn]


def _imports(review: Review) -> list[Import]:
    said = review.in_order(TABLE)
    numbers = {key: number for number, (key, _) in enumerate(said, start=1)}
    gone = {str(each.doc_id) for each in review.db.table(WITHDRAWALS).search(where("withdrawn") == True)}  # noqa: E712
    corrected = corrections(review)
    return [
        _corrected(_import(number, key, word, numbers, key in gone), corrected.get(key, ()))
        for number, (key, word) in enumerate(said, start=1)
    ]


def _import(number: int, key: str, word: Word, numbers: Mapping[str, int], withdrawn: bool) -> Import:
    said = Import.from_document(number, word.says or {})
    files = (
        replace(each, known_as=tuple(sorted(numbers[known] for known in map(str, each.known_as) if known in numbers)))
        for each in said.files
    )
    file = said.file and f"{PEOPLE}/{word.who}/{said.file}"
    return replace(said, id=key, files=tuple(files), file=file, withdrawn=withdrawn)


def _corrected(found: Import, corrections: Sequence[Correction]) -> Import:
    if not corrections:
        return found
    facts: dict[str, Any] = {each.fact: each.value for each in corrections}
    return replace(found, source=replace(found.source, **facts), corrections=tuple(corrections))


def last_round(review: Review) -> int:
    """The number of the last search round; 1 for an empty review."""
    return max((each.round for each in imports(review)), default=1)


class RecordsById(Mapping[str, Record]):
    """The records of several files of a source; the fields of one are derived when it is asked for.

    Attributes:
        files: The records of each file.
    """

    def __init__(self) -> None:
        self.files: list[DerivedRecords] = []
        self._places: dict[str, tuple[DerivedRecords, int]] = {}

    def add(self, source: str, records: DerivedRecords) -> None:
        """Add the records of one more file; records with the same pairs in two files become one."""
        self.files.append(records)
        for place, record in enumerate(record_ids(source, (raw.pairs for raw in records.raws))):
            self._places[record] = records, place

    def __getitem__(self, record: str) -> Record:
        records, place = self._places[record]
        return records[place]._replace(id=record)

    def file_of(self, record: str) -> DerivedRecords:
        """The records of the file that a record is in, one of `files`."""
        return self._places[record][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFiles:
    """The contents of the files of one source, before they are part of a review.

    Attributes:
        records: Id → record.
    """

    source: Source
    files: tuple[ImportedFile, ...]
    records: RecordsById = field(repr=False)

    def of(self, source: Source) -> ReadFiles:
        """The same files of another source; a record's id holds the source's name."""
        records = RecordsById()
        for each in self.records.files:
            records.add(source.name, each)
        return replace(self, source=source, records=records)


def import_files(
    review: Review,
    paths: Sequence[Path],
    source: Source,
    *,
    search_round: int | None = None,
    format: str = "auto",
    encoding: str = "",
    again: bool = False,
    keep_untitled: bool = False,
    dry_run: bool = False,
    progress: Callable[[Path, int], None] | None = None,
) -> Import:
    """Read files and keep the records that the review does not have yet.

    Args:
        review: The review.
        paths: Files of one source.
        source: Where they come from.
        search_round: The search round; by default `default_round`.
        format: One of `core.formats.readers.read.FORMATS`.
        encoding: See `core.formats.readers.read.read_file`.
        again: See `store_import`.
        keep_untitled: See `core.formats.readers.read.read_export`.
        dry_run: Write nothing.
        progress: Called with the path and the bytes read so far.

    Raises:
        TamisError: A file cannot be read, or the source or the round is wrong. Nothing is written then.
    """
    this_round = _round(review, search_round)
    read = read_import(paths, source, format=format, encoding=encoding, keep_untitled=keep_untitled, progress=progress)
    return (look_at if dry_run else store_import)(review, read, this_round, again=again)


def read_import(
    paths: Sequence[Path],
    source: Source,
    *,
    format: str = "auto",
    encoding: str = "",
    keep_untitled: bool = False,
    progress: Callable[[Path, int], None] | None = None,
) -> ReadFiles:
    """Read the files of a source. It needs no review, so that another thread may do it.

    Raises:
        TamisError: A file cannot be read, holds no record with a title, or the source's route is wrong.
    """
    from core.formats.readers.read import read_export
    from store.folder.records_on_disk import RecordsOnDisk

    if source.route not in ROUTES:
        raise TamisError(f"there is no route “{source.route}”", where="--route", advice=f"One of: {', '.join(ROUTES)}.")
    files = []
    records = RecordsById()
    for path in paths:
        said = None if progress is None else partial(progress, path)
        result = read_export(path, format, said, encoding=encoding, keep_untitled=keep_untitled, records=RecordsOnDisk)
        files.append(_imported_file(path, result))
        records.add(source.name, result.records)
    return ReadFiles(source=source, files=tuple(files), records=records)


def look_at(review: Review, read: ReadFiles, search_round: int | None = None, *, again: bool = False) -> Import:
    """The import that storing these files would be; nothing is written.

    Raises:
        TamisError: The search round is wrong, or the review lacks a record that these are said to be found by.
    """
    this_round = _round(review, search_round)
    for record in read.source.found_by:
        if record not in review.records:
            advice = "Name the record whose references or citations these are; “tamis records unique” lists all."
            raise TamisError("there is no record of that id in this review", where=f"record {record}", advice=advice)
    files = tuple(
        replace(file, known_as=_known_as(review, file, records))
        for file, records in zip(read.files, read.records.files, strict=True)
    )
    new = len(_fresh(review, read, files, again))
    return Import(
        number=0,
        source=read.source,
        # An import without new records begins no search round.
        round=this_round if new or again else min(this_round, last_round(review)),
        at=utc_now(),
        files=files,
        records=sum(each.records for each in files),
        new=new,
    )


def store_import(review: Review, read: ReadFiles, search_round: int | None = None, *, again: bool = False) -> Import:
    """Keep the records that the review does not have yet.

    The records file is written whole before the event that names it, so that an import is there or it is not. A record
    is known by its id, hence by its content and its source.

    Args:
        review: The review.
        read: The files.
        search_round: The search round; by default `default_round`.
        again: Whether a file whose records are all known counts for this source too. Else it brings nothing, whatever
            its source and name; and where no file brings anything, nothing is written.

    Raises:
        TamisError: The round is wrong. Nothing is written then.
    """
    from core.dedup.signature import keys_to_store

    with review.saying():
        # Taking the lock read what another process imported meanwhile; `review.records` follows what was said.
        found = look_at(review, read, search_round, again=again)
        if not again and not found.new and (found.known_as or found.round != (search_round or found.round)):
            return found
        fresh = _fresh(review, read, found.files, again)
        ids = {each.number: each.id for each in imports(review)}
        number = document_id(str(review.acts.clock + 1), found.source.name, *(each.sha256 for each in found.files))
        file, checksums = "", {}
        if fresh:
            folder = own_folder(review, review.who) / RECORDS
            make_own_dir(folder)
            name = f"{_slug(found.source.name)}-{number:015x}"
            with gc_paused():
                checksums = write_records(folder, name, map(read.records.__getitem__, fresh), keys_to_store, PART)
            file = f"{RECORDS}/{name}.json"
        files = tuple(replace(each, known_as=tuple(int(ids[known]) for known in each.known_as)) for each in found.files)
        document = replace(found, files=files, file=file, checksums=checksums).as_document()
        review.say([Change(TABLE, number, document)], act="import")
        return next(each for each in imports(review) if each.id == str(number))


def default_round(review: Review) -> int:
    """The search round that an import belongs to unless somebody says otherwise.

    It is the last one, or a new one where a sample of the last one is drawn or a batch of it is open: what came into
    it would be in no sample and no agreement.
    """
    newest = last_round(review)
    closed = any(each == newest for _, each in (*drawn_samples(review), *openings(review)))
    return newest + closed


def _round(review: Review, search_round: int | None) -> int:
    newest = last_round(review)
    this_round = default_round(review) if search_round is None else search_round
    if not 1 <= this_round <= newest + 1:
        raise TamisError(
            f"there is no search round {this_round}", where="--round", advice=f"Use 1 to {newest}, or “new”."
        )
    return this_round


def _fresh(review: Review, read: ReadFiles, files: Sequence[ImportedFile], again: bool) -> list[str]:
    """The ids of the records that the review does not have, without files whose records are all known."""
    records = read.records
    known = {id(each) for each, file in zip(records.files, files, strict=True) if file.known_as and not again}
    return [each for each in records if each not in review.records and id(records.file_of(each)) not in known]


def _known_as(review: Review, file: ImportedFile, records: DerivedRecords) -> tuple[int, ...]:
    """The imports that brought all of a file, under whatever source and name; () when something of it is new.

    A file is known when an import had the same file, or when each of its records is there with the same pairs.
    """
    every = imports(review, withdrawn=True)
    gone = min((each.number for each in every if each.withdrawn), default=len(every) + 1)
    for each in every:
        # An import after a withdrawn one may not have brought its file's records: the withdrawn one had them already.
        same = (other for other in each.files if other.sha256 == file.sha256)
        # Records without a title may have been left out then, and be wanted now.
        if each.number < gone and any(other.records >= file.records for other in same):
            return (each.number,)
    came_with = sources_by_file(review)
    sources = list(dict.fromkeys(each.source.name for each in came_with.values()))
    found = set()
    for raw in records.raws:
        for source in sources:
            record = record_id(source, raw.pairs)
            if record in review.records:
                break
        else:
            return ()
        found.add(came_with[review.records.file_of(record)].number)
        # The next record is most likely of the same source.
        sources.remove(source)
        sources.insert(0, source)
    return tuple(sorted(found))


def _imported_file(path: Path, result: ImportResult) -> ImportedFile:
    with open_plain(path) as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    kept = [(each.line, each.message) for each in result.warnings[:WARNINGS_KEPT]]
    if len(result.warnings) > WARNINGS_KEPT:
        kept.append((None, f"and {len(result.warnings) - WARNINGS_KEPT} more warnings"))
    return ImportedFile(
        file=path.name,
        format=result.format,
        sha256=checksum,
        encoding=result.encoding,
        ty_lines=result.ty_lines,
        er_lines=result.er_lines,
        records=len(result.records),
        skipped=result.skipped,
        warnings=tuple(kept),
    )


def _slug(source: str) -> str:
    """The name of a source as a part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-")[:60] or "source"


def records_files(review: Review, each: Import) -> dict[Path, str]:
    """The files of an import's records → their SHA-256.

    Raises:
        StoreCorrupt: The import names a file that is none of the review's records.
    """
    if not each.file:
        return {}
    person = (review.folder / each.file).parent.parent
    return {records_path(person, f"{RECORDS}/{name}"): checksum for name, checksum in each.checksums.items()}


def sources_by_file(review: Review) -> dict[Path, Import]:
    """Records file → the import that wrote it."""
    return {review.folder / part: each for each in imports(review) for part in each.parts}


def source_names(review: Review) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """A function that gives the names of the sources of records, each once, in the order of the records."""
    names = {path: each.source.name for path, each in sources_by_file(review).items()}
    file_of = review.records.file_of
    return lambda records: tuple(dict.fromkeys(names[file_of(each)] for each in records))


def imports_in_turn(review: Review) -> Iterator[tuple[Import, int]]:
    """The imports in the order of import, each with how many records in turn came with it."""
    sources = sources_by_file(review)
    return ((sources[path], many) for path, many in review.records.file_by_file())


def records_with_imports(review: Review) -> Iterator[tuple[str, Import]]:
    """All ids with the import that each came with, in the order of import."""
    records = iter(review.records)
    for came_with, many in imports_in_turn(review):
        yield from zip(islice(records, many), repeat(came_with))  # it never ends
