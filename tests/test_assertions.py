"""Each test says what must hold: it asserts, expects an error, or calls a helper of the tests that does."""

from __future__ import annotations

import ast
import re
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


def mentions(function: Function) -> Iterator[ast.Name | ast.Attribute]:
    """Every name in the body of a function; what decorates a test does not assert for it."""
    for statement in function.body:
        yield from (each for each in ast.walk(statement) if isinstance(each, ast.Name | ast.Attribute))


def names(function: Function) -> set[str]:
    """What a function calls or mentions, by its last name."""
    return {each.id if isinstance(each, ast.Name) else each.attr for each in mentions(function)}


def asserts(function: Function) -> bool:
    return any(isinstance(each, ast.Assert) for each in ast.walk(function)) or bool(CHECKS & names(function))


def silent(sources: Mapping[str, str]) -> list[str]:
    """The tests, as `file::name`, that assert nothing, neither themselves nor by a helper that they name.

    A helper is a method of that name, or a function that the file of the test defines or imports from the tests.
    """
    trees = {file: ast.parse(source) for file, source in sources.items()}
    functions = {file: [each for each in ast.walk(tree) if isinstance(each, Function)] for file, tree in trees.items()}
    helpers = [each for those in functions.values() for each in those if not each.name.startswith("test_")]
    telling = CHECKS | WAITS | {each.name for each in helpers if asserts(each)}
    telling |= {each.name for each in helpers if (telling - SETS_UP) & names(each)}
    found = []
    for file, those in functions.items():
        imported = (each for each in ast.walk(trees[file]) if isinstance(each, ast.ImportFrom))
        known = {each.name for each in those} | CHECKS | WAITS
        known |= {
            each.asname or each.name for of in imported if (of.module or "").startswith("tests") for each in of.names
        }
        for test in (each for each in those if each.name.startswith("test_") and not asserts(each)):
            used = {each.id for each in mentions(test) if isinstance(each, ast.Name)} & known
            used |= {each.attr for each in mentions(test) if isinstance(each, ast.Attribute)}
            if not (telling - SETS_UP) & used:
                found.append(f"{file}::{test.name}")
    return sorted(found)


def seems_silent(source: str) -> bool:
    """Whether in some test of a file no line begins with `assert`; to parse a file takes twenty times as long."""
    asserting = True
    for line in re.sub(r'""".*?"""', "", source, flags=re.DOTALL).split("\n"):
        words = line.split()
        if line[:1] not in ("", " ", ")", "#") or re.match(r" *(async )?def test_", line):
            if not asserting:
                return True
            asserting = not re.match(r" *(async )?def test_", line)
        asserting = asserting or words[:1] == ["assert"]
    return not asserting


def with_helpers(sources: Mapping[str, str]) -> dict[str, str]:
    """The files that seem to hold a silent test, and those of the tests that they import, and these import in turn."""
    left = [file for file, source in sources.items() if seems_silent(source)]
    found: dict[str, str] = {}
    while left:
        if (file := left.pop()) not in found:
            found[file] = sources[file]
            imported = re.findall(r"^ *from (tests[\w.]*) import (\([^)]*\)|.*)", sources[file], re.MULTILINE)
            modules = {of for of, _ in imported} | {
                f"{of}.{each}" for of, all_ in imported for each in re.findall(r"\w+", all_)
            }
            left += [path for each in modules if (path := each.replace(".", "/") + ".py") in sources]
    return found


def test_no_test_is_silent() -> None:
    paths = [each for each in (ROOT / "tests").rglob("*.py") if "benchmarks" not in each.parts]
    assert len(paths) > 300
    sources = {each.relative_to(ROOT).as_posix(): each.read_text(encoding="utf-8") for each in paths}
    assert silent(with_helpers(sources)) == []


def test_a_silent_test_is_named_whatever_it_sets_up() -> None:
    source = """
def run(): assert 1
def check(): assert 1
def checks_more(): check()
def only_makes(): return 1
def test_silent(): run(); only_makes()
async def test_silent_too(): await press()
@check
def test_only_decorated(): run()
def test_of_a_name_like_a_helpers_elsewhere(): asserts_elsewhere()
def test_asserts(): assert 1
def test_by_a_helper(): check()
def test_by_a_helper_of_a_helper(): checks_more()
def test_an_error():
    with pytest.raises(OSError): run()
"""
    other = "def asserts_elsewhere(): assert 1"
    assert silent({"tests/test_a.py": source, "tests/b.py": other}) == [
        "tests/test_a.py::test_of_a_name_like_a_helpers_elsewhere",
        "tests/test_a.py::test_only_decorated",
        "tests/test_a.py::test_silent",
        "tests/test_a.py::test_silent_too",
    ]
    imported = f"from tests.b import asserts_elsewhere\n{source}"
    assert len(silent({"tests/test_a.py": imported, "tests/b.py": other})) == 3
    asserting = "def test_asserts():\n    assert 1\n"
    assert [seems_silent(each) for each in (source, other, asserting)] == [True, False, False]
    assert seems_silent(f'{asserting}\n\n@mark\nasync def test_silent():\n    """\n    assert\n    """\n')
    files = {"tests/test_a.py": imported, "tests/b.py": other, "tests/test_c.py": asserting}
    assert with_helpers(files).keys() == {"tests/test_a.py", "tests/b.py"}
