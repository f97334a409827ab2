"""What a key may cost, in counts that do not depend on the machine."""

from __future__ import annotations

import sys
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget

from core.screening.decision import Verdict
from store.folder.review import Review
from tests.big import make_big_review
from tests.tui.fake import Clock, MemoryReviewAdapter
from tests.tui.grid import grid
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.widgets.canvas import Canvas


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.usefixtures("each_frame")
async def test_a_key_paints_few_lines_whatever_the_number_of_records(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: Counter[str] = Counter()
    render_line = Canvas.render_line

    def counted(self: Canvas, y: int) -> object:
        painted[type(self).__name__] += 1
        return render_line(self, y)

    monkeypatch.setattr(Canvas, "render_line", counted)
    totals = []
    for records in (1_000, 100_000):
        app = TamisApp(MemoryReviewAdapter(records), stage="title-abstract")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.pause()
            costs = []
            for key in ("y", "y", "n", "1", "m", "z", "j", "k", "end", "tab"):
                painted.clear()
                await pilot.press(key)
                costs.append(painted.total())
                assert 0 < painted.total() <= size[1], (key, painted)
            totals.append(costs[:8])
    assert totals[0] == totals[1]


async def test_nothing_is_painted_while_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    app = TamisApp(MemoryReviewAdapter(100), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        refreshed = []
        monkeypatch.setattr(Widget, "refresh", lambda self, *_regions, **_options: refreshed.append(self))
        app.screen.look_around()
        app.screen.paint()
        await pilot.pause()
        assert refreshed == []


async def test_a_key_held_drops_no_move_and_decides_what_was_read(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(800)
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        clock.now += 1
        for key in "y" * 400 + "j" * 500:
            app.post_message(events.Key(key, key))
        while app.screen.session.position < 501:
            await pilot.pause()
        assert [each.record for each, _spent in workplace.desk.saves] == workplace.ids[:1]
        assert "1 of 800 · 0 %" in grid(app)[0] and "1 today" in grid(app)[0]


def test_a_decision_late_in_a_long_session_costs_what_an_early_one_does(tmp_path: Path) -> None:
    """In calls and in bytes; how many milliseconds is printed by `tests/benchmarks/test_app_benchmark.py`."""
    with Review(make_big_review(tmp_path / "review", 1_000), role="ANNA") as review:
        session = DiskReview(review).screening_session("title-abstract")
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event == "call"

        def decide(times: int) -> None:
            for _ in range(times):
                session.decide(Verdict.EXCLUDE, "wrong-topic")

        def calls_of(times: int) -> int:
            nonlocal calls
            calls = 0
            sys.setprofile(count)
            try:
                decide(times)
            finally:
                sys.setprofile(None)
            return calls

        decide(100)
        early = calls_of(100)
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            decide(300)
            grown = tracemalloc.get_traced_memory()[0] - before
        finally:
            tracemalloc.stop()
        late = calls_of(100)
    assert late <= 1.05 * early
    assert grown <= 300 * 3_000
