"""What each test costs: `pytest -p tests.cpu` names those that need more than a second of CPU, children included.

With `--write-dear` it writes `tests/dear.txt` anew: what `make quick` leaves out (CONTRIBUTING.md says how).
"""

from __future__ import annotations

import resource
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

SLOW = 1.0
"""Seconds of CPU; a test that needs more is marked as slow."""
DEAR = 0.15
"""Seconds of CPU of all cases of a test together; `make quick` leaves out what needs more."""
ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests/dear.txt"

_spent: dict[str, tuple[float, bool]] = {}


def dear_tests() -> frozenset[str]:
    """The tests that `make quick` leaves out, without their cases."""
    return frozenset(LIST.read_text().split())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Whether to keep which tests were dear."""
    parser.addoption("--write-dear", action="store_true", help="write tests/dear.txt anew")


def _used() -> float:
    both = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count what a test uses, with the fixtures that are made for it."""
    before = _used()
    result = yield
    _spent[item.nodeid] = _used() - before, item.get_closest_marker("slow") is not None
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List the dearest ones."""
    terminalreporter.section("CPU")
    for test, (seconds, marked) in sorted(_spent.items(), key=lambda each: -each[1][0]):
        if seconds > SLOW:
            terminalreporter.write_line(f"{seconds:6.2f} s  {'slow' if marked else 'NOT MARKED'}  {test}")
    if config.getoption("--write-dear"):
        together: defaultdict[str, float] = defaultdict(float)
        for test, (seconds, _marked) in _spent.items():
            together[test.partition("[")[0]] += seconds
        LIST.write_text("".join(f"{each}\n" for each in sorted(together) if together[each] > DEAR))
