"""ProQuest's plain text: "Document 1 of 2", then paragraphs such as "Author: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import OpenRecord, RawRecord
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import Record

RULES = FieldRules(
    title=("Title", "Document title", "heading", "Translated title", "Alternate title"),
    abstract=("Abstract", "Abstract (summary)", "Abstract (English)"),
    authors=("Author", "Authors", "Corporate author"),
    year=("Publication year", "Year", "Publication date", "Pub date", "Degree date"),
    journal=("Publication title", "Source", "Journal title", "Book title"),
    volume=("Volume",),
    issue=("Issue",),
    pages=("Pages", "Pagination", "Page", "First page"),
    doi=("DOI", "Digital Object Identifier"),
    pmid=("PMID", "Medline document status"),
    accession=("ProQuest document ID", "Accession number", "Dissertation/thesis number"),
    issn=("ISSN", "Electronic ISSN", "ISBN", "Print ISSN", "e-ISSN"),
    publisher=("Publisher", "University/institution", "School"),
    languages=("Language of publication", "Language"),
    types=("Document type", "Source type", "Publication type"),
    kind="Source type",
    kinds={
        "": "JOUR",
        "dissertations & theses": "THES",
        "books": "BOOK",
        "reports": "RPRT",
        "conference papers & proceedings": "CONF",
        "newspapers": "NEWS",
        "magazines": "MGZN",
    },
    keywords=(
        "Subject",
        "Subjects",
        "Identifier / keyword",
        "Identifier/keyword",
        "MeSH",
        "Keywords",
        "Classification",
    ),
    urls=("Document URL", "URL", "Link", "Links"),
    notes=("Notes",),
)

_FURTHER = (
    "Full text|Copyright|Database|Last updated|Last update|Place of publication|Correspondence author|"
    "Country of publication|Publication subject|Publication info|Publication history|Affiliation|Author affiliation|"
    "Location|Company / organization|People|CODEN|Advisor|Department|Degree|Number of pages|References|"
    "Number of references|Record type|Entry date|Date created|Series|Methodology|Population|Age group|Peer reviewed|"
    "Tests & measures|Grant|Conference title|Summary language|Author e-mail address|Publication frequency|Update|"
    "Milestone dates|Revised"
)
_KNOWN = frozenset(
    label
    for field in fields(RULES)
    if isinstance(labels := getattr(RULES, field.name), tuple)
    for label in (*labels, *_FURTHER.split("|"))
) - {"heading"}
_START = re.compile(r"Document (\d{1,7}) of (\d{1,7})")
_RULE = re.compile(r"_{20,}")
_CAPITALS = re.compile(r"(ABSTRACT)(?: \([A-Z]+\))?|DETAILS|LINKS|FULL TEXT|REFERENCES|INDEXING \(DOCUMENT DETAILS\)")
"""Lines that stand above a part of a document, where its labels stand in none."""
_LONG = ("Abstract", "Full text", "References", "Links")
"""How the labels begin whose texts have paragraphs; a paragraph below another belongs to none."""
_LABEL = re.compile(r"([A-Z][A-Za-z/&() -]{1,40}): ?(.*)")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a ProQuest text: each below "Document n of m", or below a rule of underscores."""
    return Reading(_records(source, log, tally), _derive)


def _records(lines: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    record: OpenRecord | None = None
    numbered = False  # whether a line "Document n of m" started the part
    tally.ty_lines = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        start = _START.fullmatch(text)
        if start:
            tally.numbered(start)
        if start or _RULE.fullmatch(text):
            if record is not None and _is_record(record, numbered):
                tally.ty_lines += 1
                yield record.raw()
            record, numbered = OpenRecord(number), bool(start)
            continue
        if not text:
            if record is not None:
                record.note_gap()
            continue
        match = _LABEL.fullmatch(text)
        if record is None:
            record = OpenRecord(number)
        if match and match[1] in _KNOWN:
            record.add(match[1], match[2].strip())
        elif not record.tags or (record.after_gap and len(record.tags) == 1 and record.tags[0] == "heading"):
            record.add("note" if record.tags else "heading", text)
        elif capitals := _CAPITALS.fullmatch(text):
            record.add("Abstract" if capitals[1] else "note", "" if capitals[1] else text)
        elif record.after_gap and not record.tags[-1].startswith(_LONG):
            record.add("note", text)
        else:
            record.extend(text)
    if record is not None and _is_record(record, numbered):
        tally.ty_lines += 1
        yield record.raw()


def _is_record(record: OpenRecord, numbered: bool) -> bool:
    """Whether a part is a record: a list of contents, a heading and a notice of rights stand between rules, too."""
    named = {"Title", "Author", "Authors", "Abstract", "Publication title", "ProQuest document ID", "Document URL"}
    return bool(record.tags) if numbered else len(named.intersection(record.tags)) > 1


def _derive(raw: RawRecord) -> Record:
    """The record; behind the journal's name stands its place there: “Journal of Wards; Oslo”."""
    record = derive(raw, RULES)
    return record._replace(journal=record.journal.partition(";")[0])
