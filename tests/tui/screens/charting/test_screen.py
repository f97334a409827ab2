"""The charting screen and the consensus screen, on reviews of their own in the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.folder.review import Review
from tests.charts import charting_protocol, charting_review, fill_in
from tests.core.protocol.test_appraisal import TWO
from tests.core.protocol.test_appraisal import review as appraised
from tests.reviews import make_review, run_json
from tests.tui.grid import grid, text
from tests.tui.test_nasty import MARKUP, NASTY, check
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.charting.consensus import ConsensusScreen
from tui.screens.charting.screen import ChartingScreen
from tui.widgets.canvas import Canvas


@asynccontextmanager
async def opened(folder: Path, role: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role=role) as review:
        app = TamisApp(DiskReview(review), stage="charting", screen="charting")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


def line_of(pilot: Pilot[None], label: str) -> str:
    return next(line for line in grid(pilot.app) if line[3:].startswith(label))


async def test_an_appraisal_asks_the_questions_of_the_chosen_checklist_alone(tmp_path: Path) -> None:
    folder, _ = appraised(tmp_path / "r", TWO)
    with Review(folder, role="BO") as review:
        app = TamisApp(DiskReview(review), stage="appraisal", screen="charting")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "0 of 1 answered, 1 required" in text(app)
            assert "Clear aims" not in text(app) and "Blinded" not in text(app)
            assert isinstance(app.screen, ChartingScreen)
            assert "Clear aims" not in "".join(str(each) for each in app.screen.about())
            await pilot.press("2")
            assert "1 of 15 answered, 7 required" in text(app) and "MMAT" in line_of(pilot, "MMAT")
            assert "CASP, qualitative research: " not in text(app)
            await pilot.press(*"jjjjjjjjjjjjjjjjjjj", *"kkkkkkkkkkkkkkkkkkk", "1")
            assert "1 of 21 answered, 10 required" in text(app)
            await pilot.press("c")
            assert "Clear aims" in status(pilot) and "MMAT" not in status(pilot)


async def test_a_form_is_filled_in_and_completed(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r")
    async with opened(folder, "ANNA") as pilot:
        assert "study 1 of 3" in grid(pilot.app)[0] and "0 of 3 forms complete" in grid(pilot.app)[0]
        assert "from the record" in line_of(pilot, "First author") and "required" in line_of(pilot, "Country")
        await pilot.press("c")
        assert status(pilot) == "not complete yet, required: Country, Design"
        await pilot.press("enter", *"Norwa; Denmark", "enter")
        assert "Norwa" in line_of(pilot, "Country") or "is no country" in status(pilot)
        await pilot.press("escape", "z", "enter", *"Norway; Denmark", "enter")
        assert status(pilot).startswith("Country: Norway; Denmark — z undo")
        assert "1 ( ) trial  2 ( ) interviews  3 ( ) survey" in text(pilot.app)
        await pilot.press("2")
        assert "interviews" in line_of(pilot, "Design"), "and the cursor goes on: there is only one answer"
        await pilot.press("1", "3", "1")
        assert line_of(pilot, "Roles").endswith("leader") and status(pilot).startswith("Roles: not worker")
        await pilot.press("j", "enter", *"many", "enter")
        assert "“many” is no number" in status(pilot), "and what was written is there to be mended"
        await pilot.press("escape", "0")
        assert line_of(pilot, "Participants").endswith("not reported")
        await pilot.press("c")
        assert status(pilot) == "complete — z undo, 2 forms left" and "study 2 of 3" in grid(pilot.app)[0]
        await pilot.press("z")
        assert status(pilot).startswith("undone") and "study 1 of 3" in grid(pilot.app)[0]
    (stored, *_) = run_json(folder, "chart", "export", "--format", "json")["studies"]
    assert stored["record_id"] == studies[0] and not stored["form_complete"]
    assert stored["values"]["country"] == ["Norway", "Denmark"] and stored["not_reported"] == ["participants"]


async def test_at_either_end_it_is_said_which_study_this_is(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", records=2)
    async with opened(folder, "ANNA") as pilot:
        said = []
        for action in ("previous_study", "next_study", "next_study", "previous_study"):
            await pilot.app.screen.run_action(action)
            await pilot.pause()
            said.append(status(pilot))
        assert (said[0], said[2]) == ("this is the first study", "this is the last study")
        assert not {said[1], said[3]} & {said[0], said[2]}


async def test_a_failed_save_says_so_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = charting_review(tmp_path / "r", records=1)
    async with opened(folder, "ANNA") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ChartingScreen)

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(screen.session._store, "put", full)
        await pilot.press("j", "j", "j", "1")
        assert status(pilot).startswith("NOT SAVED") and "required" in line_of(pilot, "Design")
        await pilot.press("k")
        assert status(pilot).startswith("NOT SAVED")
        monkeypatch.undo()
        await pilot.press("j", "1")
        assert status(pilot).startswith("Design: trial")


async def test_consensus_item_by_item(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    for study in studies:
        fill_in(folder, study, "ANNA")
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "Still blind" in text(pilot.app)
    for study in studies:
        fill_in(folder, study, "BO", country="Denmark", participants="12")
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConsensusScreen)
        assert "4 items open" in grid(pilot.app)[0] and "Norway" in text(pilot.app) and "Denmark" in text(pilot.app)
        await pilot.press("ctrl+p", *"that number", "enter")
        assert status(pilot) == "there is no reviewer 0", "no number was given"
        await pilot.press("2")
        assert status(pilot) == "Country: BO's answer — z reopen, 3 left"
        await pilot.press("enter", *"x", "enter")
        assert "is no number" in status(pilot)
        await pilot.press("backspace", *"14", "enter")
        assert "study 2 of 2" in grid(pilot.app)[0]
        await pilot.press("z")
        assert status(pilot) == "reopened: 1 item" and "study 1 of 2" in grid(pilot.app)[0]
        await pilot.press("0", "a", "1")
        assert status(pilot) == "2 items: ANNA's answers — z reopen" and "0 items open" in grid(pilot.app)[0]
        await pilot.press("1")
        assert status(pilot).startswith("All is settled"), "and nothing is settled again"
    charted = run_json(folder, "chart", "export", "--format", "json")["studies"]
    values = {each["record_id"]: each["values"] for each in charted}
    assert [values[each]["country"] for each in studies] == [["Denmark"], ["Norway"]]
    assert [values[each]["participants"] for each in studies] == [None, None], (
        "reopened, then not reported or not given"
    )


async def test_who_does_not_chart_settles_and_an_empty_review_says_what_is_missing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", text=charting_protocol("ANNA", "BO"))
    async with opened(folder, "CHIEF") as pilot:
        assert isinstance(pilot.app.screen, ConsensusScreen) and "No study has been charted by two" in text(pilot.app)
        await pilot.press("1", "a", "enter", "0", "z", "v", "tab", "right", "left", "space", "b")
    async with opened(folder, "ANNA") as pilot:
        assert "Nothing to chart yet" in text(pilot.app)
        await pilot.press(*"1ep0axcvzZg", "tab", "enter", "right", "left", "space", "b")
        assert isinstance(pilot.app.screen, ChartingScreen)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_nasty_text(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = tmp_path / "r"
    escaped = NASTY.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r", "").replace("\n", " ")
    (tmp_path / "nasty.ris").write_text(
        "\n".join(f"TY  - JOUR\nTI  - {escaped} {n}\nAU  - {escaped}\nPY  - 2020\nER  - \n" for n in range(2)),
        encoding="utf-8",
    )
    label = MARKUP.replace('"', "'")
    protocol = charting_protocol("ANNA", "BO").replace('"Country"', f'"{label}"').replace('"trial"', f'"{label}"')
    make_review(folder, text=protocol)
    run_json(folder, "import", str(tmp_path / "nasty.ris"), "--source", "S")
    studies = [row["record_id"] for row in run_json(folder, "dedup", "--groups") if row["survivor"]]
    for role, findings in (("ANNA", MARKUP), ("BO", f"{MARKUP} \x1b[2J")):
        for study in studies:
            fill_in(folder, study, role, design=label, findings=findings)
    async with opened(folder, "ANNA", size) as pilot:
        for key in ("j", "j", "j", "end", "v", "q", "i", "q", "?", "q"):
            await pilot.press(key)
            await pilot.pause()
            check(pilot.app)
        assert "[/]" in text(pilot.app)
        for key in ("d", "v", "q", "?", "q", "1"):
            await pilot.press(key)
            await pilot.pause()
            check(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.usefixtures("each_frame")
async def test_a_key_paints_few_lines_whatever_the_number_of_studies(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: Counter[str] = Counter()
    render_line = Canvas.render_line

    def counted(self: Canvas, y: int) -> object:
        painted[type(self).__name__] += 1
        return render_line(self, y)

    monkeypatch.setattr(Canvas, "render_line", counted)
    totals = []
    for records in (4, 200):
        folder, _ = charting_review(tmp_path / f"r{records}", records=records)
        async with opened(folder, "ANNA", size) as pilot:
            await pilot.pause()
            costs = []
            for key in ("j", "j", "j", "1", "k", "2", "j", "1", "z", "right", "tab"):
                painted.clear()
                await pilot.press(key)
                costs.append(painted.total())
                assert 0 < painted.total() <= size[1], (key, painted)
            totals.append(costs)
    assert totals[0] == totals[1]


async def test_after_the_last_form_a_key_changes_none(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", records=1)
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("tab", "enter", *"Norway", "enter", "2", "k", "1")
        assert status(pilot).startswith("Design: was interviews — now trial — z undo")
        await pilot.press("c")
        assert status(pilot) == "complete: that was the last one" and "Complete: 1 form, all of this list." in text(
            pilot.app
        )
        for key in ("c", "1", "0", "a", "x"):
            await pilot.press(key)
            assert status(pilot) == "all read — this key decides nothing here"
        await pilot.press("left")
        assert "study 1 of 1" in grid(pilot.app)[0] and "1 of 1 form complete" in grid(pilot.app)[0]
        await pilot.press("right", "c")
        assert status(pilot) == "the form is open again — z undo"
