"""A class name means one thing in the whole tree."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("core", "store", "tui", "sample_data")


def test_no_class_name_stands_twice() -> None:
    defined: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        for name in re.findall(r"^ *class (\w+)[(\[:]", path.read_text(encoding="utf-8"), re.MULTILINE):
            defined[name].append(path.relative_to(ROOT).as_posix())
    assert len(defined) > 200
    assert {name: places for name, places in defined.items() if len(places) > 1} == {}


def test_no_value_makes_its_own_json() -> None:
    """A value has no printed form: JSON is made at the edge, in the commands and for the files of a bundle."""
    makers = [
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("core", "store")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name in re.findall(r"^ *def (as_json|to_json)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert makers == []
