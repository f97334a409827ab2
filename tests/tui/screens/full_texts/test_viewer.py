"""Showing a report's text: programs get a list of arguments, and nothing that a text holds reaches the terminal raw."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.errors import TamisError
from tui.screens.full_texts.viewer import folded, text_of, view
from tui.settings.settings import read_settings

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
    failing.write_text('#!/bin/sh\necho "text of $5"\n')
    assert text_of(file) == f"text of {file}\n"


def test_what_goes_wrong_goes_wrong_when_the_terminal_is_given_up_no_more(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    steps = []

    @contextmanager
    def terminal() -> Iterator[None]:
        steps.append("given up")
        yield
        steps.append("taken back")  # not in a `finally`, like Textual's

    for command in (("no-such-program",), (sys.executable, "-c", "import sys; sys.exit(3)")):
        with pytest.raises(TamisError):
            view(file, command, terminal=terminal)
    assert steps == ["given up", "taken back"] * 2
    file.write_text(" \n")
    with pytest.raises(TamisError, match="no text"):
        view(file, (), terminal=terminal)
    assert len(steps) == 4, "there was nothing to show"


def test_text_without_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.full_texts.viewer.LARGEST", 1000)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    endless = tmp_path / "pdftotext"
    endless.write_text("#!/bin/sh\nexec yes\n")
    endless.chmod(0o755)
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4")
    assert text_of(file) == "y\n" * 500
    monkeypatch.setattr("tui.screens.full_texts.viewer.PATIENCE", 0)
    endless.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    with pytest.raises(TamisError, match="not done after"):
        text_of(file)


def test_long_lines_are_broken_between_words() -> None:
    text = f"    {'word ' * 10}\nshort\n{' ' * 50}far out to the right\n"
    assert folded(text, 30) == f"    {'word ' * 4}word\n    {'word ' * 4}word\nshort\n{' ' * 50}far out to the right\n"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_real_pdf(tmp_path: Path) -> None:
    """With a font that maps each byte to the character of its number: the text is full of control characters."""
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(rb"BT /F 12 Tf 50 700 Td (Before \033[2J\033]0;owned\007 and \233 31m after) Tj ET"))
    assert text_of(file).strip() == "Before [2J]0;owned and  31m after"
    file.write_bytes(file.read_bytes()[:200])
    with pytest.raises(TamisError, match="damaged"):
        text_of(file)


def pdf(content: bytes) -> bytes:
    """A page with these drawing instructions; pdftotext finds the objects without a table of their places."""
    to_unicode = b"1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <00><ff><0000> endbfrange"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(to_unicode), to_unicode),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF\n"


def test_the_command_is_a_setting() -> None:
    assert read_settings({"open": "less -S"}).open == ("less", "-S")
    assert read_settings({"open": ["my viewer", "-x"]}).open == ("my viewer", "-x")
    assert read_settings({}).open == ()
    for wrong in ("less '", 3, ["less", 3]):
        with pytest.raises(TamisError):
            read_settings({"open": wrong})
