from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from core.protocol.values import Reason, Suggest
from core.records.record import RawField, Record
from core.screening.decision import Decision, Verdict
from tests.tui.fake import PROTOCOL, Clock, MemoryReviewAdapter, make_record
from tests.tui.grid import grid, text
from tests.tui.test_nasty import NASTY, check, nasty_record
from tests.tui.test_snapshots import SIZES
from tui.app import TamisApp

STAGE = replace(
    PROTOCOL.stages[0],
    id="type",
    title="Publication type",
    reasons=(Reason(id="editorial", label="editorial"), Reason(id="letter", label="letter")),
    suggest=Suggest(rule="publication-type", exclude=("editorial", "letter")),
)
STEPS = replace(PROTOCOL, stages=(STAGE, *PROTOCOL.stages[1:]))


def review(kinds: list[str], protocol: Any = STEPS) -> MemoryReviewAdapter:
    """A review of records of these kinds; "" gives one that is an editorial by its title alone."""
    records = []
    for index, kind in enumerate(kinds):
        usual = make_record(f"{index:016x}")
        title = usual.title if kind else "Editorial: what we have learnt"
        types = (RawField("M3", kind),) if kind else ()
        records.append(usual._replace(title=title, types=types))
    return MemoryReviewAdapter(len(kinds), protocol, records)


KINDS = ["Editorial", "Article", "Editorial", "", "Letter", "Article", "Editorial", "Article"]


async def settled(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def status_line(app: TamisApp) -> str:
    return grid(app)[-2].strip()


def row(app: TamisApp, start: str) -> list[str]:
    """The counts at the end of a group's line: waiting, hints, excluded, kept."""
    return next(line for line in grid(app) if line[3:].startswith(start)).split()[-4:]


async def test_it_can_be_left_while_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.steps.screen.SLICE", -1)  # reads nothing, so that it is never done
    monkeypatch.setattr("tui.screens.steps.screen.SHOWN", -1)
    app = TamisApp(review(KINDS), stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "reading: 0" in text(app)
        [reading] = app.workers
        app.screen.action_leave()
        assert reading.is_cancelled, "it would go on painting a screen whose widgets are gone"
        await pilot.pause()
        assert "next for you" in text(app)


async def test_the_groups_and_what_was_never_suggested() -> None:
    workplace = review(KINDS)
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "type · KBAA" in grid(app)[0] and "0 of 8 decided" in grid(app)[0]
        assert "Editorial 4 (" in text(app)
        assert row(app, "Editorial 4") == ["4", "1", "0", "0"]
        assert row(app, "Letter 1") == ["1", "0", "0", "0"]
        assert row(app, "nothing suggested") == ["3", "0", "0", "0"]
        await pilot.press("j", "k")
        assert status_line(app) == "Editorial 4 (Scopus M3 2, Cinahl M3 1, title 1)"
        await pilot.press("q")
        assert "identified 8" in text(app)


async def test_accepting_a_group_asks_first_keeps_exceptions_and_leaves_hints() -> None:
    workplace = review(KINDS)
    desk = workplace.desks["type"]
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "j")
        assert "Editorial: Cinahl M3 says ‹Editorial› (rule publication-type)" in text(app)
        await pilot.press("y")
        assert status_line(app) == "included — z undo"
        await pilot.press("a")
        assert status_line(app) == "exclude 2 as Editorial, keep 1, leave 1 hint to look at — a again to do it"
        assert desk.batches == []
        await pilot.press("j", "a")
        assert desk.batches == [], "another key in between takes the question back"
        await pilot.press("a")
        assert desk.batches == [("apply", 2)]
        assert status_line(app) == "excluded 2 records as Editorial — z undo"
        await pilot.press("q")
        assert row(app, "Editorial 4") == ["1", "1", "2", "1"]
        await pilot.press("z")
        assert status_line(app) == "undone: 2 decisions"
        assert row(app, "Editorial 4") == ["3", "1", "0", "1"]
        await pilot.press("a", "a")
        assert desk.batches[-1] == ("apply", 2)
        await pilot.press("a")
        assert status_line(app) == "nothing to accept: 1 hint to look at one by one"
    said = {workplace.ids.index(record): decision.verdict for record, decision in desk.decisions.items()}
    assert said == {0: Verdict.EXCLUDE, 2: Verdict.INCLUDE, 6: Verdict.EXCLUDE}


async def test_a_hint_is_excluded_one_by_one_for_the_suggested_reason() -> None:
    workplace = review(KINDS)
    desk = workplace.desks["type"]
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "j", "j")
        assert "(only a hint): the title says" in text(app)
        await pilot.press("n")
        assert desk.saves[-1][0].record == workplace.ids[3] and desk.saves[-1][0].reason == "editorial"
        assert status_line(app) == "excluded: editorial — z undo"
        await pilot.press("z", "Z", "tab", "home", "end", "pageup", "pagedown", "k", "space", "b", "?", "q")
        assert desk.decisions[workplace.ids[3]].verdict is Verdict.EXCLUDE


