"""CSL-JSON, as Zotero, Mendeley, Crossref and citation processors write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

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
    pmid=("PMID",),
    accession=("id", "citation-key"),
    issn=("ISSN", "ISBN"),
    publisher=("publisher",),
    languages=("language",),
    types=("type", "genre"),
    kind="type",
    kinds={
        "": "GEN",
        "article": "UNPB",
        "article-journal": "JOUR",
        "journal-article": "JOUR",
        "article-magazine": "MGZN",
        "article-newspaper": "NEWS",
        "book": "BOOK",
        "chapter": "CHAP",
        "dataset": "DATA",
        "manuscript": "MANSCPT",
        "paper-conference": "CPAPER",
        "patent": "PAT",
        "post-weblog": "BLOG",
        "report": "RPRT",
        "thesis": "THES",
        "webpage": "ELEC",
    },
    keywords=("keyword",),
    urls=("URL",),
    notes=("note",),
)

_PEOPLE = frozenset({"author", "editor", "translator", "container-author", "collection-editor", "director", "composer"})
_BETWEEN = re.compile(r"[\s,\[\]]*")
# Where the next reference starts behind a damaged one: an object in a list that is no name of a person.
_NEXT = re.compile(r'\}\s*,\s*(?=\{\s*"(?!family|given|literal|name|(?:non-)?dropping|suffix|ORCID|sequence|affil))')
_MOST_DAMAGED = 100
"""So many damaged references are looked behind: each costs a look at all of the text after it."""


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a CSL-JSON file: a list of references, one alone, or a list under "items"."""
    return Reading(_records(source, log, tally), partial(derive, rules=RULES))


def _records(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    text = "".join(source.pieces())
    decoder = json.JSONDecoder()
    place, line, counted, damaged = 0, 1, 0, 0
    while True:
        place = _end_of(_BETWEEN.match(text, place), place)
        if place >= len(text):
            return
        line, counted = line + text.count("\n", counted, place), place
        try:
            found, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
            log.add(line, f"left out: a reference that is not well-formed JSON ({why})", "references not well-formed")
            tally.skipped += 1
            damaged += 1
            following = _NEXT.search(text, place) if damaged < _MOST_DAMAGED else None
            if following is None:
                if damaged == _MOST_DAMAGED:
                    log.add(line, "what follows was not read: too much of the file is damaged")
                return
            place = following.end()
            continue
        wrapped = found.get("items") if isinstance(found, dict) else None
        for each in wrapped if isinstance(wrapped, list) else [found]:
            if isinstance(each, dict):
                yield RawRecord.of(line, _pairs(each))
            else:
                log.add(line, f"left out, since it is no reference: “{str(each)[:60]}”", "values that are no reference")


def _end_of(match: re.Match[str] | None, place: int) -> int:
    return match.end() if match else place


def _pairs(reference: dict[str, Any]) -> Iterator[RawField]:
    for name, value in reference.items():
        if name in _PEOPLE and isinstance(value, list):
            yield from (RawField(name, _name(each)) for each in value)
        elif isinstance(value, dict):
            yield RawField(name, _date(value))
        elif isinstance(value, list):
            yield from (RawField(name, _text(each)) for each in value)
        else:
            yield RawField(name, _text(value))


def _text(value: object) -> str:
    """A value as text; what is no text or number as JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _name(person: object) -> str:
    """A person as “Larsen, Mette”, or the name of a group."""
    if not isinstance(person, dict):
        return _text(person)
    family = " ".join(filter(None, (_text(person.get("non-dropping-particle")), _text(person.get("family")))))
    given = " ".join(filter(None, (_text(person.get("given")), _text(person.get("dropping-particle")))))
    suffix = _text(person.get("suffix"))
    whole = ", ".join(filter(None, (" ".join(filter(None, (family, suffix))), given)))
    return whole or _text(person.get("literal")) or _text(person.get("name"))


def _date(date: dict[str, Any]) -> str:
    """A date as “2014-3-1”; else as it is written."""
    parts = date.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and first[0] is not None:
        return "-".join(_text(each) for each in first)
    return _text(date.get("raw")) or _text(date.get("literal")) or _text(date)
