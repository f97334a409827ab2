"""The numbers that name a publication, found in values: DOI, PMID, accession number, ISSN and ISBN."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from core.formats.clean import clean_text

_LONGEST_DOI = 300
_DOI = re.compile(rf"10\.\d{{4,9}}(?:\.\d{{1,9}}){{0,4}}/\S{{1,{_LONGEST_DOI}}}")
_BARE_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9.-]{0,100}[A-Za-z0-9]")
_NEXT_DOI = re.compile(r"[;,](?=10\.\d{4,9}/|https?:)|\[doi\]", re.IGNORECASE)
_MARKED_DOI = re.compile(r"(?:^|\bdoi[:\s]\s*)(?:https?://(?:dx\.)?doi\.org/)?(?=10\.\d{4,9}/)", re.IGNORECASE)
_DOI_HOST = re.compile(r"https?://(?:www\.|dx\.)?doi\.org/(?=10\.)", re.IGNORECASE)


def find_doi(text: str) -> str:
    """The first DOI of a text, bare and in lower case, or ""."""
    if _BARE_DOI.fullmatch(text):
        return text.lower()
    if "10." not in text:
        if "10%2e" not in text.lower():
            return ""
        text = unquote(text)
    if "%2" in text:
        text = unquote(text)
    if "&" in text:
        text = html.unescape(text)
    match = _DOI.search(text if text.isprintable() else clean_text(text))
    if match is None:
        return ""
    doi = _NEXT_DOI.split(match[0], maxsplit=1)[0].rstrip(".,;:'\"”’]}")
    while doi.endswith((")", ">")) and doi.count("(") + doi.count("<") < doi.count(")") + doi.count(">"):
        doi = doi[:-1].rstrip(".,;:")
    return doi.lower()


def first_doi(values: Iterable[str], marked: Iterable[str], urls: Iterable[str]) -> str:
    """The first DOI of values that hold one, of texts in which it is marked, or of web addresses; or ""."""
    for value in values:
        if doi := find_doi(value):
            return doi
    for value in marked:
        if "10." in value and (match := _MARKED_DOI.search(value)):
            return find_doi(value[match.end() : match.end() + _LONGEST_DOI])
    for value in urls:
        if "doi.org/" in value and (match := _DOI_HOST.search(value)):
            return find_doi(re.split(r"[?#\s]", value[match.end() :], maxsplit=1)[0])
    return ""


_DIGITS = re.compile(
    r"(?:PMID:?\s*|https?://(?:www\.|pubmed\.)?ncbi\.nlm\.nih\.gov/(?:pubmed/)?)?(\d{1,8})/?(?:\s*\[pmid\])?",
    re.IGNORECASE,
)
_MARKED_PMID = re.compile(r"\b(\d{1,8})\s*\[pmid\]|\bPMID[\s:]*(\d{1,8})\b", re.IGNORECASE)
_PUBMED = re.compile(
    r"(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov|europepmc\.org/(?:article|abstract)/MED)/(\d{1,8})\b",
    re.IGNORECASE,
)


def first_pmid(values: Iterable[str], marked: Iterable[str], notes: Iterable[str], urls: Iterable[str]) -> str:
    """The first PMID of values that hold one, of texts in which it is marked, or of web addresses; or ""."""
    for value in values:
        if match := _DIGITS.fullmatch(value.strip()):
            return match[1]
    for value in marked:
        if match := _MARKED_PMID.search(value):
            return match[1] or match[2]
    for value in notes:
        if "PMID" in value and (match := _MARKED_PMID.search(value)):
            return match[1] or match[2]
    for value in urls:
        if ("pubmed" in value or "europepmc" in value) and (match := _PUBMED.search(value)):
            return match[1]
    return ""


_ACCESSION = re.compile(r"\bAccession Number:\s*([\w.:-]*\w)")


# What Scopus ("eid=2-s2.0-85…") and EBSCO ("&AN=…") write into the link to their record, Embase.com into U2 ("L20…").
_ACCESSION_IN_URL = re.compile(r"[?&;](?:eid=(2-s2\.0-\d{4,20})|AN=([\w.:-]{4,40}))")
_EMBASE = re.compile(r"L\d{5,12}")


def accession_elsewhere(values: Iterable[str], notes: Iterable[str], urls: Iterable[str]) -> str:
    """The accession number in a note, else a value that is one of Embase's, else the one in a web address; or ""."""
    for note in notes:
        if "Accession Number:" in note and (match := _ACCESSION.search(note)):
            return match[1]
    for value in values:
        if _EMBASE.fullmatch(value):
            return value
    for value in urls:
        if "=" in value and (match := _ACCESSION_IN_URL.search(value)):
            return match[1] or match[2]
    return ""


_ISSN = re.compile(r"(?<![\dXx-])(\d{4})-?(\d{3}[\dXx])(?![\dXx-])")
_ISBN = re.compile(r"(?<![\dXx-])97[89](?:[- ]?\d){10}(?!\d)|(?<![\dXx-])\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dXx])")

_LABELLED = re.compile(r"\b[ep]?-?IS[SB]N(?:-1[03])?[-:\s]+(?=[\dXx])", re.IGNORECASE)


def issns(values: Iterable[str]) -> tuple[str, ...]:
    """The ISSNs and ISBNs of values, each once."""
    numbers: tuple[str, ...] = ()
    for value in values:
        numbers += _issns_of(value)
    return numbers if len(numbers) < 2 else tuple(dict.fromkeys(numbers))


@lru_cache(maxsize=4096)
def _issns_of(value: str) -> tuple[str, ...]:
    value = _LABELLED.sub(" ", value)  # ERIC's "ISSN-1234-5678"
    numbers = [f"{first}-{last.upper()}" for first, last in _ISSN.findall(value)]
    return (*numbers, *(re.sub("[- ]", "", number).upper() for number in _ISBN.findall(_ISSN.sub(" ", value))))
