from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from core.records.record import Author, RawField, Record
from store.acts.duplicates.verdicts import give_verdict, verdicts
from store.folder.review import Review
from tests.reviews import make_review, record_ids, run, run_json
from tests.tui.fake import Clock, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.test_nasty import NASTY, check, nasty_record
from tests.twins import make_twin_review
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.duplicates.screen import DuplicatesScreen
from tui.widgets.canvas import Canvas

BERG = Record(
    title="Peer support, crisis: part I",
    authors=(Author("Berg", "A"), Author("Haug", "E")),
    journal="J Ment Health",
    year=2017,
    volume="26",
    issue="3",
    pages="201–210",
    doi="10.1000/jmh.1",
    abstract="Crisis services increasingly employ peers.",
)
PART_TWO = BERG._replace(
    title="Peer support, crisis: part II", pages="211–219", doi="10.1000/jmh.2", abstract="In the second."
)


@asynccontextmanager
async def opened(
    workplace: MemoryReviewAdapter, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], DuplicatesScreen]]:
    app = TamisApp(workplace, screen="duplicates")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, DuplicatesScreen)
        yield pilot, app.screen


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


async def test_the_way_through() -> None:
    workplace = MemoryReviewAdapter(8, records=[BERG, PART_TWO])
    async with opened(workplace) as (pilot, _screen):
        lines = grid(pilot.app)
        assert lines[0].split("    ") == [
            " duplicates · to review", "1 of 4", "4 left", "merged 4,848 automatically"
        ]  # fmt: skip
        assert lines[2].startswith(" rule: other DOI  title 97  authors 100  differ: doi")
        assert lines[3].split("│")[0].split() == ["Scopus,", "Medline"] and lines[3].endswith("Cinahl")
        await pilot.press("n")
        assert status(pilot) == "not the same — z undo" and "2 of 4    3 left" in grid(pilot.app)[0]
        await pilot.press("y", "m", "y", "n")
        assert status(pilot) == "not the same — z undo; no pair is left"
        assert list(workplace.pair_desk.said.values()) == [False, True, True, False]
        await pilot.press("z")
        assert status(pilot) == "undone: no verdict yet" and "1 left" in grid(pilot.app)[0]
        await pilot.press(*"zzzz")
        assert workplace.pair_desk.said == {} and status(pilot).startswith("nothing of yours to take back")
        await pilot.press("q")
        assert "d duplicates" in grid(pilot.app)[-1]
        await pilot.press("d")
        assert "1 of 4" in grid(pilot.app)[0]


async def test_differing_characters_have_carets_beneath() -> None:
    async with opened(MemoryReviewAdapter(2, records=[BERG, PART_TWO])) as (pilot, _screen):
        lines = grid(pilot.app)
        for place, line in enumerate(lines):
            if "part I" in line:
                left, right = line.split("≠")
                carets = lines[place + 1].split("│")
                for side, marks in ((left, carets[0]), (right, carets[1])):
                    begins = side.index("part I") + len("part ")
                    assert marks.rstrip() == " " * begins + "^" * len(side[begins:].strip())
                break
        else:
            raise AssertionError(text(pilot.app))
        assert any(line.startswith(" title") and "≠" in line for line in lines)
        assert any(line.startswith(" journal") and "≠" not in line for line in lines)
        assert any("10.1000/jmh.1" in line and "≠" in line for line in lines)


async def test_what_both_say_is_said_once_and_what_one_lacks_is_a_dash() -> None:
    other = BERG._replace(doi="", types=(RawField("M3", "Letter"),))
    async with opened(MemoryReviewAdapter(2, records=[BERG, other])) as (pilot, _screen):
        assert "the same, 42 characters" in text(pilot.app) and "^" not in text(pilot.app)
        assert [line.split()[1:] for line in grid(pilot.app) if line.startswith((" doi", " type"))] == [
            ["10.1000/jmh.1", "│", "–"], ["–", "│", "Letter"]
        ]  # fmt: skip


