"""Faults that are put into a module, how they are drawn, and what is said of those that no test found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from coverage import CoverageData

from tests import mutants
from tests.mutants import FEW, MOST, PINS, Covered, Mutant, calls, drawn, package_of, report, runs_when_loaded
from tests.mutations import Mutation, mutations

ROOT = Path(__file__).resolve().parents[1]


def changed(source: str, kind: str) -> list[str]:
    """What a text becomes by each fault of a kind."""
    return [each.of(source) for each in mutations(source) if each.kind == kind]


@pytest.mark.parametrize(
    ("kind", "source", "becomes"),
    [
        ("comparison", "x = a < b", ["x = (a <= b)"]),
        ("comparison", "x = a in b is c", ["x = (a in b is not c)", "x = (a not in b is c)"]),
        ("boundary", "x = y[1:]", ["x = y[0:]", "x = y[2:]"]),
        ("constant", "f(z=True)", ["f(z=False)"]),
        ("and, or", "x = a and b", ["x = (a or b)", "x = a", "x = b"]),
        ("not", "x = not a", ["x = a"]),
        ("arithmetic", "x = 'é' + b", ["x = ('é' - b)"]),
        ("text", "x = 'é'", ["x = 'éX'"]),
        ("text", 'x = f"{a} of"', ["x = f' of'", "x = f'{a}'"]),
        ("condition", "if a:\n    b()", ["if (not a):\n    b()"]),
        ("arguments", "f(a, b, 1)", ["f(b, a, 1)"]),
        ("statement", "a.b = 1", ["pass"]),
        ("statement", "a.append(b)", ["pass"]),
        ("return", "def f() -> int:\n    return a", ["def f() -> int:\n    return 0"]),
        ("return", "def f() -> list[int]:\n    return a", ["def f() -> list[int]:\n    return []"]),
        ("return", "def f() -> Some:\n    return a", ["def f() -> Some:\n    return None"]),
    ],
)
def test_each_kind_of_fault(kind: str, source: str, becomes: list[str]) -> None:
    assert sorted(changed(source, kind)) == sorted(becomes)


@pytest.mark.parametrize(
    "source",
    [
        '"""A module."""',
        "from a import b",
        "x: dict[str, int] | None",
        "def f(a: A | B) -> Literal['x']: ...",
        "logging.info('1')",
        "logger.debug(a, b)",
        "if TYPE_CHECKING:\n    x = 1",
        "class C(Protocol):\n    def f(self) -> int:\n        return 1",
        "__all__ = ['a']",
        "x = list(zip(a.b, strict=True))",
        "def f():\n    return None",
        "x = min(a, b)",
    ],
)
def test_what_is_no_fault_of_the_program_is_left_alone(source: str) -> None:
    assert mutations(source) == []


def test_a_fault_is_put_where_it_stands_whatever_ends_lines_before_it() -> None:
    source = "x = 'é\u2028\x0c'\nif x:\n    y = 1\n"
    assert "x = 'é\u2028\x0c'\nif x:\n    y = 2\n" in changed(source, "boundary")


MODULES = ["core/words.py", "core/dedup/titles.py", "store/journal/lock.py"]


def test_the_seed_draws_and_every_package_has_its_share() -> None:
    first = drawn(MODULES, 30, "a")
    assert first == drawn(MODULES[::-1], 30, "a") != drawn(MODULES, 30, "b")
    assert len(set(first)) == 30
    assert [package_of(each.module) for each in first[:3]] == ["core/dedup", "core", "store/journal"]
    assert sum(package_of(each.module) == "store/journal" for each in first) == 10
    everything = drawn(["store/journal/lock.py"], 10_000, "a")
    assert len(everything) == len(mutations((ROOT / "store/journal/lock.py").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Covered:
    """A map in which one test of the module's name, and more elsewhere than are asked, ran line 5 of a module."""
    tmp_path = tmp_path_factory.mktemp("covered")
    data = CoverageData(str(tmp_path / "map"))
    elsewhere = [f"tests/tui/test_{n:03d}.py::test" for n in range(MOST)]
    for test in [*elsewhere, "tests/core/dedup/test_find.py::test", "tests/core/dedup/test_titles.py::test"]:
        file = tmp_path / test.partition("::")[0]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("def test(): ...\n")
        for context in (f"{test}[0-a]", f"{test}[1-b]", f"{test}_that_is_gone", f"{test[:-9]}_gone.py::test", ""):
            data.set_context(context)
            data.add_lines({str(tmp_path / "core/dedup/titles.py"): [5]})
    data.write()
    return Covered(tmp_path / "map", tmp_path)


def test_the_tests_that_ran_a_line_are_asked_the_nearest_first(covered: Covered) -> None:
    asked = covered.tests("core/dedup/titles.py", 5)
    assert asked[:3] == [
        "tests/core/dedup/test_titles.py::test",
        "tests/core/dedup/test_find.py::test",
        "tests/tui/test_000.py::test",
    ]
    assert len(asked) == MOST
    assert covered.tests("core/dedup/titles.py", 6) == covered.tests("core/words.py", 5) == []


