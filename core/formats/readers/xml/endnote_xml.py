"""EndNote XML, as EndNote, Zotero, Mendeley and others write it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.xml.elements import Element, elements, text_of
from core.formats.reference_types import ENDNOTE_TYPES
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

RULES = FieldRules(
    title=("titles/title", "titles/short-title"),
    abstract=("abstract",),
    authors=("authors/author", "contributors/author"),
    year=("dates/year", "pub-dates/date"),
    journal=("titles/secondary-title", "periodical/full-title", "titles/alt-title", "periodical/abbr-1"),
    volume=("volume",),
    issue=("number", "issue"),
    pages=("pages", "section"),
    doi=("electronic-resource-num",),
    doi_marked=("research-notes",),
    pmid_marked=("accession-num", "custom2"),
    accession=("accession-num", "rec-number"),
    issn=("isbn", "issn"),
    publisher=("publisher",),
    languages=("language",),
    types=("ref-type", "work-type"),
    kind="ref-type",
    kinds=ENDNOTE_TYPES,
    keywords=("keywords/keyword",),
    urls=("related-urls/url", "web-urls/url", "urls/url"),
    notes=("notes",),
)


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of an EndNote XML file.

    Raises:
        TamisError: The file declares entities of its own, which no reference manager does.
    """
    found = elements(source, log, tally, "<record")
    return Reading((RawRecord.of(line, _pairs(each)) for line, each in found), partial(derive, rules=RULES))


def _pairs(record: Element) -> Iterator[RawField]:
    """The text of each innermost element, by its name; with its parent's where that is not the record."""
    stack = [(record, child) for child in reversed(record)]
    while stack:
        parent, element = stack.pop()
        inner = [child for child in element if child.tag != "style"]
        if inner:
            stack += [(element, child) for child in reversed(inner)]
            continue
        text = text_of(element)
        if element.tag == "ref-type":
            text = element.get("name", text)
        if text:
            yield RawField(element.tag if parent is record else f"{parent.tag}/{element.tag}", text)
