from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from core.screening.decision import Resolution, Verdict
from core.screening.disagreement import State
from store.folder.review import Review
from tests.reviews import decide_all, differing_review, exchange, make_review, record_ids, run, run_json
from tests.tui.fake import PROTOCOL, Clock, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.test_nasty import NASTY, check, nasty_protocol, nasty_record
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.disagreements.screen import DisagreementsScreen
from tui.widgets.canvas import Canvas

TWO_STAGES = replace(
    PROTOCOL,
    discussion=("does it describe interactive processes?", "is the involvement explained?"),
    stages=(*PROTOCOL.stages[:2], replace(PROTOCOL.stages[2], readers=PROTOCOL.stages[1].readers)),
)


@asynccontextmanager
async def opened(
    workplace: MemoryReviewAdapter, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], DisagreementsScreen]]:
    app = TamisApp(workplace, screen="disagreements")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, DisagreementsScreen)
        yield pilot, app.screen


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


async def test_both_sides_fit() -> None:
    async with opened(MemoryReviewAdapter(3, TWO_STAGES)) as (pilot, _screen):
        lines = grid(pilot.app)
        assert lines[0] == " disagreements · Title and abstract    1 of 3 open    KBAA and ON, together"
        sides = next(place for place, line in enumerate(lines) if line.startswith(" KBAA  include"))
        assert [part.strip() for part in lines[sides].split("│")] == [
            "KBAA  include", "ON  exclude: no interactive process"
        ]  # fmt: skip
        assert [part.strip() for part in lines[sides + 1].split("│")] == ["16 Jan 2021 15:40"] * 2
        assert lines[sides + 2].split("│")[0].strip() == "note: workshops = co-design?"
        assert " [ ] 1 does it describe interactive processes?" in lines
        assert lines[-1].strip().startswith("y include  n exclude  x escalate  1 tick  r rationale  j/k move")


async def test_the_way_through() -> None:
    workplace = MemoryReviewAdapter(4, TWO_STAGES)
    desk = workplace.dispute_desk
    async with opened(workplace) as (pilot, screen):
        await pilot.press("2", "r", *"the team said y", "enter")
        assert "rationale: the team said y" in text(pilot.app) and " [x] 2 is the" in text(pilot.app)
        await pilot.press("y")
        assert status(pilot) == "resolved: included — z reopen, 3 left"
        done = desk.resolutions[workplace.ids[0]]
        assert (done.verdict, done.rationale, done.ticked) == (Verdict.INCLUDE, "the team said y", (1,))
        assert "2 of 4 open" in grid(pilot.app)[0] and "[x]" not in text(pilot.app)
        await pilot.press("n")
        assert "why?" in text(pilot.app) and workplace.ids[1] not in desk.resolutions
        await pilot.press("2")
        assert grid(pilot.app)[-1].startswith(" exclude: no interactive process, because:")
        await pilot.press(*"no process", "enter")
        assert status(pilot) == "resolved: excluded, no interactive process — z reopen, 2 left"
        assert desk.resolutions[workplace.ids[1]].reason == "no-process"
        await pilot.press("x")
        assert status(pilot) == "escalated to the adjudicator — z reopen, 1 left"
        await pilot.press("z")
        assert status(pilot) == "reopened: open" and screen.session.position == 2
        await pilot.press("z")
        assert screen.session.position == 1 and len(desk.resolutions) == 1
        await pilot.press("k")
        assert status(pilot) == "resolved: included by KBAA and ON, 16 Jan 2021 15:40"
        await pilot.press("z")
        assert desk.resolutions == {} and "rationale: the team said y" in text(pilot.app)
        await pilot.press("q")
        assert "x disagreements" in grid(pilot.app)[-1]


async def test_nothing_is_resolved_without_a_rationale() -> None:
    workplace = MemoryReviewAdapter(2, TWO_STAGES)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("y", "enter")
        assert "needs its reason" in status(pilot)
        await pilot.press("n", "escape", "n", "1", "escape", "n", "1", "space", "enter")
        assert workplace.dispute_desk.resolutions == {}


