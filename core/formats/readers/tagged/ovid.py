"""Ovid's own text exports: two-letter tags ("TI  - …") or field names on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.formats.clean import clean_text
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import OpenRecord, RawRecord, outdented
from core.formats.result import LEFT_OVER, Reading, Tally, WarningLog
from core.records.record import Record

RULES = FieldRules(
    title=("TI", "Title", "Article Title", "OT", "Original Title", "BT", "Book Title"),
    abstract=("AB", "Abstract"),
    authors=("AU", "Author", "Authors", "Author Names", "FA", "Full Author"),
    groups=("CA", "Corporate Author", "Collective Name", "CN"),
    year=("YR", "Year of Publication", "Publication Year", "PY", "DP", "Date of Publication", "Publication Date"),
    journal=("JN", "JT", "Journal", "Journal Name", "JA", "Journal Abbreviation"),
    volume=("VO", "VI", "Volume"),
    issue=("IP", "Issue", "Issue/Part"),
    pages=("PG", "Page", "Pages", "Page Range"),
    doi=("DO", "DI", "Digital Object Identifier", "DOI", "DX", "DOI Number"),
    doi_marked=("XL", "LI"),
    pmid=("PM", "PMID", "PubMed ID"),
    accession=("UI", "Unique Identifier", "AN", "Accession Number"),
    issn=("IS", "ISSN", "SN", "ISSN Print", "ISSN Electronic", "IB", "ISBN"),
    publisher=("PB", "Publisher"),
    languages=("LG", "LA", "Language"),
    types=("PT", "Publication Type", "DT", "Document Type", "ST"),
    kind="PT",
    kinds={"": "JOUR", "book": "BOOK", "edited book": "EDBOOK", "chapter": "CHAP", "dissertation abstract": "THES"},
    keywords=("KW", "Keyword", "Keywords", "Author Keywords", "MH", "MeSH Subject Headings", "Subject Headings", "SH"),
    urls=("UR", "URL", "XL", "LK", "Link to the Ovid Full Text or citation"),
)

_NUMBER = re.compile(r"\s*<\s*\d+[\s.]*>\s*")
_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {1,2}-(?:\s+(.*)|\s*)")
_LISTS = re.compile(r"Heading|Keyword|Subject|Author|References|Institution|ISSN")
# "Ecohydrology.   8(6):1048-1064, September 2015." and PsycINFO's "Psychiatric Services. Vol.70(3), 2019, pp. 101-112."
_SOURCE = re.compile(
    r"(?:In:\s+)?(?P<journal>.+?)[.,;]?\s+(?:(?:19|20)\d\d[.,;]\s+)?(?:Vol\.?\s*)?"
    r"(?!(?:19|20)\d\d\s*[.,;])(?!\d+-\d+[.;])(?P<volume>\d+)\s*"
    r"(?:\((?P<issue>(?!pp?\b)[^)]{1,40})\))?\s*(?:\([^)]*\)\s*)?"
    r"(?::\s*|,\s*(?=\d+-\d)|,\s*(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d\d,\s*(?:pp?\.?|ArtID)?\s*|,?\s*(?:pp?\.?|ArtID)\s*)?"
    r"(?P<pages>[\w.-]*\d(?:[\w.-]*\w)?)?(?:[,.;]|$)"
)
# "Journal of Social Wards, vol 12, no 3, May 2020, pp 100-109".
_WORDED = re.compile(
    r"(?P<journal>[^,]{1,200}), vol\.? (?P<volume>\w+)(?:, no\.? (?P<issue>[\w/-]+))?"
    r",.{0,40}?\bpp?\.? ?(?P<pages>[\w-]+)"
)
# "American Journal of Wards June 2015;58(6):688-696", of Journals@Ovid.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]{0,6}"
_DATED = re.compile(
    r"(?P<journal>.+?)[.,]?\s+"
    rf"(?:(?:\d{{1,2}}\s+)?(?:{_MONTH}[-/ ]{{1,3}}){{1,2}}(?:\d{{1,2}},?\s+)?)?(?:19|20)\d\d\s*;"
    r"\s*(?P<volume>[\w. -]{1,30}?)\s*(?:\((?P<issue>[^)]{1,40})\))?\s*:\s*(?P<pages>[\w-]{1,30})"
)
# "Peer support. (pp. 12-34). xii, 300 pp. New York: Routledge", perhaps with its editors before.
_CHAPTER = re.compile(
    r"(?:.{1,200}\[Eds?\][.,;]?\s*(?:\((?:19|20)\d\d\)[.,]?\s*)?)?(?P<journal>\D.{1,250}?)[.,]?\s*"
    r"\(?\bpp?\.?\s*(?P<pages>\w{1,8}-\w{1,8})\)?[.,]?\s+(?:[ivxlc]+,\s*)?\d+\s*pp?\b"
)
_WHOLE_BOOK = re.compile(r"\.\s+(?:[ivxlc]+,\s*)?\d+\s*pp?\.")
_CONFERENCE = re.compile(r"\.?\s+Conference:.*?(?=\s\d+\s*(?:\([^)]*\)\s*)*,\s*(?:19|20)\d\d)|\.?\s+Conference:.*")
_PAGES = re.compile(r"\(pp?\.?\s*(?P<pages>\w*\d\w*(?:-\w+)?)\)|\bArticle Number:\s*(?P<article>[\w-]*\w)")
_LONGEST_CITATION = 400
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_START = re.compile(r"<\s*\d+[\s.]*>\s*$|(?:VN|UI) {1,2}- ")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of an Ovid file: each starts with its number ("<1>"), or with VN or UI where that is missing."""
    return Reading(_records(source, log, tally), _derive)


