"""Reading a report's text at the full-text stage, with criteria and reasons beside it, and deciding from there."""

from __future__ import annotations

from pathlib import Path

from tests.reviews import record_ids, run, run_json
from tests.tui.grid import grid, text
from tests.tui.screens.full_texts.test_screen import STAGE, folder, opened, status

__all__ = ["folder"]


async def test_a_text_is_read_and_decided_on(folder: Path, tmp_path: Path) -> None:
    first = record_ids(folder)[0]
    file = tmp_path / "one.txt"
    file.write_text(
        "\f".join(f"Page {n} of \x1b[2J[/] the report.\n\nIts end." for n in range(1, 40)), encoding="utf-8"
    )
    run(folder, "fulltext", STAGE, first, "--retrieved", str(file), role="ANNA")
    async with opened(folder, (130, 24)) as pilot:
        await pilot.press("home", "v")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "p. 1 of 39 · one.txt" in text(pilot.app) and "Page 1 of [2J[/] the report." in text(pilot.app)
        assert "1 Another population" in text(pilot.app)
        await pilot.press("/", *"page 30", "enter")
        assert "/page 30 1/1" in grid(pilot.app)[2] and "Page 30 of" in text(pilot.app)
        await pilot.press("/", *"its end", "enter", "]", "]", "[")
        assert "2/39" not in grid(pilot.app)[2] and "/39" in grid(pilot.app)[2]
        await pilot.press("end")
        assert "Page 39" in text(pilot.app)
        await pilot.press("o")
        assert status(pilot).startswith("name a program in config.toml")
        await pilot.press("n", "2")
        await pilot.pause()
        assert "excluded: Another setting" in status(pilot)
    said = run_json(folder, "decisions", "export", "--format", "json", role="ANNA")
    assert [each["verdict"] for each in said if each["record_id"] == first and each["stage"] == STAGE] == ["exclude"]


async def test_at_80_columns_the_text_has_them_all(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("word " * 60, encoding="utf-8")
    run(folder, "fulltext", STAGE, record_ids(folder)[0], "--retrieved", str(file), role="ANNA")
    async with opened(folder) as pilot:
        await pilot.press("home", "v")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Another population" not in text(pilot.app)
        assert max(len(line.rstrip()) for line in grid(pilot.app)[3:8]) > 70
        await pilot.press("q")
        assert "full text: retrieved" in text(pilot.app)
