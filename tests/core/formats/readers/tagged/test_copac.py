"""Tagged text of catalogues and of CAB: "TI- …"."""

from __future__ import annotations

import pytest

from core.formats.readers.tagged.copac import RULES
from tests.core.formats.samples import read_bytes

TEXT = """Record 1 of 2.
TI- Helpers
    at sea
AU- Nordmann, O; Berg, K
SO- Sea Studies 3 (2) 2011: 1-9
PY- 2011
LA- English
DT- Journal article
AB- We sailed.
DE- boats; help
AN- 20113000001

Record 2 of 2.
TI- Second
AU- Strand, Eli
PU- Oslo : Press
PY- 2015
"""


def test_the_fields_of_two_records() -> None:
    found = read_bytes(TEXT.encode())
    assert found.format == "copac" and not found.warnings
    first, second = found.records
    assert (first.title, first.kind, first.year) == ("Helpers at sea", "JOUR", 2011)
    assert [(each.family, each.given) for each in first.authors] == [("Nordmann", "O"), ("Berg", "K")]
    assert (first.journal, first.volume, first.issue, first.pages) == ("Sea Studies", "3", "2", "1-9")
    assert (first.accession, first.keywords) == ("20113000001", ("boats", "help"))
    assert first.languages[0].value == "eng"
    assert (second.title, second.publisher, second.line) == ("Second", "Oslo : Press", 14)
    assert RULES.title[0] == "TI"


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("Sea Studies, 2011, Vol. 3, No. 2, pp. 1-9", ("Sea Studies", "3", "2", "1-9", 2011)),
        ("Sea Studies 3(2), 2011: 1-9", ("Sea Studies", "3", "2", "1-9", 2011)),
        ("Sea Studies", ("Sea Studies", "", "", "", None)),
    ],
)
def test_a_citation_is_taken_apart(source: str, fields: tuple[object, ...]) -> None:
    [record] = read_bytes(f"TI- A\nAU- B, C\nSO- {source}\n".encode()).records
    assert (record.journal, record.volume, record.issue, record.pages, record.year) == fields


def test_what_a_field_says_counts_before_the_citation() -> None:
    source = "SO- Sea Studies, 2011, Vol. 3, No. 2, pp. 1-9\n"
    for lines, expected in (
        ("JN- Own\nVO- 7\nNO- 8\nPG- 4-5\nPY- 2001\n", ("Own", "7", "8", "4-5", 2001)),
        ("PY- 2001\n", ("Sea Studies", "3", "2", "1-9", 2001)),
        ("JN- Own\n", ("Own", "3", "2", "1-9", 2011)),
    ):
        [found] = read_bytes(f"TI- A\nAU- B, C\n{lines}{source}".encode()).records
        assert (found.journal, found.volume, found.issue, found.pages, found.year) == expected
    [found] = read_bytes(b"TI- A\nAU- B, C\nJN- Own\nSO- no such place\n").records
    assert found.journal == "Own"
