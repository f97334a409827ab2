"""For all tests: no clock judges them, nothing of theirs lands in a home, and what is slow is marked so."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from core import gc_pause
from tests.cpu import dear_tests
from tests.examples import USUAL

# In CI the examples are the same for the same tree, so that a commit is judged by itself; elsewhere they are new ones.
settings.register_profile(
    "no clock",
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=USUAL,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("no clock"), max_examples=10 * USUAL)  # what `make long` goes by
settings.register_profile("quick", settings.get_profile("no clock"), max_examples=USUAL // 4)  # and `make quick`
settings.load_profile("no clock")
gc.set_threshold(10_000, 10, 10)  # many objects are made, and few cycles


def _with_snapshots(items: list[pytest.Item]) -> list[pytest.Item]:
    return [each for each in items if "snapshot" in getattr(each, "fixturenames", ())]


NOT_QUICK = ("slow", "long", "benchmark", "crosscheck")
ALL_QUICK = ("tests/core/", "tests/store/")
ONE_QUICK = "tests/tui/screens/"
NUMBERS = count()


MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""So many bytes must be free in memory: a run of all tests leaves a tenth of that in its folders."""


def _work_in_memory(config: pytest.Config) -> None:
    """Let temporary folders lie in memory, where a system has a place for it, and nobody has named another one.

    On a disk three files of tests took 16.8 s of CPU instead of 14.3, and 45 s instead of 24. To look at what a test
    has left, set TMPDIR.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return
    place = tempfile.mkdtemp(prefix="tamis-tests-", dir=MEMORY)
    os.chmod(place, 0o1777)  # noqa: PTH101 (as /tmp is: tests act as other accounts too)
    os.environ["TMPDIR"], tempfile.tempdir = place, None
    config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))


def pytest_configure(config: pytest.Config) -> None:
    """In the end syrupy compares each snapshot that was not used with each test: 37 s of CPU for 7,000 tests."""
    _work_in_memory(config)
    if config.pluginmanager.has_plugin("syrupy"):
        from syrupy.session import SnapshotSession

        SnapshotSession.filter_valid_items = staticmethod(_with_snapshots)  # type: ignore[method-assign]


def pytest_addoption(parser: pytest.Parser) -> None:
    """How the people of a team are kept apart, in the tests that have one: by default each way in turn."""
    parser.addoption("--accounts", choices=("one", "each", "laptops"), help="run tests of a team only so")


@pytest.fixture
def accounts(pytestconfig: pytest.Config) -> tuple[str, ...]:
    """The ways to keep people apart that were asked for; without root none that needs several accounts."""
    ways = ("one", "each", "laptops") if os.geteuid() == 0 else ("one", "laptops")
    chosen = pytestconfig.getoption("--accounts")
    return (chosen,) if chosen else ways


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` runs: core and store without what is slow or dear, and a Pilot test of each room."""
    dear = dear_tests()
    rooms: set[str] = set()
    for item in items:
        file = item.nodeid.partition("::")[0]
        if any(item.get_closest_marker(name) for name in NOT_QUICK):
            continue
        # What stands in no folder of its own is a screen by itself.
        room = file.rpartition("/")[0] + "/" if file.count("/") > ONE_QUICK.count("/") else file
        first = file.startswith(ONE_QUICK) and room not in rooms and item.get_closest_marker("asyncio")
        if first:
            rooms.add(room)
        if first or (file.startswith(ALL_QUICK) and item.nodeid.partition("[")[0] not in dear):
            item.add_marker("quick")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let nobody open a pseudo-terminal but tests that are marked as slow, or never run by themselves.

    Only benchmarks start a new interpreter in each.
    """
    if module := sys.modules.get("tests.tui.terminal"):
        module.Terminal.anew = item.get_closest_marker("benchmark") is not None
        module.Terminal.allowed = any(item.get_closest_marker(name) for name in NOT_QUICK)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder for the test; pytest's own would first look through those of all tests before it."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    folder = tmp_path_factory.getbasetemp() / f"{next(NUMBERS):05d}-{name}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def nothing_stays_frozen() -> Iterator[None]:
    """An app has the garbage collector leave out what it holds; after its test that can go.

    Otherwise all apps of a run stay in memory.
    """
    yield
    gc_pause.unfreeze()


def pytest_sessionfinish() -> None:
    """What is left goes with the process: pytest would have the garbage collector walk through all of it five times."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folders in which programs keep what they know of a person: crash reports, settings.

    And that of the sample reviews that tests copy (`tests.reviews.copied_demo`), one for all workers of a run.
    """
    of_this_worker = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        run = of_this_worker.parent if "PYTEST_XDIST_WORKER" in os.environ else of_this_worker
        patch.setenv("TAMIS_DEMOS_OF_TESTS", str(run))
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_wait_for_the_disk(request: pytest.FixtureRequest) -> Iterator[None]:
    """No power is cut here, so no test waits until what it wrote is on the disk: that took most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if request.config.option.markexpr != "benchmark":
            for name in ("fsync", "fdatasync"):
                patch.setattr(os, name, os.fstat)  # which refuses a closed file as they do
        yield