async def test_a_failed_save_says_so_and_stays() -> None:
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        workplace.pair_desk.broken = OSError(28, "No space left on device")
        for key in ("y", "n", "j", "k"):
            await pilot.press(key)
            assert status(pilot).startswith("NOT SAVED") and "No space left" in status(pilot)
        assert screen.session.position == 0 and screen.session.left == 3
        workplace.pair_desk.broken = None
        await pilot.press("y")
        assert status(pilot) == "same — z undo"


async def test_all_with_this_title_says_what_it_will_do_and_asks() -> None:
    editorial = Record(title="Editorial", year=2001)
    workplace = MemoryReviewAdapter(8, records=[editorial] * 6)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("g")
        assert status(pilot) == "not the same: 3 pairs titled “Editorial”?"
        assert grid(pilot.app)[-1].strip() == "sure?  g or enter: part all 3  esc back"
        await pilot.press("escape")
        assert workplace.pair_desk.batches == []
        await pilot.press("g", "g")
        assert workplace.pair_desk.batches == [(3, False)]
        assert status(pilot) == "3 pairs: not the same — z undo" and screen.session.position == 3
        await pilot.press("z", "g", "enter")
        assert workplace.pair_desk.batches[1:] == [(3, None), (3, False)]
        await pilot.press("g")
        assert status(pilot) == "no other waiting pair has this title"


def one_title(folder: Path, copies: int) -> Path:
    """A review with so many records of one title, each two of them a doubtful pair; duplicates looked for."""
    make_review(folder)
    file = folder.parent / f"{folder.name}.ris"
    file.write_text(
        "".join(
            "TY  - JOUR\nTI  - A [/] b [@click=app.quit]x \x1b[2J 日本 \u202e of nursing for the year\n"
            f"AU  - Gärtner, Ö\nPY  - 2001\nT2  - Pflege\nVL  - {n}\nSP  - {n * 70}\nDO  - 10.5555/{n}\nER  - \n"
            for n in range(1, copies + 1)
        ),
        encoding="utf-8",
    )
    run(folder, "import", str(file), "--source", "Twinbase")
    run(folder, "dedup")
    return folder


async def test_all_with_this_title_is_one_act_in_every_list_and_after_a_restart(tmp_path: Path) -> None:
    folder = one_title(tmp_path / "review", 4)
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), screen="duplicates")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "1 of 6" in grid(app)[0]
            await pilot.press("g")
            assert (
                status(pilot).startswith("not the same: 6 pairs titled “A [/] b")
                and status(pilot).endswith("”?")
                and verdicts(review) == {}
            )
            await pilot.press("g")
            assert [each.same for each in verdicts(review).values()] == [False] * 6
    for keys, left in ((("z", "z"), 6), (("U", "enter", "enter", "q"), 0), (("U", "enter", "enter", "q"), 6)):
        with Review(folder, role="ANNA") as review:
            app = TamisApp(DiskReview(review), screen="duplicates")
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause()
                    check(app)
                    if key == "U":
                        assert "not the same: 6 pairs" in grid(app)[2]
                assert (f"1 of {left}" in grid(app)[0]) is (left > 0) and len(verdicts(review)) == 6 - left


async def test_all_with_this_title_asks_anew_where_another_window_answered_meanwhile(tmp_path: Path) -> None:
    folder = one_title(tmp_path / "review", 3)
    with Review(folder, role="ANNA") as review, Review(folder, role="BO") as there:
        app = TamisApp(DiskReview(review), screen="duplicates")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("g")
            assert status(pilot).startswith("not the same: 3 pairs")
            pair = run_json(folder, "dedup", "--pairs")[2]
            give_verdict(there, pair["a"], pair["b"], same=True)
            await pilot.press("g")
            assert status(pilot).startswith("not the same: 2 pairs") and [
                each.same for each in verdicts(review).values()
            ] == [True]
            await pilot.press("g")
            assert sorted(each.same for each in verdicts(review).values()) == [False, False, True]