def _records(lines: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    record: OpenRecord | None = None
    named = False  # whether the record has names of fields instead of tags
    label = ""
    tally.ty_lines = 0
    for number, line in enumerate(outdented(lines, _START), 1):
        text = line.strip()
        if not text:
            if record is not None:
                record.note_gap()
            continue
        numbered = _NUMBER.fullmatch(line)
        match = _TAG.fullmatch(line)
        if numbered or (match and _starts(match[1], record)):
            if record is not None and record.tags:
                yield record.raw()
            tally.ty_lines += 1
            record = OpenRecord(number)
            named, label = False, ""
            if numbered:
                continue
        if record is None:
            log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
        elif match and not named:
            if record.lost_start(match[1]):
                log.add(number, f"lines that no number starts {LEFT_OVER}")
            record.add(match[1], (match[2] or "").strip())
        elif not line[0].isspace() and (named or not record.tags):
            named, label = True, text
            if match and text.endswith("-"):
                label = match[1]
        elif label:
            if not _LISTS.search(label) and record.lost_start(label):
                log.add(number, f"lines that no number starts {LEFT_OVER}")
            record.add(label, text)
            if not _LISTS.search(label):
                label = ""
        elif record.after_gap:
            log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
        else:
            record.extend(text)
    if record is not None and record.tags:
        yield record.raw()


def _starts(tag: str, record: OpenRecord | None) -> bool:
    """Whether a tag starts a record that no number starts."""
    return tag in ("VN", "UI") and (record is None or (tag in record.tags and record.after_gap))


def _derive(raw: RawRecord) -> Record:
    """The record, with what only its citation says ("Source", SO): journal, volume, issue, pages, year."""
    record = derive(raw, RULES)
    citation = next((clean_text(value[:_LONGEST_CITATION]) for tag, value in record.raw if tag in ("SO", "Source")), "")
    if not citation or (record.journal and record.year):
        return record
    parts = _parts(citation)
    years = _YEAR.findall(citation)
    return record._replace(
        journal=record.journal or " ".join(parts["journal"].split()).rstrip("."),
        volume=record.volume or parts.get("volume", ""),
        issue=record.issue or parts.get("issue", ""),
        pages=record.pages or parts.get("pages", ""),
        kind="CHAP" if record.kind == "BOOK" and any(value == "Chapter" for _, value in record.types) else record.kind,
        year=record.year or (int(years[-1]) if years else None),
    )


def _parts(citation: str) -> dict[str, str]:
    """Journal, volume, issue and pages of a citation, as far as it has them."""
    if match := _CHAPTER.match(citation) or _DATED.match(citation) or _WORDED.match(citation):
        return match.groupdict("")
    if _WHOLE_BOOK.search(citation):
        return {"journal": ""}
    bare = _CONFERENCE.sub(".", citation, count=1)
    match = _SOURCE.match(bare)
    parts = match.groupdict("") if match else {"journal": bare.removeprefix("In: ").split(". ")[0]}
    if not parts.get("pages") and (pages := _PAGES.search(citation)):
        parts["pages"] = pages["pages"] or pages["article"]
    return parts
