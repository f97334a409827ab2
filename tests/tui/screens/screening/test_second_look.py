"""The second look on the screen: a block of 20 at a time, each word on disk before the screen moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.folder.review import Review
from tests.reviews import decide_all, decisions_file, make_review, record_ids, run, run_json
from tests.tui.fake import Clock
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.records import RecordsScreen
from tui.screens.screening.second_look import SecondLookScreen

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """ANNA has read all 36, and excluded 30 of them."""
    folder = make_review(tmp_path / "review", records=36, coverage="20%")
    verdicts = [(f"T{n}", "exclude" if n % 6 else "include") for n in range(36)]
    decide_all(folder, "ANNA", STAGE, verdicts)
    return folder


@asynccontextmanager
async def on_dashboard(
    folder: Path, role: str = "ANNA", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role=role) as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot


async def look_again(pilot: Pilot[None]) -> None:
    await pilot.press("L")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


def listed(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run_json(folder, "second-look", STAGE, role="ANNA")["items"]
    return found


async def test_the_way_through(folder: Path) -> None:
    before = {name: run(folder, name, STAGE, "--json").output for name in ("agreement", "missed")}
    async with on_dashboard(folder) as pilot:
        await look_again(pilot)
        assert isinstance(pilot.app.screen, SecondLookScreen), text(pilot.app)
        top = grid(pilot.app)[0]
        assert "0 of 20, block 1 of 1    0 changed of 0" in top
        shown = text(pilot.app)
        assert (
            "you have excluded: " in shown
            and "for it: " in shown
            and " and " not in shown.split("for it: ")[1].split("\n")[0]
            and "nearest included: On " in shown
        )
        await pilot.press("y")
        assert status(pilot) == "included at a second look — z undo"
        assert [each["state"] for each in listed(folder)[:2]] == ["changed", "open"]
        await pilot.press("n")
        assert status(pilot).startswith("stays excluded: ") and status(pilot).endswith(" — z undo")
        assert [each["state"] for each in listed(folder)[:3]] == ["changed", "confirmed", "open"]
        assert "1 changed of 2" in grid(pilot.app)[0]
        await pilot.press("z", "z")
        assert {each["state"] for each in listed(folder)} == {"open"}
        await pilot.press("z")
        assert "not here: what would be taken back is " in status(pilot)
        await pilot.press("Z", "q")
        assert "L second look" in grid(pilot.app)[-1] or "x disagreements" in grid(pilot.app)[-1]
    assert [each["state"] for each in listed(folder)[:2]] == ["changed", "open"]
    assert {name: run(folder, name, STAGE, "--json").output for name in before} == before


async def test_it_goes_on_where_it_was_left_and_in_blocks(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=260, coverage="20%")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude" if n % 13 else "include") for n in range(260)])
    async with on_dashboard(folder) as pilot:
        await look_again(pilot)
        assert "0 of 20, block 1 of 2" in grid(pilot.app)[0]
        await pilot.press(*"n" * 19)
        await pilot.press("q")
        await look_again(pilot)
        assert "19 of 20, block 1 of 2" in grid(pilot.app)[0]
        await pilot.press("y")
        assert status(pilot).endswith("; block read, enter goes on")
        await pilot.press("y")
        assert status(pilot) == "all read — this key decides nothing here"
        await pilot.press("enter")
        assert "0 of 4, block 2 of 2    1 changed of 20" in grid(pilot.app)[0]
        await pilot.press("z")
        assert "19 of 20, block 1 of 2" in grid(pilot.app)[0] and "0 changed" in grid(pilot.app)[0]
        await pilot.press("n", "enter", *"nnnn")
        assert status(pilot).endswith("; all of them read again")
        await pilot.press("enter")
        assert status(pilot) == "all that is listed has been read again"


async def test_a_key_held_decides_on_one_record(folder: Path, clock: Clock) -> None:
    async with on_dashboard(folder) as pilot:
        await look_again(pilot)
        await pilot.press("n")
        clock.reading = 0
        await pilot.press("n", "n")
        assert "n not taken" in status(pilot)
    assert sum(each["state"] == "confirmed" for each in listed(folder)) == 1


async def test_what_cannot_be_looked_at_again_says_why(folder: Path) -> None:
    async with on_dashboard(folder, "BO") as pilot:
        await look_again(pilot)
        assert "BO has read nothing here" in status(pilot)
    async with on_dashboard(folder, "CHIEF") as pilot:
        await look_again(pilot)
        assert "the stage is not read yet, or not opened" in status(pilot)


async def test_who_does_not_read_the_stage_lists_what_one_reader_alone_excluded(folder: Path) -> None:
    ids = record_ids(folder)
    run(folder, "sample", STAGE, "--draw", "--yes")
    owed = map(ids.index, run_json(folder, "sample", STAGE)[0]["ids"])
    decide_all(folder, "BO", STAGE, [(f"T{n}", "exclude" if n % 6 else "include") for n in owed])
    run(folder, "status", role="ANNA")
    told = run_json(folder, "second-look", STAGE)
    assert told["items"] and told["excluded"] < 30
    run(folder, "second-look", STAGE, "--confirm", told["items"][0]["record_id"], role="ANNA")
    async with on_dashboard(folder, "CHIEF", size=(200, 50)) as pilot:
        await look_again(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, RecordsScreen), status(pilot)
        assert list(screen.listing.view) == [each["record_id"] for each in told["items"]]
        assert f"second look: of {told['excluded']} read by one alone" in grid(pilot.app)[0]
        await pilot.press("j", "k")
        for again, item in zip(("read again, stays excluded", "not read again"), told["items"], strict=False):
            why = f"{again} · for it: {', '.join(item['speaks_for'])} · nearest included: On "
            assert f"ANNA excluded: no reason given · {why}" in status(pilot)
            await pilot.press("j")
        await pilot.press("y", "n")
        assert isinstance(pilot.app.screen, RecordsScreen) and run_json(folder, "second-look", STAGE)["read"] == 1


async def test_what_fails_to_be_saved_says_so_and_stays(folder: Path) -> None:
    async with on_dashboard(folder) as pilot:
        await look_again(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SecondLookScreen)
        here = screen.session.current
        journal = decisions_file(folder, "ANNA", STAGE)
        journal.unlink()
        journal.mkdir()
        await pilot.press("y")
        assert status(pilot).startswith("NOT SAVED")
        assert screen.session.current == here and screen.session.changed == 0


async def test_a_second_look_is_not_taken_back_on_the_screen_of_the_decisions(folder: Path) -> None:
    first = str(listed(folder)[0]["record_id"])
    run(folder, "second-look", STAGE, "--change", first, "include", role="ANNA")
    async with on_dashboard(folder) as pilot:
        await pilot.press("k", "enter", "z")
        assert status(pilot) == "not here: what would be taken back is 1 second look, of another screen"
    assert listed(folder)[0]["state"] == "changed"
