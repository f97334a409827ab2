"""The keys by which a record is compared: computed once, when it is imported, and stored with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from core.dedup.names import author_words
from core.dedup.numbering import article_number, issue_numbers, page_span, volume_number
from core.dedup.text import CUT_OFF, fold, plain, words
from core.dedup.titles import clean_title, is_protocol, notice
from core.records.flags import OF_ITS_WORK, own_flags
from core.records.record import Record

PAPER_PAGES = 3
"""A text whose last page is so many after its first is no conference abstract."""


class Keys(NamedTuple):
    """What comparing a record with others needs, in one form for all databases. What is not known is "" or 0.

    A tuple, since a search update builds one for each record of the review: a frozen dataclass takes twice as long.

    Attributes:
        id: The record's id.
        title: Folded words of the title, without the notes of databases.
        original: Folded words of the title in the other language, if the record gives two.
        authors: Folded surnames of the first authors, in order, without initials and particles.
        given: Folded words of their given names, where they are written out.
        year: The year of publication.
        journal: Folded words of the journal's name, without articles, prepositions and what follows a colon; with
            `text.CUT_OFF` at the end of a name that breaks off.
        volume: The first number of the volume.
        issue: The numbers of the issue, "s" before them for a supplement: "3", "1.2", "s21.1".
        page: The first page, a mere number: 259 for "S259", 70933 for "e70933".
        end: The last page, if given.
        doi: Bare and in lower case.
        pmid: PubMed's number.
        form: Letters: "e" erratum, "r" reply or comment, "o" protocol, "c" conference abstract or paper, "p" preprint,
            "t" thesis, "j" article in a journal, "b" book, "k" chapter, "x" title and "y" authors in Cyrillic or Greek,
            "f" what says of itself that it is retracted, or a notice.
        digest: 12 hexadecimal digits of everything the record says of the publication, abstract included.
        about: DOIs and PubMed numbers of what an erratum or a retraction notice is about, where it names them.
    """

    id: str
    title: str = ""
    original: str = ""
    authors: str = ""
    given: str = ""
    year: int = 0
    journal: str = ""
    volume: int = 0
    issue: str = ""
    page: int = 0
    end: int = 0
    doi: str = ""
    pmid: str = ""
    form: str = ""
    digest: str = ""
    about: str = ""

    def as_document(self) -> dict[str, str | int]:
        """The JSON form, with short names, without the id and without what is empty."""
        document = {}
        for short, name in _SHORT.items():
            if value := getattr(self, name):
                document[short] = value
        return document

    @classmethod
    def from_document(cls, record_id: str, document: Mapping[str, Any]) -> Keys:
        """The inverse of `as_document`."""
        return cls(record_id, *map(document.get, _SHORT, _UNKNOWN))


_SHORT = {
    "t": "title",
    "o": "original",
    "a": "authors",
    "g": "given",
    "y": "year",
    "j": "journal",
    "v": "volume",
    "i": "issue",
    "p": "page",
    "e": "end",
    "d": "doi",
    "m": "pmid",
    "f": "form",
    "h": "digest",
    "n": "about",
}
SHARED = ("j", "i", "f")
"""The short names of what many records have in common, to be kept in memory once."""
_UNKNOWN = tuple(Keys._field_defaults[name] for name in _SHORT.values())

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_END = re.compile(r"(?:/(?:full|abstract|e?pdf)|[.,;:\]>\"'])+$")
_ABOUT = words("notice EFR ROF ECF ErratumFor RetractionOf ExpressionOfConcernFor CorrectedandRepublishedFrom")
_NAMING = re.compile(r"(?:retract|withdraw|correct|errat|corrig|concern)[^/]{0,80}\b10\.\d{4,9}/", re.IGNORECASE)
"""What is said of another work beside its DOI."""
_PMID = re.compile(r"(?:pmid\D{0,3}(?=\d)|\b(?=\d{7,8}\W*$))(\d{1,8})\b", re.IGNORECASE)
_JOURNAL_NOTE = re.compile(r"\s*[(\[].*$", re.DOTALL)
_JOURNAL_END = re.compile(r"\s*(?:[:=;/]|\. ?conference\b|, ?(?:part|series|section)\b).*$", re.IGNORECASE | re.DOTALL)
_JOURNAL_SMALL = words(
    "the of and for in on et de des du der die das und fur la le les del el e y i a an to supplement supplements suppl"
)
_MONTH = (
    r"(?:jan|feb|fev|m[aä]r|a[bpv]r|ma[iy]|ju[ln]|aug|ago|se[pt]|o[ck]t|out|nov|de[csz]|spring|summer|autumn|fall|winter)"
    r"[a-z]{0,6}"
)
_SOURCE = re.compile(
    r"(?P<journal>[^\d(]{3,}?)[\s.,;:(]*"
    rf"(?:(?<![^\W\d_])(?:{_MONTH}\.?[ -]?)?(?:\d\d? ?)?(?:19|20)\d\d\)?(?: [a-z]{{3,9}}\b)?(?:[-/][a-z]{{3,9}}\b)?"
    r"(?: \d\d?\b)?[\s;,.:]+)?"
    r"(?:\b(?:vol(?:ume)?|v|tom[eo]?|b(?:an)?d|j(?:ahr)?g(?:ang)?)(?![^\W\d_])\W*)?(?P<volume>\d{1,4})\b"
    r"(?:\. ?j(?:ahr)?g(?:ang)?\b\.?)?\s*"
    r"(?:\(\s*(?!(?:19|20)\d\d\s*\))(?P<bracketed>[^()]{1,20})\)"
    r"|[\s,;]*\b(?:no|nr|nº|n|n[uú]m|issue|iss|number|heft|h|fasc)\b\W*(?P<issue>\w+(?:-\w+)?))?"
    r"(?:[\s,;.(]*(?:[a-z]{3,9}\.? ?)?(?:19|20)\d\d\)?(?: (?P<after>\d\d?)(?=,))?)?"
    r"[\s,;.(]*(?:(?::|\b(?:pp?|s|p[aá]gs?|seiten?)\b|\bp(?=\d)|\bpages?\b)\W*(?P<page>[a-z]?\d+(?:\s*[-–—]+\s*[a-z]?\d+)?)"
    r"|(?P<pages>[a-z]?\d+\s*[-–—]+\s*[a-z]?\d+))",
    re.IGNORECASE,
)
"""A vendor's source string: "Wards, vol. 2, no. 1, pp. 45-58, 2016", "Wards. 2016;2:4", "Pflege 2 (2016) 1, S. 4"."""
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/\d|48550/|2139/ssrn|21203/|31234/|31219/|31235/|31222/|31223/|31224/|20944/preprints|26434/|36227/|"
    r"22541/|32388/|7287/peerj\.preprints|2196/preprints|14293/)"
)
_PREPRINT = re.compile(r"rxiv|\bssrn\b|\bpreprints?\b|\bresearch square\b|\bauthorea\b|\bworking papers?\b")
_ABSTRACT = re.compile(r"(?:conference|meeting|congress)[ -]?(?:ab?stract|poster)|poster ?abst", re.IGNORECASE)
_MEETING = re.compile(r"[.:;(] ?(?:\w+ )?(?:conference|meeting|congress)\b", re.IGNORECASE)
_THESIS = re.compile(r"\b(?:dissertations?|thes[ie]s)\b")
_OTHER_LETTERS = re.compile("[\u0400-\u04ff]|[\u0370-\u03ff\u1f00-\u1fff]{4}")
"""Cyrillic letters, and Greek words: a Greek letter alone is a symbol."""
_CONFERENCE = words("CONF CPAPER")
_UNPUBLISHED = words("UNPB MANSCPT")
_KIND = {"JOUR": "j", "EJOUR": "j", "BOOK": "b", "EBOOK": "b", "EDBOOK": "b", "CHAP": "k", "ECHAP": "k"}


