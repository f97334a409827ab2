"""One key takes back more than three records only when it comes twice, and an import never: on real reviews."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from core.records.record import Record
from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from tests.charts import charting_review
from tests.reviews import decide_all, made_once, make_review, protocol, record_ids, ris, run, run_json
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

STAGE = "title-abstract"
STEP = """
[[stage]]
id = "type"
title = "Publication type"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "editorial", label = "editorial" }]
suggest = { rule = "publication-type", exclude = ["editorial"] }
"""


@asynccontextmanager
async def opened(folder: Path, stage: str | None, **options: Any) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), stage=stage, **options)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            yield pilot


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


@made_once
def step_review(folder: Path, *, editorials: int, others: int) -> Path:
    make_review(folder, text=protocol().replace("[[stage]]", STEP + "[[stage]]", 1))
    file = folder.parent / "types.ris"
    kinds = ris(range(editorials)).replace("ER  - ", "M3  - Editorial\nER  - ")
    file.write_text(kinds + "\n" + ris(range(editorials, editorials + others)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Testbase")
    return folder


async def test_an_import_is_never_what_a_plain_z_takes_back(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=6)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    said = "not by this key: tamis undo title-abstract takes back import of 5 "
    async with opened(folder, STAGE) as pilot:
        assert "5 of 6" in grid(pilot.app)[0]
        await pilot.press("y", "z")
        assert status(pilot) == "undone: the record is undecided"
        for key in ("z", "z", "backspace"):
            await pilot.press(key)
            assert status(pilot).startswith(said) and "5 of 6" in grid(pilot.app)[0]
        await pilot.press("Z")
        assert status(pilot) == "redone: the record is included"
    assert len(run_json(folder, "undo", STAGE, role="ANNA")["records"]) == 1
    run(folder, "undo", STAGE, "--yes", role="ANNA")
    async with opened(folder, STAGE) as pilot:  # what a command took back, a key does again when it is sure
        await pilot.press("Z")
        assert (
            status(pilot).startswith("Z again to redo: import of 5 decisions from") and "0 of 6" in grid(pilot.app)[0]
        )
        await pilot.press("Z")
        assert status(pilot) == "redone: 5 decisions" and "5 of 6" in grid(pilot.app)[0]


async def test_even_a_small_import_is_not_taken_back_by_a_key(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    async with opened(folder, STAGE) as pilot:
        await pilot.press("z")
        assert "takes back import of 1 " in status(pilot) and "1 of 2" in grid(pilot.app)[0]


ASKED = "z again to undo: bulk exclusion of 4 as editorial"


@pytest.mark.parametrize("between", ["j", "f5", "k", "?"])
async def test_a_bulk_is_taken_back_by_the_second_z_and_kept_by_any_other_key(tmp_path: Path, between: str) -> None:
    folder = step_review(tmp_path / "review", editorials=4, others=1)
    run(folder, "suggest", "type", "--apply", role="ANNA")
    async with opened(folder, "type") as pilot:
        assert "4 of 5" in grid(pilot.app)[0]
        await pilot.press("z")
        assert status(pilot) == ASKED and "4 of 5" in grid(pilot.app)[0]
        await pilot.press(between, *(["q"] if between == "?" else []), "z")
        assert status(pilot) == ASKED and "4 of 5" in grid(pilot.app)[0], "another key took the question back"
        await pilot.press("z")
        assert status(pilot) == "undone: 4 decisions" and "0 of 5" in grid(pilot.app)[0]
        await pilot.press("Z")
        assert status(pilot) == "Z again to redo: bulk exclusion of 4 as editorial"
        await pilot.press("z")
        assert status(pilot) == "nothing can be undone" and "0 of 5" in grid(pilot.app)[0]
        await pilot.press("Z", "Z")
        assert status(pilot) == "redone: 4 decisions" and "4 of 5" in grid(pilot.app)[0]


async def test_the_palette_is_another_key(tmp_path: Path) -> None:
    folder = step_review(tmp_path / "review", editorials=4, others=0)
    run(folder, "suggest", "type", "--apply", role="ANNA")
    async with opened(folder, "type") as pilot:
        await pilot.press("z", "ctrl+p", *"undo", "enter")
        await pilot.pause()
        assert status(pilot) == ASKED and "4 of 4" in grid(pilot.app)[0]


async def test_what_is_said_in_the_place_of_the_question_takes_it_back(tmp_path: Path) -> None:
    folder = step_review(tmp_path / "review", editorials=4, others=0)
    run(folder, "suggest", "type", "--apply", role="ANNA")
    async with opened(folder, "type") as pilot:
        await pilot.press("z")
        pilot.app.screen.say("somebody has said something new")  # type: ignore[attr-defined]
        await pilot.press("z")
        assert status(pilot) == ASKED and "4 of 4" in grid(pilot.app)[0]


async def test_what_was_passed_on_and_the_screens_that_share_the_journal_ask_too(tmp_path: Path) -> None:
    folder = step_review(tmp_path / "review", editorials=1, others=5)
    run(folder, "suggest", "type", "--pass-rest", role="ANNA")
    asked = "z again to undo: bulk inclusion of 5 that nothing was suggested for"
    async with opened(folder, "type") as pilot:
        await pilot.press("enter", "z")
        assert status(pilot) == asked
        await pilot.press("q", "r", "z")
        assert status(pilot) == asked and "5 of 6" in grid(pilot.app)[0]
        await pilot.press("z")
        assert status(pilot) == "undone: 5 decisions" and "0 of 6" in grid(pilot.app)[0]


async def test_an_import_that_came_from_elsewhere_since_is_not_what_was_agreed_to(tmp_path: Path) -> None:
    folder = step_review(tmp_path / "review", editorials=4, others=4)
    run(folder, "suggest", "type", "--apply", role="ANNA")
    async with opened(folder, "type") as pilot:
        await pilot.press("z")
        run(folder, "suggest", "type", "--pass-rest", role="ANNA")
        await pilot.press("z")
    assert run_json(folder, "status", role="ANNA")["stages"][0]["reviewers"]["ANNA"]["done"] == 8


async def test_a_failed_save_does_not_hide_the_question() -> None:
    workplace = MemoryReviewAdapter(8)
    desk = workplace.desk
    async with TamisApp(workplace, stage=STAGE).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk.save_all([Decision(record=each, verdict=Verdict.MAYBE) for each in workplace.ids[:4]], act="apply")
        desk.broken = OSError(28, "No space left on device")
        await pilot.press("end", "y")
        assert status(pilot).startswith("NOT SAVED")
        desk.broken = None
        await pilot.press("z")
        assert status(pilot) == "z again to undo: 4 decisions" and len(desk.decisions) == 4


async def test_verdicts_on_many_pairs_are_taken_back_by_the_second_z() -> None:
    workplace = MemoryReviewAdapter(8, records=[Record(title="Editorial", year=2001)] * 8)
    async with TamisApp(workplace, screen="duplicates").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g", "g", "z")
        assert status(pilot) == "z again to undo: 4 verdicts" and len(workplace.pair_desk.said) == 4
        await pilot.press("j", "z", "z")
        assert workplace.pair_desk.said == {}


async def test_a_study_of_many_reports_is_taken_apart_by_the_second_z(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=5)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(5)])
    run(folder, "study", *record_ids(folder)[1:4])
    async with opened(folder, "full-text") as pilot:
        await pilot.press("c", "2", "enter")
        assert status(pilot) == "4 reports of one study — z undo"
        await pilot.press("z")
        assert status(pilot) == "z again to undo: study of 4 reports"
        assert len(run_json(folder, "study")["studies"][0]["reports"]) == 4
        await pilot.press("z")
        assert status(pilot).startswith("undone:")
    assert len(run_json(folder, "study")["studies"][0]["reports"]) == 3


async def test_full_texts_that_were_imported_leave_what_was_said_of_reports(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=5)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(5)])
    async with opened(folder, "full-text") as pilot:
        await pilot.press("R", *"gone", "enter", "y")
        decide_all(folder, "ANNA", "full-text", [(f"T{n}", "include") for n in range(5)])
        pilot.app.screen.look_around()  # type: ignore[attr-defined]  # else it comes between a key and what it said
        for _ in range(3):
            await pilot.press("z")
            assert "tamis undo full-text takes back import of" in status(pilot)
    assert run_json(folder, "fulltext", "full-text")["reports"][0]["state"] == "not-retrieved"


async def test_many_forms_come_back_by_the_second_key(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", records=4)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("record_id,country,design\n" + "".join(f"{each},Norway,trial\n" for each in studies))
    run(folder, "chart", "import", str(sheet), "--stage", "charting", role="ANNA")
    async with opened(folder, "charting", screen="charting") as pilot:
        await pilot.press("z")
        assert status(pilot).startswith("not by this key: tamis undo charting takes back import of")
        assert "4 of 4 forms complete" in grid(pilot.app)[0]
    run(folder, "undo", "charting", "--yes", role="ANNA")
    async with opened(folder, "charting", screen="charting") as pilot:
        await pilot.press("Z")
        assert status(pilot).startswith("Z again to redo: import of 16 answers of 4 forms from")
        assert "0 of 4 forms complete" in grid(pilot.app)[0]
        await pilot.press("Z")
        assert "4 of 4 forms complete" in grid(pilot.app)[0]


async def test_an_import_of_many_records_comes_back_by_the_second_z(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    run(folder, "withdraw", "1")
    async with opened(folder, None) as pilot:
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("z")
        assert status(pilot) == "z again to bring 4 records of import 1 in again"
        await pilot.press("j", "z", "z")
        await settled(pilot)
        assert status(pilot) == "import 1 (Testbase) is back: 4 records more"
