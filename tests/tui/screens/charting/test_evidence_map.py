"""The evidence map in the app: every number of it opens its studies."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import make_review, run_json
from tests.tui.grid import grid, text
from tests.tui.test_nasty import MARKUP, check
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.charting.evidence_map import EvidenceMapScreen
from tui.screens.records import RecordsScreen

DESIGNS = ("trial", "interviews", "survey")
ROLES = ("worker", "teacher; leader", "worker; leader", "leader")


def charted(folder: Path, records: int = 9) -> list[str]:
    _, studies = charting_review(folder, "ANNA", records=records)
    for n, study in enumerate(studies):
        country = ("Norway", "Denmark")[n % 2]
        fill_in(folder, study, "ANNA", design=DESIGNS[n % 3], roles=ROLES[n % 4], country=country)
    return studies


async def test_every_cell_opens_its_studies(tmp_path: Path) -> None:
    studies = charted(tmp_path / "r")
    cells = run_json(tmp_path / "r", "chart", "map", "design", "roles")["cells"]
    with Review(tmp_path / "r", role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("m")
            await pilot.pause()
            assert isinstance(app.screen, EvidenceMapScreen) and "map · Design × Roles" in grid(app)[0]
            seen = {}
            for row in range(3):
                for column in range(3):
                    words = grid(app)[-2].strip()
                    if "shows them" in words:
                        await pilot.press("enter")
                        await pilot.pause()
                        assert isinstance(app.screen, RecordsScreen)
                        seen[tuple(words.split(":")[0].split(" × "))] = list(app.screen.listing.view)
                        await pilot.press("q")
                        await pilot.pause()
                    await pilot.press("right" if column < 2 else "j")
                await pilot.press("left", "left")
                assert row < 3
            assert seen == {(each["row"], each["column"]): each["record_ids"] for each in cells if each["n"]}
            assert {each for ids in seen.values() for each in ids} == set(studies)


async def test_moving_in_the_map(tmp_path: Path) -> None:
    charted(tmp_path / "r")
    with Review(tmp_path / "r", role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("m")
            await pilot.pause()
            seen = []
            for key in ("j", "k", "end", "home", "pagedown", "pageup"):
                await pilot.press(key)
                seen.append(grid(app)[-2].split(" × ")[0].strip())
            assert seen == ["interviews", "trial", "survey", "trial", "survey", "trial"]


async def test_other_items_letters_and_one_item_alone(tmp_path: Path) -> None:
    charted(tmp_path / "r")
    with Review(tmp_path / "r", role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("m")
            await pilot.pause()
            await pilot.press("t", "3")
            assert "1 worker   2 teacher" in text(app)
            assert "a = Norway" in text(app) and "b = Denmark" in text(app)
            await pilot.press("r", "3")
            assert "map · Country × Roles" in grid(app)[0]
            await pilot.press("c", "-")
            assert grid(app)[0].startswith(" map · Country  ") and "Norway: 5 studies" in grid(app)[-2]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_nasty_text_and_nothing_to_count(tmp_path: Path, size: tuple[int, int]) -> None:
    label = MARKUP.replace('"', "'")
    protocol = charting_protocol("ANNA").replace('"Design"', f'"{label}"').replace('"trial"', f'"{label}"')
    make_review(tmp_path / "r", records=2, text=protocol)
    with Review(tmp_path / "r", role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("m")
            await pilot.pause()
            assert "No form is complete yet" in text(app)
            await pilot.press("enter", "right", "j", "end", "space", "b")
            check(app)
    study = run_json(tmp_path / "r", "dedup", "--groups")[0]["record_id"]
    fill_in(tmp_path / "r", study, "ANNA", design=label, roles="leader")
    with Review(tmp_path / "r", role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("m")
            await pilot.pause()
            for key in ("end", "end", "t", "4", "right", "right", "?", "q"):
                await pilot.press(key)
                await pilot.pause()
                check(app)
            assert "[/]" in text(app)
