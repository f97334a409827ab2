"""Which concepts of the question a record holds, told from the words that were written, by plain patterns.

It shares nothing with the reading of strategies, whose marks a test compares with it.
"""

from __future__ import annotations

import re

from sample_data.dialects.ris import ascii_only

_STEMS = {
    "peers": r"peer\W+(?:provid|support|mentor|advocate|listen)|live[a-z]*\W+experience|boundary\W+spanner",
    "co-production": r"collaborat|participat|integrat|cooperat|co\W+(?:creat|produc)|cocreat|coproduct|prosum",
    "services": r"mental\W+health|(?:addiction|social|public|recover[a-z]*)\W+service|municipal",
}
_HEADINGS = {"peers": "peer group", "services": "mental health services"}
CONCEPTS = tuple(_STEMS)
"""The concepts of Medline's strategy, in the order of its blocks."""
_PATTERNS = {name: re.compile(rf"(?<![^\W_])(?:{stems})", re.IGNORECASE) for name, stems in _STEMS.items()}
_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_TEXTS = ("TI", "T1", "AB", "N2")


def concepts_in(content: bytes) -> list[tuple[str, ...]]:
    """The concepts of each record of an RIS file, in its order: in title or abstract, or as a whole keyword."""
    found: list[tuple[str, ...]] = []
    texts: list[str] = []
    keywords: list[str] = []
    tag = ""
    for line in re.split(r"\r\n|\n|\r", ascii_only(content.decode("utf-8-sig"))):
        written = _LINE.fullmatch(line)
        tag, value = (written[1], written[2] or "") if written else (tag, line)
        if tag in _TEXTS and written:
            texts.append(value)
        elif tag == "KW":
            keywords.append(value.strip(" *").lower())
        elif tag == "ER" and written:
            found.append(tuple(name for name in CONCEPTS if _holds(name, texts, keywords)))
            texts, keywords = [], []
    return found


def _holds(name: str, texts: list[str], keywords: list[str]) -> bool:
    return any(map(_PATTERNS[name].search, texts)) or _HEADINGS.get(name) in keywords
