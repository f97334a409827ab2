"""`tamis flow`: one diagram in several forms, on stdout or in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.errors import TamisError
from tests.reviews import make_review, ris, run, run_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "r", records=5)


def test_the_text_says_what_waits(folder: Path) -> None:
    text = run(folder, "flow").stdout
    assert "Interim: 5 records wait for a decision." in text
    assert "Identification of studies via databases and registers" in text


def test_the_ending_of_the_file_says_the_format(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "flow.svg"
    result = run(folder, "flow", "--out", str(out))
    assert result.stdout == "" and "flow.svg" in result.stderr
    assert ElementTree.parse(out).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert out.read_text(encoding="utf-8") == run(folder, "flow", "--format", "svg").stdout
    assert "A review for tests" in out.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="No such file"):
        run(folder, "flow", "--out", str(tmp_path / "nowhere" / "flow.svg"))


def test_an_update_takes_the_first_search_for_the_previous_version(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="second search round"):
        run(folder, "flow", "--template", "updated")
    later = tmp_path / "later.ris"
    later.write_text(ris(range(5, 8), prefix="L"), encoding="utf-8")
    run(folder, "import", str(later), "--source", "Testbase", "--round", "new")
    assert run_json(folder, "flow")["database_results"] == 8
    updated = run_json(folder, "flow", "--template", "updated")
    assert (updated["template"], updated["database_results"], updated["previous_studies"]) == ("updated", 3, 0)
    assert "Previous studies" in run(folder, "flow", "--template", "updated").stdout


def test_a_picture_without_its_package_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(TamisError, match="pip install"):
        run(folder, "flow", "--out", str(tmp_path / "flow.png"))
    assert not (tmp_path / "flow.png").exists()


def test_the_table_for_the_prisma2020_package(folder: Path, tmp_path: Path) -> None:
    run(folder, "flow", "--out", str(tmp_path / "prisma2020.csv"))
    text = (tmp_path / "prisma2020.csv").read_text(encoding="utf-8")
    assert text == run(folder, "flow", "--format", "csv").stdout
    assert (
        "records_screened,node9,box4,Records screened,Records screened,Records screened,records_screened.html,5\n"
        in text
    )
