"""What the words of a limit ask of a record: languages, years, and whatever no exported record can tell."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.formats.languages import language_codes

_MARK = re.compile(
    r"\s*(?:(?:limiters|additional limits) - |(?:filters(?: applied)?|refined by|narrowed by|limited by)\s?:"
    r"|limits applied\b\W*|timespan\s?[=:]|with (?=publication|cochrane|online)|(?P<one>LIMIT-TO|EXCLUDE)\s?\()",
    re.IGNORECASE,
)
_TAG = r"(?:\s?\[[\w \-/]{1,30}\])?"
_DAY = r"(?:[/-]\d{1,2}(?!\d)){0,2}"
_RANGE = re.compile(
    rf"(?:(?:yr|py)\s?=\s?)?(?:from\s|between\s)?[\"'(\[]?\s?(?P<first>\d{{4}})(?:\d{{4}}|{_DAY})[\"']?{_TAG}"
    rf"\s?(?:[-:/]|\bto\b)\s?[\"']?(?:(?P<last>\d{{4}})(?:\d{{4}}|{_DAY})|current|present)?[\"')\]]?{_TAG}(?:/py)?",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:yr|py)\s?=\s?\"?(\d{4})\"?|\[(\d{4})\]/py|(\d{4})", re.IGNORECASE)
_SIDE = re.compile(r"(?:PUBYEAR)?\s*(?P<side>[<>]=?|=|AFT|BEF|IS)\s*(?P<year>\d{4})(?P<day>\d{4})?", re.IGNORECASE)
_LANGUAGE_LABEL = re.compile(r"\b(?:lang|languages?|la)\b", re.IGNORECASE)
_YEAR_LABEL = re.compile(
    r"\b(?:publi(?:cation|shed)\s(?:years?|dates?)|year published|pubyear|timespan|pubdate|dates?|years?|yr"
    r"|py|dp|pdat|pd|dop)\b\s?=?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[[^\[\]]{12,200}\]|/lim\b|\[(?:filter|sb|subset|la|lang)\]", re.IGNORECASE)


class Asked(NamedTuple):
    """What a limit asks.

    Attributes:
        languages: Codes of languages, of which a record must have one; empty where none is asked for.
        years: First and last year of periods, in one of which it must be; empty where none is asked for.
        besides: Whether it asks for something else too, which no record tells.
        excludes: Whether it takes out what it names.
    """

    languages: tuple[str, ...]
    years: tuple[tuple[int, int], ...]
    besides: bool
    excludes: bool = False


def asked_by(words: str) -> Asked:
    """What a limit such as `english and yr="2000 -Current"` or “Limiters - Language: English; Peer Reviewed” asks."""
    if years := years_of(words):
        return Asked((), (years,), False)
    mark = _MARK.match(words)
    text = _NOTE.sub(" ", words[mark.end() :] if mark else words)
    languages: dict[str, None] = {}
    periods: dict[tuple[int, int], None] = {}
    besides = False
    # A period such as “2000 - 2010” is one clause; of a list of years or languages each is one of several.
    for clause in re.split(r"[;,()]|:(?!\s?[\"']?\d)|\b(?:and|or)\b", text.replace('"', " "), flags=re.IGNORECASE):
        bare = " ".join(_YEAR_LABEL.sub(" ", _LANGUAGE_LABEL.sub(" ", clause)).strip(" .=:[]'").split())
        if not bare or bare.lower() == "only":
            continue
        codes = language_codes(bare) if re.fullmatch(r"(?:[^\W\d_]{4,}\s?)+|eng?", bare.lower()) else []
        if codes and all(len(code) == 3 for code in codes):
            languages.update(dict.fromkeys(codes))
        elif period := years_of(bare):
            periods[period] = None
        else:
            besides = True
    excludes = bool(mark and mark["one"] and mark["one"].upper() == "EXCLUDE")
    return Asked(tuple(languages), tuple(periods), besides, excludes)


def years_of(words: str) -> tuple[int, int] | None:
    """The first and the last year of a limit such as yr="2000 -Current", 2000:2010[dp] or PUBYEAR > 1999."""
    if side := _SIDE.fullmatch(words.strip()):
        year, sign = int(side["year"]), side["side"].upper()
        apart = 0 if side["day"] or sign.endswith("=") else 1  # a day lies within its year
        return (
            (year + apart, 9999)
            if sign in (">", ">=", "AFT")
            else (0, year - apart)
            if sign in ("<", "<=", "BEF")
            else (year, year)
        )
    if found := _RANGE.fullmatch(" ".join(words.split())):
        return int(found["first"]), int(found["last"]) if (found["last"] or "").isdigit() else 9999
    if one := _ONE.fullmatch(words.strip()):
        return int(one[one.lastindex or 1]), int(one[one.lastindex or 1])
    return None
