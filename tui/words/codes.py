"""What the codes of databases mean: kinds of references (RIS) and languages (ISO 639), for people."""

from __future__ import annotations

from functools import cache

REFERENCE_KINDS = {
    "ABST": "abstract",
    "ADVS": "audiovisual material",
    "AGGR": "aggregated database",
    "ANCIENT": "ancient text",
    "ART": "art work",
    "BILL": "bill",
    "BLOG": "blog",
    "BOOK": "book",
    "CASE": "case",
    "CHAP": "book chapter",
    "CHART": "chart",
    "CLSWK": "classical work",
    "COMP": "computer program",
    "CONF": "conference proceedings",
    "CPAPER": "conference paper",
    "CTLG": "catalog",
    "DATA": "data file",
    "DBASE": "online database",
    "DICT": "dictionary",
    "EBOOK": "electronic book",
    "ECHAP": "electronic book section",
    "EDBOOK": "edited book",
    "EJOUR": "electronic article",
    "ELEC": "web page",
    "ENCYC": "encyclopedia",
    "EQUA": "equation",
    "FIGURE": "figure",
    "GEN": "kind not said",
    "GOVDOC": "government document",
    "GRANT": "grant",
    "HEAR": "hearing",
    "ICOMM": "internet communication",
    "INPR": "in press",
    "JFULL": "journal, whole",
    "JOUR": "journal article",
    "LEGAL": "legal rule or regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "magazine article",
    "MPCT": "motion picture",
    "MULTI": "online multimedia",
    "MUSIC": "music score",
    "NEWS": "newspaper article",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal communication",
    "RPRT": "report",
    "SER": "serial publication",
    "SLIDE": "slide",
    "SOUND": "sound recording",
    "STAND": "standard",
    "STAT": "statute",
    "THES": "thesis",
    "UNPB": "unpublished work",
    "VIDEO": "video recording",
}
"""The kinds of RIS, by code."""


def kind_in_words(value: str) -> str:
    """A kind of reference: "journal article" for "JOUR"; what is no such code stays as a database wrote it."""
    return REFERENCE_KINDS.get(value, value)


def language_in_words(value: str) -> str:
    """A language: "English" for "eng" or "en"; what is no such code stays as a database wrote it."""
    return _languages().get(value.lower(), value)


@cache
def _languages() -> dict[str, str]:
    from core.records.iso_639 import ISO_639  # seldom needed before the first record is shown

    found: dict[str, str] = {}
    for line in ISO_639.split("\n"):
        code, others, name = line.split("|") if line else ("", "", "")
        found |= dict.fromkeys([code, *others.split()], name.partition(";")[0])
    return found
