"""The Cochrane Library's plain text, with and without headings."""

from __future__ import annotations

import pytest

from tests.core.formats.samples import read_bytes

TEXT = """Record #1 of 2
ID: CN-00012345
AU: Nordmann, O
AU: Berg, K
TI: Helpers at sea: a randomised trial
SO: Sea Studies
YR: 2011
VL: 3
NO: 2
PG: 1-9
XR: EMBASE 621000001
PM: PUBMED 21000001
PT: Journal article; Randomised controlled trial
KY: boats; help
DOI: 10.5555/co.1
AB: We sailed: all of us.
  And came home.
US: https://www.cochranelibrary.com/central/doi/10.1002/central/CN-00012345/full


Record #2 of 2
ID: CN-00067890
TI: Second
YR: 2012
PT: Trial registry record
"""


@pytest.mark.parametrize("headings", [True, False])
def test_the_fields_of_a_trial(headings: bool) -> None:
    text = TEXT if headings else TEXT.replace("Record #1 of 2\n", "").replace("Record #2 of 2\n", "")
    found = read_bytes(text.encode())
    assert found.format == "cochrane" and not found.warnings
    first, second = found.records
    assert (first.title, first.year, first.journal) == ("Helpers at sea: a randomised trial", 2011, "Sea Studies")
    assert [(each.family, each.given) for each in first.authors] == [("Nordmann", "O"), ("Berg", "K")]
    assert (first.volume, first.issue, first.pages) == ("3", "2", "1-9")
    assert (first.doi, first.pmid, first.accession) == ("10.5555/co.1", "21000001", "CN-00012345")
    assert first.abstract == "We sailed: all of us. And came home." and first.keywords == ("boats", "help")
    assert (second.title, second.kind) == ("Second", "ELEC")


@pytest.mark.parametrize(
    ("record", "format"),
    [("TY  - JOUR\nTI  - A\nER  - \n", "ris"), ("@article{a,\n title = {A}\n}\n", "bibtex")],
)
def test_the_same_heading_above_another_format_does_not_decide(record: str, format: str) -> None:
    found = read_bytes(f"Record #1 of 1\nProvider: x\n\n{record}".encode())
    assert (found.format, found.records[0].title) == (format, "A")
