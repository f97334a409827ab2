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
}


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", html.unescape(text)))


def lost_words(text: str, result: ImportResult) -> Counter[str]:
    """The words that are in the file more often than in its records."""
    text = FRAME[result.format].sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = " ".join(f"{tag} {value}" for record in result.records for tag, value in (*record.raw, *record.stray))
    return words(text) - words(kept)
