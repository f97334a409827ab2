"""Keeps the records of a file that is brought in on the disk instead of in memory: a search may bring gigabytes."""

from __future__ import annotations

import contextlib
import marshal
import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import islice, repeat, starmap
from typing import Any, TypeVar, overload

from core.errors import TamisError
from core.formats.pairs import RawPairs, RawRecord
from core.formats.result import DerivedRecords
from core.records.record import Author, RawField, Record

T = TypeVar("T")
_BLOCK, _TOGETHER = 1 << 20, 300
_OF_PAIRS: dict[str, type[Author | RawField]] = {"authors": Author, "languages": RawField, "types": RawField}
_OF_PAIRS_AT = [(Record._fields.index(name), kind) for name, kind in _OF_PAIRS.items()]
_KEPT = Record._fields.index("raw")
"""The fields before the raw pairs are kept; these and those after them follow from the raw record."""


class RecordsOnDisk(DerivedRecords):
    """Records whose fields are derived once, while the file is read; of each only its place is in memory, 8 bytes.

    The file that they are in has no name, is this account's alone, and is gone with the process, however that ends.

    Raises:
        TamisError: There is no room for them.
    """

    def __init__(self, raws: Iterable[RawRecord], derive: Callable[[RawRecord], Record]) -> None:
        self._derive, self._untitled, packed = derive, set[int](), _Packed()
        coming = iter(raws)
        # Some hundreds after the other: to go from reading to deriving and back for each takes a fifth longer.
        while some := list(islice(coming, _TOGETHER)):
            derived = list(map(derive, some))
            first = len(packed.ends) - 1
            self._untitled.update(place for place, each in enumerate(derived, first) if not each.title)
            packed.add(map(_packed, some, derived))
        self.raws, self._records = _Unpacked(packed, _raw), _Unpacked(packed, _record)

    @property
    def untitled(self) -> Set[int]:
        """As `DerivedRecords.untitled`."""
        return self._untitled

    def __getitem__(self, index: Any) -> Any:
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)


class _Packed:
    """Tuples in a nameless file; `ends` is where each ends, after a 0."""

    def __init__(self) -> None:
        self.ends = array("Q", [0])
        with _room():
            self._file = tempfile.TemporaryFile(buffering=_BLOCK)  # noqa: SIM115 (open as long as the records)

    def add(self, texts: Iterable[bytes]) -> None:
        with _room():
            for text in texts:
                self._file.write(text)
                self.ends.append(self.ends[-1] + len(text))
            self._file.flush()

    def at(self, place: int) -> tuple[Any, ...]:
        start, end = self.ends[place], self.ends[place + 1]
        found: tuple[Any, ...] = marshal.loads(os.pread(self._file.fileno(), end - start, start))
        return found


class _Unpacked(Sequence[T]):
    """One half of what is kept of each record."""

    def __init__(self, packed: _Packed, unpack: Callable[..., T]) -> None:
        self._packed, self._unpack = packed, unpack

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        places = range(len(self))[index]
        if isinstance(places, range):
            return [self[each] for each in places]
        return self._unpack(*self._packed.at(places))

    def __len__(self) -> int:
        return len(self._packed.ends) - 1

    def __iter__(self) -> Iterator[T]:
        return starmap(self._unpack, map(self._packed.at, range(len(self))))


def _packed(raw: RawRecord, record: Record) -> bytes:
    """Plain tuples, which are packed five times as quickly as objects."""
    fields: list[Any] = list(record[:_KEPT])
    for place, _ in _OF_PAIRS_AT:
        fields[place] = tuple(map(tuple, fields[place]))
    return marshal.dumps((raw.line, raw.own, raw.plain, raw.pairs.tags, raw.pairs.values, fields))


def _raw(
    line: int, own: int | None, plain: bool | None, tags: list[str], values: tuple[str, ...], _: object
) -> RawRecord:
    return RawRecord(line, RawPairs(tags, values), own, plain)


def _record(
    line: int, own: int | None, plain: bool | None, tags: list[str], values: tuple[str, ...], fields: list[Any]
) -> Record:
    for place, kind in _OF_PAIRS_AT:
        fields[place] = tuple(map(tuple.__new__, repeat(kind), fields[place]))
    pairs = RawPairs(tags, values)
    raw, stray = (pairs, ()) if own is None else (pairs[:own], pairs[own:])
    return Record._make((*fields, raw, stray, line, ()))


@contextlib.contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"what is read cannot be put aside: {error.strerror}"
        advice = "Make room there, or set TMPDIR to a folder on another disk."
        raise TamisError(what, where=tempfile.tempdir or "", advice=advice) from error
