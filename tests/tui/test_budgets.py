"""What a key may cost, in counts that do not depend on the machine."""

from __future__ import annotations

from collections import Counter

import pytest
from textual import events
from textual.widget import Widget

from tests.tui.fake import Clock, MemoryReviewAdapter
from tests.tui.grid import grid
from tui.app import TamisApp
from tui.widgets.canvas import Canvas


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
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
