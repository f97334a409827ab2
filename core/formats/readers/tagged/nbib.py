"""PubMed's .nbib (MEDLINE), which ERIC and PsycNET write too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import OpenRecord, RawRecord, outdented
from core.formats.result import LEFT_OVER, Reading, Tally, WarningLog

RULES = FieldRules(
    title=("TI", "CTI", "BTI", "TT"),
    abstract=("AB", "OAB"),
    authors=("FAU", "AU"),
    groups=("CN",),
    year=("DP", "DEP", "YR", "PY"),
    journal=("JT", "TA"),
    volume=("VI",),
    issue=("IP",),
    pages=("PG",),
    doi=("LID", "AID", "DOI"),
    doi_marked=("SO",),
    pmid=("PMID",),
    accession=("PMID", "OID", "AN", "UID"),
    issn=("IS", "ISSN", "ISBN"),
    publisher=("PB",),
    languages=("LA",),
    types=("PT",),
    kind="PT",
    kinds={
        "": "JOUR",
        "journal article": "JOUR",
        "journal articles": "JOUR",
        "book": "BOOK",
        "books": "BOOK",
        "book chapter": "CHAP",
        "collected works - proceedings": "CONF",
        "collected works": "BOOK",
        "dissertations/theses": "THES",
        "preprint": "UNPB",
        "reports": "RPRT",
        "speeches/meeting papers": "CPAPER",
    },
    keywords=("OT", "MH", "KW"),
    urls=("LID", "AID", "UR", "URL"),
)

# The tag fills four columns. ERIC's are sometimes one longer, and other tools leave the padding out.
_LINE = re.compile(r"(?:([A-Z][A-Z0-9]{1,3}) {0,2}(?:(?<=^....)-|-(?= |$))|([A-Z]{4,5}) ?-(?= |$)) ?(.*)")
# Records share many of their short values: one string for all of them saves a third of the memory.
_SHORT = 60
_SHARED_LIMIT = 1 << 16
_START = re.compile(r"(?:PMID|OWN) {0,2}- ?")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of an nbib file. Each starts with PMID, or with OWN where it has no PMID."""
    return Reading(_records(source, log, tally), partial(derive, rules=RULES))


def _records(lines: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    record: OpenRecord | None = None
    shared: dict[str, str] = {}  # equal values of different records: journals, headings, types, dates, …
    divided = False  # whether empty lines divide the records
    tally.ty_lines = 0
    for number, line in enumerate(outdented(lines, _START), 1):
        text = line.strip()
        if not text:
            divided = True
            if record is not None:
                record.note_gap()
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            if record is not None and not record.after_gap:
                record.extend(text)
            else:
                log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
            continue
        tag, value = match[1] or match[2], match[3].strip()
        if _starts(tag, record, divided=divided):
            if record is not None:
                yield record.raw()
            tally.ty_lines += 1
            record = OpenRecord(number)
        elif record is None:
            log.add(number, f"left out, since it comes before any PMID: “{text[:80]}”", "lines outside any record")
            continue
        elif record.after_gap and len(record.tags) > 2 and record.own is None:
            # An empty line ends a record; what follows without a PMID or OWN of its own must not change its fields.
            record.own = len(record.tags)
            log.add(number, f"lines that no PMID or OWN starts {LEFT_OVER}")
        elif tag == "OWN" and "OWN" in record.tags:
            log.add(number, "a second OWN line in one record; it starts none", "second OWN lines")
        if len(value) <= _SHORT:
            if len(shared) > _SHARED_LIMIT:
                shared.clear()
            value = shared.setdefault(value, value)
        record.add(tag, value)
    if record is not None:
        yield record.raw()


def _starts(tag: str, record: OpenRecord | None, *, divided: bool) -> bool:
    """Whether a tag starts a record; a second OWN does so only where neither PMIDs nor empty lines divide them."""
    if tag == "PMID":
        return record is None or record.tags != ["OWN"]
    if tag != "OWN" or record is None or record.after_gap:
        return tag == "OWN"
    return "OWN" in record.tags and "PMID" not in record.tags and not divided
