"""By keys alone: two chart with quotes from the text, agree, code, settle, compare, and read it in the report."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.folder.review import Review
from tests.charts import charting_protocol
from tests.reviews import decide_all, make_review, record_ids, run, run_json
from tests.tui.cli.chart.test_code import charted_review
from tests.tui.grid import grid, text
from tests.tui.screens.charting.test_evidence import FULL_TEXT
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

TEXTS = (
    "Peer mentors were paid for each workshop.\n\nManagers trusted them from the start.",
    "Nobody asked the peer mentors.\n\nThey were never paid.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = charting_protocol("ANNA", "BO").replace('[[stage]]\nid = "charting"\n', FULL_TEXT)
    folder = make_review(tmp_path / "r", records=2, text=plan)
    for number, (record, words) in enumerate(zip(record_ids(folder), TEXTS, strict=True)):
        (folder / f"{number}.txt").write_text(words, encoding="utf-8")
        run(folder, "fulltext", "full-text", record, "--retrieved", str(folder / f"{number}.txt"), role="ANNA")
    decide_all(folder, "ANNA", "full-text", [("T0", "include"), ("T1", "include")])
    return folder


@asynccontextmanager
async def opened(folder: Path, role: str, stage: str = "charting") -> AsyncIterator[Pilot[None]]:
    with Review(folder, role=role) as review:
        app = TamisApp(DiskReview(review), stage=stage, screen="charting")
        async with app.run_test(size=(130, 40)) as pilot:
            await settled(pilot)
            yield pilot


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


async def chart(pilot: Pilot[None], findings: str) -> None:
    """A form: country, design, findings with the first sentence as a quote."""
    await settled(pilot)
    await pilot.press("home", "j", "j", "enter", *"Norway", "enter", "1", "end", "enter")
    await pilot.press(*findings, "ctrl+s")
    await pilot.pause()
    assert "> Findings" in text(pilot.app), text(pilot.app)
    await pilot.press("e", "s", "e")
    assert status(pilot).startswith("quote taken for Findings"), status(pilot)
    await pilot.press("c")


async def test_a_category_is_given_and_another_made(tmp_path: Path) -> None:
    folder, _ = charted_review(tmp_path / "r", "ANNA")
    run(folder, "chart", "code", "findings", "--category", "being paid", role="ANNA")
    async with opened(folder, "ANNA", "coding") as pilot:
        assert "[ ] being paid" in text(pilot.app) and "0 of 3 forms complete" in text(pilot.app)
        await pilot.press("1", "c")
        assert "1 of 3 forms complete" in text(pilot.app), text(pilot.app)
        await pilot.press("n", *"trust", "enter", "enter", "enter")
        await settled(pilot)
        assert status(pilot) == "findings: 2 categories" and "[ ] trust" in text(pilot.app)


@pytest.mark.slow
async def test_from_quotes_to_the_report(folder: Path) -> None:
    first, second = record_ids(folder)
    for role in ("ANNA", "BO"):
        async with opened(folder, role) as pilot:
            await chart(pilot, "pay")
            await chart(pilot, "not asked" if role == "ANNA" else "left out")
            assert "2 of 2 forms complete" in text(pilot.app)
            await pilot.press("q")  # on the dashboard it is stated what one has finished
            await settled(pilot)
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("d")
        assert "not asked" in text(pilot.app) and "left out" in text(pilot.app)
        await pilot.press("1", "q")
        await pilot.press("k", "end", "C")
        assert "again: the answers to Findings are coded" in status(pilot)
        await pilot.press("C")
        await settled(pilot)
        assert "Coding" in grid(pilot.app)[0], text(pilot.app)
        for name in ("being paid", "being asked", "power"):
            await pilot.press("n", *name, "enter", "enter", "enter")
            await settled(pilot)
        assert status(pilot) == "findings: 3 categories"
        assert "Peer mentors were paid for each workshop." in text(pilot.app)
        await pilot.press("e", "1", "c")
        await pilot.press("2", "c")
        assert "2 of 2 forms complete" in text(pilot.app), text(pilot.app)
        await pilot.press("q", "q")
        await settled(pilot)
    assert run_json(folder, "chart", "code", "findings", role="BO")["sealed"]
    async with opened(folder, "BO", "coding") as pilot:
        assert "[ ] being paid" in text(pilot.app) and "0 of 2 forms complete" in text(pilot.app)
        await pilot.press("1", "c", "1", "2", "c")
        assert "2 of 2 forms complete" in text(pilot.app), text(pilot.app)
        await pilot.press("d")
        await settled(pilot)
        assert "being asked" in text(pilot.app) and "ANNA" in text(pilot.app)
        await pilot.press("1", "q", "r")
        assert status(pilot).startswith("rename") or "rename:" in text(pilot.app)
        await pilot.press(*"power", "enter", *"having power", "enter")
        await settled(pilot)
        await pilot.press("=")
        await settled(pilot)
        assert "compare ·" in grid(pilot.app)[0]
        await pilot.press("r", *["backspace"] * 30, *"design findings", "enter")
        assert "trial × being paid" in text(pilot.app)
        assert "“Peer mentors were paid for each workshop.”" in text(pilot.app), text(pilot.app)
        await pilot.press("tab")
        assert "no study gave these together" in status(pilot) and "having power" in text(pilot.app)
        await pilot.press("q", "q", "r")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
    cells = {
        tuple(each["values"]): each["record_ids"]
        for each in run_json(folder, "chart", "compare", "design", "findings")["cells"]
    }
    assert cells == {("trial", "being paid"): [first], ("trial", "being asked"): [second]}
    page = (folder / "report" / "report.md").read_text(encoding="utf-8")
    assert "being paid" in page
