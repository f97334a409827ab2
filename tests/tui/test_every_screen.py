"""Every screen on real reviews with ugly records, at four sizes: as it was looked at."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from store.folder.review import Review
from tests.charts import charting_protocol
from tests.reviews import decide_all, make_review, protocol, record_ids, run
from tests.tui.grid import grid
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
STRATEGY = """1. peer group
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


def imported(folder: Path, text: str, titles: Sequence[str] = TITLES) -> Path:
    make_review(folder, text=text)
    file = folder.parent / "medline.ris"
    file.write_text(records(titles), encoding="utf-8")
    strategy = folder.parent / "medline.txt"
    strategy.write_text(STRATEGY, encoding="utf-8")
    given = ("--source", "Medline", "--platform", "Ovid", "--searched", "2021-01-04", "--strategy", str(strategy))
    run(folder, "import", str(file), *given, role="ANNA")
    return folder


def reading(folder: Path, *, by: Sequence[str] = (), searched: bool = True) -> Path:
    """Title and abstract by two; of those named the decisions, which differ on two."""
    imported(folder, protocol())
    if searched:
        run(folder, "dedup", role="ANNA")
    for who in by:
        said = [(f"T{n}", "exclude" if (n < 2 and who == "BO") or n > 5 else "include") for n in range(8)]
        decide_all(folder, who, "title-abstract", said)
    return folder


def charted(folder: Path) -> Path:
    plan = charting_protocol("ANNA", "BO").replace('[[stage]]\nid = "charting"\n', FULL_TEXT)
    imported(folder, plan, TITLES[:3])
    run(folder, "dedup", role="ANNA")
    for number, record in enumerate(record_ids(folder)):
        (folder.parent / f"{number}.txt").write_text("Peer mentors were paid.\n\nManagers [/] trusted them. " * 9)
        run(folder, "fulltext", "full-text", record, "--retrieved", str(folder.parent / f"{number}.txt"), role="ANNA")
    decide_all(folder, "ANNA", "full-text", [(f"T{n}", "include") for n in range(3)])
    for who, design in (("ANNA", "trial"), ("BO", "survey")):
        for record in record_ids(folder):
            for item, answer in {"country": "Norway", "design": design, "roles": "worker;leader"}.items():
                run(folder, "chart", "set", "charting", record, item, answer, role=who)
            run(folder, "chart", "complete", "charting", record, role=who)
    return folder


def steps(folder: Path) -> Path:
    return imported(folder, protocol().replace("[[stage]]", STEP + "[[stage]]", 1))


def read_by_both(folder: Path) -> Path:
    return reading(folder, by=("ANNA", "BO"))


def half_read(folder: Path) -> Path:
    return reading(folder, by=("ANNA",))


def unsearched(folder: Path) -> Path:
    return reading(folder, searched=False)


def sampled(folder: Path) -> Path:
    return imported(folder, protocol("20%"))


WAYS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "dashboard": (half_read, ()),
    "records": (half_read, ("v",)),
    "acts-for-all": (half_read, ("U",)),
    "sources": (half_read, ("s",)),
    "details": (half_read, ("s", "enter")),
    "import": (half_read, ("s", "i")),
    "strategy": (half_read, ("s", "s")),
    "strategy-line": (half_read, ("s", "s", "j", "enter")),
    "settings": (half_read, ("S",)),
    "palette": (half_read, ("ctrl+p",)),
    "palette-nothing": (half_read, ("ctrl+p", "x", "q", "x")),
    "report": (half_read, ("r",)),
    "second-look": (half_read, ("k", "L")),
    "search": (unsearched, ("d",)),
    "duplicates": (read_by_both, ("d",)),
    "question-draw": (sampled, ("enter",)),
    "screening": (unsearched, ("enter",)),
    "screening-menu": (unsearched, ("enter", "n")),
    "screening-unknown-key": (unsearched, ("enter", "n", "Q")),
    "screening-help": (unsearched, ("enter", "?")),
    "screening-search": (unsearched, ("enter", "/", *"peer", "enter")),
    "screening-note": (unsearched, ("enter", "t", *"a note")),
    "screening-acts": (unsearched, ("enter", "y", "n", "1", "U")),
    "highlighted-words": (unsearched, ("enter", "w")),
    "why-here": (unsearched, ("enter", "v")),
    "disagreements": (read_by_both, ("x",)),
    "disagreements-list": (read_by_both, ("x", "l")),
    "disagreements-why": (read_by_both, ("x", "y")),
    "fulltext": (read_by_both, ("j", "enter")),
    "step": (steps, ("enter",)),
    "step-group": (steps, ("enter", "enter")),
    "charting": (charted, ("end", "k", "enter")),
    "consensus": (charted, ("end", "k", "enter", "d")),
    "map": (charted, ("m",)),
    "compare": (charted, ("m", "=")),
}
"""What is opened, on which review and by which keys from the dashboard."""


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
    """A line without the hour, the day and the year in which the test runs."""
    line = re.sub(r"\b\d\d:\d\d(:\d\d)?\b", lambda found: "12:00:00"[: len(found[0])], line)
    line = re.sub(r"\b\d\d? [A-Z][a-z]{2} 20[2-9]\d", "14 Jan 2021", line)
    return re.sub(r"\b202[2-9]-\d\d-\d\d\b", "2021-01-14", line)


@pytest.mark.parametrize("name", WAYS)
async def test_as_it_was_looked_at(
    name: str, tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, keys = WAYS[name]
    folder = make(tmp_path / "review")
    monkeypatch.chdir("/")
    async with opened(folder, "BO" if make is sampled else "ANNA") as pilot:
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            for _ in range(20):
                await settled(pilot)
                if len(grid(pilot.app)) == height and pilot.app.screen.size.width == width:
                    break
            await settled(pilot)
            check(pilot.app)
            lines = [timeless(line) for line in grid(pilot.app)]
            assert "\n".join(lines) + "\n" == snapshot(name=f"{width}x{height}", extension_class=TextFiles)