async def test_a_verdict_given_while_y_asked_is_not_overwritten_unseen(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review", 1)
    pair = run_json(folder, "dedup", "--pairs")[0]
    for record, verdict in ((pair["a"], "include"), (pair["b"], "exclude")):
        run(folder, "decide", "title-abstract", record, verdict, role="ANNA")
    with Review(folder, role="ANNA") as review, Review(folder, role="BO") as there:
        app = TamisApp(DiskReview(review), screen="duplicates")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("y")
            give_verdict(there, pair["a"], pair["b"], same=False)
            await pilot.press("y")
            assert "another window: not the same" in status(pilot)
            assert [each.same for each in verdicts(review).values()] == [False]


async def test_another_windows_verdict_appears_and_is_not_overwritten_unseen() -> None:
    workplace = MemoryReviewAdapter(6)
    async with opened(workplace) as (pilot, screen):
        first, second, _ = ((pair.a, pair.b) for pair in screen.session.pairs)
        workplace.pair_desk.elsewhere = {second: True}
        screen.look_around()
        await pilot.pause()
        assert status(pilot) == "another window: 1 verdict" and "2 left" in grid(pilot.app)[0]
        workplace.pair_desk.elsewhere = {first: False}
        await pilot.press("y")
        assert "another window: not the same" in status(pilot) and workplace.pair_desk.said == {}
        await pilot.press("y")
        assert workplace.pair_desk.said == {first: True}


async def test_the_rules_are_explained() -> None:
    async with opened(MemoryReviewAdapter(2)) as (pilot, _screen):
        await pilot.press("?")
        assert "keys" in text(pilot.app) and "y — " in text(pilot.app)
        seen = ""
        for _ in range(6):
            seen += text(pilot.app)
            await pilot.press("space")
        assert "two DOIs are two publications" in " ".join(seen.split())


async def test_no_pairs_says_what_to_do() -> None:
    async with opened(MemoryReviewAdapter(0)) as (pilot, _screen):
        assert "“tamis dedup” looks for duplicates" in " ".join(text(pilot.app).split())
        await pilot.press(*"ynmgzjk?q", "home", "end", "pagedown", "space", "b")
        assert "No pair of records waits" in text(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (40, 12), (30, 8)])
async def test_every_size_shows_nasty_text_as_it_is(size: tuple[int, int]) -> None:
    other = nasty_record()._replace(title=f"{NASTY} 日本語の題名 II", volume="3")
    workplace = MemoryReviewAdapter(6, records=[nasty_record(), other, other, nasty_record()])
    workplace.pair_desk.sources = lambda _id: (NASTY, NASTY)  # type: ignore[method-assign,assignment]
    async with opened(workplace, size) as (pilot, _screen):
        check(pilot.app)
        assert "[Erratum]" in text(pilot.app) or size == (30, 8)
        for key in ("space", "b", "g", "escape", "g", "g", "z", "y", "n", "z", "j", "k", "?", "q", "m"):
            await pilot.press(key)
            check(pilot.app)
        await pilot.resize_terminal(size[0] + 7, size[1] + 3)
        await pilot.pause()
        check(pilot.app)
        workplace.pair_desk.broken = ValueError(NASTY)
        await pilot.press("y")
        check(pilot.app)


@pytest.mark.usefixtures("each_frame")
async def test_one_key_paints_at_most_the_screen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    render_line = Canvas.render_line
    monkeypatch.setattr(Canvas, "render_line", lambda self, y: painted.append(y) or render_line(self, y))
    async with opened(MemoryReviewAdapter(60)) as (pilot, screen):
        await pilot.pause()
        for key in "ynmzjkg":
            painted.clear()
            await pilot.press(key)
            assert 0 < len(painted) <= 24, key
        await pilot.press("escape")
        painted.clear()
        screen.look_around()
        screen.paint()
        await pilot.pause()
        assert painted == []