async def test_a_failed_save_says_so_and_stays() -> None:
    workplace = MemoryReviewAdapter(3, TWO_STAGES)
    desk = workplace.dispute_desk
    async with opened(workplace) as (pilot, screen):
        await pilot.press("r", *"because", "enter", "y")
        desk.broken = OSError(28, "No space left on device")
        for keys in (["r", *"because", "enter"], ["y"], ["x"], ["z"], ["j"], ["k"]):
            await pilot.press(*keys)
            assert status(pilot).startswith("NOT SAVED") == (keys[0] != "r")
        assert screen.session.position == 1 and len(desk.resolutions) == 1
        assert "rationale: because" in text(pilot.app)
        desk.broken = None
        await pilot.press("y")
        assert len(desk.resolutions) == 2 and status(pilot).startswith("resolved")


async def test_filters_and_names() -> None:
    workplace = MemoryReviewAdapter(4, TWO_STAGES)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("x", "f")
        assert "o open 3  e escalated 1  r resolved 0  a all 4" in text(pilot.app)
        await pilot.press("e")
        assert "1 of 1 escalated" in grid(pilot.app)[0]
        await pilot.press("f", "r")
        assert "No disagreement of Title and abstract is resolved" in text(pilot.app)
        await pilot.press("f", "a", "f", "i")
        assert "of 4 · include–exclude first" in grid(pilot.app)[0]
        assert [each.stark for each in screen.session.view] == [True, True, False, False]
        assert "KBAA" in text(pilot.app)
        await pilot.press("h", "home")
        lines, places = [], set()
        for _ in range(4):
            line = next(line for line in grid(pilot.app) if " reader 1  " in line)
            assert "KBAA" not in text(pilot.app) and line.index("reader 1") < line.index("reader 2")
            lines.append(line)
            places.add(line.index("include") < 20)
            await pilot.press("j")
        assert places == {True, False}, "the one who includes everything is not always on the same side"


async def test_the_adjudicator_rules_on_the_escalated_ones() -> None:
    workplace = MemoryReviewAdapter(3, TWO_STAGES)
    desk = workplace.dispute_desk
    desk.escalate(workplace.ids[2], "we cannot tell")
    desk.adjudicating = True
    async with opened(workplace) as (pilot, _screen):
        assert grid(pilot.app)[0] == " disagreements · Title and abstract    1 of 1 escalated    CHIEF rules"
        assert status(pilot) == "escalated by KBAA and ON, 16 Jan 2021 15:40: we cannot tell"
        await pilot.press("x")
        assert "you are the adjudicator" in status(pilot)
        await pilot.press("y", *"ruled", "enter")
        assert desk.resolutions[workplace.ids[2]].verdict is Verdict.INCLUDE
        assert status(pilot) == "resolved: included — z reopen, 2 left"


@pytest.mark.parametrize("ruler", ["adjudicator", "lead"])
async def test_where_one_person_alone_rules_the_readers_only_look(ruler: str) -> None:
    first = replace(TWO_STAGES.stages[1], disagreements=ruler)
    workplace = MemoryReviewAdapter(3, replace(TWO_STAGES, stages=(TWO_STAGES.stages[0], first, TWO_STAGES.stages[2])))
    desk = workplace.dispute_desk
    async with opened(workplace) as (pilot, _screen):
        assert grid(pilot.app)[0].split("  ")[-1] == f"the {ruler} rules"
        assert status(pilot) == f"waits for the {ruler}"
        for key in ("y", "n", "x", "r", "1", "z"):
            await pilot.press(key)
            assert status(pilot) == f"by the protocol the {ruler} alone ends the disagreements of this stage"
        assert desk.resolutions == {} and "[x]" not in text(pilot.app)
        await pilot.press("?", "end")
        who_rules = "By the plan it is for KBAA to decide on all disagreements of this stage."
        assert (who_rules in " ".join(text(pilot.app).split())) is (ruler == "lead"), "no adjudicator is in this plan"
    desk.adjudicating = True
    async with opened(workplace) as (pilot, _screen):
        assert "1 of 3 escalated    CHIEF rules" in grid(pilot.app)[0]
        await pilot.press("y", *"ruled", "enter")
        assert status(pilot) == "resolved: included — z reopen, 2 left"
        await pilot.press("z")
        assert status(pilot) == f"reopened: waits for the {ruler}"


