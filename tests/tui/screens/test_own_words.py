"""`U` where one speaks for all to see: on the dashboard, the sources, the duplicates and the disagreements."""

from __future__ import annotations

from pathlib import Path

from store.acts.duplicates.verdicts import verdicts
from store.folder.review import Review
from tests.reviews import decide_all, make_review, record_ids, ris, run, run_json
from tests.tui.grid import grid
from tests.tui.screens.test_undoing import STAGE, opened, settled, status


def imported(folder: Path) -> Path:
    make_review(folder)
    file = folder.parent / "found.ris"
    file.write_text(ris(range(4)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Testbase", role="ANNA")
    return folder


async def test_sources_and_dashboard(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    async with opened(folder, None) as pilot:
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("U")
        await settled(pilot)
        lines = grid(pilot.app)
        assert lines[0].strip().startswith("last acts · imports")
        assert "import 1: 4 records from Testbase" in lines[2] and "asks" in lines[2]
        await pilot.press("enter")
        assert status(pilot) == "enter again to take back: import 1: 4 records from Testbase"
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert status(pilot) == "taken back: import 1: 4 records from Testbase"
        await pilot.press("q")
        await settled(pilot)
        assert "taken back" in grid(pilot.app)[3], "the sources are read anew"
        await pilot.press("q", "U")
        await settled(pilot)
        assert grid(pilot.app)[0].strip().startswith("last acts · said for all to see")
        await pilot.press("enter")
        assert "import itself" in status(pilot) and "NOT SAVED" not in status(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert status(pilot).startswith("done again: import 1")
        await pilot.press("q")
        await settled(pilot)
        assert "identified 4" in grid(pilot.app)[2], "the dashboard counts anew"


async def test_disagreements(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(4)])
    decide_all(folder, "BO", STAGE, [("T0", "exclude", "wrong-topic"), *[(f"T{n}", "include") for n in (1, 2, 3)]])
    async with opened(folder, None) as pilot:
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("y", *"agreed", "enter")
        await settled(pilot)
        assert "z reopen" in status(pilot)
        await pilot.press("U")
        await settled(pilot)
        assert "resolved: include" in grid(pilot.app)[2] and "On harbour" in grid(pilot.app)[2]
        await pilot.press("enter")
        await settled(pilot)
        assert status(pilot) == "taken back: resolved: include"
        await pilot.press("q")
        await settled(pilot)
        assert "1 of 1" in grid(pilot.app)[0] and "resolved" not in status(pilot)
    assert run_json(folder, "disagreements", STAGE)["items"][0]["state"] == "open"


async def test_duplicates(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", role="ANNA")
    run(folder, "dedup", "--not-same", first, second, role="ANNA")
    async with opened(folder, None, screen="duplicates") as pilot:
        await pilot.press("U")
        await settled(pilot)
        assert "not the same" in grid(pilot.app)[2] and "“On harbour" in grid(pilot.app)[2]
        await pilot.press("enter")
        await settled(pilot)
        assert status(pilot).startswith("taken back: not the same: “On harbour harbour harbour harb…” and “On")
        await pilot.press("q")
        await settled(pilot)
        assert grid(pilot.app)[0].strip().startswith("duplicates")
    with Review(folder) as review:
        assert not verdicts(review)
