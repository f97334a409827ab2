"""What a process costs: its own CPU, and its greatest memory."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Cost(NamedTuple):
    """What one thing cost: CPU in seconds, and what is said beside it."""

    seconds: float
    beside: str

    def __str__(self) -> str:
        return f"{figure(self.seconds)}, {self.beside}"


def figure(seconds: float) -> str:
    """Seconds, or milliseconds where there are few."""
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def run(command: list[str], output: Path | None = None, given: Path | None = None) -> Cost:
    """Run a process to its end, with a file given on its standard input; its own CPU and greatest memory."""
    with ExitStack() as stack:
        stdin = stack.enter_context(given.open("rb")) if given else subprocess.DEVNULL
        stdout = stack.enter_context(output.open("wb")) if output else subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=ROOT, stdin=stdin, stdout=stdout)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, f"{used.ru_maxrss // 1024} MB")


def apart(function: Callable[..., Any], *arguments: object) -> Any:
    """Call in a process of its own: Linux counts a parent's memory as its child's, so this process must stay small."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)
