"""Showing a report's text: programs get a list of arguments, and nothing that a text holds reaches the terminal raw."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from core.errors import TamisError
from tui.settings import read_settings
from tui.viewer import text_of, view

KEEP = "import os, sys; open(sys.argv[1], 'w').write(sys.stdin.read() + os.environ['LESSSECURE'])"
COPY = "import sys; open(sys.argv[1], 'w').write(repr(sys.argv[2:]) + sys.stdin.read())"


def test_a_text_is_cleaned_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffone\x1b[31m two\n\tthree\fnew page \u202e\n".encode() + b"\xff")
    assert text_of(file) == "one[31m two\n three\nnew page \n\ufffd\n"


def test_the_pager_gets_the_text_and_may_not_run_programs(tmp_path: Path) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "out"
    file.write_text("hello\n")
    pager = shlex.join([sys.executable, "-c", KEEP, str(out)])
    view(file, (), {**os.environ, "PAGER": pager})
    assert out.read_text() == "hello\n1"


def test_ones_own_command_gets_the_file_after_two_dashes_and_no_shell(tmp_path: Path) -> None:
    file, out = tmp_path / "$(touch gone); -x.pdf", tmp_path / "out"
    file.write_text("x")
    view(file, (sys.executable, "-c", COPY, str(out)), {**os.environ})
    assert out.read_text() == repr(["--", str(file)])
    assert not (tmp_path / "gone").exists()


def test_what_goes_wrong_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 nonsense")
    with pytest.raises(TamisError, match="cannot be started"):
        view(file, ("no-such-program",))
    with pytest.raises(TamisError, match="status 3"):
        view(file, (sys.executable, "-c", "import sys; sys.exit(3)"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TamisError, match="pdftotext is not installed"):
        text_of(file)
    file.with_suffix(".txt").write_text("x")
    with pytest.raises(TamisError, match="no pager"):
        view(file.with_suffix(".txt"), (), {})
    failing = tmp_path / "pdftotext"
    failing.write_text("#!/bin/sh\nexit 1\n")
    failing.chmod(0o755)
    with pytest.raises(TamisError, match="cannot read it"):
        text_of(file)
    failing.write_text('#!/bin/sh\necho "text of $6"\n')
    assert text_of(file) == f"text of {file}\n"


def test_the_command_is_a_setting() -> None:
    assert read_settings({"open": "less -S"}).open == ("less", "-S")
    assert read_settings({"open": ["my viewer", "-x"]}).open == ("my viewer", "-x")
    assert read_settings({}).open == ()
    for wrong in ("less '", 3, ["less", 3]):
        with pytest.raises(TamisError):
            read_settings({"open": wrong})
