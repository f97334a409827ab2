"""Every screen on real reviews with ugly records, at four sizes: as it was looked at."""

from __future__ import annotations

import ast
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual._compositor import Compositor
from textual.pilot import Pilot

import tui
from store.folder.review import Review
from tests.charts import charting_protocol
from tests.reviews import decide_all, made_once, make_review, protocol, record_ids, run
from tests.tui import test_snapshots
from tests.tui.frames import put_together
from tests.tui.grid import grid, used
from tests.tui.screens.charting.test_evidence import FULL_TEXT
from tests.tui.screens.test_undoing import STEP, settled
from tests.tui.test_nasty import check
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

SIZES = ((60, 20), (80, 24), (120, 40), (200, 50))
TITLES = (
    "[Erratum] Co-creating recovery: a participatory study of peer support workers in municipal addiction services",
    "a [/] b \x1b[31mred\x1b[0m and \x07 a bell",
    "دور العاملين في دعم الأقران في الصحة النفسية المجتمعية",
    "統合失調症とピアサポート: ピアサポーターの役割",
    "Long " + "and winding title of a paper that says everything at once " * 6,
    "Without an abstract",
    "Peer mentors and the redesign of an outpatient clinic: a case study",
    "Peer mentors and the redesign of an outpatient clinic: a case study.",
)
PAID = (
    "Peer mentors were paid for each of the workshops that they ran with the managers of the clinic and its board.\n\n"
    "Managers [/] trusted them. "
)
FOUND = "Peer support workers who took part from the first workshop on stayed in the process and in their jobs. " * 2
PLANNED = """
[[source]]
name = "Web of Science Core Collection"
route = "databases"
[[source]]
name = "Reference lists of the included"
route = "citation-searching"
"""
LIMITS = "English, Norwegian, Danish or Swedish; 2000 to 2020; no letters"
STRATEGY = """1. (peer support* or peer mentor* or peer work* or peer specialist* or lived experience).ti,ab.
2. peer adj (provid* or support*).ti,ab.
3. enduce*.ti,ab.
4. (live* adj experience*.ti,ab.
5. 1 or 2 or 3
"""


def records(titles: Sequence[str]) -> str:
    """RIS of titles; the sixth has no abstract."""
    told = []
    for n, title in enumerate(titles):
        abstract = f"BACKGROUND: Peer support workers took part in study {n}. " + "They led it. " * 30
        told += ["TY  - JOUR", f"TI  - {title}", "AU  - Larsen, M", f"AU  - Dahl, T{n}", f"PY  - {2010 + n // 7}"]
        told += ["T2  - J Public Ment Health", f"VL  - {19 + n // 7}", f"SP  - {101 + n}", f"DO  - 10.1000/xyz.{n}"]
        told += ["LA  - eng", f"AN  - T{n}", *([f"AB  - {abstract}"] if n != 5 else []), "ER  - ", ""]
    return "\n".join(told)


@made_once
def imported(folder: Path, text: str, titles: Sequence[str] = TITLES) -> Path:
    make_review(folder, text=text)
    file = folder.parent / "medline.ris"
    file.write_text(records(titles), encoding="utf-8")
    strategy = folder.parent / "medline.txt"
    strategy.write_text(STRATEGY, encoding="utf-8")
    given = (
        "--source",
        "Medline",
        "--platform",
        "Ovid",
        "--searched",
        "2021-01-04",
        "--limits",
        LIMITS,
        "--strategy",
        str(strategy),
    )
    run(folder, "import", str(file), *given, role="ANNA")
    return folder


@made_once
def reading(folder: Path, *, by: Sequence[str] = (), searched: bool = True) -> Path:
    """Title and abstract by two; of those named the decisions, which differ on two."""
    imported(folder, protocol() + PLANNED)
    if searched:
        run(folder, "dedup", role="ANNA")
    for who in by:
        said = [(f"T{n}", "exclude" if (n < 2 and who == "BO") or n > 5 else "include") for n in range(8)]
        decide_all(folder, who, "title-abstract", said)
    return folder


@made_once
def retrieved(folder: Path) -> Path:
    plan = charting_protocol("ANNA", "BO").replace('[[stage]]\nid = "charting"\n', FULL_TEXT)
    imported(folder, plan, TITLES[:3])
    run(folder, "dedup", role="ANNA")
    for number, record in enumerate(record_ids(folder)):
        (folder.parent / f"{number}.txt").write_text(PAID * 9)
        run(folder, "fulltext", "full-text", record, "--retrieved", str(folder.parent / f"{number}.txt"), role="ANNA")
    return folder


