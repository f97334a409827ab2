"""Tagged text of library catalogues and CAB: "TI- …", "AU- …", as Copac, CAB Direct and SilverPlatter write it."""

from __future__ import annotations

import re

from core.formats.clean import clean_text
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.tagged.lines import TagDialect, tagged_records
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import Record

RULES = FieldRules(
    title=("TI", "ET", "OT", "FT"),
    abstract=("AB",),
    authors=("AU", "CA", "ED"),
    year=("PY", "YR", "DP", "PU", "PD"),
    journal=("JN", "SE", "SI"),
    volume=("VO", "VL"),
    issue=("NO", "IS"),
    pages=("PG", "PP"),
    doi=("DO", "DOI"),
    accession=("AN", "ID"),
    issn=("SN", "IS", "BN", "IB", "ISBN", "ISSN"),
    publisher=("PU", "PB"),
    languages=("LA", "LN", "LG"),
    types=("DT", "PT"),
    kind="DT",
    kinds={"": "GEN", "journal article": "JOUR", "book": "BOOK", "book chapter": "CHAP", "thesis": "THES"},
    keywords=("KW", "DE", "OD", "GL", "ID", "SU", "CC"),
    urls=("UR", "UL", "URL"),
    notes=("NT",),
)

_DIALECT = TagDialect(
    heading=re.compile(r"Record (\d{1,9}) of (\d{1,9})\b.{0,120}"),
    tag=re.compile(r"([A-Z][A-Z0-9]{1,4}) {0,2}-(?: +(.*)|$)"),
    first="TI",
)
_LONGEST_CITATION = 400
# "J Wards 11 (2) 2014: 100-109" and CAB's "Journal of Wards, 2014, Vol. 11, No. 2, pp. 100-109".
_SOURCE = re.compile(
    r"(?P<journal>[^\d].{0,200}?),? (?:(?P<early>[12]\d{3}), )?(?:[Vv]ol\.? ?)?(?P<volume>\d{1,5})"
    r"(?: ?\((?P<issue>[^)]{1,30})\)|, [Nn]o\.? ?(?P<number>[\w/-]{1,20}))?(?:,? ?(?P<year>[12]\d{3}))?"
    r"(?:[:,;] ?(?:pp?\.? ?)?(?P<pages>[\w-]*\d[\w-]*))?[.,;]?(?: .*)?"
)


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of such a text: each starts below "Record n of m", or with TI."""
    return Reading(tagged_records(source, log, tally, _DIALECT), _derive)


def _derive(raw: RawRecord) -> Record:
    record = derive(raw, RULES)
    citation = next((clean_text(value[:_LONGEST_CITATION]) for tag, value in record.raw if tag == "SO"), "")
    match = _SOURCE.fullmatch(citation)
    if match is None:
        return record._replace(journal=record.journal or citation)
    parts = match.groupdict("")
    year = parts["year"] or parts["early"]
    return record._replace(
        journal=record.journal or parts["journal"],
        volume=record.volume or parts["volume"],
        issue=record.issue or parts["issue"] or parts["number"],
        pages=record.pages or parts["pages"],
        year=record.year or (int(year) if year else None),
    )
