"""No text of a file, a record, a name or a note moves the cursor, rings the bell or sets the title of the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reviews import decide_all, make_review, protocol, run, run_json
from tui.cli import main

EVIL = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"
RIS = f"TY  - JOUR\nTI  - A {EVIL} title\nAU  - {EVIL}, A\nAN  - T1\nAB  - {EVIL}\nER  - \nXX {EVIL}\n"


def unsafe(text: str) -> set[str]:
    return {each for each in text if not each.isprintable() and each != "\n"}


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("terminal")
    folder = make_review(base / "review", text=protocol())
    file = base / f"a{EVIL}.ris"
    file.write_text(RIS, encoding="utf-8")
    run(folder, "import", str(file), "--source", f"S{EVIL}", "--platform", EVIL, "--limits", EVIL)
    decide_all(folder, "ANNA", "title-abstract", [("T1", "include")])
    (base / f"{EVIL}.csv").write_text(f"accession,verdict,note,labels\nT1,exclude,{EVIL},{EVIL}\n", encoding="utf-8")
    table = str(base / f"{EVIL}.csv")
    run(folder, "decisions", "import", table, "--stage", "title-abstract", "--reviewer", "BO")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("sources",),
        ("status",),
        ("agreement",),
        ("flow",),
        ("check",),
        ("disagreements", "title-abstract"),
        ("history", "RECORD"),
        ("dedup", "--groups"),
        ("decide", "full-text", "RECORD", "include", "--note", EVIL),
        ("resolve", "title-abstract", "RECORD", "include", "--rationale", EVIL),
        ("fulltext", "full-text"),
        ("decisions", "export", "--format", "json"),
    ],
)
def test_what_a_command_prints(review: Path, command: tuple[str, ...]) -> None:
    record = run_json(review, "dedup", "--groups")[0]["record_id"]
    result = run(review, *(record if each == "RECORD" else each for each in command), role="ANNA")
    assert result.exit_code == 0
    assert unsafe(result.stdout) | unsafe(result.stderr) == set()


@pytest.mark.parametrize(
    "command",
    [
        ("import", f"{EVIL}.ris", "--source", "S"),
        ("decide", EVIL, "x", "include"),
        ("decide", "title-abstract", EVIL, "include"),
        ("decide", "title-abstract", "x", "exclude", "--reason", EVIL),
        ("status", "--as", EVIL),
        ("decisions", "import", "wrong.csv", "--stage", "title-abstract", "--reviewer", "ANNA"),
        ("bundle", f"nowhere/{EVIL}.zip"),
        ("verify", f"{EVIL}.zip"),
        ("-C", EVIL, "status"),
    ],
)
def test_what_an_error_says(
    review: Path,
    tmp_path: Path,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.csv").write_text(f"accession,verdict\nT1,{EVIL}\n", encoding="utf-8")
    options = () if command[0] == "-C" else ("-C", str(review), "--as", "ANNA")
    monkeypatch.setattr(sys, "argv", ["tamis", *options, *command])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.err and unsafe(said.out + said.err) == set()
