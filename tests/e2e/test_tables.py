"""From the finished sample review to a folder of tables: the same bytes twice, the numbers of the JSON, Excel too."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.reviews import copied_demo, run, run_json

pytestmark = pytest.mark.slow
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FOR_PEOPLE = ("characteristics", "frequencies", "crossing")


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "review"
    return copied_demo(folder, finished=True, records=400)


@pytest.fixture(scope="module")
def tables(review: Path) -> Path:
    run(review, "chart", "table", "--out", str(review.parent / "tables"))
    return review.parent / "tables"


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a CSV, less the head and the line on the source."""
    return [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if any(row)][1:-1]


def texts(found: dict[str, Any]) -> list[list[str]]:
    """The rows of the JSON as a spreadsheet has them."""
    return [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in found["rows"]]


def test_twice_the_same_bytes(review: Path, tables: Path) -> None:
    run(review, "--no-cache", "chart", "table", "--out", str(review.parent / "again"))
    names = sorted(each.name for each in tables.iterdir())
    assert names == sorted(each.name for each in (review.parent / "again").iterdir()) and len(names) > 14
    for name in names:
        assert (tables / name).read_bytes() == (review.parent / "again" / name).read_bytes(), name


def test_the_files_hold_the_numbers_of_the_json(review: Path, tables: Path) -> None:
    for kind in FOR_PEOPLE:
        assert rows_of((tables / f"{kind}.csv").read_bytes()) == texts(run_json(review, "chart", "table", kind)), kind
    counted = {
        (table["label"], row["value"] if row["is_answer"] else f"({row['value']})"): row["n"]
        for table in run_json(review, "chart", "tables")["tables"]
        for row in table["rows"]
    }
    for item, answer, n, _share in run_json(review, "chart", "table", "frequencies")["rows"]:
        assert counted[item, answer] == n


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: Debian's libreoffice-calc-nogui has it")
def test_libreoffice_opens_the_excel_files_unchanged(tables: Path, tmp_path: Path) -> None:
    assert OFFICE
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    files = [str(tables / f"{kind}.xlsx") for kind in FOR_PEOPLE]
    command = [OFFICE, "--headless", profile, "--convert-to", as_csv, "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for kind in FOR_PEOPLE:
        opened, written = (
            rows_of((tmp_path / f"{kind}.csv").read_bytes()),
            rows_of((tables / f"{kind}.csv").read_bytes()),
        )
        assert opened == written, kind