async def test_tab_goes_to_the_next_stage() -> None:
    async with opened(MemoryReviewAdapter(2, TWO_STAGES)) as (pilot, _screen):
        await pilot.press("tab")
        assert "disagreements · Full text" in grid(pilot.app)[0]
        await pilot.press("tab")
        assert "disagreements · Title and abstract" in grid(pilot.app)[0]
    async with opened(MemoryReviewAdapter(2)) as (pilot, _screen):
        await pilot.press("tab")
        assert status(pilot) == "no other stage has two readers"


async def test_a_blind_stage_says_when_it_opens_and_nothing_else() -> None:
    workplace = MemoryReviewAdapter(3, TWO_STAGES)
    workplace.dispute_desk.blind = (1,)
    async with opened(workplace) as (pilot, _screen):
        assert "still blind" in text(pilot.app) and "It opens when ON has read 979 more." in " ".join(
            text(pilot.app).split()
        )
        await pilot.press(*"ynxr1zjkfa", "tab", *"h?q")
        assert "workshops" not in text(pilot.app) and "[ ]" not in text(pilot.app)


async def test_no_disagreements_says_what_to_do() -> None:
    async with opened(MemoryReviewAdapter(0, TWO_STAGES)) as (pilot, _screen):
        assert "do not differ on any record" in text(pilot.app) and "“tamis agreement”" in text(pilot.app)
        await pilot.press("y", "n", "x", "r", "1", "z", "j", "home", "end", "space", "h", "f", "a")
        assert "do not differ on any record" in text(pilot.app)


