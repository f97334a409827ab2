from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from core.errors import TamisError
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.outside_suggestion import OutsideSuggestion
from tests.tui.fake import PROTOCOL, Clock, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp
from tui.screens.help import HelpScreen
from tui.screens.screening.screen import ScreeningScreen
from tui.settings.settings import Settings, read_settings

STAGE = "title-abstract"


@asynccontextmanager
async def opened(
    workplace: MemoryReviewAdapter,
    *,
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
    stage: str = STAGE,
) -> AsyncIterator[tuple[Pilot[None], ScreeningScreen]]:
    """The app with the screening screen open."""
    app = TamisApp(workplace, settings)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = ScreeningScreen(workplace, stage, app.settings)
        await app.push_screen(screen)
        await pilot.pause()
        yield pilot, screen


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


def keys_line(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-1].strip()


async def test_the_way_through() -> None:
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        assert "0 of 6 · 0 %" in grid(pilot.app)[0]
        await pilot.press("y")
        assert status(pilot) == "included — z undo"
        await pilot.press("n")
        assert "why?" in text(pilot.app) and "3 mutual or self-help support" in text(pilot.app)
        await pilot.press("3")
        assert status(pilot) == "excluded: mutual or self-help support — z undo"
        await pilot.press("m")
        assert [line[:4] for line in grid(pilot.app)[2:5]] == [" ?  ", ">   ", "    "]
        assert "3 of 6 · 50 %" in grid(pilot.app)[0]
        saved = [(each.record, each.verdict, each.reason) for each, _spent in workplace.desk.saves]
        assert saved == [
            (workplace.ids[0], Verdict.INCLUDE, ""),
            (workplace.ids[1], Verdict.EXCLUDE, "mutual"),
            (workplace.ids[2], Verdict.MAYBE, ""),
        ]
        await pilot.press("z", "z", "Z")
        assert status(pilot) == "redone: the record is excluded: mutual or self-help support"
        assert screen.session.current == workplace.ids[1]
        await pilot.press("q")
        assert "Title and abstract" in text(pilot.app) and "next for you:" in status(pilot)


async def test_zero_excludes_without_a_reason_and_escape_takes_n_back() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("n", "escape")
        assert workplace.desk.saves == [] and "why?" not in text(pilot.app)
        await pilot.press("n", "y", "n", "z", "0")
        assert status(pilot) == "excluded: no reason given — z undo"
        assert len(workplace.desk.saves) == 1


async def test_n_decides_at_once_where_the_stage_has_no_reasons() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace, stage="language") as (pilot, _screen):
        await pilot.press("n")
        assert status(pilot) == "excluded — z undo"


async def test_a_failed_save_says_so_and_does_not_advance() -> None:
    workplace = MemoryReviewAdapter(4)
    async with opened(workplace) as (pilot, screen):
        workplace.desk.broken = TamisError("the disk is full", advice="Make room, then press the key again.")
        await pilot.press("y")
        assert status(pilot) == "NOT SAVED: the disk is full. Make room, then press the key again."
        assert screen.session.current == workplace.ids[0] and "0 of 4" in grid(pilot.app)[0]
        await pilot.press("j", "k", "t", "x", "enter", "z")
        assert status(pilot).startswith("NOT SAVED")
        line = screen.query_one("#status").render_line(0)
        style = next(segment.style for segment in line if "NOT SAVED" in segment.text)
        assert style and style.reverse and style.color and style.color.name == "red"
        workplace.desk.broken = OSError(28, "No space left on device")
        await pilot.press("m")
        assert "NOT SAVED" in status(pilot) and "No space left" in status(pilot)
        workplace.desk.broken = None
        await pilot.press("y")
        assert status(pilot) == "included — z undo"


async def test_moving_says_where_one_is() -> None:
    workplace = MemoryReviewAdapter(50)
    async with opened(workplace) as (pilot, screen):
        for keys, place in (
            (["j", "down"], 3), (["k", "up", "up"], 1), (["end"], 50), (["home"], 1), (["pagedown"], 3), (["pageup"], 1)
        ):  # fmt: skip
            await pilot.press(*keys)
            assert status(pilot) == f"{place} of 50: undecided"
        await pilot.press("y", "home", "tab")
        assert screen.session.position == 1


