"""Writes the records of an import to files, once, and reads single records from them when they are needed.

An import called NAME is three files with the same documents in the same order: `NAME.json` holds the records,
`NAME.raw.json` the tag–value pairs as the database wrote them, `NAME.keys.json` the keys for finding duplicates. What
would make one of them too large is in three more, `NAME-2.json` and so on.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from itertools import count, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tinydb import where

from core.records.ids import names_of
from core.records.imports import parts_of
from core.records.order import RecordOrder, places_by_id
from core.records.record import RawField, Record, only
from core.screening.placed import PlacedRecords
from store.folder.documents import Documents, Page, new_documents
from store.folder.people import PEOPLE
from store.journal.errors import StoreCorrupt
from store.journal.files import remove_leftovers
from store.journal.line import canonical

if TYPE_CHECKING:
    from store.folder.cache import Cache
    from store.folder.review import Review

T = TypeVar("T")
_WORTH_KEEPING = 5000
"""Records above which their order is kept in the account's cache: fewer are sorted as quickly as that is read."""
_CACHED, _TOGETHER = 256, 100
PART = 40_000_000
"""How many bytes a file of records may have: places that keep files for teams refuse large ones."""
RECORDS = "records"
"""The folder of what a person imported, below that person's own."""
_FILE = re.compile(r"records/[a-z0-9][a-z0-9-]*(?:\.raw|\.keys)?\.json")


def records_path(folder: Path, file: str) -> Path:
    """The path of a records file that an import names.

    Args:
        folder: The folder of the person who imported it.
        file: As the import names it.

    Raises:
        StoreCorrupt: It names another file: a journal from a stranger could name any file of this machine.
    """
    if not _FILE.fullmatch(file):
        raise StoreCorrupt(
            f"an import names the file “{ascii(file)[1:-1]}”, which is none of the review's records",
            where=str(folder / "acts.jsonl"),
            advice="Do not trust this review folder: tamis never writes that.",
        )
    return folder / file


def import_files(review: Review) -> list[Path]:
    """The files of records of every import that has not been withdrawn, in the order of import."""
    gone = {str(each.doc_id) for each in review.db.table("withdrawals").search(where("withdrawn") == True)}  # noqa: E712 (a query)
    return [
        records_path(review.folder / PEOPLE / word.who, part)
        for key, word in review.in_order("imports")
        if word.says and key not in gone
        for part in parts_of(word.says["file"], word.says["checksums"])
    ]