async def test_where_nobody_can_differ_the_dashboard_says_so() -> None:
    alone = replace(PROTOCOL, stages=PROTOCOL.stages[:1])
    app = TamisApp(MemoryReviewAdapter(2, replace(alone, stages=(replace(alone.stages[0], id="title-abstract"),))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        assert "one person reads it alone" in grid(app)[-2]


async def test_another_windows_resolution_appears_and_is_not_overwritten_unseen() -> None:
    workplace = MemoryReviewAdapter(3, TWO_STAGES)
    desk = workplace.dispute_desk
    first, second, _third = (
        Resolution(record=each, verdict=Verdict.EXCLUDE, rationale="by phone", by=("ON",), at="2021-01-17")
        for each in workplace.ids
    )
    async with opened(workplace) as (pilot, screen):
        desk.elsewhere = [second]
        screen.look_around()
        await pilot.pause()
        assert status(pilot) == "another window: 1 disagreement changed"
        await pilot.press("r", *"mine", "enter")
        desk.elsewhere = [first]
        await pilot.press("y")
        assert status(pilot).startswith("another window: resolved: excluded, no reason given by ON, 17 Jan 2021")
        assert desk.resolutions[first.record] == first
        await pilot.press("y")
        assert desk.resolutions[first.record].rationale == "mine" and screen.session.position == 2


async def test_a_long_note_stands_whole_beneath_the_record() -> None:
    workplace = MemoryReviewAdapter(1, TWO_STAGES)
    workplace.dispute_desk.note = "word " * 60 + "the last of it"
    workplace.dispute_desk.labels = ("pilot",)
    async with opened(workplace) as (pilot, _screen):
        assert "…" in text(pilot.app) and "the last of it" not in text(pilot.app)
        for _ in range(9):
            await pilot.press("space")
        assert "the last of it" in text(pilot.app) and "pilot" in text(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (40, 16)])
async def test_every_size_shows_nasty_text_as_it_is(size: tuple[int, int]) -> None:
    protocol = replace(nasty_protocol(), discussion=(NASTY, NASTY))
    workplace = MemoryReviewAdapter(4, protocol, records=[nasty_record()] * 4)
    workplace.dispute_desk.note, workplace.dispute_desk.labels = NASTY * 9, (NASTY,)
    async with opened(workplace, size) as (pilot, _screen):
        check(pilot.app)
        assert "[Erratum]" in text(pilot.app).replace("«", "").replace("»", "")
        for key in ("space", "b", "1", "h", "h", "f", "escape", "r"):
            await pilot.press(key)
            check(pilot.app)
        assert pilot.app.screen.focused is not None
        pilot.app.screen.focused.post_message(events.Paste(f"{NASTY}\nsecond line"))
        await pilot.pause()
        for key in ("enter", "y", "k", "z", "n", "2", "k", "x", "z", "?", "end", "q", "tab"):
            await pilot.press(key)
            check(pilot.app)
        await pilot.resize_terminal(size[0] + 7, size[1] + 3)
        await pilot.pause()
        check(pilot.app)
        workplace.dispute_desk.broken = ValueError(NASTY)
        await pilot.press("x")
        check(pilot.app)


@pytest.mark.usefixtures("each_frame")
async def test_one_key_paints_at_most_the_screen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    render_line = Canvas.render_line
    monkeypatch.setattr(Canvas, "render_line", lambda self, y: painted.append(y) or render_line(self, y))
    async with opened(MemoryReviewAdapter(60, TWO_STAGES)) as (pilot, screen):
        await pilot.press("r", "x", "enter", "j", "r", "x", "enter", "k")
        await pilot.pause()
        for key in ("y", "1", "n", "1", "x", "z", "j", "k", "h"):
            painted.clear()
            await pilot.press(key)
            assert 0 < len(painted) <= 24, key
        painted.clear()
        screen.look_around()
        screen.paint()
        await pilot.pause()
        assert painted == []


async def test_a_resolution_of_a_review_is_on_disk(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    for reviewer, verdict in (("ANNA", "include"), ("BO", "exclude")):
        decide_all(folder, reviewer, "title-abstract", [(f"T{n}", verdict) for n in range(3)])
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), screen="disagreements")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "1 of 3 open" in grid(app)[0] and "ANNA  include" in text(app)
            await pilot.press("n", "1", *"read again", "enter", "x")
            items = run_json(folder, "disagreements", "title-abstract")["items"]
            assert [item["state"] for item in items] == ["resolved", "escalated", "open"]
            assert items[0]["resolution"]["reason"] == "wrong-topic"
            await pilot.press("z", "z")
            items = run_json(folder, "disagreements", "title-abstract")["items"]
            assert [item["state"] for item in items] == ["open"] * 3
            await pilot.press("q")
            assert "3 disagreements in Title and abstract" in text(app)


