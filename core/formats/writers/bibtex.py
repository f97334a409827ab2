"""BibTeX that LaTeX, JabRef and bibtexparser read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from core.formats.cells import one_line
from core.formats.writers.ris import ris_kind
from core.records.record import Record

ENTRY_TYPES = {
    "BOOK": "book",
    "CHAP": "incollection",
    "CONF": "inproceedings",
    "CPAPER": "inproceedings",
    "JOUR": "article",
    "RPRT": "techreport",
    "THES": "phdthesis",
}
_SPECIAL = re.compile(r"[#$%&_~^\\{}]")
_NAMED = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
# Where braces are not balanced, BibTeX would count even escaped ones.
_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def write_bibtex(rows: Iterable[tuple[Record, Mapping[str, str]]], stream: BinaryIO) -> None:
    """Write one entry a record, its id as the key; the added columns become a note."""
    for record, added in rows:
        entry = ENTRY_TYPES.get(ris_kind(record).strip().upper(), "misc")
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(record, entry, added) if value)
        stream.write(f"@{entry}{{r{record.id},\n{fields}}}\n\n".encode("utf-8", "replace"))


def _fields(record: Record, entry: str, added: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    container = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(entry, "series")
    yield "title", f"{{{_text(record.title)}}}" if record.title else ""
    yield "author", " and ".join(_name(author.name) for author in record.authors)
    yield "year", "" if record.year is None else str(record.year)
    yield container, _text(record.journal)
    yield "volume", _text(record.volume)
    yield "number", _text(record.issue)
    yield "pages", _text(record.pages).replace("-", "--")
    # DOIs and links are taken by programs, which do not want them escaped.
    yield "doi", _verbatim(record.doi)
    yield "pmid", record.pmid
    yield "document_type", _text("; ".join(dict.fromkeys(value for _, value in record.types if value != entry)))
    yield "issn", _text(", ".join(record.issn))
    yield "publisher", _text(record.publisher)
    yield "language", _text(", ".join(dict.fromkeys(value for _, value in record.languages)))
    yield "accession", _text(record.accession)
    yield "url", _verbatim(record.urls[0]) if record.urls else ""
    yield "link", " ".join(map(_verbatim, record.urls[1:]))
    yield "abstract", _text(record.abstract)
    # Who reads them divides them at commas, unless there is a semicolon.
    comma = any("," in each for each in record.keywords)
    yield "keywords", _text(("; " if comma else ", ").join(record.keywords) + ";" * comma)
    yield "note", _text("; ".join(f"tamis-{name}: {value}" for name, value in added.items() if value))


def _name(name: str) -> str:
    """An author; braces keep a group's name in one piece, and an "and" in a name from being two authors."""
    return _text(name) if "," in name and " and " not in name else f"{{{_text(name)}}}"


def _text(value: str) -> str:
    """Text that keeps its braces balanced whatever it holds, with TeX's special characters escaped."""
    plain = one_line(value)
    named = _NAMED if _balanced(plain) else _NAMED | _BRACES
    return _SPECIAL.sub(lambda match: named.get(match[0], f"\\{match[0]}"), plain)


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _verbatim(value: str) -> str:
    return one_line(value).replace("{", "").replace("}", "").replace("\\", "/")
