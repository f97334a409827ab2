"""How the program ends: what goes to stderr, and the exit status, as a shell gets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.reviews import make_review
from tui.cli import COMMANDS, main, tamis


def ended(capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, *words: object) -> tuple[object, str, str]:
    """The exit status of a call, and what it wrote to stdout and stderr."""
    patch.setattr(sys, "argv", ["tamis", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    said = capsys.readouterr()
    return end.value.code, said.out, said.err


def test_a_call_that_is_wrong_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_review(tmp_path / "review", records=1)
    capsys.readouterr()
    code, out, err = ended(capsys, monkeypatch, "-C", folder, "status", "--nonsense")
    assert (code, out) == (2, "") and err.startswith("Usage: tamis status [OPTIONS]\n")
    assert "Error: No such option" in err and "--nonsense" in err
    code, out, err = ended(capsys, monkeypatch, "-C", folder, "statsu")
    assert (code, out) == (2, "") and err.endswith("Error: No such command 'statsu'. Did you mean “status”?\n")
    code, out, err = ended(capsys, monkeypatch, "-C", folder, "xyz")
    assert (code, out) == (2, "") and err.endswith("Error: No such command 'xyz'.\n")
    code, out, err = ended(capsys, monkeypatch, "-C", folder, "show", "nothing")
    assert (code, out) == (2, "") and err.startswith("tamis: record nothing: there is no record of that id")
    code, out, err = ended(capsys, monkeypatch, "-C", folder, "status")
    assert code == 0 and out.startswith("identified 1, ") and "tamis: " not in err


def test_the_help_lists_each_command_in_the_order_of_the_work() -> None:
    told = CliRunner().invoke(tamis, ["-h"], terminal_width=100).output
    listed = told.partition("\nCommands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed if not line.startswith("   ")] == list(COMMANDS)
    whole = " ".join(told.split())
    assert all(" ".join(text.split()) in whole for _, text in COMMANDS.values())
    assert CliRunner().invoke(tamis, ["--help"], terminal_width=100).output == told
    assert "Screen the literature" in told and CliRunner().invoke(tamis, ["--version"]).output.startswith("tamis, ")


def test_a_reader_that_leaves_and_a_disk_that_is_full(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    command = [sys.executable, "-m", "tui", "-C", str(folder), "status"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (done.returncode, "tamis: " in done.stderr, "Traceback" in done.stderr) == (1, False, False)
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2 and "tamis: No space left on device\n" in done.stderr
