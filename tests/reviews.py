"""Small reviews for tests: a protocol, records of our own, decisions, and the commands run in this process."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shlex
import shutil
import tempfile
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any, Concatenate, ParamSpec

import pytest
from click.testing import CliRunner, Result

from core.errors import TamisError
from core.records.groups import PlacedGroups
from core.records.order import RecordOrder, places_by_id
from store.acts.duplicates.groups import Groups, duplicate_groups
from store.folder.cache import cache_folder
from store.folder.people import ACTS, DECISIONS, PEOPLE, batch_folder, current_login
from store.folder.review import Review
from store.journal import journal
from store.journal.line import Event
from tui.adapter.demo import build_demo
from tui.cli import tamis
from tui.cli.call import Call

P = ParamSpec("P")
SHARED = Path(__file__).resolve().parents[2] / "shared"
TWO_READERS = """
format = 1
[review]
title = "A review for tests"
[sample]
seed = "a seed fixed beforehand"
[[reviewer]]
id = "ANNA"
role = "first"
[[reviewer]]
id = "BO"
role = "second"
[[reviewer]]
id = "CHIEF"
role = "adjudicator"
[[stage]]
id = "title-abstract"
title = "Title and abstract"
kind = "screen"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "COVERAGE" }]
reasons = [{ id = "wrong-topic", label = "Another topic" }, { id = "wrong-design", label = "Another design" }]
[[stage]]
id = "full-text"
title = "Full text"
kind = "fulltext"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]
reasons = [{ id = "wrong-population", label = "Another population" }]
"""

WORDS = ("harbour", "lantern", "meadow", "orchard", "pebble", "quarry", "ribbon", "saddle", "thimble", "willow")


def protocol(coverage: str = "all") -> str:
    """A plan with two readers at title and abstract, the second of whom reads the given share."""
    return TWO_READERS.replace("COVERAGE", coverage)


def ris(numbers: Iterable[int], *, prefix: str = "T") -> str:
    """RIS records that are no duplicates of each other; their accession numbers are prefix and number."""
    records = []
    for n in numbers:
        words = " ".join(WORDS[int(digit)] for digit in f"{n:05d}")
        records.append(
            f"TY  - JOUR\nTI  - On {words} in study {n}\nAU  - Writer{n}, A\nPY  - {1980 + n % 40}\n"
            f"T2  - Journal {n % 7}\nVL  - {n}\nSP  - {n * 3}\nDO  - 10.5555/{prefix.lower()}.{n}\nAN  - {prefix}{n}\n"
            f"AB  - Study {n} looked at {words} and found something to say about it.\nER  - \n"
        )
    return "\n".join(records)


def run(folder: Path, *args: str, role: str | None = None, given: str | None = None) -> Result:
    """Run a command on the review in `folder`, with a text on its standard input; errors of use raise."""
    words = ["-C", str(folder), *(["--as", role] if role else []), *args]
    result = CliRunner(env={"TAMIS_REVIEWER": ""}).invoke(tamis, words, given, obj=Call(), catch_exceptions=True)
    if isinstance(result.exception, TamisError):
        raise result.exception
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run_json(folder: Path, *args: str, role: str | None = None) -> Any:
    """Run a command and read the JSON that it prints."""
    result = run(folder, *args, "--json", role=role)
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


def run_lines(folder: Path, lines: Iterable[Sequence[str]], *, role: str | None = None) -> None:
    """Run commands one after the other as `tamis batch` does, which opens the review once; each must succeed."""
    result = run(folder, "batch", role=role, given="".join(f"{shlex.join(each)}\n" for each in lines))
    assert result.exit_code == 0, result.output


def decide_on(folder: Path, reviewer: str, stage: str, records: Iterable[str], *verdict: str) -> None:
    """Decide on records one by one, in the same way."""
    run_lines(folder, [("decide", stage, each, *verdict) for each in records], role=reviewer)


def made_once(make: Callable[Concatenate[Path, P], Path]) -> Callable[Concatenate[Path, P], Path]:
    """Let what makes a review run once in a process for the same words; each test gets a copy that is its own.

    What it lays beside the folder, and what the account remembers of the review, or of several reviews in the folder,
    is copied too; what is derived is not. The name of the folder is one of the words, for it can stand in what is made.
    Where the folder is there already, the review is made in it: whoever patches the program before a review is made,
    makes its folder first.
    """
    made: dict[object, tuple[Path, dict[Path, Path]]] = {}

    @wraps(make)
    def copied(folder: Path, *words: P.args, **named: P.kwargs) -> Path:
        if folder.exists() or journal.datetime is not datetime:  # a test's own clock is the program patched too
            return make(folder, *words, **named)
        key = (folder.name, current_login(), words, tuple(sorted(named.items())))
        if key not in made:
            place = Path(tempfile.mkdtemp(prefix="made-", dir=os.environ["TAMIS_DEMOS_OF_TESTS"]))
            make(place / folder.name, *words, **named)
            reviews = {each.parent for each in (place / folder.name).rglob("protocol.toml")}
            made[key] = place, {each.relative_to(place): cache_folder(each) for each in reviews}
        place, caches = made[key]
        folder.parent.mkdir(parents=True, exist_ok=True)
        for each in place.iterdir():  # one by one: the folder that they go to keeps its mode
            there = folder.parent / each.name
            shutil.copytree(each, there, dirs_exist_ok=True) if each.is_dir() else shutil.copy2(each, there)
        for each, kept in caches.items():
            if kept.exists():
                copy = cache_folder(folder.parent / each)
                shutil.copytree(kept, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("derived"))
        return folder

    return copied


@made_once
def make_review(folder: Path, *, records: int = 0, coverage: str = "all", text: str | None = None) -> Path:
    """A review with a number of records, all different."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "protocol.toml").write_text(text or protocol(coverage), encoding="utf-8")
    if records:
        file = folder.parent / f"{folder.name}.ris"
        file.write_text(ris(range(records)), encoding="utf-8")
        run(folder, "import", str(file), "--source", "Testbase")
    return folder


