from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from core.fulltext.retrieval import Retrieval, Sought
from core.records.record import Flag, Record
from core.screening.decision import Decision, Resolution, Verdict
from store.numbers.records_behind import RecordStatus
from tests.tui.fake import PROTOCOL, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.test_nasty import NASTY, check, nasty_protocol, nasty_record
from tui.app import TamisApp
from tui.text.highlights import Highlighter
from tui.widgets.record_reader import record_paragraphs
from tui.words.reading.decisions import standing_in_words

STAGE = PROTOCOL.stage("title-abstract")


def decided(
    workplace: MemoryReviewAdapter, stage: str, reasons: tuple[str, ...] = ("no-psw", "no-psw", "mutual")
) -> None:
    """Three excluded, one included."""
    desk = workplace.desks[stage]
    for record, reason in zip(workplace.ids, reasons, strict=False):
        desk.decisions[record] = Decision(record=record, verdict=Verdict.EXCLUDE, reason=reason, at="2021-01-14")
    last = workplace.ids[len(reasons)]
    desk.decisions[last] = Decision(record=last, verdict=Verdict.INCLUDE, at="2021-01-14")


async def test_every_number_of_a_stage_opens_its_records() -> None:
    workplace = MemoryReviewAdapter(20)
    decided(workplace, STAGE.id)
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j")
        expected = [
            (">20", "entered: 20", "1 of 20"),
            (">1", "included: 1", "1 of 1"),
            (">3", "excluded: 3", "1 of 3"),
            (">16", "waiting: 16", "1 of 16"),
            ("", "excluded: no peer support workers: 2", "1 of 2"),
            ("", "excluded: mutual or self-help support: 1", "1 of 1"),
        ]
        for marked, words, place in expected:
            await pilot.press("right")
            row = next(line for line in grid(app) if line.startswith(" > Title and abstract"))
            assert marked in row.split() or not marked
            assert grid(app)[-2].strip() == f"Title and abstract, {words} — enter shows them"
            await pilot.press("enter")
            await pilot.pause()
            assert words.rpartition(":")[0] in grid(app)[0] and place in grid(app)[0]
            await pilot.press("q")
        await pilot.press("right", *["left"] * 9)
        assert grid(app)[-2].strip().startswith("next for you: ")
        await pilot.press("enter")
        assert "4 of 20 · 20 %" in grid(app)[0], "on the stage itself, enter opens the stage"


async def test_the_numbers_of_the_review_and_of_each_reader_open_their_records() -> None:
    workplace = MemoryReviewAdapter(20)
    decided(workplace, STAGE.id)
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("home")
        for words, place in (("identified: 20", "1 of 20"), ("duplicates: 0", ""), ("unique: 20", "1 of 20")):
            await pilot.press("right")
            assert grid(app)[-2].strip() == f"the review, {words} — enter shows them"
            await pilot.press("enter")
            assert "the review" in grid(app)[0] and place in grid(app)[0]
            await pilot.press("j", "?", "q", "q")
        await pilot.press("left", "left", "left", "enter")
        assert "identified" in grid(app)[0]
        await pilot.press("q", "home", *["j"] * 5, "right")
        assert grid(app)[-2].strip() == "Title and abstract, owed by KBAA: 20 — enter shows them"
        await pilot.press("right", "enter")
        assert "done by KBAA" in grid(app)[0] and "1 of 4" in grid(app)[0]
        await pilot.press("q", "j", "enter")
        assert grid(app)[-2].strip() == "the stage is blind", "what another reviewer has done"


async def test_the_list_says_why_and_decides_nothing() -> None:
    workplace = MemoryReviewAdapter(20)
    decided(workplace, STAGE.id)
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "l", "l", "l", "v")
        await pilot.pause()
        assert text(app).count("KBAA excluded: no peer support workers") == 1
        await pilot.press("y", "n", "a", "z")
        assert "z does nothing here; undo: " in grid(app)[-2]
        await pilot.press("end")
        assert "KBAA excluded: mutual or self-help support" in grid(app)[-2]
        await pilot.press("home", "j", "k", "pagedown", "pageup", "space", "b", "?", "q")
        assert "1 of 3" in grid(app)[0]
        assert len(workplace.desk.decisions) == 4 and workplace.desk.saves == []


async def test_a_number_of_none_opens_an_empty_list() -> None:
    app = TamisApp(MemoryReviewAdapter(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("right", "right", "enter", "j", "k", "end", "space")
        assert "There is no such record." in text(app)


async def test_numbers_without_records_and_the_cursor_on_the_way_down() -> None:
    workplace = MemoryReviewAdapter(20)
    decided(workplace, STAGE.id)
    app = TamisApp(workplace)
    async with app.run_test(size=(50, 20)) as pilot:
        await pilot.pause()
        await pilot.press("j", *["right"] * 6, "k")
        assert grid(app)[-2].strip().startswith("Not written in English, waiting: 20"), (
            "a stage without reasons has fewer numbers"
        )


def test_why_in_words() -> None:
    def decision(verdict: Verdict, reason: str = "") -> Decision:
        return Decision(record="1", verdict=verdict, reason=reason)

    both = (("KBAA", decision(Verdict.EXCLUDE, "mutual")), ("ON", decision(Verdict.INCLUDE)))
    words = "KBAA excluded: mutual or self-help support · ON included"
    ended = Resolution(record="1", verdict=Verdict.INCLUDE, by=("KBAA", "ON"))
    handed = Resolution(record="1", escalated=True)
    for resolution, differ, last in [
        (None, True, " · the readers differ"),
        (ended, False, " · resolved by KBAA and ON: included"),
        (handed, True, " · escalated"),
        (None, False, ""),
    ]:
        standing = RecordStatus(said=both, resolution=resolution, differ=differ)
        assert standing_in_words(standing, STAGE) == words + last
    assert standing_in_words(RecordStatus(said=(), resolution=None, differ=False), STAGE) == "not read yet"
    gone = Retrieval(record="1", state=Sought.NOT_RETRIEVED, why="no library lends it", by="ON")
    standing = RecordStatus(said=both, resolution=None, differ=False, lost=gone)
    assert standing_in_words(standing, STAGE) == f"report not retrieved: no library lends it (ON) · {words}"


@pytest.mark.parametrize("size", [(60, 20), (40, 9), (80, 24), (120, 40)])
async def test_nasty_text_at_every_size(size: tuple[int, int]) -> None:
    protocol = nasty_protocol()
    workplace = MemoryReviewAdapter(8, protocol, records=[nasty_record()] * 8)
    decided(workplace, protocol.stages[1].id, (NASTY, "second"))
    app = TamisApp(workplace)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("j")
        for _ in range(7):
            for key in ("right", "enter", "j", "?", "q", "q"):
                await pilot.press(key)
                check(app)


def test_picture(snap_compare: Callable[..., bool]) -> None:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press("j", "l", "l", "l", "enter", "j")
        await pilot.pause()

    workplace = MemoryReviewAdapter(20)
    decided(workplace, STAGE.id)
    assert snap_compare(TamisApp(workplace), terminal_size=(80, 24), run_before=press)


def test_what_speaks_against_a_record_stands_in_its_text() -> None:
    flags = (Flag("retracted", "Retraction Watch", "Fake\x1b[31m data", on="2019-05-03"),)
    shown = record_paragraphs(Record(title="Peers", flags=flags), (), Highlighter((), ()))
    assert "! retracted on 3 May 2019, says Retraction Watch (Fake[31m data)" in [each.text for each in shown]
