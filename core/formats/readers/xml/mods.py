"""MODS, the Library of Congress's XML, as WorldCat, repositories and Zotero write it."""

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
    title=("title", "title alternative", "title translated"),
    abstract=("abstract",),
    authors=("author",),
    year=("dateIssued", "host date", "copyrightDate", "dateCreated", "date"),
    journal=("host title", "series title"),
    volume=("host volume", "volume"),
    issue=("host issue", "host number", "issue"),
    pages=("host start", "start", "host list"),
    last_page="host end",
    doi=("identifier doi",),
    pmid=("identifier pmid", "identifier pubmed"),
    accession=("recordIdentifier", "identifier oclc", "identifier local"),
    issn=("host identifier issn", "identifier issn", "identifier isbn", "host identifier isbn"),
    publisher=("publisher", "host publisher"),
    languages=("language",),
    types=("genre",),
    kind="genre",
    kinds={
        "": "GEN",
        "journalarticle": "JOUR",
        "journal article": "JOUR",
        "article": "JOUR",
        "book": "BOOK",
        "booksection": "CHAP",
        "book chapter": "CHAP",
        "conferencepaper": "CPAPER",
        "conference publication": "CONF",
        "thesis": "THES",
        "report": "RPRT",
    },
    keywords=("topic", "geographic"),
    urls=("url", "identifier uri"),
)

_ROLES = frozenset({"aut", "author", "cre", "creator", "ctb", "contributor", ""})


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a MODS file.

    Raises:
        TamisError: The file declares entities of its own.
    """
    found = elements(source, log, tally, r"<(?:\w+:)?mods")
    return Reading((RawRecord.of(line, _pairs(each)) for line, each in found), partial(derive, rules=RULES))


def _pairs(record: Element) -> Iterator[RawField]:
    """The innermost elements by their names, with "host" before those of what the work is part of."""
    stack = [("", child) for child in reversed(record)]
    while stack:
        where, each = stack.pop()
        tag = each.tag
        if tag == "titleInfo":
            kind = each.get("type", "")
            yield RawField(" ".join(filter(None, (where, "title", kind))), _title(each))
        elif tag == "name":
            yield RawField(*_name(each, where))
        elif tag == "relatedItem":
            inside = each.get("type") or "related"
            stack += [(inside if not where else f"{where} {inside}", child) for child in reversed(each)]
        elif tag == "language":
            yield from (RawField(f"{where} language".strip(), text_of(term)) for term in each if text_of(term))
        elif tag == "detail":
            numbers = [text_of(part) for part in each if part.tag == "number"] or [text_of(each)]
            yield RawField(f"{where} {each.get('type', 'detail')}".strip(), numbers[0])
        elif tag == "identifier":
            kind = each.get("type", "").casefold()
            yield RawField(" ".join(filter(None, (where, tag, kind))), text_of(each))
        elif len(each):
            stack += [(where, child) for child in reversed(each)]
        elif text := text_of(each):
            yield RawField(f"{where} {tag}".strip(), text)


def _title(info: Element) -> str:
    parts = {each.tag: text_of(each) for each in info}
    title = " ".join(filter(None, (parts.get("nonSort"), parts.get("title"))))
    more = [parts[each] for each in ("subTitle", "partNumber", "partName") if parts.get(each)]
    return ": ".join([title, *more]) if title else ": ".join(more)


def _name(name: Element, where: str) -> tuple[str, str]:
    """(the role, "Larsen, Mette")."""
    roles = {text_of(term).casefold() for term in name.iter("roleTerm")} or {""}
    parts = [(each.get("type", ""), text_of(each)) for each in name if each.tag == "namePart"]
    family = " ".join(text for kind, text in parts if kind == "family")
    given = " ".join(text for kind, text in parts if kind == "given")
    whole = " ".join(text for kind, text in parts if kind == "")
    role = "author" if roles & _ROLES else sorted(roles)[0]
    return f"{where} {role}".strip(), f"{family}, {given}" if family and given else family or whole or given
