"""The Cochrane Library's plain text: "Record #1 of 59", then lines such as "TI: …"."""

from __future__ import annotations

import re

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.tagged.lines import TagDialect, tagged_records
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import Record

RULES = FieldRules(
    title=("TI",),
    abstract=("AB",),
    authors=("AU",),
    year=("YR", "PY"),
    journal=("SO", "JN"),
    volume=("VL",),
    issue=("NO", "IS"),
    pages=("PG",),
    doi=("DOI", "DO"),
    pmid_marked=("PM", "XR"),
    pmid=("PM",),
    accession=("ID", "AN"),
    issn=("SN",),
    publisher=("PB",),
    languages=("LA",),
    types=("PT",),
    kind="PT",
    kinds={"": "JOUR", "book": "BOOK", "conference proceeding": "CONF", "trial registry record": "ELEC"},
    keywords=("KY", "KW", "MH"),
    urls=("US", "UR"),
)

_DIALECT = TagDialect(
    heading=re.compile(r"Record #?(\d{1,9}) of (\d{1,9})"), tag=re.compile(r"([A-Z][A-Z0-9]{1,2}): ?(.*)"), first="ID"
)
_PUBMED = re.compile(r"(?:PUBMED|MEDLINE)\s+(\d{1,8})")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a Cochrane file: each starts below "Record #n of m", or with ID."""
    return Reading(tagged_records(source, log, tally, _DIALECT), _derive)


def _derive(raw: RawRecord) -> Record:
    """The record; PubMed's number stands after the word "PUBMED" there."""
    record = derive(raw, RULES)
    found = (_PUBMED.search(value) for tag, value in record.raw if tag in ("PM", "XR"))
    return record._replace(pmid=record.pmid or next((match[1] for match in found if match), ""))
