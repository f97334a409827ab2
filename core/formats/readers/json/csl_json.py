"""CSL-JSON, as Zotero, Mendeley, Crossref and citation processors write it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.json.objects import JsonObjects, flat, objects_of
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

CSL_TYPES = {
    "": "GEN",
    "article": "UNPB",
    "article-journal": "JOUR",
    "journal-article": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "posted-content": "UNPB",
    "book": "BOOK",
    "monograph": "BOOK",
    "edited-book": "EDBOOK",
    "chapter": "CHAP",
    "book-chapter": "CHAP",
    "dataset": "DATA",
    "manuscript": "MANSCPT",
    "paper-conference": "CPAPER",
    "proceedings-article": "CPAPER",
    "patent": "PAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "dissertation": "THES",
    "webpage": "ELEC",
    "personal_communication": "PCOMM",
    "legislation": "STAT",
    "legal_case": "CASE",
    "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT",
}
"""CSL's types and Crossref's, in the codes of RIS."""

RULES = FieldRules(
    title=("title", "title-short"),
    abstract=("abstract",),
    authors=("author",),
    year=("issued", "original-date", "published", "published-print", "published-online"),
    journal=("container-title", "container-title-short", "collection-title", "event-title"),
    volume=("volume",),
    issue=("issue",),
    pages=("page", "page-first"),
    article_number=("article-number", "number"),
    doi=("DOI",),
    doi_marked=("note",),
    pmid=("PMID",),
    pmid_marked=("note",),
    accession=("id", "citation-key"),
    issn=("ISSN", "ISBN"),
    publisher=("publisher",),
    languages=("language",),
    types=("type", "genre"),
    kind="type",
    kinds=CSL_TYPES,
    keywords=("keyword", "subject"),
    urls=("URL",),
    notes=("note",),
)

_PEOPLE = frozenset({"author", "editor", "translator", "container-author", "collection-editor", "director", "composer"})
_CITED = frozenset({"reference", "citation", "relation"})


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a CSL-JSON file: a list of references, one alone, or a list under "items", as Crossref has it."""
    found = JsonObjects(source, log, tally, "message", "items")
    return Reading((RawRecord.of(line, _pairs(each)) for line, each in found), partial(derive, rules=RULES))


def _pairs(reference: dict[str, Any]) -> Iterator[RawField]:
    for name, value in reference.items():
        if name in _PEOPLE:
            yield from (RawField(name, _name(each)) for each in objects_of(value))
        elif isinstance(value, dict) and value.keys() & {"date-parts", "raw", "literal"}:
            yield RawField(name, _date(value))
        elif name == "keyword" and isinstance(value, str) and ";" not in value:
            yield from (RawField(name, word.strip()) for word in value.split(","))
        elif name not in _CITED:  # what it cites is no part of it
            yield from flat(value, name)


def _name(person: dict[str, Any]) -> str:
    """A person as “Larsen, Mette”, or the name of a group."""

    def said(*parts: str) -> str:
        return " ".join(str(person[part]).strip() for part in parts if person.get(part))

    family, given = said("non-dropping-particle", "family", "suffix"), said("given", "dropping-particle")
    return ", ".join(filter(None, (family, given))) or said("literal") or said("name")


def _date(date: dict[str, Any]) -> str:
    """A date as “2014-3-1”; else as it is written."""
    parts = date.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and first[0]:
        return "-".join(map(str, first))
    return str(date.get("raw") or date.get("literal") or "")
