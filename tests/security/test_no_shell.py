"""Two places start programs, none goes through a shell, runs text as code, or speaks to the network."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for room in ("core", "store", "tui") for path in (ROOT / room).rglob("*.py"))
MODULES = {
    "subprocess",
    "pickle",
    "marshal",
    "shelve",
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "pty",
    "code",
}
CALLS = {"eval", "exec", "compile", "system", "popen", "execv", "execve", "execvp", "spawnv", "startfile", "extractall"}
HARMLESS = {"re", "platform"}  # re.compile, platform.system
STARTS_PROGRAMS = {"store/exchange/git.py", "store/work/texts/extract.py", "tui/screens/full_texts/viewer.py"}
OWN_BYTES = ("store/folder/records_on_disk.py", "marshal")
"""It reads back what the same process has written to a file that has no name, and nothing else."""


class Called(NamedTuple):
    """A call as it is written: of what, on what, with which words."""

    name: str
    owner: str
    words: tuple[str | None, ...]
    where: str


class Source(NamedTuple):
    """What a module imports and calls."""

    path: str
    imports: set[str]
    calls: list[Called]


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """Each module, read and walked through once."""
    return [read(path) for path in SOURCES]


def read(path: Path) -> Source:
    source = Source(path.relative_to(ROOT).as_posix(), set(), [])
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call):
            func = node.func
            name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
            owner = getattr(func.value, "id", "") if isinstance(func, ast.Attribute) else ""
            words = tuple(each.arg for each in node.keywords)
            source.calls.append(Called(name, owner, words, f"{path}:{node.lineno}"))
        elif isinstance(node, ast.Import):
            source.imports.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            source.imports.add(node.module)
    return source


def test_only_git_and_what_reads_and_shows_full_texts_start_programs(sources: list[Source]) -> None:
    users = {(each.path, module) for each in sources for module in each.imports & MODULES}
    assert users == {OWN_BYTES, *((each, "subprocess") for each in STARTS_PROGRAMS)}


def test_nothing_is_evaluated_and_nothing_goes_through_a_shell(sources: list[Source]) -> None:
    assert sum(len(each.calls) for each in sources) > 10_000
    for source in sources:
        for call in source.calls:
            assert call.owner in HARMLESS or call.name not in CALLS, call.where
            assert "shell" not in call.words, call.where


def test_every_test_that_the_page_on_security_names_exists() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert len(named) > 20
    for file, test in named:
        assert (ROOT / file).is_file(), file
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test
    tables = re.findall(r"^\| what \|.*\n\|-.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = [row for table in tables for row in table.splitlines()]
    assert len(rows) > 20 and all("`tests/" in row for row in rows)
