"""RIS that EndNote, Zotero, Rayyan, Covidence and stock rispy read back.

A record that came as RIS goes out with the pairs it came with, in their order; after TY with a title and a DOI where
these stood only in tags that others do not look at, and with what its duplicates say better; before its end with N1
lines of ours.
CR LF, one line a value, no numbering before a record; a value never spans lines, so that none can look like a tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from rispy.config import TYPE_OF_REFERENCE_MAPPING

from core.formats.cells import one_line
from core.formats.fields import derive
from core.formats.pairs import RawRecord
from core.formats.readers.tagged.ris import RULES
from core.records.record import RawField, Record

KINDS = {*TYPE_OF_REFERENCE_MAPPING, "UNBILL"}
KIND_WORDS = {
    "article": "JOUR",
    "journal article": "JOUR",
    "book": "BOOK",
    "book section": "CHAP",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "inproceedings": "CPAPER",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "thesis": "THES",
    "report": "RPRT",
    "techreport": "RPRT",
    "j": "JOUR",
    "b": "BOOK",
    "s": "SER",
    "p": "PAT",
}


def write_ris(rows: Iterable[tuple[Record, Mapping[str, str]]], stream: BinaryIO) -> None:
    """Write records; the added columns become N1 lines such as "tamis-outcome: included"."""
    for record, added in rows:
        lines = [f"{tag}  - {one_line(value)}" for tag, value in (*ris_pairs(record), *_notes(added))]
        stream.write(("\r\n".join(lines) + "\r\nER  - \r\n\r\n").encode("utf-8", "replace"))


def ris_kind(record: Record) -> str:
    """The record's kind in the code that RIS has: as its database wrote it where that is RIS."""
    kind = record.kind.upper()
    fitting = kind if kind in KINDS else KIND_WORDS.get(record.kind.casefold(), "GEN")
    return next((value for tag, value in record.raw if tag == "TY"), fitting)


def ris_pairs(record: Record) -> Iterator[RawField]:
    """The pairs of a record without ER, TY first: the raw ones where they are RIS, and what these lack of its fields.

    A record that was joined with its duplicates says more than the raw pairs of one of them, or other things. Tags that
    differ from a field give way to it, so that whoever reads the pairs finds the fields; all others stay as they were.
    """
    is_ris = any(tag == "TY" for tag, _ in record.raw)
    rest = [pair for pair in record.raw if pair.tag != "TY"] if is_ris else []
    kind = RawField("TY", ris_kind(record))
    wanted = _values(record)
    there = _values(_derived(kind, rest))
    differing = [name for name in wanted if wanted[name] and wanted[name] != there[name]]
    if len(wanted["authors"]) != sum(tag in _ONE_PLACE["authors"] and bool(value.strip()) for tag, value in rest):
        differing += ["authors"] * bool(wanted["authors"] and rest)  # on one line they are one author to others
    replaced = {tag for name in differing for tag in _ONE_PLACE.get(name, ())}
    if replaced:
        rest = [pair for pair in rest if pair.tag not in replaced]
        there = _values(_derived(kind, rest))
    missing = [name for name in wanted if wanted[name] and wanted[name] != there[name]]
    filled = {tag for tag, value in rest if value.strip()}
    yield kind
    # Before the others: of an empty line and ours, rispy and others take the first.
    if record.title and "title" not in missing and filled.isdisjoint(("TI", "T1")):
        yield RawField("TI", record.title)
    if record.doi and "doi" not in missing and "DO" not in filled:
        yield RawField("DO", record.doi)
    for name in missing:
        if name not in _COLLECTED:
            yield from _written(name, wanted[name])
    yield from rest
    for name in _COLLECTED:
        more = [text for text in wanted[name] if text not in there[name]]
        # Languages that a note names count only as long as no LA does.
        yield from _written(name, wanted[name] if more and name == "languages" and "LA" not in filled else more)


def _derived(kind: RawField, pairs: Iterable[RawField]) -> Record:
    return derive(RawRecord.of(0, (kind, *pairs)), RULES)


_TAGS = {
    "title": "TI",
    "authors": "AU",
    "year": "PY",
    "journal": "T2",
    "volume": "VL",
    "issue": "IS",
    "pages": "SP",
    "abstract": "AB",
    "doi": "DO",
    "pmid": "U1",
    "issn": "SN",
    "publisher": "PB",
    "languages": "LA",
    "types": "M3",
    "keywords": "KW",
    "urls": "UR",
    "accession": "AN",
}
"""Where a field is written: the tag in which our reader, and most others, look first."""
_COLLECTED = ("languages", "types")
"""What a record says of these is added to what is there."""
_ONE_PLACE = {name: {tag} for name, tag in _TAGS.items() if name not in (*_COLLECTED, "pmid", "accession")} | {
    "authors": {"AU", "A1"},
    "journal": {"T2", "JF"},
    "pages": {"SP", "EP"},
    "urls": {*RULES.urls},
}
"""The tags that give way to a field that differs: with two titles, or two lists of authors, programs take either."""


def _values(record: Record) -> dict[str, list[str]]:
    """The texts of each field, by its name."""
    values: dict[str, list[str]] = {}
    for name in _TAGS:
        value = getattr(record, name)
        if name in _COLLECTED:
            values[name] = list(dict.fromkeys(text for _, text in value))
        elif name == "authors":
            values[name] = [author.name for author in value]
        else:
            values[name] = list(value) if isinstance(value, tuple) else [str(value)] if value else []
    return values


def _written(name: str, values: Iterable[str]) -> Iterator[RawField]:
    for value in values:
        first, _, last = value.partition("-")
        if name == "pages" and first and last and first != last:
            yield from (RawField("SP", first), RawField("EP", last))
        elif name == "journal":
            yield from (RawField("T2", value), RawField("JF", value))
        else:
            yield RawField(_TAGS[name], f"{value} [pmid]" if name == "pmid" else value)


def _notes(added: Mapping[str, str]) -> Iterator[RawField]:
    for name, value in added.items():
        if value:
            yield RawField("N1", f"tamis-{name}: {value}")
