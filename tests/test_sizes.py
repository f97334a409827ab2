"""A module is one idea, and a package one: neither outgrows what a reader holds in mind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = ("core", "store", "tui")
MODULES = sorted(path for folder in (*LAYERS, "sample_data") for path in (ROOT / folder).rglob("*.py"))


def test_no_module_has_more_than_400_lines() -> None:
    assert len(MODULES) > 600
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > 400} == {}, "move one idea to a module of its own"


def test_no_package_has_more_than_16_modules() -> None:
    modules = [path.relative_to(ROOT) for path in MODULES if path.stem not in ("__init__", "__main__")]
    packages = Counter(path.parent.as_posix() for path in modules if path.parts[0] in LAYERS)
    many = {folder: count for folder, count in packages.items() if count > 16}
    assert many == {}, "move some to a package of their own"
