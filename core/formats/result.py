"""What reading a file gives: its records, and everything about it that a person should know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple, Self, overload

from core.formats.pairs import RawRecord
from core.records.record import Record

MODULES = {
    "ris": "tagged.ris",
    "nbib": "tagged.nbib",
    "wos": "tagged.wos",
    "enw": "tagged.enw",
    "endnote-xml": "xml.endnote_xml",
    "pubmed-xml": "xml.pubmed_xml",
    "marcxml": "xml.marcxml",
    "mods": "xml.mods",
    "zotero-rdf": "xml.zotero_rdf",
    "csl-json": "json.csl_json",
    "openalex": "json.openalex",
    "eppi": "json.eppi",
    "refworks": "tagged.refworks",
    "cochrane": "tagged.cochrane",
    "copac": "tagged.copac",
    "proquest": "text.proquest",
    "pubmed-text": "text.pubmed_text",
    "bibtex": "bibtex",
    "ovid": "tagged.ovid",
    "csv": "tables.table",
    "xlsx": "tables.table",
}
"""The formats that are read, and the module below `core.formats.readers` that reads each."""

FORMATS = ("auto", *MODULES)

# A damaged file can give the same warning for every record; what is beyond the limit is counted, not listed.
_SAME_KIND = 50


@dataclass(frozen=True, slots=True)
class ImportWarning:
    """Something that was not as the format has it, and what was done about it.

    Attributes:
        line: The line of the file, counted from 1; None when it concerns the whole file.
    """

    line: int | None
    message: str


LEFT_OVER = "were kept with the record before them, unused and exported with none"
"""What is done with lines between two records that belong to neither."""


class Reading(NamedTuple):
    """What the reader of a format gives.

    Attributes:
        raws: The references of the file, one after the other, while it is being read.
        derive: The record that one of them describes.
    """

    raws: Iterator[RawRecord]
    derive: Callable[[RawRecord], Record]


class DerivedRecords(Sequence[Record]):
    """The records of a file, of which only the raw pairs are held: fields are derived each time a record is asked for.

    So what is only looked at, or was imported before, costs neither the time nor the memory of its fields.

    Attributes:
        raws: The raw pairs of each.
    """

    def __init__(self, raws: Iterable[RawRecord], derive: Callable[[RawRecord], Record]) -> None:
        self.raws: Sequence[RawRecord] = list(raws)
        self._derive = derive

    @property
    def untitled(self) -> Set[int]:
        """The places of the records without a title."""
        return {place for place, record in enumerate(self) if not record.title}

    def without(self, places: Set[int]) -> Self:
        """The records but for those at some places."""
        return type(self)((raw for place, raw in enumerate(self.raws) if place not in places), self._derive)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        found = self.raws[index]
        return self._derive(found) if isinstance(found, RawRecord) else list(map(self._derive, found))

    def __len__(self) -> int:
        return len(self.raws)

    def __iter__(self) -> Iterator[Record]:
        return map(self._derive, self.raws)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The content of one file.

    Attributes:
        format: One of `FORMATS`, never "auto".
        records: In the order of the file, with their raw pairs; their ids are still "".
        skipped: References that were found but could not be read; a warning says which.
        ty_lines: Lines that start a reference, counted apart from the records (`TY` in RIS, `PMID` in nbib, …);
            None where the format has no such line.
        er_lines: Lines that end a reference; None where the format has no such line.
        encoding: How the text was decoded, such as "utf-8".
        declared: The number of references that the file itself states, or None.
    """

    format: str
    records: DerivedRecords
    skipped: int
    warnings: list[ImportWarning]
    ty_lines: int | None
    er_lines: int | None
    encoding: str
    declared: int | None = None


@dataclass(slots=True)
class WarningLog:
    """Collects warnings, a limited number of each kind."""

    warnings: list[ImportWarning] = field(default_factory=list)
    _kinds: Counter[str] = field(default_factory=Counter)

    def add(self, line: int | None, message: str, kind: str = "") -> None:
        """Note a warning.

        Args:
            line: The line of the file, or None.
            message: What was found and what was done.
            kind: The part of the message that all warnings of its kind share, in the plural; "" for a single one.
        """
        if kind:
            self._kinds[kind] += 1
            if self._kinds[kind] > _SAME_KIND:
                return
        self.warnings.append(ImportWarning(line, message))

    def all(self) -> list[ImportWarning]:
        """The warnings, by line, with a last line for each kind that had too many."""
        listed = sorted(self.warnings, key=lambda warning: warning.line or 0)
        for kind, count in self._kinds.items():
            if count > _SAME_KIND:
                listed.append(ImportWarning(None, f"and {count - _SAME_KIND:,} more: {kind}"))
        return listed


@dataclass(slots=True)
class Tally:
    """What a reader counts while it yields its records."""

    skipped: int = 0
    ty_lines: int | None = None
    er_lines: int | None = None
    declared: int | None = None

    def numbered(self, heading: re.Match[str]) -> None:
        """Note the heading of a record, "Record 1 of 2": its groups are its number and how many the file holds.

        Files that stand one behind the other in one are each of them counted.
        """
        if self.declared is None or int(heading[1]) == 1:
            self.declared = (self.declared or 0) + int(heading[2])
