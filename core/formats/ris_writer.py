"""RIS that EndNote, Zotero, Rayyan, Covidence and stock rispy read back.

A record that came as RIS goes out with the pairs it came with, in their order; after TY with a title and a DOI where
these stood only in tags that others do not look at, before its end with N1 lines of ours.
CR LF, one line a value, no numbering before a record; a value never spans lines, so that none can look like a tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from core.formats.lines import one_line
from core.record import RawField, Record

KINDS = {
    *(
        "ABST",
        "ADVS",
        "ART",
        "BILL",
        "BOOK",
        "CASE",
        "CHAP",
        "COMP",
        "CONF",
        "CPAPER",
        "CTLG",
        "DATA",
        "EBOOK",
        "ECHAP",
    ),
    *("EDBOOK", "EJOUR", "ELEC", "ENCYC", "GEN", "GOVDOC", "GRANT", "HEAR", "ICOMM", "INPR", "JFULL", "JOUR", "LEGAL"),
    *("MANSCPT", "MAP", "MGZN", "MPCT", "MULTI", "MUSIC", "NEWS", "PAMP", "PAT", "PCOMM", "RPRT", "SER", "SLIDE"),
    *("SOUND", "STAND", "STAT", "THES", "UNBILL", "UNPB", "VIDEO"),
}
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


def ris_pairs(record: Record) -> Iterator[RawField]:
    """The pairs of a record without ER, TY first: the raw ones where they are RIS, else made from the fields."""
    if any(tag == "TY" for tag, _ in record.raw):
        first, *rest = sorted(record.raw, key=lambda pair: pair.tag != "TY")
        yield first
        # Before the others: of an empty line and ours, rispy and others take the first.
        said = {tag for tag, value in rest if value.strip()}
        if record.title and said.isdisjoint(("TI", "T1")):
            yield RawField("TI", record.title)
        if record.doi and "DO" not in said:
            yield RawField("DO", record.doi)
        yield from rest
    else:
        yield from _from_fields(record)


def _from_fields(record: Record) -> Iterator[RawField]:
    kind = record.kind.upper()
    yield RawField("TY", kind if kind in KINDS else KIND_WORDS.get(record.kind.casefold(), "GEN"))
    first_page, _, last_page = record.pages.partition("-")
    values: tuple[tuple[str, str | Iterable[str]], ...] = (
        ("TI", record.title),
        ("AU", (author.name for author in record.authors)),
        ("PY", "" if record.year is None else str(record.year)),
        ("T2", record.journal),
        ("JF", record.journal),
        ("VL", record.volume),
        ("IS", record.issue),
        ("SP", first_page),
        ("EP", last_page),
        ("AB", record.abstract),
        ("DO", record.doi),
        ("SN", record.issn),
        ("PB", record.publisher),
        ("LA", (value for _, value in record.languages)),
        ("KW", record.keywords),
        ("UR", record.urls),
        ("AN", record.accession or record.id),
    )
    for tag, value in values:
        for each in (value,) if isinstance(value, str) else value:
            if each:
                yield RawField(tag, each)


def _notes(added: Mapping[str, str]) -> Iterator[RawField]:
    for name, value in added.items():
        if value:
            yield RawField("N1", f"tamis-{name}: {value}")
