"""`tamis amend`: why the plan was changed, in the log and in the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, run, run_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A review whose plan was changed and not used since."""
    folder = make_review(tmp_path / "review", records=2)
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "A topic\u202e of its own"))
    return folder


def test_it_says_what_was_changed_and_the_report_says_why(folder: Path) -> None:
    done = run(folder, "amend", "the first ten showed it", role="ANNA")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("version ") and lines[-1] == "why: the first ten showed it"
    assert any(each.startswith("+ ") and "A topic" in each for each in lines) and "\u202e" not in done.stdout
    said = run_json(folder, "amend", "the first eleven did", role="BO")
    assert (said["why"], said["by"]) == ("the first eleven did", "BO") and len(said["changed"]) == 2
    run(folder, "report", "--out", str(folder.parent / "out"))
    text = (folder.parent / "out" / "amendments.md").read_text()
    assert "Why: the first eleven did (BO)" in text and "first ten" not in text


def test_a_change_without_a_reason_is_told_in_the_report(folder: Path) -> None:
    run(folder, "sources", "1", "--limits", "English", "--why", "noted")
    run(folder, "report", "--out", str(folder.parent / "out"))
    assert "Nobody has said why." in (folder.parent / "out" / "amendments.md").read_text()
    assert "No reason is noted for 1 change." in (folder.parent / "out" / "methods.md").read_text()


def test_nothing_to_explain_and_no_words_are_refused(folder: Path) -> None:
    with pytest.raises(TamisError, match="reason in words"):
        run(folder, "amend", " ")
    assert run(folder, "amend").exit_code == 2
    other = make_review(folder.parent / "other", records=1)
    with pytest.raises(TamisError, match="not changed since it was first in use"):
        run(other, "amend", "why not")
