"""Tells the format of a file from its content."""

from __future__ import annotations

import re

from core.errors import TamisError
from core.formats.clean import clean_text
from core.formats.columns import LINES_BEFORE_HEADER, is_header
from core.formats.decode import decode_guessing
from core.formats.result import FORMATS

HEAD_BYTES = 1 << 16

# The line that starts a record, for each format with such a line. Files may begin with other text (Ovid and Cochrane
# write some), so the first of these lines decides, wherever it is.
_STARTS = (
    ("ris", re.compile(r"[ \t]*TY[ \t]{0,3}-[ \t]*\w*", re.IGNORECASE)),
    ("nbib", re.compile(r"[ \t]*(?:PMID|OWN) {0,2}- ?.*")),
    ("ovid", re.compile(r"[ \t]*(?:<\d+\s?\.?\s?>\s*|VN  - Ovid.*|UI  - .*)")),
    ("wos", re.compile(r"[ \t]*PT [JSBPC]\s*|FN (?:Clarivate|Thomson|ISI).*|VR 1\.0\s*")),
    ("enw", re.compile(r"%0 .*")),
    ("bibtex", re.compile(r"\s*@\s*[A-Za-z]+\s*[{(].*")),
)
# Where no such line is: the lines that only this format has.
_TAGGED = (
    ("ris", re.compile(r"[A-Z][A-Z0-9]  - .*|ER  -\s*")),
    ("nbib", re.compile(r"[A-Z]{2,4} *- .*")),
    ("enw", re.compile(r"%[A-Z0-9@!&*+^>\[=~] .*")),
    ("wos", re.compile(r"(?:AU|TI|SO|UT|DT) \S.*")),
)
# What only this kind of XML has; <record> alone is in many, also in answers of servers that hold no reference.
_XML = (
    ("pubmed-xml", re.compile(r"<Pubmed(?:Book)?Article(?:Set)?[\s>]")),
    ("mods", re.compile(r"<(?:\w+:)?mods(?:Collection)?[\s>]")),
    ("marcxml", re.compile(r"<(?:\w+:)?record(?:\s[^<>]*)?>\s*<(?:\w+:)?(?:leader|controlfield|datafield)\b")),
    (
        "endnote-xml",
        re.compile(
            r"(?s)<xml>\s*<records?\b|<records?[\s>].*?<(?:titles|ref-type|contributors|rec-number|source-app)\b"
        ),
    ),
)

_JSON = re.compile(r'[\[{\s]*"[^"\n]{1,60}"\s*:')
_CSL = re.compile(r'"(?:container-title|issued|date-parts|family|citation-key)"\s*:|"type"\s*:\s*"[a-z]+-[a-z]+"')


def detect_format(head: bytes) -> str:
    """The format of a file that starts with these bytes.

    Args:
        head: The first `HEAD_BYTES` of the file, or all of it.

    Raises:
        TamisError: The content is of no known format; the message says what was seen.
    """
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise TamisError(
            "this is a file of an old Excel (.xls)", advice="Open it in a spreadsheet and save it as .xlsx or CSV."
        )
    text = decode_guessing(head).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff \n\t")
    if not text:
        raise TamisError("the file is empty", advice="Export it from the database again.")
    lines = text.split("\n")
    format = (
        _of_xml(text)
        or _of_json(text)
        or ("csv" if is_header(lines[0]) else "")
        or _of_a_start(lines)
        or ("csv" if any(map(is_header, lines[:LINES_BEFORE_HEADER])) else "")
        or _of_tags(lines)
    )
    if not format:
        seen = clean_text(lines[0])[:60]
        raise TamisError(
            f"the format is none that is known; the file starts with “{seen}”",
            advice=f"If you know the format, name it with --format: {', '.join(FORMATS[1:])}.",
        )
    return format


def _of_xml(text: str) -> str:
    if not re.match(r"<(?:\?xml|!DOCTYPE|!--|[A-Za-z])", text):
        return ""
    for format, marks in _XML:
        if marks.search(text):
            return format
    element = re.search(r"<([A-Za-z][\w:-]*)", text)
    name = element[1] if element else "?"
    if name.casefold() == "html" or "<!doctype html" in text[:100].casefold():
        raise TamisError(
            "this is a web page (<html>), not an export",
            advice="Databases send one when a session has ended. Log in and export the records again.",
        )
    raise TamisError(
        f"this is XML of no kind that is known: its first element is <{name}>",
        advice="Export it as RIS where that is offered, or as the XML of EndNote or PubMed, as MARCXML or as MODS.",
    )


def _of_json(text: str) -> str:
    if text[0] not in "[{" or not _JSON.match(text):
        return ""
    if _CSL.search(text):
        return "csl-json"
    raise TamisError(
        "this is JSON of no kind that is known", advice="Export it as RIS, or from Zotero or Mendeley as CSL JSON."
    )


def _of_a_start(lines: list[str]) -> str:
    for line in lines:
        for name, start in _STARTS:
            if start.fullmatch(line):
                return name
    return ""


def _of_tags(lines: list[str]) -> str:
    return next((name for name, tagged in _TAGGED if any(tagged.fullmatch(line) for line in lines)), "")
