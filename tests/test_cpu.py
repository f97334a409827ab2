"""What `make quick` leaves out by a list is there, and is run by `make test`."""

from __future__ import annotations

import ast

from tests.cpu import ROOT, dear_tests


def test_each_dear_test_exists() -> None:
    """Of a test that was renamed the list would say nothing more, and quick would run it again."""
    defined: set[str] = set()
    for file in {each.partition("::")[0] for each in dear_tests()}:
        tree = ast.parse((ROOT / file).read_text())
        for within in (tree, *(each for each in ast.walk(tree) if isinstance(each, ast.ClassDef))):
            start = f"{file}::{within.name}" if isinstance(within, ast.ClassDef) else file
            defined |= {f"{start}::{each.name}" for each in within.body if hasattr(each, "name")}
    assert dear_tests() <= defined
    assert len(dear_tests()) > 100
