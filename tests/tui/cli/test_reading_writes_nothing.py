"""A reading command writes nothing into the review, whoever calls it, and works where nothing can be written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.errors import TamisError
from tests.charts import charting_review, fill_in
from tests.reviews import made_once, record_ids, ris, run
from tests.store.users import as_user, needs_root
from tui.cli import COMMANDS, tamis
from tui.cli.call import Call

pytestmark = pytest.mark.slow

RECORD, OUT, STAGE = "RECORD", "OUT", "charting"
READING: dict[str, tuple[tuple[str, ...], ...]] = {
    "sources": ((),),
    "dedup": (("--groups",), ("--pairs",)),
    "strategy": ((),),
    "suggestions": (("differences", STAGE),),
    "acts": ((STAGE,), ()),
    "highlights": ((),),
    "decisions": (("export",),),
    "sample": ((STAGE,), (STAGE, "--verify")),
    "agreement": ((), (STAGE,)),
    "missed": ((),),
    "second-look": ((STAGE,),),
    "stopping": ((STAGE,),),
    "disagreements": ((STAGE,),),
    "fulltext": (("full-text",),),
    "study": ((),),
    "chart": (
        ("forms",),
        ("missing",),
        ("tables",),
        ("export",),
        ("agreement",),
        ("table", "tidy"),
        ("map", "country", "country"),
        ("compare", "country", "design"),
        ("code", "findings"),
    ),
    "status": ((),),
    "records": (("included", "--stage", STAGE),),
    "flow": ((), ("--template", "updated")),
    "report": (("--out", f"{OUT}/report"),),
    "export": (("--format", "csv"), ("--outcome", "all", "--format", "ris")),
    "history": ((RECORD,),),
    "show": ((RECORD,),),
    "check": ((),),
    "backup": (("--to", f"{OUT}/copies"), ("--to", f"{OUT}/copies", "--verify")),
    "bundle": ((f"{OUT}/bundle.zip", "--while-blind"),),
    "verify": ((f"{OUT}/bundle.zip",),),
}
WRITING = {
    *("init", "import", "withdraw", "suggest", "screen", "decide", "undo", "redo", "unblind", "resolve", "repair"),
    *("demo", "amend", "retractions", "batch", "pack", "take", "share", "hand-over"),
}


def test_each_command_reads_or_writes() -> None:
    assert not READING.keys() & WRITING and READING.keys() | WRITING == COMMANDS.keys() | READING.keys()


@made_once
def charted_by_two(folder: Path) -> Path:
    """Two have charted a study that both read; of a second round one reader has begun."""
    _, studies = charting_review(folder, "ANNA", "BO", records=2)
    for who in ("ANNA", "BO"):
        fill_in(folder, studies[0], who)
    (folder.parent / "more.ris").write_text(ris([70, 71]))
    run(folder, "import", str(folder.parent / "more.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")
    return folder


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        yield charted_by_two(Path(temporary) / "review")


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    found = {}
    for each in (folder, *folder.rglob("*")):
        status = each.lstat()
        content = each.read_bytes() if each.is_file() else b""
        found[str(each)] = (status.st_mode, status.st_uid, status.st_ino, status.st_mtime_ns, content)
    return found


def calls(folder: Path, out: Path, role: str | None) -> Iterator[tuple[str, list[str]]]:
    record = record_ids(folder)[0]
    for name, every in READING.items():
        for words in every:
            said = [record if each == RECORD else each.replace(OUT, str(out)) for each in words]
            for json in ((), ("--json",)):
                yield name, ["-C", str(folder), *(("--as", role) if role else ()), name, *said, *json]


def called(name: str, words: list[str]) -> None:
    result = CliRunner(env={"TAMIS_REVIEWER": ""}).invoke(tamis, words, obj=Call())
    refused = isinstance(result.exception, TamisError | SystemExit) or result.exception is None
    assert refused, (words, result.exception, result.output)
    assert "warning" not in result.stderr and "Traceback" not in result.output, (words, result.output)


@pytest.mark.parametrize("role", [None, "ANNA", "BO"])
def test_nothing_is_written(folder: Path, tmp_path: Path, role: str | None) -> None:
    run(folder, "status", role=role)
    before = state(folder)
    for name, together in groupby(calls(folder, tmp_path, role), itemgetter(0)):
        for _, words in together:
            shutil.rmtree(tmp_path / "report", ignore_errors=True)
            called(name, words)
        after = state(folder)
        assert after == before, (name, set(after.items() ^ before.items()))


@needs_root
def test_it_works_where_nothing_can_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder.parent / "out"
    out.mkdir()
    out.chmod(0o777)
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    every = [*calls(folder, out, None), *calls(folder, out, "ANNA")]
    for name, words in calls(folder, out, "ANNA"):  # what a command imports may lie where only root looks
        called(name, words)
    shutil.rmtree(out)
    out.mkdir()
    out.chmod(0o777)
    before = state(folder)

    def read() -> None:
        for name, words in every:
            shutil.rmtree(out / "report", ignore_errors=True)
            called(name, words)

    monkeypatch.setenv("XDG_CACHE_HOME", str(out / "cache"))
    as_user(65534, 65534, read)
    assert state(folder) == before
