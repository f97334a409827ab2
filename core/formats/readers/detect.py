"""Tells the format of a file from its content."""

from __future__ import annotations

import re

from core.errors import TamisError
from core.formats.columns import LINES_BEFORE_HEADER, is_header
from core.formats.decode import decode_guessing
from core.formats.readers.unknown import unknown
from core.formats.result import MODULES

HEAD_BYTES = 1 << 16


_REFWORKS_TYPES = (
    "Abstract|Artwork|Bills/Resolutions|Book, (?:Edited|Section|Whole)|Case/Court Decisions|Computer Program|"
    "Conference Proceedings|Dissertation.*|Generic|Grant|Hearing|Journal|Journal Article|Journal, Electronic|"
    "Laws/Statutes|Magazine Article|Map|Monograph|Motion Picture|Music Score|Newspaper Article|"
    "Online Discussion Forum|Patent|Personal Communication|Report|Sound Recording|Unpublished Material|Video/ ?DVD|"
    "Web Page"
)
# The line that starts a record, for each format with such a line. Files may begin with other text (Ovid and Cochrane
# write some), so the first of these lines decides, wherever it is.
_STARTS = (
    ("ris", r"[ \t]*(?:TY|ty)[ \t]{0,3}-[ \t]*\w*"),
    ("nbib", r"[ \t]*PMID {0,2}- *\d.*|[ \t]*OWN {0,2}- ?.*"),
    ("ovid", r"[ \t]*(?:<\d+\s?\.?\s?>[ \t]*|VN  - Ovid.*|UI  - .*)"),
    ("wos", r"[ \t]*PT [JSBPC][ \t]*|FN (?:Clarivate|Thomson|ISI).*|VR 1\.0[ \t]*"),
    ("enw", r"%0 .*"),
    ("bibtex", r"[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(].*"),
    ("refworks", rf"RT (?:{_REFWORKS_TYPES})[ \t]*"),
    ("cochrane", r"Record #?\d{1,9} of \d{1,9}[ \t]*\n{1,3}[A-Z]{2,3}: .*|ID: CN-\d+[ \t]*"),
    ("copac", r"TI- \S.*"),
    ("proquest", r"Document \d{1,7} of \d{1,7}[ \t]*|_{20,}[ \t]*|Title: \S.*"),
    # A summary's paragraph holds the number; an abstract's first is a citation with a year.
    ("pubmed-text", r"(?=\d)(?=(?:.+\n){0,60}?.*(?:\bPMID: \d|\.\s(?:1[89]|20)\d\d\b))\d{1,7}[:.] \S.*"),
)
# What must stand somewhere below such a line that other texts may have, too.
_BELOW = {
    "copac": re.compile(r"^(?:AU|SO|PY|AB|PU|LA|AN|JN|DT|KW)- ", re.MULTILINE),
    "proquest": re.compile(
        r"^(?:ProQuest document ID|Publication title|Document URL|Source type|Publication info): ", re.MULTILINE
    ),
    "pubmed-text": re.compile(r"\bPMID: \d"),
}
_STARTED = tuple((name, re.compile(rf"^(?:{start})$", re.MULTILINE)) for name, start in _STARTS)
# Where no such line is: lines that only this format has, and those that a record of it has besides.
_TAGGED = (
    ("ris", (r"[A-Z][A-Z0-9]  - .*|ER  -[ \t]*",)),
    ("nbib", (r"TI *- \S.*", r"(?:F?AU|AB|DP|JT|TA|PT|LA|LID|MH|SO) *- .*")),
    ("enw", (r"%T \S.*", r"%[A-SU-Z0-9@~!?>=+] \S.*")),
    ("wos", (r"TI \S.*", r"(?:AU|AF) [^\W\d_][^,\n]{0,40}[^\s,], \S.*|PY [12]\d{3}|UT \w+:\S+")),
)
_TAGGED_LINES = tuple(
    (name, tuple(re.compile(f"^(?:{line})$", re.MULTILINE) for line in lines)) for name, lines in _TAGGED
)
# What only this kind of XML has; <record> alone is in many, also in answers of servers that hold no reference.
_XML = (
    ("pubmed-xml", (r"<Pubmed(?:Book)?Article(?:Set)?[\s>]",)),
    ("mods", (r"<(?:\w+:)?mods(?:Collection)?[\s>]",)),
    ("zotero-rdf", (r"<(?:\w+:)?RDF[\s>]", r"zotero\.org/namespaces|purl\.org/net/biblio")),
    ("marcxml", (r"<(?:\w+:)?record(?:\s[^<>]*)?>\s*<(?:\w+:)?(?:leader|controlfield|datafield)\b",)),
    ("endnote-xml", (r"<xml>\s*<records?\b",)),
    ("endnote-xml", (r"<records?[\s>]", r"<(?:titles|ref-type|contributors|rec-number|source-app)\b")),
)
# What a reference in this kind of JSON has.
_JSON = (
    ("eppi", (r'"CodeSets"\s*:\s*\[|"References"\s*:\s*\[', r'"(?:SetName|AttributeId|ItemId|TypeName)"\s*:')),
    ("openalex", (r'"id"\s*:\s*"https?://openalex\.org/W\d',)),
    (
        "csl-json",
        (
            r'"(?:container-title|issued|date-parts|family|citation-key)"\s*:|"type"\s*:\s*"[a-z]+-[a-z]+"',
            r'"title(?:-short)?"\s*:',
        ),
    ),
)
_MARKUP = re.compile(r"<(?:\?xml|!DOCTYPE|!--|[A-Za-z])")
_OBJECT = re.compile(r'[\[{\s]*"[^"\n]{1,60}"\s*:')


