"""A class name means one thing in the whole tree."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("core", "store", "tui", "sample_data")


def test_no_class_name_stands_twice() -> None:
    defined: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ClassDef):
                defined[node.name].append(path.relative_to(ROOT).as_posix())
    assert len(defined) > 200
    assert {name: places for name, places in defined.items() if len(places) > 1} == {}


def test_no_value_makes_its_own_json() -> None:
    """A value has no printed form: JSON is made at the edge, in the commands and for the files of a bundle."""
    makers = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for folder in ("core", "store")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef) and node.name in ("as_json", "to_json")
    ]
    assert makers == []