def copied_demo(folder: Path, *, finished: bool = False, records: int | None = None) -> Path:
    """The sample review, as `build_demo` makes it: made once for all workers of a run of the tests, then copied.

    By default from the files that ship; else one with so many records.
    """
    place = Path(os.environ["TAMIS_DEMOS_OF_TESTS"])
    made = place / f"demo{'-finished' * finished}{records or ''}"
    with (place / "demos.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            build_demo(place / "demo-in-the-making", finished=finished, records=records)
            (place / "demo-in-the-making").rename(made)
    return Path(shutil.copytree(made, folder))


def acts_file(folder: Path, who: str = "") -> Path:
    """The journal of a person's words; by default of the account that runs the tests, in nobody's role."""
    with Review(folder) as review:
        return folder / PEOPLE / (who or review.who) / ACTS


def decisions_file(folder: Path, reviewer: str, stage: str, batch: int = 1) -> Path:
    """The journal of what a reviewer says in a batch of a stage."""
    return folder / PEOPLE / reviewer / batch_folder(stage, batch) / DECISIONS


def records_file(folder: Path, ending: str = ".json") -> Path:
    """The one file of that ending of a review with one import."""
    [file] = [
        each for each in folder.glob(f"{PEOPLE}/*/records/*{ending}") if each.name.count(".") == ending.count(".")
    ]
    return file


def said_in(review: Review, table: str) -> list[Event]:
    """What people have said in a table, person by person."""
    return [event for _, events in review.acts.events() for event in events if event.table == table]


def exchange(*copies: Path) -> None:
    """Bring copies of one review together, as by any program that copies files: of two files the longer one stays."""
    for source in copies:
        for file in [each for each in source.glob(f"{PEOPLE}/**/*") if each.is_file() and each.name != "acts.json"]:
            for copy in {*copies} - {source}:
                there = copy / file.relative_to(source)
                if not there.exists() or there.stat().st_size < file.stat().st_size:
                    there.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, there)


def record_ids(folder: Path) -> list[str]:
    """The ids of the unique records, in the order of import."""
    with Review(folder) as review:
        groups = duplicate_groups(review)
        return [each for each in review.records if groups.of(each) == each]


def decide_all(folder: Path, reviewer: str, stage: str, verdicts: Sequence[tuple[str, str]]) -> Any:
    """Bring in (accession, verdict) pairs as a reviewer's decisions."""
    file = folder.parent / f"{folder.name}-{reviewer}-{stage}.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("accession", "verdict"))
        writer.writerows(verdicts)
    return run_json(folder, "decisions", "import", str(file), "--stage", stage, "--reviewer", reviewer)


@made_once
def read_review(folder: Path) -> Path:
    """Four records that both have read at title and abstract and agree on: the first excluded; the batch is open."""
    make_review(folder, records=4)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include" if n else "exclude") for n in range(4)])
    return folder


def groups_of(records: Sequence[str], *groups: tuple[str, ...]) -> Groups:
    """Some records, in this order, of which these are together."""
    numbers = array("Q", (int(each, 16) for each in records))
    return Groups(PlacedGroups.of(RecordOrder(numbers, places_by_id(numbers)), groups))


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[str]:
    """Gets the name of a module's function each time that it is called from there."""
    made: list[str] = []
    real = getattr(module, name)

    def call(*arguments: Any, **named: Any) -> Any:
        made.append(name)
        return real(*arguments, **named)

    monkeypatch.setattr(module, name, call)
    return made


@made_once
def differing_review(folder: Path, text: str | None = None) -> Path:
    """Six records that ANNA included at title and abstract, and BO excluded the first three of."""
    make_review(folder, records=6, text=text)
    decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "include") for n in range(6)])
    decide_all(folder, "BO", "title-abstract", [(f"T{n}", "exclude" if n < 3 else "include") for n in range(6)])
    return folder
