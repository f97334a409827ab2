"""Zotero's RDF, in which what an article is part of may stand apart from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.xml.elements import Element, elements, text_of
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

RULES = FieldRules(
    title=("title", "shortTitle"),
    abstract=("abstract",),
    authors=("authors", "creators", "contributors"),
    year=("date",),
    journal=("isPartOf/title", "isPartOf/alternative", "publicationTitle", "proceedingsTitle", "presentedAt/title"),
    volume=("volume", "isPartOf/volume"),
    issue=("number", "isPartOf/number"),
    pages=("pages",),
    doi=("identifier DOI", "isPartOf/identifier DOI", "DOI"),
    pmid=("pmid",),
    accession=("callNumber", "archiveLocation", "coverage"),
    issn=("isPartOf/identifier ISSN", "identifier ISSN", "identifier ISBN", "isPartOf/identifier ISBN"),
    publisher=("publisher",),
    languages=("language",),
    types=("itemType", "type"),
    kind="itemType",
    kinds={
        "": "GEN",
        "journalarticle": "JOUR",
        "magazinearticle": "MGZN",
        "newspaperarticle": "NEWS",
        "book": "BOOK",
        "booksection": "CHAP",
        "conferencepaper": "CPAPER",
        "thesis": "THES",
        "report": "RPRT",
        "webpage": "ELEC",
        "blogpost": "BLOG",
        "dataset": "DATA",
        "manuscript": "MANSCPT",
        "preprint": "UNPB",
        "patent": "PAT",
    },
    keywords=("subject",),
    urls=("identifier URI", "identifier"),
    notes=("description",),
)

_NO_REFERENCES = frozenset({"Attachment", "Memo", "Collection"})
_PEOPLE = frozenset({"authors", "editors", "translators", "contributors", "creators", "seriesEditors", "directors"})
_ITEM = r"<(?:\w+:)?[A-Za-z]\w*(?=\s[^<>]{0,3000}\babout\s*=)"


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a Zotero RDF file, each with what it is part of; no attachments and no notes.

    Raises:
        TamisError: The file declares entities of its own.
    """
    return Reading(_records(source, log, tally), partial(derive, rules=RULES))


def _records(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    found: list[tuple[RawRecord, tuple[str, ...]]] = []
    apart: dict[str, RawRecord] = {}  # what has no type of item is what others are part of
    for line, item in elements(source, log, tally, _ITEM):
        if item.tag in _NO_REFERENCES or item.findtext("itemType") == "attachment":
            continue
        record = RawRecord.of(line, _pairs(item))
        if item.find("itemType") is None:
            apart[item.get("about", "")] = record
        else:
            found.append((record, tuple(each.get("resource", "") for each in item.findall("isPartOf"))))
    tally.ty_lines = tally.er_lines = None
    if not found:  # written by another program than Zotero
        found, apart = [(record, ()) for record in apart.values()], {}
    for record, names in found:
        wholes = [
            RawField(f"isPartOf/{tag}", text) for name in names if name in apart for tag, text in apart[name].pairs
        ]
        yield RawRecord.of(record.line, [*record.pairs, *wholes]) if wholes else record


def _pairs(item: Element) -> Iterator[RawField]:
    """The properties by their names; those of what it is part of after "isPartOf/"."""
    stack = [("", child) for child in reversed(item)]
    while stack:
        where, each = stack.pop()
        tag = each.tag
        if tag in _PEOPLE:
            for person in each.iter():
                if person.tag in ("Person", "Organization"):
                    yield RawField(f"{where}{tag}", _name(person))
        elif tag in ("isPartOf", "presentedAt"):
            stack += [(f"{tag}/", child) for whole in each for child in reversed(whole)]
        elif text := text_of(each):
            if tag == "identifier":
                known = text.partition(" ")[0]
                if known in ("DOI", "ISSN", "ISBN"):
                    tag, text = f"identifier {known}", text.removeprefix(known).strip()
                elif "://" in text:
                    tag = "identifier URI"
            yield RawField(f"{where}{tag}", text)


def _name(person: Element) -> str:
    parts = {each.tag.casefold(): text_of(each) for each in person}
    family, given = parts.get("surname", "") or parts.get("name", ""), parts.get("givenname", "")
    return f"{family}, {given}" if family and given else family or given
