"""EndNote XML, as EndNote, Zotero, Mendeley and others write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from core.errors import TamisError
from core.formats.clean import resolve_named_entities
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.reference_types import ENDNOTE_TYPES
from core.formats.result import Tally, WarningLog
from core.record import RawField, Record

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

_START = re.compile(r"<record(?=[\s>])")
_END = "</record>"
# XML 1.0 knows no other control characters, not even as references, but EndNote writes them.
_NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:[0-8]|1[124-9]|2\\d|3[01]);|&#x(?:[0-8bcefBCEF]|1[0-9a-fA-F]);"
)
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[Record]:
    """The records of an EndNote XML file.

    Each is parsed by itself: one that is damaged costs nothing but itself, and what a document type declares is never
    expanded.

    Raises:
        TamisError: The file declares entities of its own, which no reference manager does.
    """
    for line, text in _elements(source, log, tally):
        try:
            element = ElementTree.fromstring(text)
        except ElementTree.ParseError:
            try:
                element = ElementTree.fromstring(_BARE.sub("&amp;", _NOT_XML.sub(" ", resolve_named_entities(text))))
            except ElementTree.ParseError as error:
                tally.skipped += 1
                log.add(line, f"left out: a record that is not well-formed XML ({error})", "records not well-formed")
                continue
        yield derive(RawRecord.of(line, _pairs(element)), RULES)


def _pairs(record: ElementTree.Element) -> Iterator[RawField]:
    """The text of each innermost element, by its name; with its parent's where that is not the record."""
    stack = [(record, child) for child in reversed(record)]
    while stack:
        parent, element = stack.pop()
        inner = [child for child in element if child.tag != "style"]
        if inner:
            stack += [(element, child) for child in reversed(inner)]
            continue
        text = " ".join("".join(element.itertext()).split())
        if element.tag == "ref-type":
            text = element.get("name", text)
        if text:
            yield RawField(element.tag if parent is record else f"{parent.tag}/{element.tag}", text)


def _elements(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[tuple[int, str]]:
    """The text of each <record> element, and the line where it starts."""
    tally.ty_lines = tally.er_lines = 0
    line = 1
    before = True  # whether no record has been met yet
    parts: list[str] = []  # what has been read of an element that is still open, or of what comes before the first
    for block in source.blocks():
        parts.append(block + "\n")
        if _END not in block and parts[1:] and _END not in parts[-2][-len(_END) :] + block[: len(_END)]:
            continue
        text = "".join(parts)
        position = 0
        while (start := _START.search(text, position)) is not None:
            if before and "<!ENTITY" in text[: start.start()]:
                raise TamisError("the XML declares entities of its own", advice="Export the references again.")
            before = False
            end = text.find(_END, start.end())
            following = _START.search(text, start.end())
            if following is not None and (end < 0 or following.start() < end):
                end = following.start()  # the end of this record was lost
            elif end < 0:
                break
            else:
                end += len(_END)
                tally.er_lines += 1
            tally.ty_lines += 1
            line += text.count("\n", position, start.start())
            yield line, text[start.start() : end]
            line += text.count("\n", start.start(), end)
            position = end
        parts = [text[position:]]
    rest = "".join(parts)
    start = _START.search(rest)
    if start is not None:
        tally.ty_lines += 1
        yield line + rest.count("\n", 0, start.start()), rest[start.start() :]
