"""EndNote XML, as EndNote, Zotero, Mendeley and others write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from xml.etree import ElementTree

from core.errors import TamisError
from core.formats.clean import resolve_named_entities
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
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

_START = re.compile(r"<record(?=[\s>])")
_END = "</record>"
_EDGE = re.compile(f"<record|{_END}|<!ENTITY")
# XML 1.0 knows no other control characters, not even as references, but EndNote writes them.
_NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:[0-8]|1[124-9]|2\\d|3[01]);|&#x(?:[0-8bcefBCEF]|1[0-9a-fA-F]);"
)
_SAID = re.compile(r"([^<>\s][^<>]{0,200})</")  # the text of an element, as far as a message shows it
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of an EndNote XML file.

    Each is parsed by itself: one that is damaged costs nothing but itself, and what a document type declares is never
    expanded.

    Raises:
        TamisError: The file declares entities of its own, which no reference manager does.
    """
    return Reading(_records(source, log, tally), partial(derive, rules=RULES))


def _records(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
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
        yield RawRecord.of(line, _pairs(element))


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


def _note_between(text: str, line: int, log: WarningLog) -> None:
    """Say what stands outside of all records; line is the one where the text begins."""
    if match := _SAID.search(text):
        line += text.count("\n", 0, match.start())
        log.add(line, f"left out, since it is in no record: “{match[1][:80]}”", "texts outside any record")


def _elements(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[tuple[int, str]]:
    """The text of each <record> element, and the line where it starts."""
    tally.ty_lines = tally.er_lines = 0
    line = 1
    text = ""  # from the last start of an element that is still open, or the last characters of a block without any
    parts: list[str] = []  # blocks in the middle of an element, to be joined once
    for block in chain(source.blocks(), [None]):
        if block is not None:
            edge = (parts[-1] if parts else text)[-len(_END) :]
            parts.append(block + "\n")
            if not _EDGE.search(edge + block):
                continue
        text = "".join((text, *parts))
        parts = []
        position = 0
        start = _START.search(text)
        if tally.ty_lines == 0 and "<!ENTITY" in text[: start.start() if start else len(text)]:
            raise TamisError("the XML declares entities of its own", advice="Export the references again.")
        while start is not None:
            following = _START.search(text, start.end())
            limit = following.start() if following else len(text)
            end = text.find(_END, start.end(), limit)
            if end >= 0:
                end += len(_END)
                tally.er_lines += 1
            elif following or block is None:
                end = limit  # the end of this record was lost
            else:
                break
            _note_between(text[position : start.start()], line, log)
            tally.ty_lines += 1
            line += text.count("\n", position, start.start())
            yield line, text[start.start() : end]
            line += text.count("\n", start.start(), end)
            position, start = end, following
        rest = text[start.start() if start else max(position, len(text) - len(_END)) :]
        _note_between(text[position : len(text) - len(rest)], line, log)
        line += text.count("\n", position, len(text) - len(rest))
        text = rest
