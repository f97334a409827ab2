"""Python's bytecode of the sources: an installation has it, a checkout may not."""

from __future__ import annotations

import compileall
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def compile_sources() -> None:
    """Compile what has changed, so that a process that is measured does not do it."""
    for name in ("core", "store", "tui"):
        compileall.compile_dir(ROOT / name, quiet=1)
