"""What each test costs: `pytest -p tests.cpu` names those that need more than a second of CPU, children included."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

SLOW = 1.0
"""Seconds of CPU; a test that needs more is marked as slow."""

_spent: dict[str, tuple[float, bool]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count what a test uses, with the fixtures that are made for it."""
    before = sum(os.times()[:4])
    result = yield
    _spent[item.nodeid] = sum(os.times()[:4]) - before, item.get_closest_marker("slow") is not None
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the dearest ones."""
    terminalreporter.section("CPU")
    for test, (seconds, marked) in sorted(_spent.items(), key=lambda each: -each[1][0]):
        if seconds > SLOW:
            terminalreporter.write_line(f"{seconds:6.2f} s  {'slow' if marked else 'NOT MARKED'}  {test}")
