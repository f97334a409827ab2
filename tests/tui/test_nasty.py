"""Record text is hostile: on every screen it stands as it is, and never reaches the terminal as a command."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from textual import events

from core.protocol.values import Criterion, Protocol, Reason, Reviewer
from core.records.record import Author, RawField, Record
from core.screening.decision import Decision, Verdict
from tests.tui.fake import PROTOCOL, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp

MARKUP = "[Erratum] a [/] b [@click=app.quit]x"
CONTROLS = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\n\t\u202e\u2066\x00\x7f\ud83d[/red]"
NASTY = f"{MARKUP} {CONTROLS}"


def nasty_record() -> Record:
    return Record(
        title=NASTY,
        abstract=f"{NASTY} {'words ' * 30}",
        authors=(Author(NASTY, NASTY),),
        year=2020,
        journal=NASTY,
        volume=CONTROLS,
        pages=CONTROLS,
        doi=CONTROLS + "10.1000/x",
        languages=(RawField("LA", NASTY),),
        types=(RawField("M3", NASTY),),
        keywords=(NASTY,),
        urls=(CONTROLS,),
    )


def nasty_protocol() -> Protocol:
    reasons = (Reason(id=NASTY, label=NASTY), Reason(id="second", label=NASTY))
    stages = tuple(
        replace(stage, id=f"{stage.id}{NASTY}", title=NASTY, question=NASTY, reasons=reasons)
        for stage in PROTOCOL.stages
    )
    return replace(
        PROTOCOL,
        title=NASTY,
        question=NASTY,
        stages=stages,
        criteria=(Criterion(group=NASTY, include=NASTY, exclude=NASTY),),
        highlight_include=("[Erratum]", "[/]"),
        reviewers=(Reviewer(id="KBAA", role="first", name=NASTY),),
    )


def check(app: TamisApp) -> None:
    """No control character stands anywhere on the screen, in no style a link or an action, and no line is too long."""
    strips = app.screen._compositor.render_strips(app.size)
    for strip in strips:
        assert strip.cell_length == app.size.width
        for segment in strip:
            assert not segment.control
            # What may be printed holds none of these; to look letter by letter takes long.
            letters = "" if segment.text.isprintable() else segment.text
            bad = [each for each in letters if unicodedata.category(each) in ("Cc", "Cf", "Cs")]
            assert not bad, (bad, segment.text)
            assert not (segment.style and (segment.style.link or segment.style.meta)), segment


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_screen_shows_nasty_text_as_it_is(size: tuple[int, int]) -> None:
    protocol = nasty_protocol()
    workplace = MemoryReviewAdapter(8, protocol, records=[nasty_record()] * 8)
    stage = protocol.stages[1].id
    desk = workplace.desks[stage]
    for number, verdict in enumerate([Verdict.EXCLUDE, Verdict.MAYBE, None]):
        record = workplace.ids[number]
        desk.decisions[record] = Decision(
            record=record, verdict=verdict, reason=NASTY, note=NASTY, labels=(NASTY,), at="2021-01-14T00:00:00Z"
        )
    app = TamisApp(workplace)
    async with app.run_test(size=size) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                check(app)

        await pilot.pause()
        check(app)
        assert "identified" in text(app)
        await press("?", "end", "q", "j", "enter")
        assert "Title" in grid(app)[0] or "Erratum" in grid(app)[0]
        assert "[Erratum] a [/] b [@click=app.quit]x" in text(app).replace("«", "").replace("»", "")
        await press("home", "j", "end", "home", "space", "b", "h", "n")
        assert "1 [Erratum] a [/]" in text(app)
        await press("2")
        assert grid(app)[-2].strip().startswith("excluded: [Erratum] a [/] b")
        await press("f", "a", "l", "escape", "o", "z", "Z", "?", "end", "q", "ctrl+p", "x", "escape")
        for opens in ("t", "/", "g"):
            await press(opens)
            app.screen.focused.post_message(events.Paste(f"{NASTY}\nsecond line"))
            await pilot.pause()
            check(app)
            assert "owned" in text(app)
            await press("left", "backspace", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            check(app)
        await press("/", "escape", "l", "l")
        app.screen.focused.post_message(events.Paste(NASTY))
        await pilot.pause()
        await press("enter", "q", "k", "enter", "y", "q")
        await pilot.press("q")
    assert app.return_code == 0


async def test_errors_that_quote_the_record_are_harmless() -> None:
    workplace = MemoryReviewAdapter(3)
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        workplace.desk.broken = ValueError(NASTY)
        await pilot.press("y")
        check(app)
        assert "NOT SAVED: [Erratum] a [/] b" in grid(app)[-2]


async def test_what_is_copied_is_one_printable_line() -> None:
    app = TamisApp(MemoryReviewAdapter(1, records=[nasty_record()]), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        assert app.clipboard.isprintable() and "10.1000/x" in app.clipboard
