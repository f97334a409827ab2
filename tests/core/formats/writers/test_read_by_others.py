"""Our exports, read by stock rispy, bibtexparser, openpyxl and csv: every record, with its title, authors and DOI."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors
from openpyxl import load_workbook
from pylatexenc.latex2text import LatexNodes2Text

from core.formats.cells import FORMULA_STARTS
from core.formats.clean import clean_text
from core.formats.identifiers import find_doi
from core.formats.names import author
from core.formats.readers.read import read_file
from core.formats.writers.write import EXPORT_FORMATS, write
from core.records.record import Record, record_ids
from tests.core.formats.beginnings import beginning_of
from tests.core.formats.test_corpus import read

ROOT = Path(__file__).resolve().parents[4]
CORPUS = ROOT.parent / "shared" / "corpus"
FILES = [*sorted((ROOT / "sample_data" / "files").glob("*.ris")), *sorted(CORPUS.glob("*/*"))]
NO_CORPUS = pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
# Of each file what it begins with has to do, and all of it in `make long`. Of workbooks and BibTeX, which take
# milliseconds a record, it has to do there too.
BEGINNING = 15
MOST = {"xlsx": 10, "bibtex": 10}

Told = tuple[str, tuple[str, ...], str]
"""Title, authors ("Larsen, Mette") and DOI."""


@cache
def records_of(path: Path, most: int | None = None) -> list[Record]:
    records = beginning_of(path, most) if most else list(read(path).records)
    ids = record_ids("a source", ([*each.raw] for each in records))
    return [record._replace(id=known) for record, known in zip(records, ids, strict=True)]


def told(records: Iterable[Record]) -> list[Told]:
    return [(each.title, tuple(author.name for author in each.authors), each.doi) for each in records]


def read_by_rispy(path: Path) -> list[Told]:
    """A RIS export has the values as they came: with HTML, links for DOIs, "Larsen M" for "Larsen, M"."""
    return [
        (
            clean_text(entry.get("title") or entry.get("primary_title", "")),
            tuple(
                found.name
                for value in entry.get("authors") or entry.get("first_authors") or ()
                for name in value.split(";")
                if (found := author(clean_text(name)))
            ),
            find_doi(entry.get("doi", "")),
        )
        for entry in rispy.load(path)
    ]


def read_by_csv(path: Path) -> list[Told]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [cells_told(row) for row in csv.DictReader(stream)]


def read_by_openpyxl(path: Path) -> list[Told]:
    rows = load_workbook(path, read_only=True).active.iter_rows(values_only=True)
    head = next(rows)
    return [cells_told({name: cell or "" for name, cell in zip(head, row, strict=True)}) for row in rows]


def cells_told(row: dict[str, str]) -> Told:
    authors = row["authors"].split("; ") if row["authors"] else []
    return unquoted(row["title"]), tuple(map(unquoted, authors)), row["doi"]


def unquoted(cell: str) -> str:
    """A cell that a spreadsheet would calculate is given a quotation mark in front."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def read_by_bibtexparser(path: Path) -> list[Told]:
    library = bibtexparser.parse_file(str(path), append_middleware=[SeparateCoAuthors()])
    assert not library.failed_blocks
    return [
        (
            without_latex(entry.get("title", "")),
            tuple(map(without_latex, entry.get("author", ()))),
            entry.get("doi", ""),
        )
        for entry in ({field.key: field.value for field in each.fields} for each in library.entries)
    ]


def without_latex(value: str) -> str:
    """The text of what is escaped for TeX; braces keep the case of a title and a group's name in one piece."""
    return typeset(LatexNodes2Text().latex_to_text(value) if "\\" in value else value.translate(dict.fromkeys(b"{}")))


def typeset(text: str) -> str:
    """With the quotation marks and dashes that pylatexenc, like TeX, makes; here of all values, to compare them."""
    for written, seen in (("``", "“"), ("''", "”"), ("'", "’"), ("---", "—"), ("--", "–"), ("^", "ˆ")):
        text = text.replace(written, seen)
    return text


def read_by_json(path: Path) -> list[Told]:
    return [
        (
            each.get("title", ""),
            tuple(
                ", ".join(person[part] for part in ("family", "given", "literal") if person.get(part))
                for person in each.get("author", ())
            ),
            each.get("DOI", ""),
        )
        for each in json.loads(path.read_text(encoding="utf-8"))
    ]


READERS = {
    "csl-json": read_by_json,
    "ris": read_by_rispy,
    "csv": read_by_csv,
    "asreview": read_by_csv,
    "xlsx": read_by_openpyxl,
    "bibtex": read_by_bibtexparser,
}


def test_every_export_format_is_read() -> None:
    assert set(READERS) == set(EXPORT_FORMATS) - {"dois"}, "which has no records"


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("file", [*FILES, pytest.param(CORPUS, marks=NO_CORPUS)], ids=lambda path: path.name)
@pytest.mark.parametrize("most", [BEGINNING, pytest.param(None, marks=pytest.mark.long)], ids=["beginning", "all"])
def test_all_that_went_out_is_read(file: Path, format: str, tmp_path: Path, most: int | None) -> None:
    records = [] if file == CORPUS else records_of(file, most)[: MOST.get(format)]
    path = tmp_path / f"export.{format}"
    with path.open("wb") as stream:
        write(format, [(each, {"outcome": "included"}) for each in records], stream)
    expected = told(records)
    if format == "bibtex":
        expected = [(typeset(title), tuple(map(typeset, authors)), doi) for title, authors, doi in expected]
    assert READERS[format](path) == expected


@pytest.mark.parametrize("format", READERS)
def test_all_that_went_out_is_read_by_us(format: str, tmp_path: Path) -> None:
    records = [record for file in FILES for record in records_of(file, 5)]
    path = tmp_path / f"export.{format}"
    with path.open("wb") as stream:
        write(format, [(each, {"outcome": "included"}) for each in records], stream)
    assert told(read_file(path).records) == told(records)
