"""Thousands of real records, through the commands: imported, exported, read by others, and imported again."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

import bibtexparser
import pytest
import rispy

from core.errors import TamisError
from core.formats.writers.table import is_cut
from core.records.record import Record
from store.folder.review import Review
from tests.core.formats.writers.test_round_trip import told
from tests.reviews import make_review, run

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LEAST = 4_000

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here"),
]


def records_of(folder: Path) -> list[Record]:
    with Review(folder) as review:
        return list(review.records.records())


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of all files of the corpus that hold a record with a title, each a source of its own."""
    folder = make_review(tmp_path_factory.mktemp("corpus") / "review")
    for file in sorted(CORPUS.glob("*/*")):
        with suppress(TamisError):  # two hold no record
            run(folder, "import", str(file), "--source", file.name)
    return folder


def exported(original: Path, format: str, path: Path) -> Path:
    path.write_bytes(run(original, "export", "--format", format).stdout_bytes)
    return path


@pytest.mark.parametrize("format", ["ris", "csv", "xlsx", "bibtex"])
def test_no_field_differs_after_an_export_and_an_import(original: Path, tmp_path: Path, format: str) -> None:
    file = exported(original, format, tmp_path / f"export.{format}")
    again = make_review(tmp_path / "again")
    run(again, "import", str(file), "--source", "All")
    first, back = records_of(original), records_of(again)
    assert len(first) == len(back) > LEAST
    differing: Counter[str] = Counter()
    for one, other in zip(first, back, strict=True):
        said, found = told(one), told(other)
        if format == "xlsx" and is_cut(one):  # the export says that it is
            assert str(found["abstract"])[:-1] == str(said.pop("abstract"))[: len(str(found["abstract"])) - 1]
        differing.update(name for name in said if said[name] != found[name])
        differing["types"] += not {value for _, value in one.types} <= {value for _, value in other.types}
    print(f"\n  {format}: {len(first):,} records; fields that differ: {dict(+differing)}")
    assert not +differing


def test_stock_readers_read_the_exports_whole(original: Path, tmp_path: Path) -> None:
    records = records_of(original)
    ris = rispy.load(exported(original, "ris", tmp_path / "export.ris"))
    assert len(ris) == len(records)
    file = exported(original, "bibtex", tmp_path / "export.bib")
    library = bibtexparser.parse_file(str(file))
    assert not library.failed_blocks and len(library.entries) == len(records)
    pybtex = pytest.importorskip("pybtex.database.input.bibtex", reason="pybtex is not installed")
    from pybtex.errors import set_strict_mode

    set_strict_mode(True)
    entries = pybtex.Parser().parse_file(str(file)).entries
    assert list(entries) == [f"r{each.id}" for each in records]
    assert [len(each.persons.get("author", ())) for each in entries.values()] == [len(each.authors) for each in records]