def keys_of(record: Record) -> Keys:
    """The keys of a record, as its format reader delivered it."""
    digest = _digest(record)
    record = _taken_apart(record)
    title, original = clean_title(record.title) if record.title else ("", "")
    authors, given = author_words(record.authors) if record.authors else ("", "")
    volume = volume_number(record.volume) if record.volume else 0
    page, end = page_span(record.pages) if record.pages else (0, 0)
    if not page and record.issue:
        page = article_number(record.issue, record.volume)
    doi = _bare_doi(record.doi) if record.doi else ""
    journal = _journal_words(record.journal) if record.journal else ""
    form = _form(record, title, doi, journal, end - page)
    about = _about(record) if form.startswith("e") else ()
    if doi in about:  # the only DOI that a database found in a notice may be that of its work
        doi = ""
    return Keys(
        record.id,
        title,
        original,
        authors,
        given,
        record.year or 0,
        journal,
        0 if volume == record.year else volume,
        issue_numbers(record.issue, record.volume),
        page,
        end,
        doi,
        record.pmid,
        form,
        digest,
        " ".join(about),
    )


def _about(record: Record) -> tuple[str, ...]:
    """The identifiers of other works in a notice: "[This corrects the article DOI: 10.1/x.]", PubMed's "ROF"."""
    named = [value for tag, value in record.raw if tag in _ABOUT]
    noted = [value for _, value in record.raw if _NAMING.search(value)]
    text = " ".join((record.title, record.abstract, *named, *noted)).lower()
    dois = [_DOI_END.sub("", each) for each in _DOI.findall(text)]
    pmids = [each for value in named for each in _PMID.findall(value)]
    return tuple(each for each in dict.fromkeys((*dois, *pmids)) if each != record.pmid)