@made_once
def charted(folder: Path) -> Path:
    retrieved(folder)
    decide_all(folder, "ANNA", "full-text", [(f"T{n}", "include") for n in range(3)])
    for who, design in (("ANNA", "trial"), ("BO", "survey")):
        for record in record_ids(folder):
            for item, answer in {
                "country": "Norway",
                "design": design,
                "roles": "worker;leader",
                "findings": FOUND,
            }.items():
                run(folder, "chart", "set", "charting", record, item, answer, role=who)
            run(folder, "chart", "complete", "charting", record, role=who)
    return folder


@made_once
def mapped(folder: Path) -> Path:
    """Charted, and on two of three studies the team agrees."""
    for record in record_ids(charted(folder))[:2]:
        run(folder, "chart", "consensus", "charting", record, "design", "--take", "BO", role="ANNA")
    return folder


@made_once
def changed(folder: Path) -> Path:
    """A plan that was changed, and nobody has said why."""
    plan = half_read(folder) / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "A topic of its own"))
    return folder


def steps(folder: Path) -> Path:
    return imported(folder, protocol().replace("[[stage]]", STEP + "[[stage]]", 1), TITLES * 6)


def read_by_both(folder: Path) -> Path:
    return reading(folder, by=("ANNA", "BO"))


def half_read(folder: Path) -> Path:
    return reading(folder, by=("ANNA",))


def unsearched(folder: Path) -> Path:
    return reading(folder, searched=False)


def sampled(folder: Path) -> Path:
    return imported(folder, protocol("20%"))


WAYS: dict[str, tuple[Any, tuple[str, ...], str]] = {
    "dashboard": (half_read, (), "DashboardScreen"),
    "records": (half_read, ("v",), "RecordsScreen"),
    "acts-for-all": (half_read, ("U",), "ActsScreen"),
    "sources": (half_read, ("s",), "SourcesScreen"),
    "details": (half_read, ("s", "enter"), "ReadingScreen"),
    "import": (half_read, ("s", "i"), "ImportScreen"),
    "strategy": (half_read, ("s", "s"), "StrategyScreen"),
    "strategy-line": (half_read, ("s", "s", "j", "enter"), "ReadingScreen"),
    "settings": (half_read, ("S",), "SettingsScreen"),
    "palette": (half_read, ("ctrl+p",), "PaletteScreen"),
    "palette-nothing": (half_read, ("ctrl+p", "x", "q", "x"), "PaletteScreen"),
    "report": (half_read, ("r",), "ReportScreen"),
    "second-look": (half_read, ("k", "L"), "SecondLookScreen"),
    "search": (unsearched, ("d",), "SearchScreen"),
    "duplicates": (read_by_both, ("d",), "DuplicatesScreen"),
    "question-draw": (sampled, ("enter",), "QuestionScreen"),
    "screening": (unsearched, ("enter",), "ScreeningScreen"),
    "screening-menu": (unsearched, ("enter", "n"), "ScreeningScreen"),
    "screening-unknown-key": (unsearched, ("enter", "n", "Q"), "ScreeningScreen"),
    "screening-help": (unsearched, ("enter", "?"), "HelpScreen"),
    "screening-search": (unsearched, ("enter", "/", *"peer", "enter"), "ScreeningScreen"),
    "screening-note": (unsearched, ("enter", "t", *"a note"), "ScreeningScreen"),
    "screening-acts": (unsearched, ("enter", "y", "n", "1", "U"), "ActsScreen"),
    "highlighted-words": (unsearched, ("enter", "w"), "WordsScreen"),
    "why-here": (unsearched, ("enter", "v"), "ReadingScreen"),
    "disagreements": (read_by_both, ("x",), "DisagreementsScreen"),
    "disagreements-list": (read_by_both, ("x", "l"), "DisputeListScreen"),
    "disagreements-why": (read_by_both, ("x", "y"), "DisagreementsScreen"),
    "fulltext": (read_by_both, ("j", "enter"), "FullTextScreen"),
    "step": (steps, ("enter",), "StepScreen"),
    "step-group": (steps, ("enter", "enter"), "StepGroupScreen"),
    "charting": (charted, ("end", "k", "enter"), "ChartingScreen"),
    "consensus": (charted, ("end", "k", "enter", "d"), "ConsensusScreen"),
    "map": (mapped, ("m", "j", "j"), "EvidenceMapScreen"),
    "compare": (mapped, ("m", "="), "CompareScreen"),
    "strategy-records": (half_read, ("s", "s", "v"), "FoundScreen"),
    "report-text": (retrieved, ("enter", "v"), "ReportTextScreen"),
    "amendment": (changed, (), "AmendmentScreen"),
    "long-answer": (charted, ("end", "k", "enter", "end", "enter"), "WritingScreen"),
    "coding": (charted, ("end", "k", "enter", "end", "C", "C"), "CodingScreen"),
}
"""What is opened, on which review, by which keys from the dashboard, and the screen that this is."""
ELSEWHERE = {
    "StartScreen": test_snapshots.test_a_new_review,
    "WhoScreen": test_snapshots.test_who,
    "ExportsScreen": test_snapshots.test_a_folder_of_exports,
}
"""Screens whose pictures are others'."""
BASES = {"TamisScreen", "AskingScreen", "SidedScreen", "ListedScreen", "LabelledScreen"}
"""What screens are made from, and none is."""


