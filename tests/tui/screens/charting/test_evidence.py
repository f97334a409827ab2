"""The text of a report beside the form: reading it, finding in it, and taking quotes from it by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from store.folder.review import Review
from tests.charts import charting_protocol
from tests.reviews import decide_all, make_review, record_ids, run, run_json
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.charting.evidence import AnswerEvidence

FULL_TEXT = """[[stage]]
id = "full-text"
title = "Full text"
kind = "fulltext"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "wrong", label = "Wrong" }]
[[stage]]
id = "charting"
"""
TEXT = (
    "The clinic was redesigned in eleven months.\n\n"
    "Peer mentors chaired four workshops. They wrote the first draft of the guide together with two nurses.\n\n"
    "Managers attended the last workshop only.\f"
    "The second page begins here. Nobody was paid for it."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = charting_protocol("ANNA").replace('[[stage]]\nid = "charting"\n', FULL_TEXT)
    folder = make_review(tmp_path / "r", records=2, text=plan + '[highlight]\ninclude = ["mentor*"]\n')
    first = record_ids(folder)[0]
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    run(folder, "fulltext", "full-text", first, "--retrieved", str(folder / "one.txt"), role="ANNA")
    decide_all(folder, "ANNA", "full-text", [("T0", "include"), ("T1", "include")])
    return folder


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), stage="charting", screen="charting")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield pilot


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


def findings(folder: Path) -> list[tuple[str, str]]:
    value = run_json(folder, "chart", "export", "--long", "--format", "json")
    return [(each["quote"], each["page"]) for each in value if each["item"] == "findings"]


async def test_a_quote_is_taken_beside_the_form_and_undone(folder: Path) -> None:
    async with opened(folder, (130, 30)) as pilot:
        assert "p. 1 of 2 · one.txt" in text(pilot.app) and "Peer «mentors» chaired" in text(pilot.app)
        await pilot.press("end", "e", "j", "right", "e", *["right"] * 3, "e")
        assert status(pilot) == "quote taken for Findings, p. 1 — z undo"
        await pilot.press("e", "j", "end", "s", "e")
        assert "2 quotes p. 1" in text(pilot.app)
        await pilot.press("e", "escape")
        assert status(pilot) == "no quote taken"
    assert findings(folder) == [
        ("mentors chaired four workshops. […] Peer mentors chaired four workshops.", "1"),
    ]
    async with opened(folder, (130, 30)) as pilot:
        await pilot.press("end", "X", "1")
    assert findings(folder) == [("Peer mentors chaired four workshops.", "1")]
    async with opened(folder, (130, 30)) as pilot:
        await pilot.press("end", "X", "z")
    assert findings(folder) == [("Peer mentors chaired four workshops.", "1")]


async def test_a_quote_over_two_pages_has_both(folder: Path) -> None:
    async with opened(folder, (130, 30)) as pilot:
        await pilot.press("end", "/", *"last workshop", "enter")
        assert "/last workshop 1/1" in text(pilot.app) and status(pilot).startswith("1 place")
        await pilot.press("e", *["j"] * 5, "e", *["k"] * 1, "e")
    ((quote, page),) = findings(folder)
    assert page == "1–2" and quote.startswith("Managers") and quote.endswith("The")


async def test_in_80_columns_v_switches_and_both_keep_their_place(folder: Path) -> None:
    async with opened(folder, (80, 12)) as pilot:
        await pilot.press("j", "j", "j", "v")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("j", "j", "j")
        assert "First author" not in text(pilot.app) and "Peer «mentors»" not in text(pilot.app)
        at = grid(pilot.app)[3]
        await pilot.press("v")
        assert "> Design" in text(pilot.app)
        await pilot.press("v")
        assert grid(pilot.app)[3] == at
        await pilot.press("[", "]", "q")
        assert "> Design" in text(pilot.app)


async def test_a_quote_that_the_text_no_longer_holds_is_said(folder: Path) -> None:
    first = record_ids(folder)[0]
    given = ("chart", "set", "charting", first, "findings", "--quote")
    told = run(folder, *given, "Peer mentors chaired four work-\nshops", "--page", "1", role="ANNA")
    assert "no longer" not in told.stderr and "does not hold" not in told.stderr
    (folder / "one.txt").write_text("Another version of the report.", encoding="utf-8")
    assert "the text does not hold this quote" in run(folder, *given, "Peer mentors", role="ANNA").stderr
    assert (
        "findings: no longer in the text: “Peer mentors”"
        in run(folder, "chart", "missing", "--quotes", role="ANNA").stdout
    )
    (row, *_) = run_json(folder, "chart", "missing", "--quotes", role="ANNA")["studies"]
    assert row["lost_quotes"] == {"findings": ["Peer mentors"]}
    async with opened(folder, (130, 30)) as pilot:
        await pilot.press("end")
        assert "! no longer in the text: p. 1 “Peer mentors”" in text(pilot.app)


async def test_what_cannot_be_read_is_said_and_the_abstract_shown(folder: Path) -> None:
    (folder / "one.txt").write_bytes(b"\n")
    async with opened(folder, (130, 30)) as pilot:
        assert "one.txt: no text in it. Open it with another program" in text(pilot.app)
        await pilot.press("J")
        assert "no full text is linked: this is the abstract" in text(pilot.app)


async def test_a_study_of_two_reports_has_two_texts_and_quotes_from_both(folder: Path) -> None:
    async with opened(folder, (130, 30)) as pilot:
        await pilot.press("V")
        assert status(pilot) == "there is no other file of this study"
    first, second = record_ids(folder)
    (folder / "two.txt").write_text("Later peers were paid.\n\nNothing else changed.", encoding="utf-8")
    run(folder, "fulltext", "full-text", second, "--retrieved", str(folder / "two.txt"), role="ANNA")
    run(folder, "study", first, second)
    async with opened(folder, (130, 30)) as pilot:
        assert "two.txt · file 1 of 2, V the next" in text(pilot.app) and "Later peers were paid." in text(pilot.app)
        await pilot.press("V")
        assert "p. 1 of 2 · one.txt · file 2 of 2, V the next" in text(pilot.app)
        assert "Peer «mentors» chaired" in text(pilot.app)
        await pilot.press("V", "end", "e", "e", "right", "e")
        assert findings(folder) == [("Later peers", "")]
        await pilot.press("V")
        assert "one.txt · file 2 of 2" in text(pilot.app) and "no longer" not in text(pilot.app)
    assert findings(folder) == [("Later peers", "")]
    lost = run_json(folder, "chart", "missing", "--quotes", role="ANNA")["studies"]
    assert not any(each["lost_quotes"] for each in lost)
    said = run(folder, "chart", "set", "charting", first, "findings", "x", "--quote", "Nothing else", role="ANNA")
    assert "warning" not in said.stderr
    said = run(folder, "chart", "set", "charting", first, "findings", "x", "--quote", "nowhere", role="ANNA")
    assert "the text does not hold this quote (two.txt, one.txt)" in said.stderr


@pytest.mark.parametrize(
    ("key", "action", "done"),
    [
        ("j", "next", ("rows", 1)),
        ("k", "previous", ("rows", -1)),
        ("J", "next_study", ("words", 1)),
        ("K", "previous_study", ("words", -1)),
        ("right", "next_study", ("words", 1)),
        ("left", "previous_study", ("words", -1)),
        ("space", "more", ("rows", 10)),
        ("b", "less", ("rows", -10)),
        ("s", "", ("sentence",)),
        ("e", "quote", ("start",)),
        ("enter", "fill", ("start",)),
        ("escape", "", ("left",)),
        ("q", "leave", ("left",)),
    ],
)
def test_what_each_key_does_while_a_quote_is_taken(key: str, action: str, done: tuple[object, ...]) -> None:
    seen: list[tuple[object, ...]] = []
    reader = SimpleNamespace(
        start=None,
        move_rows=lambda steps: seen.append(("rows", steps)),
        move_words=lambda steps: seen.append(("words", steps)),
        take_sentence=lambda: seen.append(("sentence",)),
        fix_start=lambda: seen.append(("start",)),
        leave_taking=lambda: seen.append(("left",)),
    )
    sources: list[str] = []
    texts = SimpleNamespace(reader=reader, show_source=lambda: sources.append("shown"))
    screen = SimpleNamespace(texts=texts, say=lambda _words: None, key_of=lambda name: name)
    AnswerEvidence(screen).take_key(key, action)  # type: ignore[arg-type]
    assert seen == [done] and sources == ["shown"]
