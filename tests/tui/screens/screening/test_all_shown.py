"""One verdict on all that a search shows: it says how many, asks, is one act, and the report tells it apart."""

from __future__ import annotations

from pathlib import Path

from tests.reviews import decide_all, record_ids, run, run_json
from tests.tui.grid import text
from tests.tui.screens.test_undoing import STAGE, opened, settled, status


def verdicts(folder: Path) -> list[str]:
    rows = run_json(folder, "decisions", "export", "--stage", STAGE, role="ANNA")
    return [f"{row['verdict']} {row['reason']}".strip() for row in rows]


async def test_one_verdict_on_all_that_is_shown_says_how_many_and_asks(twelve: Path) -> None:
    run(twelve, "decide", STAGE, record_ids(twelve)[1], "include", role="ANNA")
    async with opened(twelve, STAGE) as pilot:
        await pilot.press("A")
        assert status(pilot).startswith("first search") and len(verdicts(twelve)) == 1
        await pilot.press("slash", *"lantern", "enter")
        await settled(pilot)
        shown = len(pilot.app.screen.session.view)  # type: ignore[attr-defined]
        assert 1 < shown < 12
        await pilot.press("A")
        assert f"all {shown - 1} undecided of /lantern?" in text(pilot.app)
        await pilot.press("n", "1")
        assert status(pilot).startswith(f"{shown - 1} record") and "1 that is decided stays" in status(pilot)
        await pilot.press("escape")
        assert len(verdicts(twelve)) == 1
        await pilot.press("A", "n", "1")
        await settled(pilot)
        await pilot.press("A")
        await settled(pilot)
        assert verdicts(twelve).count("exclude wrong-topic") == shown - 1 and verdicts(twelve).count("include") == 1
        await pilot.press("U")
        await settled(pilot)
        assert "found by “/lantern”" in text(pilot.app)
        await pilot.press("q", "z")
        await settled(pilot)
    rows = run_json(twelve, "acts", STAGE, role="ANNA")["acts"]
    assert len(rows) == 2 and len(rows[0]["records"]) == shown - 1


async def test_the_report_tells_what_was_decided_so(twelve: Path) -> None:
    async with opened(twelve, STAGE) as pilot:
        await pilot.press("slash", *"lantern", "enter")
        await settled(pilot)
        await pilot.press("A", "m")
        await settled(pilot)
        await pilot.press("A")
    rest = [(f"T{n}", "include") for n in range(12)]
    decide_all(twelve, "BO", STAGE, rest)
    decide_all(twelve, "ANNA", STAGE, [(f"T{n}", "include") for n in (0, *range(2, 10))])
    run(twelve, "report", "--out", str(twelve.parent / "report"))
    page = next((twelve.parent / "report").glob("*.html")).read_text()
    assert "in bulk that a search had shown" in page
