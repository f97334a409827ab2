"""Each format by its name; no text stops an export."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.formats.reference_types import BIBTEX_TYPES, ENDNOTE_TYPES
from core.formats.writers.csl_json import CSL_TYPES
from core.records.record import Author, RawField, Record
from tests.core.formats.writers.made import ADDED, NASTY, written


@pytest.mark.parametrize("format", ["csv", "xlsx", "bibtex", "asreview", "ris"])
def test_control_characters_stop_no_export(format: str) -> None:
    odd = Record(id="1", title="a\x07b\x1b[31m\ud800", doi="10.1000/a\x0bb", authors=(Author("A\x00B"),))
    assert written(format, [(odd, {"labels": "x\x07\ufffe"})])


def test_dois_stand_once_on_a_line_of_their_own() -> None:
    dois = ("10.1000/a", "", "10.1000/b\n10.1000/c\x1b[0m\ud800", "10.1000/a")
    lines = written("dois", [(Record(id=str(n), doi=doi), {}) for n, doi in enumerate(dois)]).decode().splitlines()
    assert lines[0] == "10.1000/a" and len(lines) == 2 and "\x1b" not in lines[1]


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="“docx” is no export format"):
        written("docx", [])


FULL = Record(
    id="00000000000000cd", kind="CHAP", title="A <title>", abstract="Said.", authors=(Author("Larsen",
    "Mette"), Author("WHO")),
    year=2019, journal="J & K", volume="3", issue="2", pages="1–9", doi="10.1000/x", pmid="123", accession="WOS:1",
    issn=("1234-5678", "8765-4321"), publisher="P", languages=(RawField("LA", "eng"), RawField("LA", "x")),
    types=(RawField("M3", "Letter"),), keywords=("one", "two, three"), urls=("https://a", "https://b"),
)  # fmt: skip
BARE = Record(id="00000000000000ef")
KINDS = (*CSL_TYPES, *sorted({*ENDNOTE_TYPES.values(), *BIBTEX_TYPES.values()}), "odd", "jour ")


@pytest.mark.parametrize("format", ["ris", "csv", "bibtex", "csl-json", "asreview", "dois"])
def test_what_is_written_whole(format: str, snapshot: SnapshotAssertion) -> None:
    rows = [(FULL, ADDED), (NASTY, {}), (BARE, {"outcome": "included"})]
    of_kinds = [
        (Record(id="1", kind=kind, title="T", issn=("978-1", "2")[: place % 3]), {}) for place, kind in enumerate(KINDS)
    ]
    whole = written(format, rows).decode("utf-8", "surrogateescape")
    told = f"{whole}\n{written(format, of_kinds).decode()}\n{written(format, []).decode()}"
    assert told.replace("\u2028", "\\u2028") == snapshot  # syrupy would take it for the end of a line