def test_of_what_is_run_when_a_module_is_loaded_all_tests_of_the_module_are_asked(covered: Covered) -> None:
    source = "A = 1\n\n\ndef one(b: int = A) -> int:\n    return (\n        b\n    )\n\n\nclass C:\n    d = A\n"
    assert [line for line in range(1, 12) if runs_when_loaded(source, line)] == [1, 2, 3, 4, 8, 9, 10, 11]
    path = covered._root / "core/dedup/titles.py"
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    try:
        assert covered.tests("core/dedup/titles.py", 6) == []
        assert covered.tests("core/dedup/titles.py", 1) == covered.tests("core/dedup/titles.py", 5) != []
    finally:
        path.unlink()  # the others have a map alone


def test_few_tests_are_asked_first_and_the_pins_last(covered: Covered) -> None:
    source = (ROOT / "core/dedup/titles.py").read_text(encoding="utf-8")
    at = len("".join(source.splitlines(keepends=True)[:4]))
    mutant = Mutant("core/dedup/titles.py", Mutation("text", at, at, "X"))
    assert mutant.line == 5
    *traced, own, pins = calls(mutant, covered)
    assert [len(words) for words in traced] == [FEW, MOST - FEW]
    assert (own[-1], pins) == ("tests/core/dedup/test_titles.py", [PINS])
    untraced = Mutant("core/dedup/titles.py", Mutation("text", 0, 0, "X"))
    assert [words[-1] for words in calls(untraced, covered)] == [
        "tests/core/dedup/test_titles.py",
        "tests/core/dedup",
        PINS,
    ]


def test_the_report_names_what_passed_and_rates_each_package() -> None:
    passed, *found = drawn(MODULES, 4, "a")
    said = report([(passed, False), *((each, True) for each in found)]).splitlines()
    assert said[0] == f"{passed.module}:{passed.line} ({passed.mutation.kind})"
    assert said[1].startswith(f"@@ -{passed.line}") and said[2][0] == "-"
    assert [line.split() for line in said[-4:]] == [
        ["core", "1", "of", "1", "100%"],
        ["core/dedup", "1", "of", "2", "50%"],
        ["store/journal", "1", "of", "1", "100%"],
        ["all", "3", "of", "4", "75%"],
    ]
    assert report([]).split() == ["all", "0", "of", "0", "0%"], "of a map that is only made"


@pytest.mark.slow
def test_a_fault_is_found_in_a_copy_and_the_tree_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "tree"
    (tree / "core").mkdir(parents=True)
    (tree / "tests/core").mkdir(parents=True)
    source = "def more(x):\n    return x - 1\n\n\ndef unasked(x):\n    return x\n"
    for folder in ("core", "tests"):
        (tree / folder / "__init__.py").touch()
    (tree / "core/add.py").write_text(source)
    (tree / "tests/core/test_add.py").write_text(
        "from core.add import more\n\n\ndef test_more():\n    assert more(9) < 9\n"
    )
    monkeypatch.setattr(mutants, "ROOT", tree)
    monkeypatch.setattr(mutants, "PINS", "tests/core")
    monkeypatch.setattr(mutants, "CACHE", tmp_path)
    monkeypatch.setattr(mutants, "FAST", "")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # the tests of the copy need none
    (tree / "tests/covering.py").write_text((ROOT / "tests/covering.py").read_text(encoding="utf-8"))
    copy = mutants.Copy(tmp_path / "place")
    (tmp_path / "map").write_text("of before, which is not read")
    monkeypatch.setattr(mutants, "LAYERS", ("core",))
    mutants.write_map(copy)
    covered = Covered(tmp_path / "map", copy.root)
    assert [covered.tests("core/add.py", line) for line in (2, 6)] == [["tests/core/test_add.py::test_more"], []]
    judged = {mutant.mutation.of(source): copy.finds(mutant, covered) for mutant in drawn(["core/add.py"], 99, "a")}
    assert {text for text, found in judged.items() if not found} == {
        source.replace("return x\n", "return None\n"),
        source.replace("x - 1", "x - 2"),
    }
    assert len(judged) == 5
    later = "from core.add import unasked\n\n\ndef test_later():\n    assert unasked(9) == 9\n"
    (copy.root / "tests/core/test_later.py").write_text(later)
    mutants.write_map(copy, ["tests/core/test_later.py"])
    covered = Covered(tmp_path / "map", copy.root)
    both = [f"tests/core/test_{name}" for name in ("add.py::test_more", "later.py::test_later")]
    assert [covered.tests("core/add.py", line) for line in (2, 6)] == [both[:1], both[1:]]
    assert (tree / "core/add.py").read_text() == (copy.root / "core/add.py").read_text() == source
    (copy.root / "tests/core/test_add.py").write_text("def test_loop():\n    while True:\n        pass\n")
    monkeypatch.setattr(mutants, "LIMIT", 1)
    assert not copy.passes(["tests/core"])


def test_the_command_says_what_it_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"--count", "--seed", "--map"} <= set(done.stdout.split())
