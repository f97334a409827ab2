"""The second program knows nothing of tamis: what it imports is the standard library and itself."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_it_imports_nothing_of_tamis() -> None:
    modules = [path for path in HERE.glob("*.py") if not path.name.startswith("test_")]
    assert len(modules) > 5
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path
                names = [node.module or ""]
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called not in ("__import__", "exec", "eval"), path
            for name in names:
                own = name.startswith("tests.derivation.")
                assert own or (name.split(".")[0] in sys.stdlib_module_names and "importlib" not in name), (path, name)
