"""The lines that README and docs print, run as somebody would who types them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import TracebackType

import pytest
from click.testing import CliRunner

from tests.tui.terminal import Terminal
from tui.cli import tamis
from tui.cli.call import Call

SCREEN = re.compile(r"tamis( --as \w+)?( screen .*| dedup --review| disagreements [\w-]+| chart)?$")


class Shell:
    """A shell in a folder. `tamis` runs in this process; if it opens a screen, in a terminal, and is left with `q`."""

    def __init__(self, place: Path) -> None:
        self._patch = pytest.MonkeyPatch()
        self._patch.chdir(place)
        self._patch.delenv("TAMIS_REVIEWER", raising=False)
        self._patch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")

    def __enter__(self) -> Shell:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._patch.undo()

    def run(self, line: str) -> str:
        """Run a line, which must succeed; what it prints."""
        match shlex.split(line):
            case ["cd", folder]:
                self._patch.chdir(folder)
            case ["export", setting]:
                name, value = setting.split("=", 1)
                self._patch.setenv(name, os.path.expandvars(value))
            case ["tamis", *arguments] if SCREEN.match(line):
                terminal = Terminal(80, 24, "tui", "-C", str(Path.cwd()), *arguments)
                terminal.wait(lambda: terminal.lines[-1] != "")
                assert terminal.leave("qq") == 0, (line, terminal.lines)
            case ["tamis", *arguments] if ">" not in arguments:
                result = CliRunner().invoke(tamis, arguments, obj=Call())
                assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception}"
                return result.output
            case _:
                done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
                assert done.returncode == 0, f"{line}\n{done.stderr}"
                return done.stdout
        return ""