LEAST = 0.8
"""Of a full screen at least four columns in five hold something, from 120 columns on."""
NOT_FULL = {
    "palette-nothing": "says that no action is called so",
    "import": "asks for one file",
    "search": "asks whether to search for duplicates",
    "question-draw": "asks whether to draw",
    "long-answer": "is a page to write on",
    "amendment": "a text that ends before its page does",
    "details": "a text that ends before its page does",
    "strategy-line": "a text that ends before its page does",
    "why-here": "a text that ends before its page does",
}


class TextFiles(SingleFileSnapshotExtension):
    """A screen a file, as text."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each kind of review is made once."""
    return tmp_path_factory.mktemp("made")


@asynccontextmanager
async def opened(folder: Path, role: str) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role=role) as review:
        app = TamisApp(DiskReview(review), settings_file=Path("/home/anna/.config/tamis/config.toml"))
        async with app.run_test(size=SIZES[1]) as pilot:
            await settled(pilot)
            yield pilot


def timeless(line: str) -> str:
    """A line without the hour, the day and the year in which the test runs; a day of one digit leaves room for two."""
    line = re.sub(r"\b\d\d:\d\d(:\d\d)?\b", lambda found: "12:00:00"[: len(found[0])], line)
    day = r"\b(\d)?\d [A-Z][a-z]{2} 20[2-9]\d( 12:00)?( (?=  ))?"
    line = re.sub(day, lambda it: f"14 Jan 2021{it[2] or ''}{it[3] or '' if it[1] else ''}", line)
    return re.sub(r"\b202[2-9]-\d\d-\d\d\b", "2021-01-14", line)


@pytest.mark.parametrize("name", WAYS)
async def test_as_it_was_looked_at(
    name: str, tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, keys, screen = WAYS[name]
    if name == "long-answer":  # Textual's page keeps lines of the frame that it paints between two sizes
        monkeypatch.setattr(Compositor, "render_update", put_together)
    # A table of the report is as wide as the day of the plan's versions is long.
    monkeypatch.setattr("store.folder.plan.utc_now", lambda: "2021-01-14T12:00:00.000Z")
    folder = make(tmp_path / "review")
    monkeypatch.chdir("/")
    async with opened(folder, "BO" if make is sampled else "ANNA") as pilot:
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        assert type(pilot.app.screen).__name__ == screen
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            for _ in range(20):
                await settled(pilot)
                if len(grid(pilot.app)) == height and pilot.app.screen.size.width == width:
                    break
            await settled(pilot)
            check(pilot.app)
            assert width < 120 or name in NOT_FULL or used(pilot.app) >= LEAST, (name, width, used(pilot.app))
            lines = [timeless(line) for line in grid(pilot.app)]
            assert "\n".join(lines) + "\n" == snapshot(name=f"{width}x{height}", extension_class=TextFiles)


def test_every_screen_has_its_pictures() -> None:
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in Path(tui.__path__[0]).rglob("*.py")]
    classes = [part for module in modules for part in module.body if isinstance(part, ast.ClassDef)]
    screens = {each.name for each in classes if each.name.endswith("Screen")}
    assert screens == {screen for _, _, screen in WAYS.values()} | ELSEWHERE.keys() | BASES
