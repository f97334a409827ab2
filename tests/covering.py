"""Which test runs which line: `coverage run -m pytest -p tests.covering` notes each test's name beside what it ran."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from coverage import Coverage


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What is run from here on, fixtures that are made for it included, is this test's."""
    if running := Coverage.current():
        running.switch_context(item.nodeid)
    result = yield
    if running:
        running.switch_context("")
    return result