async def test_a_verdict_on_a_review_is_on_disk(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review", 3)
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), screen="duplicates")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "1 of 3" in grid(app)[0] and "Twinbase" in text(app)
            await pilot.press("y", "n")
            with Review(folder) as other:
                assert [each.same for each in verdicts(other).values()] == [True, False]
            await pilot.press("z")
            with Review(folder) as other:
                assert [each.same for each in verdicts(other).values()] == [True]


async def test_y_on_a_pair_of_which_one_said_different_things_asks_first(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review", 3)
    first = run_json(folder, "dedup", "--pairs")[0]
    run(folder, "decide", "title-abstract", first["a"], "include", role="ANNA")
    run(folder, "decide", "title-abstract", first["b"], "exclude", role="ANNA")
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), screen="duplicates")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            key = app.screen.keymap["same"][0]  # type: ignore[attr-defined]
            await pilot.press(key)
            assert status(pilot) == "you said exclude and include (Title and abstract)"
            words = f"{key} or enter: merge; no such verdict counts, the record waits  esc back"
            assert grid(app)[-1].strip() == f"sure?  {words}" and not verdicts(review)
            await pilot.press("escape")
            assert "1 of 3" in grid(app)[0] and not verdicts(review)
            await pilot.press(key, key)
            assert [each.same for each in verdicts(review).values()] == [True]
            await pilot.press(key)
            assert status(pilot) == "same — z undo", "the next pair is asked nothing"
    assert run_json(folder, "status", role="ANNA")["stages"][0]["reviewers"]["ANNA"]["done"] == 0


async def test_the_other_reader_is_told_nothing(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review", 2)
    first = run_json(folder, "dedup", "--pairs")[0]
    run(folder, "decide", "title-abstract", first["a"], "include", role="ANNA")
    run(folder, "decide", "title-abstract", first["b"], "exclude", role="ANNA")
    with Review(folder, role="BO") as review:
        app = TamisApp(DiskReview(review), screen="duplicates")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press(app.screen.keymap["same"][0])  # type: ignore[attr-defined]
            assert status(pilot) == "same — z undo"


async def test_a_duplicate_named_while_screening_asks_first(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    a, b, _ = record_ids(folder)
    run(folder, "decide", "title-abstract", a, "include", role="ANNA")
    run(folder, "decide", "title-abstract", b, "exclude", role="ANNA")
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), screen="screening", stage="title-abstract")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("g", "1", "enter", "D", "2", "enter")
            await pilot.pause()
            assert "you said exclude and include (Title and abstract)" in text(app)
            assert "no such verdict counts, and the record waits" in text(app) and not verdicts(review)
            await pilot.press("escape", "D", "2", "enter")
            await pilot.pause()
            await pilot.press("D")
            await pilot.pause()
            assert len(verdicts(review)) == 1 and "one publication now" in text(app)
            assert "0 of 2" in grid(app)[0], "it waits for her"


async def test_a_held_key_says_one_thing_and_parts_nothing_unasked(clock: Clock) -> None:
    workplace = MemoryReviewAdapter(8, records=[BERG] * 8)
    async with opened(workplace) as (pilot, screen):
        for keys in ("yyyyyyyy", "gggg", "g\r"):
            await pilot.pause()
            clock.now += 1
            for key in keys:
                pilot.app.post_message(events.Key("enter" if key == "\r" else key, None if key == "\r" else key))
            await pilot.pause()
            assert " not taken: " in status(pilot)
            assert workplace.pair_desk.batches == [(1, True)] and screen.session.position == 1
        await pilot.press("g", "g")
        assert workplace.pair_desk.batches[1:] == [(3, False)]
        assert status(pilot) == "3 pairs: not the same — z undo; no pair is left" and "Of each pair" in text(pilot.app)
        await pilot.press("n")
        assert status(pilot) == "all read — this key decides nothing here"
        await pilot.press("home", "n")
        assert status(pilot) == "was same — now not the same — z undo; no pair is left"
