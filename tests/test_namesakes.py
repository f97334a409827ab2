"""Each module of core, store and tui has a test file of its name, at the same place below `tests`; here are those without."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("core", "store", "tui")
WHOLE = ("tui/cli",)
"""Folders whose commands are tested one by one, whatever the module."""

WITHOUT = set(
    """
    """.split()
)
"""Modules that have no tests of their own yet. The list may only become shorter."""

ACROSS = set(
    """
    """.split()
)
"""Test files of no one module: what many do together."""


def module_of(test: str) -> str:
    """The module that a test file is named after."""
    folder, _, name = test.removeprefix("tests/").rpartition("/")
    return f"{folder}/{name.removeprefix('test_')}"


def test_of(module: str) -> str:
    """The test file that a module's tests stand in."""
    folder, _, name = module.rpartition("/")
    return f"tests/{folder}/test_{name}"


def under(folders: Iterable[str], pattern: str) -> set[str]:
    """The files of folders whose names fit a pattern, from the root; those of `WHOLE` are left out."""
    found = (path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob(pattern))
    return {
        path.as_posix()
        for path in found
        if not path.name.startswith("__") and not any(f"{whole}/" in path.as_posix() for whole in WHOLE)
    }


MODULES = under(LAYERS, "*.py")
TESTS = under((f"tests/{layer}" for layer in LAYERS), "test_*.py")


def test_every_module_has_tests_of_its_name() -> None:
    assert len(MODULES) > 200 and len(TESTS) > 100
    assert {each for each in MODULES if test_of(each) not in TESTS} - WITHOUT == set()


def test_every_test_file_is_of_a_module_or_known_to_be_of_none() -> None:
    assert {each for each in TESTS if module_of(each) not in MODULES} - ACROSS == set()


@pytest.mark.parametrize(
    ("listed", "needed"),
    [
        (WITHOUT, {each for each in MODULES if test_of(each) not in TESTS}),
        (ACROSS, {each for each in TESTS if module_of(each) not in MODULES}),
    ],
    ids=["WITHOUT", "ACROSS"],
)
def test_no_exception_outlives_its_need(listed: set[str], needed: set[str]) -> None:
    assert listed - needed == set(), "take them off the list"
