"""Opening a report's file: the program gets a list of arguments, and no shell."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.errors import TamisError
from tui.screens.full_texts.viewer import view
from tui.settings.settings import read_settings

COPY = "import sys; open(sys.argv[1], 'w').write(repr(sys.argv[2:]))"


def test_the_command_gets_the_file_after_two_dashes_and_no_shell(tmp_path: Path) -> None:
    file, out = tmp_path / "$(touch gone); -x.pdf", tmp_path / "out"
    file.write_text("x")
    view(file, (sys.executable, "-c", COPY, str(out)))
    assert out.read_text() == repr(["--", str(file)])
    assert not (tmp_path / "gone").exists()


def test_what_goes_wrong_goes_wrong_when_the_terminal_is_given_up_no_more(tmp_path: Path) -> None:
    steps = []

    @contextmanager
    def terminal() -> Iterator[None]:
        steps.append("given up")
        yield
        steps.append("taken back")  # not in a `finally`, like Textual's

    for command, why in ((("no-such-program",), "be started"), ((sys.executable, "-c", "exit(3)"), "status 3")):
        with pytest.raises(TamisError, match=why):
            view(tmp_path / "a.txt", command, terminal=terminal)
    assert steps == ["given up", "taken back"] * 2


def test_the_command_is_a_setting() -> None:
    assert read_settings({"open": "less -S"}).open == ("less", "-S")
    assert read_settings({"open": ["my viewer", "-x"]}).open == ("my viewer", "-x")
    assert read_settings({}).open == ()
    for wrong in ("less '", 3, ["less", 3]):
        with pytest.raises(TamisError):
            read_settings({"open": wrong})