async def test_going_to_a_record_by_number_or_id() -> None:
    workplace = MemoryReviewAdapter(50)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("g", *"17", "enter")
        assert screen.session.position == 16
        await pilot.press("g", *workplace.ids[40], "enter")
        assert screen.session.position == 40
        await pilot.press("g", *"nowhere", "enter")
        assert screen.session.position == 40 and "no record “nowhere”" in status(pilot)


async def test_filters() -> None:
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("y", "n", "2", "m", "f", "n")
        assert screen.session.view == [workplace.ids[1]] and status(pilot) == "1 record in “excluded”"
        await pilot.press("f", "2")
        assert screen.session.view == [workplace.ids[1]]
        await pilot.press("f", "3")
        assert screen.session.view == [] and "f then a shows all" in text(pilot.app)
        await pilot.press("y", "t", "n", "l", "j", "z")
        await pilot.press("f", "u")
        assert len(screen.session.view) == 4
        await pilot.press("f", "a")
        assert len(screen.session.view) == 6


async def test_search_narrows_the_list_while_one_types() -> None:
    titles = ["alpha beta", "alpha gamma", "delta"]
    workplace = MemoryReviewAdapter(3, records=[Record(title=title, abstract="none") for title in titles])
    async with opened(workplace) as (pilot, screen):
        await pilot.press("/", *"alpha")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.session.view == workplace.ids[:2] and status(pilot) == "2 records with “alpha”"
        await pilot.press(*" gam")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.session.view == workplace.ids[1:2]
        await pilot.press("enter", "y")
        assert [each.record for each, _spent in workplace.desk.saves] == [workplace.ids[1]]
        await pilot.press("/", "escape")
        assert screen.session.view == workplace.ids
        assert screen.session.current == workplace.ids[2], "where one would have gone on"


