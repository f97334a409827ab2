"""What is exported and read back has the same fields: records of the shared corpus, or, without it, of the sample."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.formats.readers.read import read_file
from core.formats.writers.write import write
from core.records.record import Author, RawField, Record
from tests.core.formats.beginnings import beginning_of
from tests.core.formats.writers.made import NASTY

ROOT = Path(__file__).resolve().parents[4]
CORPUS = ROOT.parent / "shared" / "corpus"
FILES = [*sorted((ROOT / "sample_data" / "files").glob("*.ris")), *sorted(CORPUS.glob("*/*"))]
# Of every file, what it begins with; a fifth of that in `make test`.
MOST = {"ris": 120, "csv": 120, "xlsx": 15, "bibtex": 15}
OTHERS = ("id", "kind", "languages", "types", "raw", "stray", "line", "flags")
FIELDS = [name for name in Record._fields if name not in OTHERS]
# BibTeX has one word for both, and a reference without a kind is a generic one.
_ONE_KIND = {"CPAPER": "CONF", "": "GEN"}
EVERYTHING = Record(
    kind="CHAP",
    title="Peers & {wards}: 50% of _all_ the ~cases^2 #1 \\ more",
    abstract="We asked; “they” told.",
    authors=(Author("Larsen", "Mette"), Author("Ward and Peer Group"), Author("van Beethoven", "L.")),
    year=2020,
    journal="Handbook of Wards & More",
    volume="8",
    issue="2, Suppl. 1",
    pages="S101-S112",
    doi="10.1000/a_b(1)",
    pmid="31234567",
    accession="CN-01234567",
    issn=("0954-0121", "9781598571929"),
    publisher="A & B Press",
    keywords=("recovery, mental",),
    urls=("https://example.org/a?b=1;c=2", "https://doi.org/10.1000/a_b(1)"),
    languages=(RawField("LA", "eng"), RawField("LA", "nor")),
    types=(RawField("TY", "CHAP"), RawField("M3", "Book Chapter")),
)


def told(record: Record) -> dict[str, object]:
    found = {name: getattr(record, name) for name in FIELDS}
    found["kind"] = _ONE_KIND.get(record.kind, record.kind)
    found["languages"] = [value for _, value in record.languages]
    return found


def check(folder: Path, format: str, records: list[Record]) -> None:
    records = [record._replace(id=f"{place:016x}") for place, record in enumerate(records)]
    path = folder / f"export.{format}"
    with path.open("wb") as stream:
        write(format, [(record, {}) for record in records], stream)
    back = read_file(path, format).records
    assert list(map(told, back)) == list(map(told, records))
    for record, again in zip(records, back, strict=True):
        assert {value for _, value in record.types} <= {value for _, value in again.types}


@pytest.mark.parametrize("format", MOST)
def test_a_record_with_every_field(tmp_path: Path, format: str) -> None:
    preprint = EVERYTHING._replace(kind="UNPB", types=(RawField("TY", "UNPB"),))
    said_twice = (RawField("ref-type", "Generic"), RawField("work-type", "Conference Abstract"))
    check(tmp_path, format, [EVERYTHING, preprint, EVERYTHING._replace(kind="GEN", types=said_twice)])


@pytest.mark.parametrize("format", MOST)
def test_a_record_without_any_field_but_a_title(tmp_path: Path, format: str) -> None:
    check(tmp_path, format, [Record(title=" ".join(NASTY.title.split()), kind="GEN")])


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("part", [5, pytest.param(1, marks=pytest.mark.long)])
def test_records_of_databases(tmp_path: Path, part: int) -> None:
    """Of each file alone in RIS, where what is in it tells the database; elsewhere of all files together."""
    counts, numbers = Counter[str](), {format: most // part for format, most in MOST.items()}
    together: dict[str, list[Record]] = {format: [] for format in MOST if format != "ris"}
    for path in FILES:
        beginning = beginning_of(path, max(numbers.values()))
        for format, most in numbers.items():
            records = [record for record in beginning[:most] if record.title]
            counts[format] += len(records)
            if format in together:
                together[format] += records
            else:
                check(tmp_path, format, records)
    for format, records in together.items():
        check(tmp_path, format, records)
    assert all(counts[format] > 25 * most for format, most in numbers.items())