async def test_a_held_key_confirms_no_batch(clock: Clock) -> None:
    workplace = review(KINDS)
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for keys in ("aaaaaaaa", "pppppppp"):
            clock.now += 1
            for key in keys:
                app.post_message(events.Key(key, key))
            await pilot.pause()
            assert f"{keys[0]} not taken: the question was shown for less than 0.15 s" in text(app)
        await pilot.press("enter")
        for _ in range(4):
            clock.reading = 0.05
            await pilot.press("a")
        assert workplace.desks["type"].batches == []
        clock.reading = 0.5
        await pilot.press("a", "a")
        assert workplace.desks["type"].batches == [("apply", 3)]


async def test_a_group_that_is_read_decides_nothing_more() -> None:
    workplace = review(KINDS)
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "end", "y")
        assert "> " in grid(app)[2] and "1 of 4" in grid(app)[0], "from the top again"
        await pilot.press("n", "n", "n")
        assert status_line(app) == "excluded: editorial — z undo; all read" and "all read" in grid(app)[0]
        await pilot.press("y", "n")
        assert status_line(app) == "all read — this key decides nothing here"
        assert len(workplace.desks["type"].saves) == 4
        await pilot.press("k", "n")
        assert status_line(app) == "was included — now excluded: editorial — z undo; all read"
        await pilot.press("z")
        assert "4 of 4" in grid(app)[0]


async def test_passing_on_asks_first_and_is_one_batch() -> None:
    workplace = review(KINDS)
    desk = workplace.desks["type"]
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("p")
        assert status_line(app) == "pass on 3 records that nothing was suggested for — p again to do it"
        await pilot.press("p")
        assert desk.batches == [("pass", 3)]
        assert row(app, "nothing suggested") == ["0", "0", "0", "3"]
        await pilot.press("p")
        assert status_line(app) == "nothing waits that was never suggested"
        await pilot.press("z")
        assert desk.decisions == {}


async def test_what_nothing_was_suggested_for_can_be_read_and_excluded_for_a_reason() -> None:
    workplace = review(KINDS)
    desk = workplace.desks["type"]
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("end", "enter")
        assert "nothing suggested" in grid(app)[0] and "1 of 3" in grid(app)[0]
        await pilot.press("a", "n", "2")
        assert (desk.saves[-1][0].record, desk.saves[-1][0].reason) == (workplace.ids[1], "letter")
        await pilot.press("n", "escape", "y")
        assert desk.saves[-1][0].verdict is Verdict.INCLUDE


async def test_all_records_of_the_step_can_be_read_without_suggestions() -> None:
    workplace = review(KINDS)
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert "0 of 8 · 0 %" in grid(app)[0]
        await pilot.press("y", "q")
        await settled(pilot)
        assert row(app, "Editorial 4") == ["3", "1", "0", "1"]


async def test_another_windows_decision_and_a_failed_save() -> None:
    workplace = review(KINDS)
    desk = workplace.desks["type"]
    app = TamisApp(workplace, stage="type")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        desk.elsewhere = [Decision(record=workplace.ids[0], verdict=Verdict.EXCLUDE)]
        app.screen.look_around()
        await pilot.pause()
        assert row(app, "Editorial 4") == ["3", "1", "1", "0"]
        desk.broken = OSError("no space left")
        await pilot.press("a", "a")
        assert status_line(app) == "NOT SAVED: no space left"
        await pilot.press("enter", "j", "y")
        assert status_line(app) == "NOT SAVED: no space left"
        desk.broken = None
        await pilot.press("y")
        assert status_line(app) == "included — z undo"


async def test_a_step_with_no_records_says_so() -> None:
    app = TamisApp(MemoryReviewAdapter(0, STEPS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.open_stage("type")
        await settled(pilot)
        assert status_line(app) == "Nothing waits for you at this stage."
        await pilot.press("enter", "y", "n", "a", "tab", "z", "q", "p", "a", "q")
        assert "There are no records" in text(app)


@pytest.mark.parametrize("size", [(60, 20), (40, 9), (80, 24), (120, 40)])
async def test_nasty_text_at_every_size(size: tuple[int, int]) -> None:
    stage = replace(STAGE, id=f"type{NASTY}", title=NASTY, reasons=(Reason(id=NASTY, label=NASTY),))
    kinds: list[Record] = [
        nasty_record()._replace(types=(RawField("M3", "Editorial" if number % 2 else NASTY),)) for number in range(6)
    ]
    workplace = MemoryReviewAdapter(6, replace(STEPS, stages=(stage, *PROTOCOL.stages[1:])), kinds)
    app = TamisApp(workplace, stage=stage.id)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        check(app)
        for key in ("j", "k", "enter", "y", "n", "z", "a", "q", "end", "enter", "n", "1", "q", "a", "p", "p", "?", "q"):
            await pilot.press(key)
            check(app)


@SIZES
@pytest.mark.parametrize("keys", [(), ("enter", "j")], ids=["groups", "group"])
def test_pictures(snap_compare: Callable[..., bool], keys: tuple[str, ...], size: tuple[int, int]) -> None:
    async def press(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press(*keys)
        await pilot.pause()

    app = TamisApp(review(KINDS * 12), stage="type")
    assert snap_compare(app, terminal_size=size, run_before=press)