class RecordStore:
    """The records of several imports, in the order of import. Of a record that two files hold, the first one counts.

    Args:
        files: The `NAME.json` of each import.
        cache: Where it is kept which place each id has among all ids in their order.

    Attributes:
        order: Record → its place in the order of import, from 0 and without gaps.

    Raises:
        StoreCorrupt: A file is missing or damaged.
        StoreUnreadable: This user may not read one.
    """

    def __init__(self, files: Sequence[Path], cache: Cache | None = None) -> None:
        self._files = [Documents(path) for path in files]
        self._starts: list[int] = []
        self._companions: dict[tuple[int, str], Documents] = {}
        self._recent: OrderedDict[str, Record] = OrderedDict()
        self._checksums: dict[int, str] = {}
        numbers = array("Q")
        for file in self._files:
            self._starts.append(len(numbers))
            numbers.extend(file.ids)
        by_id = self._by_id(numbers, cache)
        self._firsts: array[int] | None = None
        if len(by_id) < len(numbers):  # a record that an earlier file has too keeps its place there
            self._firsts = array("I", sorted(by_id))
            dense = {place: number for number, place in enumerate(self._firsts)}
            by_id = array("I", map(dense.__getitem__, by_id))
            numbers = array("Q", map(numbers.__getitem__, self._firsts))
        self.order = RecordOrder(numbers, by_id)

    def __len__(self) -> int:
        return len(self.order)

    def __contains__(self, record: object) -> bool:
        return record in self.order

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of import."""
        return iter(self.order)

    def close(self) -> None:
        """Close the files; no more single records can be read."""
        for file in (*self._files, *self._companions.values()):
            file.close()

    def all(self) -> PlacedRecords:
        """The ids of all records, with their places."""
        return PlacedRecords(self.order, b"\1" * len(self))

    def checksum(self, files: Collection[Path] | None = None) -> str:
        """Tells apart which records there are, in which order and in which files: of the contents it knows nothing.

        Args:
            files: Some `NAME.json`; by default all.
        """
        digest = hashlib.sha256()
        for file in (each for each in self._files if files is None or each.path in files):
            below_people = "/".join(file.path.parts[-3:])  # the same in a copy of the review
            digest.update(f"{below_people} {len(file)}\n".encode())
            digest.update(file.ids)
        return digest.hexdigest()

    def checksum_of_first(self, records: int) -> str:
        """The checksum of the ids of so many records, the first of all."""
        if records not in self._checksums:
            self._checksums[records] = self.order.checksum_of_first(records)
        return self._checksums[records]

    def checksum_of(self, files: Collection[Path]) -> str:
        """The checksum of all that some `NAME.json` say of their records."""
        digest = hashlib.sha256()
        for documents in self._files:
            for page in documents.pages() if documents.path in files else ():
                digest.update(page.text)
        return digest.hexdigest()

    def get(self, record: str) -> Record:
        """A record, without its raw pairs.

        Raises:
            KeyError: There is no record of that id.
            StoreCorrupt: Its line is damaged.
        """
        if record in self._recent:
            self._recent.move_to_end(record)
            return self._recent[record]
        file, place = self._find(record)
        found = Record.from_document(self._files[file].at(place))
        self._recent[record] = found
        if len(self._recent) > _CACHED:
            self._recent.popitem(last=False)
        return found

    def several(self, records: Sequence[str], wanted: Container[str] = Record._fields) -> Iterator[Record]:
        """Some records, without their raw pairs, file by file; quicker than one by one.

        Args:
            records: Their ids; those that are not there are left out.
            wanted: Which of their fields are wanted; the others may be empty.

        Raises:
            StoreCorrupt: A line is damaged.
        """
        found = (place for place in self.order.places(records) if place is not None)
        places = sorted(found if self._firsts is None else map(self._firsts.__getitem__, found))
        fields = only(wanted)
        for start, file in zip(reversed(self._starts), reversed(self._files), strict=True):
            first = bisect_left(places, start)
            for document in file.several([each - start for each in places[first:]]):
                yield Record.from_document(document, wanted=fields)
            del places[first:]

    def line(self, record: str) -> bytes:
        """The line that holds the record, as UTF-8 JSON: searching it is much quicker than parsing the record.

        Raises:
            KeyError: There is no record of that id.
        """
        file, place = self._find(record)
        return self._files[file].line(place)

    def pages(self) -> Iterator[Page]:
        """The lines of all files, a few hundred a page: searching a page is much quicker than line by line.

        The number of a line, in 16 hexadecimal digits, is the record's id.
        """
        for file in self._files:
            yield from file.pages()

    def raw(self, record: str) -> tuple[RawField, ...]:
        """The record's tag–value pairs as its database wrote them.

        Raises:
            KeyError: There is no record of that id.
            StoreCorrupt: The file is missing or damaged.
        """
        file, place = self._find(record)
        return tuple(RawField(tag, value) for tag, value in self._companion(file, "raw").at(place)["raw"])

    def records(self) -> Iterator[Record]:
        """All records, without their raw pairs, in the order of import."""
        for file, documents in enumerate(self._files):
            for _, document in self._counting(file, documents):
                yield Record.from_document(document)

    def dedup_keys(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All ids with their keys for finding duplicates, in the order of import."""
        for file in range(len(self._files)):
            yield from self._counting(file, self._companion(file, "keys"))

    def dedup_keys_of(self, record: str) -> dict[str, Any]:
        """The keys of one record for finding duplicates.

        Raises:
            KeyError: There is no record of that id.
            StoreCorrupt: The file is missing or damaged.
        """
        file, place = self._find(record)
        return self._companion(file, "keys").at(place)

    def signatures(self, name: str) -> Iterator[tuple[str, bytes]]:
        """All ids with a signature among the keys, cut out of the line without parsing the rest of it.

        Args:
            name: The name of the signature among the keys.

        Raises:
            StoreCorrupt: A line has no such signature.
        """
        pattern = re.compile(rb'"%s":"([^"]*)"' % name.encode())
        for file in range(len(self._files)):
            yield from self._counting(file, _one_a_line(pattern, self._companion(file, "keys")))

    def with_keys(self, pattern: re.Pattern[bytes]) -> Iterator[str]:
        """The ids of the records whose line of keys holds a pattern, without parsing any."""
        for file in range(len(self._files)):
            for page in self._companion(file, "keys").pages():
                for found in pattern.finditer(page.text):
                    place = bisect_right(page.starts, page.starts[0] + found.start()) - 1
                    record = f"{page.numbers[place]:016x}"
                    if self._find(record)[0] == file:
                        yield record

    def file_of(self, record: str) -> Path:
        """The `NAME.json` that holds the record.

        Raises:
            KeyError: There is no record of that id.
        """
        return self._files[self._find(record)[0]].path

    def file_by_file(self) -> Iterator[tuple[Path, int]]:
        """Each `NAME.json` that holds records, in the order of import, with how many it holds."""
        starts = self._starts if self._firsts is None else [bisect_left(self._firsts, each) for each in self._starts]
        ends = pairwise([*starts, len(self)])
        return ((file.path, end - start) for file, (start, end) in zip(self._files, ends, strict=True) if end > start)

    def _find(self, record: str) -> tuple[int, int]:
        """(index of the file, place of the record in it)."""
        place = self.order[record]
        place = place if self._firsts is None else self._firsts[place]
        file = bisect_right(self._starts, place) - 1
        return file, place - self._starts[file]

    def _by_id(self, numbers: array[int], cache: Cache | None) -> array[int]:
        """The places of all ids in the order of the ids, each once."""
        if cache is None or len(numbers) < _WORTH_KEEPING:
            return places_by_id(numbers)
        origin = self.checksum()
        if (kept := cache.get("order", origin)) is not None:
            return array("I", kept)
        found = places_by_id(numbers)
        cache.keep("order", origin, found.tobytes())
        return found

    def _companion(self, file: int, kind: str) -> Documents:
        if (file, kind) in self._companions:
            return self._companions[file, kind]
        documents = Documents(self._files[file].path.with_suffix(f".{kind}.json"))
        if documents.ids != self._files[file].ids:
            raise StoreCorrupt(
                f"it does not belong to {self._files[file].path.name}",
                where=str(documents.path),
                advice="Restore both from a backup.",
            )
        self._companions[file, kind] = documents
        return documents

    def _counting(self, file: int, documents: Iterable[T]) -> Iterator[tuple[str, T]]:
        """Those documents of a file, or their lines, that no earlier file holds, with their ids."""
        start = self._starts[file]
        numbered = zip(names_of(self._files[file].ids), documents, strict=True)
        if self._firsts is None:
            yield from numbered
            return
        first = set(self._firsts)
        yield from (each for place, each in enumerate(numbered, start) if place in first)


