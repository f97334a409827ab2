"""The words of a file, counted without knowing its format, against those of the raw pairs that were read from it."""

from __future__ import annotations

import html
import re
from collections import Counter

from core.formats.result import ImportResult

# What belongs to no record: the lines that frame the file and its records, what stands between two records of RIS
# (numbers, links), the code beside the name of an EndNote type, the markup of XML.
FRAME = {
    "ris": re.compile(
        r"^[ \t]*ER {1,2}-[ \t]*(?:\n(?:(?:(?!TY {1,2}-).*\n)*(?=TY {1,2}-|\Z))?|\Z)|\A(?:(?!TY {1,2}-).*\n)*(?=TY)",
        re.MULTILINE,
    ),
    "nbib": re.compile("^This line should be omitted.*$", re.MULTILINE),
    "wos": re.compile("^(?:FN|VR|ER|EF)\\b.*$", re.MULTILINE),
    "enw": re.compile("(?!)"),
    "ovid": re.compile(r"^<\d+>\s*$", re.MULTILINE),
    "bibtex": re.compile("(?!)"),
    "csv": re.compile(r"\A.*\n"),
    "endnote-xml": re.compile(r"(?<=>)\d+(?=</ref-type>)|<[^>]*>"),
    **dict.fromkeys(("pubmed-xml", "marcxml", "mods", "zotero-rdf"), re.compile("<[^>]*>")),
    "csl-json": re.compile(r'"[\w-]+"\s*:'),
    # Of a work's and a reference's kilobytes only what describes it is kept.
    **dict.fromkeys(("openalex", "eppi"), re.compile(r"(?s).+")),
    "refworks": re.compile("(?!)"),
    **dict.fromkeys(("cochrane", "copac"), re.compile(r"^Record #?\d+ of \d+.*$", re.MULTILINE)),
    "proquest": re.compile(r"^(?:Document \d+ of \d+|_+)$", re.MULTILINE),
    "pubmed-text": re.compile(r"^\d+[.:] ", re.MULTILINE),
}


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", html.unescape(text)))


def lost_words(text: str, result: ImportResult) -> Counter[str]:
    """The words that are in the file more often than in its records."""
    text = FRAME[result.format].sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = " ".join(f"{tag} {value}" for record in result.records for tag, value in (*record.raw, *record.stray))
    return words(text) - words(kept)
