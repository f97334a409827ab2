"""`tamis sources`: one import, and its facts completed or corrected, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, run, run_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=3)


def test_a_fact_is_corrected_with_its_reason_and_the_list_has_it(folder: Path) -> None:
    strategy = folder.parent / "lines.txt"
    strategy.write_text("1. peer*\n2. support\n")
    facts = ("--reported", "4", "--searched", "2021-01-04", "--platform", "Ovid", "--limits", "2010 on")
    done = run(folder, "sources", "1", *facts, "--strategy", str(strategy), "--why", "from the log", role="ANNA")
    assert "reported  4\n" in done.stdout and "strategy  2 lines\n" in done.stdout
    assert "ANNA: reported was not noted, is 4: from the log" in done.stdout
    assert "5 facts of import 1 changed" in done.stderr
    [listed] = run_json(folder, "sources")
    assert (listed["reported"], listed["searched"], listed["platform"]) == (4, "2021-01-04", "Ovid")
    assert listed["strategy"] == "1. peer*\n2. support\n" and len(listed["corrections"]) == 5
    again = run_json(folder, "sources", listed["id"], "--reported", "5", "--why", "misread", role="BO")
    last = again["corrections"][-1]
    assert (last["fact"], last["was"], last["value"], last["by"]) == ("reported", 4, 5, "BO") and last["at"]
    done = run(folder, "sources", "1", "--reported", "5", "--why", "again")
    assert "it says so already" in done.stderr and len(run_json(folder, "sources", "1")["corrections"]) == 6


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (("1", "--reported", "4"), "--why"),
        (("1", "--reported", "4", "--why", " "), "--why"),
        (("--reported", "4", "--why", "x"), "NUMBER"),
        (("1", "--why", "x"), "--why"),
        (("1", "--searched", "4 January", "--why", "x"), "--searched"),
        (("7", "--reported", "4", "--why", "x"), ""),
        (("1", "--strategy", "nowhere.txt", "--why", "x"), "nowhere.txt"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_changed(folder: Path, arguments: tuple[str, ...], where: str) -> None:
    before = run_json(folder, "sources")
    with pytest.raises(TamisError) as refused:
        run(folder, "sources", *arguments)
    assert refused.value.where == where
    assert run_json(folder, "sources") == before


def test_the_report_says_what_was_corrected_and_why(folder: Path) -> None:
    run(folder, "sources", "1", "--reported", "4", "--why", "the log | says so", role="ANNA")
    run(folder, "report", "--out", str(folder.parent / "out"))
    text = (folder.parent / "out" / "prisma-s.md").read_text()
    assert "reported" in text and "the log" in text and "was not noted, is 4" in text
