from __future__ import annotations

import pytest

from tests.benchmarks.bytecode import compile_sources


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    compile_sources()