async def test_a_held_key_ends_one_disagreement_and_at_the_end_none(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(3, TWO_STAGES)
    desk = workplace.dispute_desk
    async with opened(workplace) as (pilot, screen):
        clock.now += 1
        for _ in range(8):
            pilot.app.post_message(events.Key("x", "x"))
        await pilot.pause()
        assert list(desk.resolutions) == workplace.ids[:1] and status(pilot).startswith("x not taken")
        await pilot.press("end", "x", "x")
        assert screen.session.all_read and "None of these waits any more" in text(pilot.app)
        for key in "xyn":
            await pilot.press(key)
            assert status(pilot) == "all read — this key decides nothing here"
        await pilot.press("k", "y", *"after all", "enter", "k", "n", "2")
        assert status(pilot).startswith("was included — now excluded, no interactive process — z reopen")
        await pilot.press("z")
        assert "3 of 3" in grid(pilot.app)[0]


async def test_a_conflict_stands_side_by_side_and_its_reader_decides_it_there(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", "title-abstract", [("T0", "include"), ("T1", "exclude")])
    a, b, _ = (row["record_id"] for row in run_json(folder, "dedup", "--groups"))
    run(folder, "decide", "title-abstract", b, "exclude", "--note", "a [/] b", role="ANNA")
    run(folder, "dedup", "--same", a, b, "--even-so")
    with Review(folder, role="ANNA") as review:
        async with opened(DiskReview(review)) as (pilot, screen):  # type: ignore[arg-type]
            lines = grid(pilot.app)
            assert lines[0].split("  ")[-1] == "you alone, while it is sealed" and "1 of 1 open" in lines[0]
            [sides] = [line for line in lines if "ANNA  include" in line]
            assert {part.strip() for part in sides.split("│")} == {"ANNA  include", "ANNA  exclude"}
            assert any("note: a [/] b" in line for line in lines)
            assert status(pilot) == "conflict: ANNA said different things of records that are one now"
            await pilot.press("n", "1", *"so", "enter")
            assert status(pilot) == "resolved: excluded, Another topic — z reopen; none is left at this stage"
            await pilot.press("z")
            assert status(pilot).startswith("reopened: conflict: ANNA said")
            assert screen.session.count(State.OPEN) == 1


async def test_earlier_words_are_taken_again_and_thirty_take_three_keys_each_beside_the_words() -> None:
    workplace = MemoryReviewAdapter(31, TWO_STAGES)
    desk = workplace.dispute_desk
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("n", "1", *"no workers", "enter", "y", *"workshops", "enter")
        keys = 0
        for place in range(2, 31):
            pressed = ("y", "up", "enter") if place % 2 else ("n", "2", "up", "up", "enter")
            keys += len(pressed) - 2 * (place % 2 == 0)  # the two keys of choosing words are the words
            await pilot.press(*pressed)
            assert len(desk.resolutions) == place + 1
        said = [desk.resolutions[each].rationale for each in workplace.ids]
        assert set(said[2::2]) | set(said[3::2]) == {"workshops", "no workers"} and keys <= 3 * 29
        await pilot.press("home", "r")
        assert grid(pilot.app)[-1].startswith(" rationale: no workers")
        await pilot.press("up", "down", "escape")
        assert desk.resolutions[workplace.ids[0]].rationale == "no workers"


async def test_the_question_says_for_which_verdict_the_words_are() -> None:
    async with opened(MemoryReviewAdapter(3, TWO_STAGES)) as (pilot, _screen):
        await pilot.press("y")
        assert grid(pilot.app)[-1].startswith(" include, because:") and status(pilot) == "enter keeps esc back"
        await pilot.press(*"first", "enter", "y")
        assert status(pilot) == "↑ earlier words enter keeps esc back"
        await pilot.press("up")
        assert grid(pilot.app)[-1].startswith(" include, because: first")
        await pilot.press("down", "down", "escape")
        assert "2 of 3 open" in grid(pilot.app)[0]


async def test_the_criteria_are_at_hand() -> None:
    async with opened(MemoryReviewAdapter(3, TWO_STAGES)) as (pilot, screen):
        title = screen.session.record(screen.session.here.record).title
        assert title[:20] in text(pilot.app)
        await pilot.press("c")
        assert "reasons to exclude" in text(pilot.app) and title[:20] not in text(pilot.app)
        await pilot.press("c")
        assert "reasons to exclude" not in text(pilot.app) and title[:20] in text(pilot.app)


async def test_words_said_at_the_same_time_stand_side_by_side(tmp_path: Path) -> None:
    here, there = differing_review(tmp_path / "here"), tmp_path / "there"
    shutil.copytree(here, there)
    record = record_ids(here)[1]
    run(here, "resolve", "title-abstract", record, "include", "--rationale", "workshops", role="ANNA")
    run(there, "resolve", "title-abstract", record, "exclude", "--rationale", "a [/] b", role="BO")
    exchange(here, there)
    with Review(here, role="ANNA") as review:
        async with opened(DiskReview(review)) as (pilot, screen):  # type: ignore[arg-type]
            assert "of 3 open" in grid(pilot.app)[0]
            await pilot.press("j")
            [sides] = [line for line in grid(pilot.app) if "ANNA  include" in line and "BO  exclude" in line][:1]
            assert [part.split()[:2] for part in sides.split("│")] == [["ANNA", "include"], ["BO", "exclude"]] * 2
            assert "BO: a [/] b" in text(pilot.app)
            assert status(pilot).startswith("said at the same time: ANNA include and BO exclude; the latest counts")
            await pilot.press("y", *"talked", "enter")
            assert status(pilot).startswith("resolved: included") or status(pilot).startswith("was ")
            assert screen.session.count(State.OPEN) == 2
