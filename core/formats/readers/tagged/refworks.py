"""RefWorks's tagged format."""

from __future__ import annotations

import re
from functools import partial

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.readers.tagged.lines import TagDialect, tagged_records
from core.formats.result import Reading, Tally, WarningLog

RULES = FieldRules(
    title=("T1", "TI", "OT", "T2"),
    abstract=("AB",),
    authors=("A1", "AU", "A2"),
    year=("YR", "FD", "PY"),
    journal=("JF", "JO", "T2", "T3"),
    volume=("VO", "VL"),
    issue=("IS",),
    pages=("SP",),
    last_page="OP",
    doi=("DO", "DI"),
    pmid_marked=("AN", "ID", "NO"),
    accession=("AN", "ID"),
    issn=("SN", "BN"),
    publisher=("PB",),
    languages=("LA",),  # OL is the language of RefWorks' own words
    types=("RT",),
    kind="RT",
    kinds={
        "": "GEN",
        "journal": "JOUR",
        "journal article": "JOUR",
        "journal, electronic": "EJOUR",
        "book, whole": "BOOK",
        "book, edited": "EDBOOK",
        "monograph": "BOOK",
        "book, section": "CHAP",
        "conference proceedings": "CONF",
        "dissertation": "THES",
        "dissertation/thesis": "THES",
        "dissertation/thesis, unpublished": "THES",
        "report": "RPRT",
        "magazine article": "MGZN",
        "newspaper article": "NEWS",
        "web page": "ELEC",
        "patent": "PAT",
        "unpublished material": "UNPB",
        "personal communication": "PCOMM",
        "laws/statutes": "STAT",
        "case/court decisions": "CASE",
    },
    keywords=("K1", "KW"),
    urls=("UL", "LK", "UR"),
    notes=("NO",),
)

_DIALECT = TagDialect(tag=re.compile(r"([A-Z][A-Z0-9])(?: (.*)|\s*)"), first="RT", lists=frozenset({"A1", "A2", "K1"}))


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a RefWorks file: each starts with RT."""
    return Reading(tagged_records(source, log, tally, _DIALECT), partial(derive, rules=RULES))
