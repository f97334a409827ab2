"""MARCXML, as library catalogues hand it out: Oria and Alma (also through SRU), WorldCat, OAI-PMH."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.xml.elements import SAID, Element, elements, text_of
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField, Record

RULES = FieldRules(
    title=("245", "130$a", "246$a"),
    abstract=("520$a",),
    authors=("author",),
    year=("264$c", "260$c", "773$g", "008"),
    journal=("773$t", "773$a", "490$a", "830$a"),
    volume=("volume",),
    issue=("issue",),
    pages=("pages",),
    doi=("doi",),
    doi_marked=("500$a",),
    accession=("001", "035$a"),
    issn=("773$x", "022$a", "020$a", "773$z"),
    publisher=("264$b", "260$b"),
    languages=("language",),
    types=("655$a",),
    kind="kind",
    keywords=("keyword",),
    urls=("856$u",),
)

_AUTHOR = frozenset({"aut", "author", "forfatter", "cre", "creator", "ctb", "contributor", "dis", "verfasser", ""})
_KINDS = {
    "am": "BOOK",
    "aa": "CHAP",
    "ab": "JOUR",
    "as": "SER",
    "ai": "ELEC",
    "tm": "THES",
    "cm": "MUSIC",
    "gm": "VIDEO",
}
_VOLUME = re.compile(r"\b(?:vol(?:ume)?|v|bd|band|årg|jg|jahrgang)\b\.?\s*(\d{1,6})", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:no|nr|issue|iss|h|heft|num)\b\.?\s*([\w-]{1,12})|\d\s?\(([\w ./-]{1,12})\)", re.IGNORECASE)
_PAGES = re.compile(r"\b(?:pp?|s|pages?|sider?|seiten?)\b\.?\s*(\w*\d\w*(?:\s*[-–]\s*\w*\d\w*)?)", re.IGNORECASE)
# An answer of SRU or OAI-PMH wraps each record in one more of the same name, which holds no fields itself.
_RECORD = r"<(?:\w+:)?record(?=(?:\s[^<>]*)?>\s*<(?:\w+:)?(?:leader|controlfield|datafield)\b)"
_OUTSIDE = SAID + r"(?:\w+:)?(?:leader|controlfield|subfield)\b"  # catalogues wrap their records in more


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a MARCXML file.

    Raises:
        TamisError: The file declares entities of its own.
    """
    return Reading(_records(source, log, tally), _derive)


def _records(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    for line, record in elements(source, log, tally, _RECORD, _OUTSIDE):
        yield RawRecord.of(line, _pairs(record))


def _pairs(record: Element) -> Iterator[RawField]:
    """Fields under their numbers, those with subfields under "245$a"."""
    for field in record:
        number = field.get("tag", "")
        if field.tag == "leader":
            yield RawField("leader", field.text or "")
        elif field.tag == "controlfield":
            yield RawField(number, field.text or "")
        elif field.tag == "datafield":
            for part in field:
                if text := text_of(part):
                    yield RawField(f"{number}${part.get('code', '')}", text)


def _derive(raw: RawRecord) -> Record:
    """The record, its fields derived without the punctuation that MARC puts between subfields."""
    plain = list(_plain(list(raw.pairs)))
    return derive(RawRecord.of(raw.line, plain), RULES)._replace(raw=raw.pairs)


def _plain(pairs: list[RawField]) -> Iterator[RawField]:
    for place, (tag, value) in enumerate(pairs):
        number, _, code = tag.partition("$")
        following = _rest_of(pairs, place)
        if tag == "leader":
            yield RawField("kind", _KINDS.get(value[6:8], "GEN"))
        elif tag == "008":
            yield RawField(tag, value[7:11])
            yield RawField("language", value[35:38])
        elif tag == "041$a":
            yield from (RawField("language", value[at : at + 3]) for at in range(0, len(value[:60]), 3))
        elif tag == "245$a":
            more = [text for sub, text in following if sub in "bnp"]
            yield RawField("245", " ".join(_trimmed(each, "/.") for each in (value, *more)).replace(" :", ":"))
        elif number in ("100", "110", "111", "700", "710") and code == "a":
            said = {text.casefold().strip(" .,") for sub, text in following if sub in "e4"}
            roles = said or {""}
            if roles & _AUTHOR or number[0] == "1":
                initials = len(value.rstrip(".").split(" ")[-1]) == 1
                yield RawField("author", _trimmed(value, ",/" if initials else "/,:;."))
        elif number in ("650", "651", "653", "600", "610") and code in "ax":
            yield RawField("keyword", _trimmed(value, ".,;"))
        elif tag == "773$g":
            for name, pattern in (("volume", _VOLUME), ("issue", _ISSUE), ("pages", _PAGES)):
                if match := pattern.search(value[:300]):
                    yield RawField(name, next(filter(None, match.groups())))
            yield RawField(tag, value)
        elif tag == "024$a" and (value.startswith("10.") or "doi.org/" in value):
            yield RawField("doi", value)
        elif number in ("856", "001", "035", "520"):
            yield RawField(tag, value)
        else:
            yield RawField(tag, _trimmed(value, "/:;,."))


def _rest_of(pairs: list[RawField], place: int) -> list[tuple[str, str]]:
    """The further subfields of the field whose first is at that place: up to the next of the same name."""
    number, _, first = pairs[place].tag.partition("$")
    rest: list[tuple[str, str]] = []
    if first:
        for tag, value in pairs[place + 1 : place + 20]:
            name, _, code = tag.partition("$")
            if name != number or code == first:
                break
            rest.append((code, value))
    return rest


def _trimmed(text: str, marks: str) -> str:
    return text.strip().rstrip(" " + marks).strip() or text.strip()