def detect_format(head: bytes) -> str:
    """The format of a file that starts with these bytes.

    Args:
        head: The first `HEAD_BYTES` of the file, or all of it.

    Raises:
        TamisError: The content is of no known format; the message says what was seen.
    """
    office = any(part in head for part in (b"xl/", b"docProps/", b"[Content_Types]"))
    if head.startswith(b"PK\x03\x04") and office and b"word/" not in head:
        return "xlsx"
    text = _text_of(head)
    if not text:
        raise TamisError("the file is empty", advice="Export it from the database again.")
    kind = _MARKUP.match(text) or _OBJECT.match(text)
    format = _of_marks(text, _XML if text[0] == "<" else _JSON) if kind else _of_lines(text)
    if not format:
        raise unknown(head, text)
    return format


def other_format(head: bytes, format: str) -> str:
    """The format of a file that is said to be of another one, of which it bears no mark; "" where it may be of that."""
    try:
        found = detect_format(head)
    except TamisError:
        return ""
    text = _text_of(head)
    lines = [start for name, start in _STARTED if name == format and _start_of(name, start, text)]
    tagged = [name for name, marks in _TAGGED_LINES if name == format and all(mark.search(text) for mark in marks)]
    marked = [
        name for name, marks in (*_XML, *_JSON) if name == format and all(re.search(mark, text) for mark in marks)
    ]
    return "" if MODULES[found] == MODULES[format] or lines or tagged or marked else found


def _text_of(head: bytes) -> str:
    return decode_guessing(head).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff \n\t")


def _of_marks(text: str, kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """The first of the kinds of which all marks stand in the text."""
    return next((name for name, marks in kinds if all(re.search(mark, text) for mark in marks)), "")


def _of_lines(text: str) -> str:
    lines = text.split("\n")
    if is_header(lines[0]):
        return "csv"
    found = [(match.start(), name) for name, start in _STARTED if (match := _start_of(name, start, text))]
    if found:
        return min(found, key=lambda each: each[0])[1]
    if any(map(is_header, lines[:LINES_BEFORE_HEADER])):
        return "csv"
    return next((name for name, marks in _TAGGED_LINES if all(mark.search(text) for mark in marks)), "")


def _start_of(name: str, start: re.Pattern[str], text: str) -> re.Match[str] | None:
    match = start.search(text)
    return match if match and (name not in _BELOW or _BELOW[name].search(text, match.start())) else None
