"""The full-text screen on a real review: reports, studies, undo across both, and hostile text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from core.fulltext.retrieval import Retrieval, Sought
from store.folder.review import Review
from tests.reviews import TWO_READERS, decide_all, make_review, record_ids, run, run_json
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.full_texts.screen import FullTextScreen, retrieval_words, study_words

STAGE = "full-text"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reason = '{ id = "wrong-population", label = "Another population" }'
    more = f'{reason}, {{ id = "wrong-setting", label = "Another setting" }}'
    folder = make_review(
        tmp_path / "review", records=4, text=TWO_READERS.replace("COVERAGE", "all").replace(reason, more)
    )
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(4)])
    return folder


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), stage=STAGE)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, FullTextScreen)
            yield pilot


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


async def test_reports_are_lost_and_found(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    async with opened(folder) as pilot:
        assert "full text: not yet retrieved" in text(pilot.app)
        assert "0 of 4" in grid(pilot.app)[0]
        await pilot.press("R", *"no library", "enter")
        assert status(pilot) == "not retrieved: no library — z undo"
        assert "0 of 3" in grid(pilot.app)[0]
        await pilot.press("r", *"https://example.org/2", "enter")
        assert "full text: retrieved · https://example.org/2 · ANNA" in text(pilot.app)
        await pilot.press("k")
        assert "full text: NOT RETRIEVED · no library · ANNA" in text(pilot.app)
        await pilot.press("f", "x")
        assert status(pilot) == "1 record in “not retrieved”"
        await pilot.press("f", "s")
        assert status(pilot) == "2 records in “not yet retrieved”"
    states = {each["record_id"]: each["state"] for each in run_json(folder, "fulltext", STAGE)["reports"]}
    assert (states[first], states[second]) == ("not-retrieved", "retrieved")
    async with opened(folder) as pilot:  # it can still be found, and an empty answer seeks it again
        await pilot.press("home", "R", *["backspace"] * 10, "enter")
        assert status(pilot) == "sought again — z undo"
    assert run_json(folder, "status")["stages"][1]["excluded"] == 0


@pytest.mark.parametrize("pasted", [True, False])
async def test_a_new_address_replaces_the_one_that_is_there(folder: Path, pasted: bool) -> None:
    new = "https://example.org/new"
    async with opened(folder) as pilot:
        await pilot.press("r", *"https://example.org/2", "enter", "k", "r")
        if pasted:
            pilot.app.screen.focused.post_message(events.Paste(new))
            await pilot.press("enter")
        else:
            await pilot.press(*new, "enter")
        assert status(pilot) == f"retrieved: {new} — z undo"
        await pilot.press("r", "end", *"er", "enter")  # gone into, it is edited
        assert status(pilot) == f"retrieved: {new}er — z undo"
        await pilot.press("r", "end", *" https://example.org/3", "enter")
        assert "not one address or one file" in status(pilot)
        await pilot.press("r", "delete", "enter")
        assert status(pilot) == "sought again — z undo"


async def test_keys_typed_ahead_replace_what_is_there_too(folder: Path) -> None:
    """On a slow link all keys come in one packet, before the line has the focus."""
    async with opened(folder) as pilot:
        await pilot.press("r", *"https://example.org/2", "enter", "k")
        screen = pilot.app.screen
        screen.take_key(events.Key("r", "r"))
        for each in "x.pdf":
            screen.take_key(events.Key("full_stop" if each == "." else each, each))
        await pilot.pause()
        assert pilot.app.screen.focused.value == "x.pdf"


async def test_a_note_is_gone_on_with(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("t", *"long", "enter", "t", *"er", "enter")
        assert "longer" in text(pilot.app)


async def test_an_address_is_copied_and_what_is_not_there_is_not_read(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("v")
        assert "0 of 4" in grid(pilot.app)[0] and "read on line" not in status(pilot)
        await pilot.press("r", *"https://example.org/2", "enter", "v")
        assert status(pilot) == "read on line; sent to the clipboard: https://example.org/2"
        assert pilot.app.clipboard == "https://example.org/2"


async def test_a_file_that_is_not_there_is_refused_and_nothing_alarms(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("r", *"nowhere.pdf", "enter")
        assert "there is no such file" in status(pilot) and "NOT SAVED" not in status(pilot)
        await pilot.press("v")
        assert "there is no file of this report" in status(pilot)


async def test_undo_goes_back_through_decisions_and_reports_in_their_order(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("y", "R", *"gone", "enter", "y", "s", "3")  # sorting makes another session
        await pilot.press("z")
        assert status(pilot) == "undone: the record is undecided"
        await pilot.press("z")
        assert status(pilot) == "undone: full text: not yet retrieved"
        await pilot.press("z")
        assert status(pilot) == "undone: the record is undecided"
        assert run_json(folder, "fulltext", STAGE, role="ANNA")["reports"][0]["verdict"] == ""
        await pilot.press("z")
        assert status(pilot) == "nothing to take back"


async def test_reports_of_one_study(folder: Path) -> None:
    ids = record_ids(folder)
    async with opened(folder, (120, 40)) as pilot:
        await pilot.press("c", "3", "enter")
        assert status(pilot) == "2 reports of one study — z undo"
        assert "one study with: “On" in text(pilot.app) and ids[2] in text(pilot.app)
        await pilot.press("c", "c", *ids[1][:9], "enter")
        assert status(pilot) == "3 reports of one study — z undo"
        await pilot.press("c", "a")
        assert status(pilot) == "a study of its own — z undo" and "one study with" not in text(pilot.app)
        await pilot.press("z")
        assert "one study with" in text(pilot.app)
        await pilot.press("c", "c", *"1", "enter")
        assert "two reports or more" in status(pilot)
    assert len(run_json(folder, "study")["studies"][0]["reports"]) == 3


async def test_one_main_reason_and_further_ones(folder: Path) -> None:
    first = record_ids(folder)[0]
    async with opened(folder) as pilot:
        await pilot.press("a")
        assert status(pilot) == "further reasons go with an exclusion: exclude first"
        await pilot.press("n", "0", "2", "k", "a")
        assert "Another setting" not in grid(pilot.app)[-1]  # the only one stays
        await pilot.press("1")
        assert status(pilot) == "excluded: Another population, and 1 further reason — z undo"
    [said] = [
        each
        for each in run_json(folder, "decisions", "export", "--format", "json", role="ANNA")
        if each["record_id"] == first and each["stage"] == STAGE
    ]
    assert (said["reason"], said["labels"]) == ("wrong-population", "wrong-setting")


async def test_what_another_person_says_of_reports_shows(folder: Path) -> None:
    first = record_ids(folder)[0]
    async with opened(folder) as pilot:
        run(folder, "fulltext", STAGE, first, "--not-retrieved", "gone", role="BO")
        pilot.app.screen.look_around()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "NOT RETRIEVED · gone · BO" in text(pilot.app)
        assert status(pilot) == "somebody has said something new of the reports"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_people_type_cannot_harm_the_screen(size: tuple[int, int]) -> None:
    workplace = MemoryReviewAdapter(5)
    ugly = "[red]a [/] b\x1b[2J\u202e" + "very long " * 40
    workplace.full_texts.not_retrieved(workplace.ids[1], ugly)
    workplace.full_texts.retrieved(workplace.ids[0], ugly)
    workplace.full_texts.group(workplace.ids[0], workplace.ids[3])
    app = TamisApp(workplace, stage=STAGE)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "[red]a [/] b" in text(app) and "\x1b" not in text(app) and "\u202e" not in text(app)
        await pilot.press("r", "escape", "c", "escape", "j", "f", "r", "?", "q")
        assert "retrieved" in text(app)


async def test_a_failed_save_says_so_and_stays() -> None:
    workplace = MemoryReviewAdapter(5)
    workplace.full_texts.broken = OSError("disk full")
    app = TamisApp(workplace, stage=STAGE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("R", "x", "enter")
        assert status(pilot) == "NOT SAVED: disk full"


@pytest.mark.parametrize(
    ("retrieval", "words"),
    [
        (Retrieval(record="a"), "full text: not yet retrieved"),
        (
            Retrieval(record="a", state=Sought.RETRIEVED, path="texts/a.pdf", by="ON", at="2021-02-15T10:00:00Z"),
            "full text: retrieved · texts/a.pdf · ON, 2021-02-15",
        ),
        (Retrieval(record="a", state=Sought.RETRIEVED, url="https://x.org"), "full text: retrieved · https://x.org"),
        (Retrieval(record="a", state=Sought.NOT_RETRIEVED, why="gone"), "full text: NOT RETRIEVED · gone"),
    ],
)
def test_how_the_search_for_it_stands(retrieval: Retrieval, words: str) -> None:
    assert retrieval_words(retrieval) == words


def test_the_other_reports_of_its_study() -> None:
    assert study_words("a", ("a", "b", "c"), str.upper) == "one study with: “B” (b); “C” (c)"
    assert study_words("a", ("a",), str.upper) == ""
