"""What the program prints is what it printed: every command, on three reviews; see `tests/pinned`."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

from tests.pinned.fields import called
from tests.pinned.outputs import PEOPLE
from tests.pinned.pins import differences, pin, read
from tests.reference import leaves, options
from tui.cli import tamis

ROOT = Path(__file__).resolve().parents[1]
NOT_PINNED = {
    "tamis demo --records": "the finished review is made with it, as all others are before any call is pinned",
    "tamis demo --seed": "as --records",
    "tamis screen --plain": "it reads lines from a person: see tests/tui/cli/read/test_line_by_line.py",
    "tamis amend": "it follows a change of the plan, which no command makes: see tests/tui/cli/read/test_amend.py",
}
"""Commands and options that no pinned call has, and why."""


@pytest.mark.slow
@pytest.mark.parametrize("review", PEOPLE)
def test_every_output_is_as_it_was(review: str) -> None:
    check = [sys.executable, "-m", "tests.pinned", "--check", "--only", review]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_a_pin_says_what_has_changed() -> None:
    long = "one line\n" * 200
    pins = {"short": pin("a\nb\n"), "long": pin(long), "gone": pin("x\n"), "same": pin("y\n")}
    now = {"short": pin("a\nc\n"), "long": pin(long.replace("one", "two", 150)), "same": pin("y\n"), "new": pin("z\n")}
    assert not list(differences(pins, pins))
    said = list(differences(pins, now))
    assert [each.partition("\n")[0] for each in said] == ["gone", "long", "new", "short"]
    assert '- "b"\n+ "c"' in said[-1]


def test_no_pinned_call_crashes() -> None:
    ends = {name: pinned[-1] if isinstance(pinned, list) else pinned["ends"] for name, pinned in read().items()}
    odd = [name for name, end in ends.items() if name.endswith(".txt") and not re.fullmatch(r"\[exit [012]\]", end)]
    assert not odd


@cache
def pinned_calls() -> list[tuple[str, list[str]]]:
    """The command of each pinned call that is no mistake, and all its words."""
    return [called(name) for name in read() if name.endswith(".txt") and name.split("/")[1] != "mistakes"]


@pytest.mark.parametrize(
    ("name", "command"), [each for each in leaves() if each[1] is not tamis], ids=lambda each: str(each)
)
def test_every_command_is_pinned_with_all_its_options(name: str, command: click.Command) -> None:
    if name in NOT_PINNED or (isinstance(command, click.Group) and not command.invoke_without_command):
        return
    called = [words for whose, words in pinned_calls() if f"tamis {whose}" == name]
    assert {"--json" in words for words in called} == {True, False}, f"pin {name} as text and with --json"
    said = {word for words in called for word in words}
    shared = {option.opts[0] for option in options(tamis)}
    missing = [
        option.opts[0]
        for option in options(command)
        if option.opts[0] not in shared
        and said.isdisjoint(option.opts)
        and f"{name} {option.opts[0]}" not in NOT_PINNED
    ]
    assert not missing, f"no pinned call of {name} has {', '.join(missing)}"
