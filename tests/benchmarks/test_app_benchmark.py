"""What the app costs in a pseudo-terminal, on a review on disk, half of it decided: printed, not asserted.

`-m benchmark -s`; TAMIS_BENCHMARK_RECORDS="1000 500000" measures other sizes. One key is pressed at a time, and the
next only when the frame that the last one made has come to its end.
"""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from statistics import median

import pytest

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import DiskDecisionStore
from tests.big import make_big_review
from tests.tui.fake import Clock
from tests.tui.terminal import Terminal
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.finding.query import Query
from tui.finding.search import Search
from tui.finding.vocabulary import Vocabulary
from tui.screens.base import TamisScreen
from tui.screens.screening.finding import SLICE

pytestmark = pytest.mark.benchmark

SIZES = [int(each) for each in os.environ.get("TAMIS_BENCHMARK_RECORDS", "1000 100000").split()]
STAGE = "title-abstract"
KEYS = 40
DECISIONS = 5_000
STARTS = 5
TICKS = os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module", params=SIZES)
def review(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_big_review(tmp_path_factory.mktemp("app") / "review", request.param)
    with Review(folder, role="ANNA") as opened:
        desk = DiskDecisionStore(opened, "ANNA", STAGE)
        half = list(opened.records)[: request.param // 2]
        desk.save_all((Decision(record=each, verdict=Verdict.EXCLUDE, reason="wrong-topic") for each in half), act="x")
    return folder


def cpu_of(process: int) -> float:
    """Seconds of CPU that a process has used, to a hundredth."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def scheduled(process: int) -> float:
    """Milliseconds that all threads of a process have run, to the microsecond."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(each.read_text().split()[0]) for each in tasks) / 1e6


def memory_of(process: int) -> int:
    """The greatest memory that a process has had in RAM, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def start(size: tuple[int, int], shown: str, *arguments: str) -> tuple[Terminal, str]:
    """The app with the words `shown` on it, and the CPU from the process's beginning until they were (median)."""
    spent = []
    while True:
        terminal = Terminal(*size, "tui", *arguments)
        try:
            terminal.wait(lambda terminal=terminal: any(shown in line for line in terminal.lines))  # type: ignore[misc]
            spent.append(cpu_of(terminal.pid))
        except BaseException:
            terminal.close()
            raise
        if len(spent) == STARTS:
            return terminal, f"{median(spent):.2f} s CPU ({min(spent):.2f}–{max(spent):.2f})"
        terminal.close()


def press(terminal: Terminal, key: str, times: int) -> str:
    """Bytes, frames and CPU of one press, on average; what the app does while the record is read is not counted."""
    spent, costs = 0.0, []
    for _ in range(times):
        terminal.read_on()
        before = scheduled(terminal.pid)
        costs.append(terminal.press(key, lambda shown=terminal.lines: terminal.lines != shown))
        spent += (scheduled(terminal.pid) - before) / times
    painted, size = (sum(each) / times for each in zip(*costs, strict=True))
    return f"{size:7,.0f} B {painted:5.2f} frames {spent:6.1f} ms CPU"


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_keys(review: Path, size: tuple[int, int], capsys: pytest.CaptureFixture[str]) -> None:
    terminal, spent = start(size, "BACKGROUND", "-C", str(review), "--as", "ANNA", "screen", STAGE)
    try:
        rows = [f"start {spent}, {memory_of(terminal.pid)} MB"]
        press(terminal, "y", 5)
        for name, key, times in (("decide", "y", KEYS), ("move", "j", KEYS), ("page", "\x1b[6~", KEYS // 4)):
            rows.append(f"{name:8} {press(terminal, key, times)}")
        rows.append(f"afterwards {memory_of(terminal.pid)} MB")
    finally:
        terminal.close()
    with capsys.disabled():
        print(f"\n{records_of(review):,} records, {size[0]}×{size[1]}")
        print("\n".join(f"  {row}" for row in rows))


def test_dashboard(review: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal, spent = start((80, 24), "press enter", "-C", str(review), "--as", "ANNA")
    row = f"dashboard {spent}, {memory_of(terminal.pid)} MB"
    terminal.close()
    with capsys.disabled():
        print(f"\n{records_of(review):,} records: {row}")


async def test_a_long_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CPU and memory of a decision of two keys, thousand by thousand, through the app without a terminal."""
    clock, rows = Clock(), []
    monkeypatch.setattr(TamisScreen, "clock", clock)
    monkeypatch.setattr(TamisScreen, "pressed_at", lambda _self, _key: clock.now)
    with Review(make_big_review(tmp_path / "review", 13_178), role="ANNA") as opened:
        app = TamisApp(DiskReview(opened), stage=STAGE)
        async with app.run_test(size=(80, 24)) as pilot:

            async def decide(times: int) -> None:
                for _ in range(times):
                    await pilot.pause()
                    clock.now += 1
                    await pilot.press("n", "1")

            await decide(300)
            for number in range(1, DECISIONS // 1000 + 1):
                spent, memory = time.process_time(), resident()
                await decide(1000)
                spent, memory = time.process_time() - spent, resident() - memory
                rows.append(f"{number:,}000 decisions: {spent:5.1f} ms CPU, {memory / 1000:4.1f} kB a decision")
            assert app.screen.session.progress.decided == 300 + DECISIONS
    with capsys.disabled():
        print("\n" + "\n".join(rows))


def resident() -> int:
    """The memory that this process has in RAM, in kB."""
    gc.collect()
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def records_of(review: Path) -> int:
    with Review(review) as opened:
        return len(opened.records)


PACE = 0.1
"""Seconds from one typed letter to the next: few people type as fast."""


def time_search(search: Search) -> str:
    """CPU until the first hit, and until all records have been looked at, in slices as the screen does it."""
    begun, first = time.process_time(), None
    while not search.done:
        search.run(SLICE)
        if first is None and search.hits:
            first = time.process_time() - begun
    spent = time.process_time() - begun
    shown = "none" if first is None else f"{first * 1000:.0f} ms"
    return f"first {shown:>7}, all {spent * 1000:6,.0f} ms"


def test_search(review: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a query put in at once, of the last letter of a typed one, and of one when the words have been learnt."""
    rows = []
    with Review(review, role="ANNA") as opened:
        place = DiskReview(opened)
        session = place.screening_session(STAGE)
        count = len(session.view)
        learnt = Vocabulary(place.record_pages)
        begun = time.process_time()
        while not learnt.done:
            learnt.run(SLICE)
        rows.append(f"the words are learnt in {time.process_time() - begun:.2f} s")

        def search(text: str, vocabulary: Vocabulary, before: Search | None = None) -> Search:
            query = Query(text, session.sources)
            if before is not None and query.extends(before.query):
                return before.narrowed(query)
            return Search(query, session.view, place, wanted=session.viewed, vocabulary=vocabulary)

        def typed(text: str) -> Search:
            vocabulary, found = Vocabulary(place.record_pages), None
            for length in range(1, len(text)):
                found = search(text[:length], vocabulary, found)
                until = time.process_time() + PACE
                while time.process_time() < until:
                    found.run(SLICE)
                    if found.done or found.hits:
                        vocabulary.run(SLICE)
            return search(text, vocabulary, found)

        queries = [f"municipality {count - 2}", f"municipality {count // 2}", "harbourage", "zürich", "ærø", "peer"]
        for text in queries:
            for name, made in (
                ("at once", search(text, Vocabulary(place.record_pages))),
                ("typed", typed(text)),
                ("words learnt", search(text, learnt)),
            ):
                rows.append(f"{text:20} {name:12} {time_search(made)}, {len(made.hits):,} hits")
    with capsys.disabled():
        print(f"\nsearch over {count:,} records, CPU")
        print("\n".join(f"  {row}" for row in rows))
