"""Each test says what must hold: it asserts, expects an error, or calls a helper of the tests that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {"raises", "fail", "warns", "snap_compare", "run_state_machine_as_test"}
"""What asserts although no `assert` stands in it."""
WAITS = {"wait", "shows"}
"""What ends in a failure unless that is on the screen which the test names."""
SETS_UP = {"run", "run_json", "run_lines", "press", "folder", "opened", "stage", "state", "counts", "read"}
"""What tests make their reviews with: that it succeeded is not what a test is about."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def names(node: ast.AST) -> set[str]:
    """What a function calls or mentions, by its last name."""
    found = (each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in ast.walk(node))
    return set(found)


def asserts(function: Function) -> bool:
    return any(isinstance(each, ast.Assert) for each in ast.walk(function)) or bool(CHECKS & names(function))


def functions(sources: Mapping[str, str]) -> Iterator[tuple[str, Function]]:
    for file, source in sources.items():
        for each in ast.walk(ast.parse(source)):
            if isinstance(each, Function):
                yield file, each


def silent(sources: Mapping[str, str]) -> list[str]:
    """The tests, as `file::name`, that assert nothing, neither themselves nor by a helper that they name."""
    helpers = [each for _, each in functions(sources) if not each.name.startswith("test_")]
    telling = CHECKS | WAITS | {each.name for each in helpers if asserts(each)}
    telling |= {each.name for each in helpers if (telling - SETS_UP) & names(each)}
    return sorted(
        f"{file}::{each.name}"
        for file, each in functions(sources)
        if each.name.startswith("test_") and not asserts(each) and not (telling - SETS_UP) & names(each)
    )


def test_no_test_is_silent() -> None:
    paths = [each for each in (ROOT / "tests").rglob("*.py") if "benchmarks" not in each.parts]
    assert len(paths) > 300
    assert silent({each.relative_to(ROOT).as_posix(): each.read_text(encoding="utf-8") for each in paths}) == []


def test_a_silent_test_is_named_whatever_it_sets_up() -> None:
    source = """
def run(): assert 1
def check(): assert 1
def checks_more(): check()
def only_makes(): return 1
def test_silent(): run(); only_makes()
async def test_silent_too(): await press()
def test_asserts(): assert 1
def test_by_a_helper(): check()
def test_by_a_helper_of_a_helper(): checks_more()
def test_an_error():
    with pytest.raises(OSError): run()
"""
    assert silent({"tests/test_a.py": source}) == ["tests/test_a.py::test_silent", "tests/test_a.py::test_silent_too"]
