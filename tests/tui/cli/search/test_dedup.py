"""`tamis dedup --same` of two records on which the one who asks said different things."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, record_ids, run, run_json
from tests.tui.terminal import Terminal

STAGE = "title-abstract"


@pytest.fixture
def torn(tmp_path: Path) -> tuple[Path, str, str]:
    """ANNA said include and exclude; nobody else has said anything, and all is sealed."""
    folder = make_review(tmp_path / "review", records=3)
    a, b, _ = record_ids(folder)
    run(folder, "decide", STAGE, a, "include", role="ANNA")
    run(folder, "decide", STAGE, b, "exclude", role="ANNA")
    return folder, a, b


def test_without_a_terminal_it_is_refused_and_nothing_is_merged(torn: tuple[Path, str, str]) -> None:
    folder, a, b = torn
    for options in ((), ("--json",)):
        with pytest.raises(
            TamisError, match=rf"^not done: you said exclude of {b} and include of {a} \(title-abstract\): "
        ) as refused:
            run(folder, "dedup", "--same", a, b, *options, role="ANNA")
        assert "say --even-so" in refused.value.advice
    assert run_json(folder, "status")["duplicates_removed"] == 0
    done = run(folder, "dedup", "--same", a, b, "--even-so", role="ANNA")
    assert done.exit_code == 0 and "3 records: 1 duplicate in 1 group removed, 2 unique" in done.stdout
    status = run_json(folder, "status", role="ANNA")["stages"][0]
    assert status["waiting"] == 2 and status["reviewers"]["ANNA"] == {"owed": 2, "done": 0}
    [row] = [line.split() for line in run(folder, "status", role="ANNA").stdout.splitlines() if line.startswith(STAGE)]
    assert row[1:6] == ["2", "0", "0", "2", "0"]


def test_the_refusal_ends_with_2(torn: tuple[Path, str, str]) -> None:
    folder, a, b = torn
    command = [sys.executable, "-m", "tui", "-C", str(folder), "--as", "ANNA", "dedup", "--same", a, b]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith("tamis: not done: you said ")


@pytest.mark.parametrize("role", ["BO", "CHIEF", None])
def test_what_is_sealed_is_told_to_nobody_else(torn: tuple[Path, str, str], role: str | None) -> None:
    folder, a, b = torn
    done = run(folder, "dedup", "--same", a, b, role=role)
    assert done.exit_code == 0 and "said" not in done.output


def test_what_is_open_is_told_to_all(torn: tuple[Path, str, str]) -> None:
    folder, a, b = torn
    run(folder, "unblind", STAGE, "--rationale", "a test")
    with pytest.raises(TamisError, match=f"ANNA said exclude of {b} and include of {a}"):
        run(folder, "dedup", "--same", a, b, role="BO")
    assert run(folder, "dedup", "--not-same", a, b, role="BO").exit_code == 0


@pytest.mark.slow
def test_in_a_terminal_it_asks(torn: tuple[Path, str, str]) -> None:
    folder, a, b = torn
    for answer, status, removed in (("n", 1, 0), ("y", 0, 1)):
        terminal = Terminal(100, 24, "tui", "-C", str(folder), "--as", "ANNA", "dedup", "--same", a, b)
        lines = terminal.screen
        terminal.wait(lambda lines=lines: "the record waits. Go on? [y/N]:" in "\n".join(lines.display))
        assert terminal.lines[0].startswith("you said ")
        assert terminal.leave(f"{answer}\n") == status
        assert run_json(folder, "status")["duplicates_removed"] == removed


def test_behind_the_number_stands_why_it_waits(torn: tuple[Path, str, str]) -> None:
    folder, a, b = torn
    run(folder, "dedup", "--same", a, b, "--even-so", role="ANNA")
    said = run(folder, "records", "waiting", "--stage", STAGE, role="ANNA").stdout
    assert "ANNA undecided: of the merged records said excluded and included" in said
    assert "merged records" not in run(folder, "records", "waiting", "--stage", STAGE, role="BO").stdout


def test_explain_names_the_rule_what_forbade_and_what_was_said(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    run_json(tmp_path, "init", str(folder))
    one = "TY  - JOUR\nTI  - Home care and the risk of falling in the very old\nAU  - Nyberg, Karin\nPY  - 2016\n"
    one += "JO  - Wards\nVL  - 2\nSP  - 45\nEP  - 58\n"
    texts = [one + "ER  - \n", one + "DO  - 10.5555/1\nER  - \n", one.replace("Home", "Hypotension, home") + "ER  - \n"]
    texts[0] = texts[0].replace("Home", "Hypertension, home")
    texts[1] = texts[1].replace("Home", "Hypertension, home")
    (tmp_path / "a.ris").write_text("\n".join(texts), encoding="utf-8")
    run_json(folder, "import", str(tmp_path / "a.ris"), "--source", "Scopus")
    a, b, c = (each["record_id"] for each in run_json(folder, "dedup", "--groups"))
    before = run_json(folder, "dedup", "--explain", b, a)
    assert (before["rule"], before["outcome"], before["merged"]) == ("same volume and pages", "merge", False)
    assert before["forbade"] == ["no search for duplicates has looked at all imports yet"]
    run(folder, "dedup")
    assert run_json(folder, "dedup", "--explain", a, b)["merged"]
    opposite = run_json(folder, "dedup", "--explain", a, c)
    assert opposite["forbade"][0] == opposite["rule"] == "opposite words in the title" and opposite["asked"]
    assert {"rule": "same volume and pages", "lacks": ""} in opposite["nearly"]
    run(folder, "dedup", "--not-same", a, b, "--note", "two reports", role=None)
    text = run(folder, "dedup", "--explain", a, b).stdout.splitlines()
    assert text[0] == "now: two records" and text[1].endswith(" said: not the same (two reports)")
    assert "forbade: a person has called records of the two groups different" in text
    with pytest.raises(TamisError, match="there is no record of that id"):
        run(folder, "dedup", "--explain", a, "0123456789abcdef")
    with pytest.raises(TamisError, match="compared with itself"):
        run(folder, "dedup", "--explain", a, a)
