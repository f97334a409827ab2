"""`tamis undo`, `tamis redo` and their kin: they name number and act, and ask before many records are concerned."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.charts import charting_review, fill_in
from tests.reviews import decide_all, made_once, make_review, record_ids, run, run_json
from tests.tui.terminal import Terminal
from tests.twins import make_twin_review
from tui.cli import main

STAGE = "title-abstract"
IMPORT = "import of 5 decisions from review-ANNA-title-abstract.csv"


@made_once
def read_by_the_first(folder: Path) -> Path:
    make_review(folder, records=5)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return read_by_the_first(tmp_path / "review")


def done(folder: Path, role: str = "ANNA") -> int:
    stage = run_json(folder, "status", role=role)["stages"][0]
    return int(stage["reviewers"][role]["done"])


def refused(folder: Path, *words: str, role: str | None = "ANNA") -> str:
    """A command that must end with 2, as at a shell without a terminal; what it says."""
    with pytest.raises(TamisError) as caught:
        run(folder, *words, role=role)
    return str(caught.value)


def test_without_a_terminal_many_are_refused_and_yes_answers(folder: Path) -> None:
    said = refused(folder, "undo", STAGE)
    assert IMPORT in said and "--yes" in said and done(folder) == 5
    assert run(folder, "undo", STAGE, "--yes", role="ANNA").stderr == f"took back: {IMPORT}\n"
    assert done(folder) == 0
    said = refused(folder, "redo", STAGE)
    assert IMPORT in said and "--yes" in said and done(folder) == 0
    assert run(folder, "redo", STAGE, "--yes", role="ANNA").stderr == f"did again: {IMPORT}\n"
    assert done(folder) == 5


def test_the_exit_code_is_that_of_wrong_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["tamis", "-C", str(folder), "--as", "ANNA", "undo", STAGE])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2 and "--yes" in capsys.readouterr().err


def test_few_are_named_and_not_asked_about_and_redo_ends_with_a_new_decision(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", role="ANNA")
    assert run(folder, "undo", STAGE, role="ANNA").stderr == "took back: 1 decision\n"
    again = run_json(folder, "redo", STAGE, role="ANNA")
    assert again == {"stage": STAGE, "records": [first], "what": "1 decision"}
    run(folder, "undo", STAGE, role="ANNA")
    run(folder, "decide", STAGE, second, "exclude", "--reason", "wrong-topic", role="ANNA")
    said = run(folder, "redo", STAGE, role="ANNA").stderr
    assert said == "nothing to do again: nothing was taken back since the last new decision\n"
    assert run_json(folder, "redo", STAGE, role="ANNA") == {"stage": STAGE, "records": [], "what": ""}


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "left"), [("n", 5), ("y", 0)])
def test_in_a_terminal_it_asks(folder: Path, answer: str, left: int) -> None:
    terminal = Terminal(100, 10, "tui", "-C", str(folder), "--as", "ANNA", "undo", STAGE)
    terminal.wait(lambda: "Go on? [y/N]" in "".join(terminal.lines))
    assert IMPORT in "".join(terminal.lines)
    assert terminal.leave(f"{answer}\n") == (answer == "n")
    assert done(folder) == left


def test_where_charting_forms_are_counted(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "charts", records=4)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("record_id,country,design\n" + "".join(f"{each},Norway,trial\n" for each in studies))
    run(folder, "chart", "import", str(sheet), "--stage", "charting", role="ANNA")
    said = refused(folder, "undo", "charting")
    assert "answers of 4 forms from sheet.csv" in said and "--yes" in said
    assert len(run_json(folder, "undo", "charting", "--yes", role="ANNA")["records"]) == 4
    assert len(run_json(folder, "redo", "charting", "--yes", role="ANNA")["records"]) == 4
    fill_in(folder, studies[0], "ANNA", country="Chad")
    assert run(folder, "undo", "charting", role="ANNA").stderr.endswith("of 1 form\n")


def test_a_search_for_duplicates_and_a_study_of_many_reports(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "twins", 4)
    said = refused(folder, "dedup", "--undo-last", role=None)
    assert "search for duplicates with 0 merges and 4 doubtful pairs" in said and "--yes" in said
    assert run_json(folder, "dedup", "--undo-last", "--yes")["pairs_to_review"] == 0
    run(folder, "study", *record_ids(folder)[:4])
    said = refused(folder, "study", "--undo", role=None)
    assert "grouping of 4 reports" in said and "--yes" in said
    assert run_json(folder, "study", "--undo", "--yes")["studies"] == []