def _taken_apart(record: Record) -> Record:
    """The record with journal, volume, issue and pages in their fields, where all of them stand in the journal's."""
    if record.volume or record.pages or not (source := _SOURCE.match(record.journal)):
        return record
    return record._replace(
        journal=source["journal"],
        volume=source["volume"],
        issue=record.issue or source["bracketed"] or source["issue"] or source["after"] or "",
        pages=source["page"] or source["pages"],
    )


def _bare_doi(text: str) -> str:
    """The last DOI of the text ("S0140(05)1 [pii];10.1000/x [doi]" has one), or ""."""
    text = text.lower()
    dois = _DOI.findall(unquote(text) if "%" in text else text)
    if not dois:
        return ""
    doi: str = _DOI_END.sub("", dois[-1])
    return doi.rstrip(")") if doi.count(")") > doi.count("(") else doi


def _journal_words(name: str) -> str:
    """The words of the name; not those in brackets, nor what follows a colon, unless that leaves a mere acronym."""
    name = plain(name)
    name = _JOURNAL_NOTE.sub("", name) or name
    shorter = _JOURNAL_END.sub("", name)
    folded = fold(shorter if len(shorter) >= 6 else name)
    folded = " ".join([word for word in folded.split() if word not in _JOURNAL_SMALL]) or folded
    return folded + CUT_OFF if name.endswith(("…", "...")) else folded


def _form(record: Record, title: str, doi: str, journal: str, length: int) -> str:
    """The letters of `Keys.form`. `length` is the number of pages after the first."""
    flags = own_flags(record)
    form = notice(record.title, title)
    if "e" not in form and any(each.what in OF_ITS_WORK for each in flags):
        form = "e" + form
    types = " ".join([value for _, value in record.types]).lower()
    if is_protocol(title):
        form += "o"
    if (
        (types and _ABSTRACT.search(types))
        or (record.issue and not record.issue.isdecimal() and _ABSTRACT.search(record.issue))
        or (length < PAPER_PAGES and (record.kind in _CONFERENCE or _MEETING.search(record.journal)))
    ):
        form += "c"
    if (
        record.kind in _UNPUBLISHED
        or _PREPRINT.search(journal)
        or "preprint" in types
        or (not journal and _PREPRINT_DOI.match(doi))
    ):
        form += "p"
    if record.kind == "THES" or _THESIS.search(journal) or (types and _THESIS.search(types)):
        form += "t"
    form += _KIND.get(record.kind, "")
    if flags:
        form += "f"
    if not record.title.isascii() and _OTHER_LETTERS.search(record.title):
        form += "x"
    return form + "y" if any(_OTHER_LETTERS.search(name) for name, _ in record.authors if not name.isascii()) else form


def _digest(record: Record) -> str:
    parts = (
        record.title,
        record.abstract,
        ";".join([f"{family},{given}" for family, given in record.authors]),
        str(record.year or ""),
        record.journal,
        record.volume,
        record.issue,
        record.pages,
        record.doi,
        record.pmid,
    )
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