def _one_a_line(pattern: re.Pattern[bytes], documents: Documents) -> Iterator[bytes]:
    """The group of a pattern that each line holds once; a page at a time, which is much quicker than line by line."""
    for page in documents.pages():
        found = pattern.findall(page.text)
        if len(found) != len(page.numbers):
            lines = zip(page.numbers, map(page.line, range(len(page.numbers))), strict=True)
            lacking = next(number for number, line in lines if len(pattern.findall(line)) != 1)
            raise StoreCorrupt(
                f"record {lacking:016x} has no signature",
                where=str(documents.path),
                advice="Restore it from a backup.",
            )
        yield from found


def _raw_document(record: Record) -> dict[str, Any]:
    return {"raw": list(record.raw)} | ({"stray": list(record.stray)} if record.stray else {})


def write_records(
    folder: Path, name: str, records: Iterable[Record], keys: Callable[[Record], dict[str, Any]], limit: int = PART
) -> dict[str, str]:
    """Writes the files of an import, three a part, and removes what a killed import left half-written.

    The import exists once its journal names these files; files of that name that no journal knows are replaced.

    Args:
        folder: The folder of all imports; it exists.
        name: The import's name, with which the names of the files begin.
        records: The records with their ids and raw pairs.
        keys: Gives a record's keys for finding duplicates.
        limit: How many bytes a file may have.

    Returns:
        File name → SHA-256.

    Raises:
        OSError: Not all files could be written.
    """
    remove_leftovers(folder)
    # In the order in which they come to be there: the file that an import names is the last.
    kinds = {".raw": ("raw", _raw_document), ".keys": ("keys", keys), "": ("records", Record.as_document)}
    made = _as_json(records, [document for _, document in kinds.values()])
    checksums, following = dict[str, str](), next(made, None)
    for stem in part_names(name):
        if following is None:
            break
        paths = {folder / f"{stem}{kind}.json": table for kind, (table, _) in kinds.items()}
        with contextlib.ExitStack() as stack:
            # The one that is opened last is whole first.
            opened = [stack.enter_context(new_documents(path, paths[path])) for path in reversed(paths)][::-1]
            while following is not None:
                number, documents = following
                if not all(file.fits(number, each, limit) for file, each in zip(opened, documents, strict=True)):
                    break  # what one file has no room for is in the next part of all three
                for file, each in zip(opened, documents, strict=True):
                    file.add(number, each)
                following = next(made, None)
        checksums |= {path.name: file.sha256 for path, file in zip(paths, opened, strict=True)}
    return checksums


def _as_json(
    records: Iterable[Record], documents: Sequence[Callable[[Record], dict[str, Any]]]
) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """Each record's number with its documents; a hundred at a time of each kind, which is quicker."""
    coming = iter(records)
    while some := list(islice(coming, _TOGETHER)):
        made = [[canonical(document(each)) for each in some] for document in documents]
        yield from zip((int(each.id, 16) for each in some), zip(*made, strict=True), strict=True)


def part_names(name: str) -> Iterator[str]:
    """The names of an import's parts, without an end: NAME, NAME-2, NAME-3 …."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))
