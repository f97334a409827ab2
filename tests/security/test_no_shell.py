"""Two places start programs, none goes through a shell, runs text as code, or speaks to the network."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_only_git_and_what_reads_and_shows_full_texts_start_programs() -> None:
    users = {
        (path.relative_to(ROOT).as_posix(), module)
        for path in SOURCES
        for module in imported(ast.parse(path.read_bytes()))
        if module in MODULES
    }
    assert users == {OWN_BYTES, *((each, "subprocess") for each in STARTS_PROGRAMS)}


def test_nothing_is_evaluated_and_nothing_goes_through_a_shell() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = getattr(node.func.value, "id", "") if isinstance(node.func, ast.Attribute) else ""
            assert owner in HARMLESS or name not in CALLS, f"{path}:{node.lineno}"
            assert not any(each.arg == "shell" for each in node.keywords), f"{path}:{node.lineno}"


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