async def test_keys_that_come_while_the_line_is_left_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some have been sent to the line before it lost the focus, and are on their way back; the next come straight."""
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("y", "y", "/")
        answer, set_focus = screen.query_one("#answer"), screen.set_focus

        def leave(widget: Widget | None) -> None:
            for key in ("f", "a"):
                answer.post_message(events.Key(key, key))
            set_focus(widget)
            for key in ("home", "tab", "question_mark", "j"):
                screen.post_message(events.Key(key, "?" if key == "question_mark" else None))

        monkeypatch.setattr(screen, "set_focus", leave)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert screen.session.current == workplace.ids[2], "f a, to the top, to the first undecided, not on from there"


async def test_keys_typed_ahead_of_a_screen_that_opens_are_not_taken_by_the_one_below() -> None:
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        for key in "?y":
            screen.post_message(events.Key(key, key))
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen) and workplace.desk.saves == []


async def test_a_long_search_leaves_the_progress_in_sight() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("/", *"source:scopus type:article language:english year:2015-2018")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "0 of 3 · 0 %" in grid(pilot.app)[0] and "/source:scopus type" in grid(pilot.app)[0]


async def test_undo_says_what_was_taken_back() -> None:
    async with opened(MemoryReviewAdapter(3)) as (pilot, _screen):
        await pilot.press("t", *"why", "enter", "l", *"new", "enter", "y", "k")
        said = []
        for _ in range(3):
            await pilot.press("z")
            said.append(status(pilot))
        assert said == ["undone: the record is undecided", "undone: labels: none", "undone: there is no note"]


async def test_sorting_keeps_the_record() -> None:
    workplace = MemoryReviewAdapter(60)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("g", *"10", "enter", "s", "2")
        assert screen.session.current == workplace.ids[9] and "year order" in grid(pilot.app)[0]


async def test_a_key_is_taken_only_for_a_record_that_was_shown_for_a_moment(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        clock.reading = 0.149
        await pilot.press("y")
        assert workplace.desk.saves == [] and screen.session.current == workplace.ids[0]
        assert status(pilot) == "y not taken: this record was shown for less than 0.15 s — press it again"
        clock.reading = 0.001
        await pilot.press("y")
        assert status(pilot) == "included — z undo"
        for key in ("n", "m", "D"):
            await pilot.press(key)
            assert status(pilot).startswith(f"{key} not taken: "), "each is refused for the next record"
        await pilot.press("k")
        assert status(pilot) == "1 of 6: included"
        await pilot.press("m")
        assert status(pilot).startswith("m not taken"), "gone to anew, it is shown anew"
        clock.reading = 0.15
        await pilot.press("j")
        clock.reading = 0.15
        await pilot.press("n")
        clock.reading = 0
        await pilot.press("2")
        assert status(pilot) == "excluded: no interactive process — z undo", "n and its digit are one decision"
        assert [each.record for each, _spent in workplace.desk.saves] == workplace.ids[:2]


@pytest.mark.parametrize("held", ["y" * 8, "m" * 8, "n1" * 8, "n0" * 8, "ynym" * 2])
async def test_a_held_or_pasted_key_decides_what_was_seen(held: str, clock: Clock) -> None:
    """As one packet of a link: nothing is painted between two keys."""
    workplace = MemoryReviewAdapter(9)
    async with opened(workplace) as (pilot, screen):
        clock.now += 5
        for key in held:
            pilot.app.post_message(events.Key(key, key))
        await pilot.pause()
        assert [each.record for each, _spent in workplace.desk.saves] == workplace.ids[:1]
        assert screen.session.current == workplace.ids[1] and "not taken: " in status(pilot)


async def test_moves_typed_ahead_all_count(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(9)
    async with opened(workplace) as (pilot, screen):
        clock.now += 5
        for key in "jjjjjkyy":
            pilot.app.post_message(events.Key(key, key))
        await pilot.pause()
        assert screen.session.position == 4 and workplace.desk.saves == []
        assert status(pilot).startswith("y not taken")
        await pilot.press("y")
        assert [each.record for each, _spent in workplace.desk.saves] == [workplace.ids[4]]


async def test_a_palette_is_no_way_around(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, _screen):
        clock.reading = 0
        await pilot.press("ctrl+p", *"include", "enter")
        assert workplace.desk.saves == [] and status(pilot).startswith("y not taken")
        clock.reading = 1
        await pilot.press("ctrl+p", *"include", "enter")
        assert len(workplace.desk.saves) == 1


async def test_all_read_decides_nothing(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(4)
    for each in workplace.ids[2:]:
        workplace.desk.decisions[each] = Decision(record=each, verdict=Verdict.INCLUDE, at="2021-01-13T00:00:00Z")
    async with opened(workplace) as (pilot, screen):
        await pilot.press("j", "n", "3")
        assert screen.session.current == workplace.ids[0], "from the top again: the third was included"
        await pilot.press("y")
        assert status(pilot) == "included — z undo; all read" and "All 4 read." in text(pilot.app)
        assert not any(line.startswith(">") for line in grid(pilot.app))
        for keys in (["y"], ["m"], ["n"]):
            await pilot.press(*keys)
            assert status(pilot) == "all read — this key decides nothing here"
        await pilot.press("t", "l", "D", "o", "space", "tab")
        assert len(workplace.desk.saves) == 2 and status(pilot) == "no undecided record in this list"
        for keys, place in ((["k"], 4), (["end"], 4), (["home"], 1), (["g", "2", "enter"], 2)):
            screen.session.position = 4
            await pilot.press(*keys)
            assert status(pilot).startswith(f"{place} of 4: ")
        screen.session.position = 4
        await pilot.press("z")
        assert screen.session.current == workplace.ids[0] and status(pilot) == "undone: the record is undecided"
        await pilot.press("y", "f", "u")
        assert "No record here is undecided" in text(pilot.app)


async def test_a_verdict_that_changes_says_so() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("y", "k", "n", "3")
        assert status(pilot) == "was included — now excluded: mutual or self-help support — z undo"
        await pilot.press("k", "n", "2")
        assert status(pilot).startswith("was excluded: mutual or self-help support — now excluded: no interact")
        await pilot.press("t", *"why", "enter", "m")
        assert status(pilot) == "maybe — z undo", "a note alone was no verdict"


async def test_the_same_verdict_again_is_not_written_again() -> None:
    workplace = MemoryReviewAdapter(2)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("y", "k", "y")
        assert len(workplace.desk.saves) == 1 and status(pilot) == "already included"


async def test_time_is_measured_from_sight_to_decision(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(3)
    clock.reading = 0
    async with opened(workplace) as (pilot, _screen):
        clock.now = 4.25
        await pilot.press("y")
        clock.now = 5.25
        await pilot.press("space", "n")
        clock.now = 6.25
        await pilot.press("1")
        assert [spent for _decision, spent in workplace.desk.saves] == [4250, 2000]


async def test_another_window_appears() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, screen):
        workplace.desk.elsewhere = [Decision(record=workplace.ids[1], verdict=Verdict.MAYBE, at="2021-01-14T00:00:00Z")]
        screen.look_around()
        await pilot.pause()
        assert grid(pilot.app)[3].startswith(" ?") and "1 of 3" in grid(pilot.app)[0]
        assert status(pilot) == "another window: 1 decision"


async def test_an_unreadable_folder_is_said_not_fatal() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, screen):

        def fail() -> None:
            raise OSError("gone")

        workplace.desk.refresh = fail
        screen.look_around()
        await pilot.pause()
        assert "cannot be read: gone" in status(pilot)


async def test_the_place_is_remembered() -> None:
    workplace = MemoryReviewAdapter(9)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("j", "j", "q")
        assert workplace.places == {STAGE: workplace.ids[2]}
    async with opened(workplace) as (_pilot, screen):
        assert screen.session.current == workplace.ids[2]


async def test_paging_and_highlights() -> None:
    record = Record(title="A peer supporter", abstract="word " * 400 + "the end")
    workplace = MemoryReviewAdapter(2, records=[record])
    async with opened(workplace) as (pilot, _screen):
        assert "«peer supporter»" in text(pilot.app) and "the end" not in text(pilot.app)
        await pilot.press("space", "space", "space")
        assert "the end" in text(pilot.app)
        await pilot.press("b", "b", "b")
        assert "«peer supporter»" in text(pilot.app)
        await pilot.press("h")
        assert "«" not in text(pilot.app)


async def test_resizing_keeps_the_place_in_list_and_abstract() -> None:
    words = " ".join(f"w{number}" for number in range(600))
    workplace = MemoryReviewAdapter(
        300, records=[Record(title=f"title {number}", abstract=words) for number in range(300)]
    )
    async with opened(workplace) as (pilot, screen):
        await pilot.press("g", *"150", "enter", "space")
        first = grid(pilot.app)[6].split()[0]
        for size in ((60, 20), (120, 40), (40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen.session.position == 149
            assert "title 149" in text(pilot.app)
            assert f" {first} " in text(pilot.app).replace("\n", " ").replace("│", " ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (30, 8)])
async def test_every_size_shows_title_status_and_keys(size: tuple[int, int]) -> None:
    workplace = MemoryReviewAdapter(30, records=[Record(title="The title", abstract="words " * 99)])
    async with opened(workplace, size=size) as (pilot, _screen):
        lines = grid(pilot.app)
        assert len(lines) == size[1] and any("The title" in line for line in lines)
        await pilot.press("y")
        assert status(pilot) == "included — z undo" and "? help" in keys_line(pilot)


async def test_the_wide_layout_shows_the_criteria() -> None:
    async with opened(MemoryReviewAdapter(30), size=(120, 40)) as (pilot, _screen):
        assert "Self-help groups" in text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Self-help groups" not in text(pilot.app)


async def test_an_empty_queue_says_so() -> None:
    async with opened(MemoryReviewAdapter(0)) as (pilot, _screen):
        assert "Nothing waits for you" in text(pilot.app)
        await pilot.press(
            "y", "n", "t", "l", "o", "g", "5", "enter", "tab", "z", "f", "a", "/", "x", "enter", "s", "2", "end"
        )
        assert "Nothing waits for you" in text(pilot.app)


async def test_an_empty_queue_says_where_records_wait() -> None:
    workplace = MemoryReviewAdapter(0)
    workplace.waiting = {"language": 1200}
    async with opened(workplace) as (pilot, _screen):
        assert "1,200 at language" in " ".join(text(pilot.app).split())


async def test_own_keys_and_hidden_hints() -> None:
    settings = read_settings({"keymap": "rayyan", "hints": False, "hide": ["authors", "journal"]})
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace, settings=settings) as (pilot, _screen):
        assert "? help" not in text(pilot.app) and "Larsen" not in text(pilot.app) and "Journal" not in text(pilot.app)
        await pilot.press("y", "i", "e", "1", "u")
        assert [each.verdict for each, _spent in workplace.desk.saves] == list(Verdict)


async def test_copying_a_link() -> None:
    record = Record(title="t", doi="10.1000/x")
    async with opened(MemoryReviewAdapter(2, records=[record, Record(title="u")])) as (pilot, _screen):
        await pilot.press("o")
        assert pilot.app.clipboard == "https://doi.org/10.1000/x"
        assert status(pilot) == "sent to the clipboard: https://doi.org/10.1000/x"
        await pilot.press("j", "o")
        assert "no DOI" in status(pilot)


async def test_nine_reasons_have_digits_and_other_is_0() -> None:
    stage = PROTOCOL.stages[1]
    reasons = tuple(replace(stage.reasons[0], id=each, label=f"reason {each}") for each in (*"123456789", "other"))
    protocol = replace(PROTOCOL, stages=(replace(stage, reasons=reasons),))
    workplace = MemoryReviewAdapter(3, protocol)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("n", "0", "n", "9")
        assert [saved.reason for saved, _spent in workplace.desk.saves] == ["other", "9"]


async def test_the_mouse_where_a_person_asked_for_it() -> None:
    workplace = MemoryReviewAdapter(30, records=[Record(title="t", abstract="word " * 400)] * 30)
    async with opened(workplace) as (pilot, screen):
        await pilot.click("#list", offset=(5, 2))
        assert screen.session.position == 2
        screen.list.on_mouse_scroll_down()
        await pilot.pause()
        assert screen.session.position == 3
        screen.reader.on_mouse_scroll_down()
        await pilot.pause()
        assert grid(pilot.app)[6].startswith(" word")
        screen.reader.on_mouse_scroll_up()
        await pilot.pause()
        assert grid(pilot.app)[6] == " t"


async def test_a_search_of_many_learns_the_words_of_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.screening.finding.FEW", 1)
    async with opened(MemoryReviewAdapter(30)) as (pilot, screen):
        await pilot.press("/", "x")
        await pilot.app.workers.wait_for_complete()
        assert screen.finding.vocabulary.done
        await pilot.press("backspace", "escape")
        assert "1 of 30" in text(pilot.app) or "0 of 30" in text(pilot.app)


async def test_what_a_program_suggests_is_shown_after_ones_own_verdict_where_it_differs() -> None:
    workplace = MemoryReviewAdapter(4)
    workplace.outside = {
        each: [
            OutsideSuggestion(
                stage="title-abstract",
                record=each,
                verdict=Verdict.INCLUDE,
                confidence=0.9,
                quote="a [/] quote",
                model="gpt-x",
                version="1.0",
            )
        ]
        for each in workplace.ids[:2]
    }
    async with opened(workplace) as (pilot, _screen):
        assert "gpt-x" not in text(pilot.app)
        await pilot.press("y")
        assert "gpt-x" not in text(pilot.app)
        await pilot.press("n", "1")
        assert "z undo; gpt-x 1.0 suggested include" in text(pilot.app)
        await pilot.press("k")
        assert "gpt-x 1.0 suggested include (0.9): “a [/] quote”" in text(pilot.app)
        await pilot.press("k")
        assert "gpt-x" not in text(pilot.app)
