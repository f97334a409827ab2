"""After the write to the journal an act has succeeded: what fails afterwards is a warning, and nobody does it twice."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.acts.openings import openings
from store.folder.review import Review
from store.journal.bookkeeping import Bookkeeping
from store.journal.errors import NotSaved, StoreBusy
from store.journal.journal import Event, Journal
from tests.charts import charting_review, fill_in
from tests.reviews import acts_file, decisions_file, made_once, make_review, record_ids, ris, run, run_json
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

STAGE = "title-abstract"


@made_once
def begun(folder: Path) -> Path:
    """A review in which every journal that is written to has been begun."""
    make_review(folder, records=4)
    first = record_ids(folder)[0]
    for role in ("ANNA", "BO"):
        run(folder, "decide", STAGE, first, "include", role=role)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return begun(tmp_path / "review")


def fill_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a journal takes a line more, and nothing else can be written whole."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


def lines(folder: Path, who: str | None = None) -> int:
    """The lines of a person's words, or of ANNA's decisions."""
    path = decisions_file(folder, "ANNA", STAGE) if who is None else acts_file(folder, who)
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_a_decision_on_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = record_ids(folder)[1]
    fill_up(monkeypatch)
    done = run(folder, "decide", STAGE, record, "include", role="ANNA")
    assert done.exit_code == 0 and f"ANNA at {STAGE}: include {record}" in done.stderr
    for undone in ("how far ANNA is was not noted for the others", "the snapshot decisions.json was not written"):
        warning = (
            f"warning: all is saved, but {undone}. Make room on the disk; repeat nothing (No space left on device)."
        )
        assert done.stderr.count(warning) == 1
    monkeypatch.undo()
    assert run(folder, "status", role="ANNA").exit_code == 0
    assert '"done": 2' in (folder / "people" / "ANNA" / "progress.json").read_text()
    assert run(folder, "check").exit_code == 0


def test_undo_takes_back_one_decision_and_no_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = record_ids(folder)[:2]
    run(folder, "decide", STAGE, two, "include", role="ANNA")
    fill_up(monkeypatch)
    done = run(folder, "undo", STAGE, role="ANNA")
    assert done.exit_code == 0 and "took back: 1 decision" in done.stderr
    rows = run_json(folder, "decisions", "export", "--stage", STAGE, role="ANNA")
    assert [each["record_id"] for each in rows] == [one]


def resolved(folder: Path) -> tuple[str, ...]:
    for record in record_ids(folder):
        for role, verdict in (("ANNA", "include"), ("BO", "exclude")):
            run(folder, "decide", STAGE, record, verdict, role=role)
    one, two = record_ids(folder)[:2]
    run(folder, "resolve", STAGE, one, "include", "--rationale", "it is", "--by", "ANNA,BO")
    return ("resolve", STAGE, two, "include", "--rationale", "it is", "--by", "ANNA,BO")


def imported_decisions(folder: Path) -> tuple[str, ...]:
    file = folder.parent / "decisions.csv"
    file.write_text("accession,verdict\nT1,include\nT2,exclude\n")
    return ("decisions", "import", str(file), "--stage", STAGE, "--reviewer", "ANNA")


def extended(folder: Path) -> tuple[str, ...]:
    (folder / "protocol.toml").write_text(
        (folder / "protocol.toml")
        .read_text()
        .replace('"all" }]\nreasons = [{ id = "wrong-t', '"1/4" }]\nreasons = [{ id = "wrong-t')
    )
    run(folder, "sample", STAGE, "--draw", "--yes")
    return ("sample", STAGE, "--extend", "1", "--reason", "too few", "--yes")


ACTS: dict[str, tuple[Callable[[Path], tuple[str, ...]], str | None]] = {
    "resolve": (resolved, ""),
    "decisions import": (imported_decisions, None),
    "sample": (extended, "BO"),
}
"""Name → what prepares it and gives the command, and whose words it adds to; None for ANNA's decisions."""


@pytest.mark.parametrize("name", ACTS)
def test_every_act(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare, who = ACTS[name]
    command = prepare(folder)
    before = lines(folder, who)
    fill_up(monkeypatch)
    done = run(folder, *command)
    assert done.exit_code == 0, done.output
    assert "all is saved, but" in done.stderr and "No space left" in done.stderr
    assert lines(folder, who) > before


def test_answers_on_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, studies = charting_review(tmp_path / "review", "ANNA", records=2)
    fill_in(folder, studies[0], "ANNA")
    fill_up(monkeypatch)
    for command in (("complete", "charting", studies[0], "--reopen"), ("complete", "charting", studies[0])):
        done = run(folder, "chart", *command, role="ANNA")
        assert done.exit_code == 0 and "all is saved, but" in done.stderr
    done = run(folder, "undo", "charting", role="ANNA")
    assert done.exit_code == 0 and "took back" in done.stderr


def test_another_readers_journal_that_cannot_be_read(folder: Path) -> None:
    """What follows a decision reads others' journals once a stage is open; damage there is not its failure."""
    for record in record_ids(folder):
        for role in ("ANNA", "BO"):
            run(folder, "decide", STAGE, record, "include", role=role)
    other = decisions_file(folder, "BO", STAGE)
    other.write_bytes(b"")
    done = run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", role="ANNA")
    assert done.exit_code == 0
    assert "all is saved, but what follows for the others was not counted: lines are missing" in done.stderr
    assert str(other) in done.stderr and "Repeat nothing." in done.stderr


def test_an_opening_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last reader finishes; that the stage cannot be opened now is a warning, and the next command opens it."""
    *first, last = record_ids(folder)
    for record in first:
        run(folder, "decide", STAGE, record, "include", role="ANNA")
        run(folder, "decide", STAGE, record, "include", role="BO")
    run(folder, "decide", STAGE, last, "include", role="ANNA")
    commit = Journal.commit

    def full(self: Journal, *args: Any, **options: Any) -> list[Event]:
        if options.get("act") == "open":
            raise NotSaved("NOT SAVED: No space left on device", where=str(self.path))
        return commit(self, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "commit", full)
        done = run(folder, "decide", STAGE, last, "include", role="BO")
    assert done.exit_code == 0 and "BO at" in done.stderr and "all is saved, but" in done.stderr
    assert run_json(folder, "agreement", STAGE)["stages"][0]["n"] == 4


def test_counts_are_shown_on_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "people" / "ANNA" / "progress.json").unlink()
    fill_up(monkeypatch)
    done = run(folder, "status", role="ANNA")
    assert done.exit_code == 0 and STAGE in done.stdout and "how far ANNA is was not noted" in done.stderr


def test_what_must_be_whole_before_the_save_is_an_error(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import is there when its line is: without its records and keys there is none."""
    file = tmp_path / "more.ris"
    file.write_text(ris([90]))
    before = lines(folder, "")
    fill_up(monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        run(folder, "import", str(file), "--source", "Otherbase")
    assert lines(folder, "") == before
    monkeypatch.undo()
    assert len(record_ids(folder)) == 4
    assert run(folder, "import", str(file), "--source", "Otherbase").exit_code == 0
    assert len(record_ids(folder)) == 5


def test_a_result_that_cannot_be_printed(folder: Path) -> None:
    before = lines(folder)
    command = [sys.executable, "-m", "tui", "-C", str(folder), "--as", "ANNA", "decide", STAGE, record_ids(folder)[1]]
    with open("/dev/full", "w") as full:
        done = subprocess.run([*command, "include", "--json"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, lines(folder)) == (0, before + 1)
    assert "all is saved, but its result was not printed; repeat nothing (No space left on device)." in done.stderr


def test_what_is_advised_after_a_save_is_never_to_do_it_again() -> None:
    told: list[str] = []
    full = NotSaved("NOT SAVED: No space left on device", where="x.jsonl", advice="Make room, then decide again.")
    full.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    for error in (full, StoreBusy("busy", where="x.jsonl", advice="Nothing was changed. Try again.")):
        with Bookkeeping(told.append, "it was not opened"):
            raise error
    assert told == [
        "all is saved, but it was not opened. Make room on the disk; repeat nothing (No space left on device).",
        "all is saved, but it was not opened: busy (x.jsonl). The next command does it. Repeat nothing.",
    ]
    with pytest.raises(KeyError), Bookkeeping(told.append, "a mistake of the program"):
        raise KeyError


async def test_in_the_app(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), stage=STAGE)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            fill_up(monkeypatch)
            before = lines(folder)
            await pilot.press("y")
            assert lines(folder) == before + 1 and "NOT SAVED" not in text(app)
            await pilot.press("q")
            await pilot.pause()
            assert grid(app)[-2].startswith(
                " all is saved, but how far ANNA is was not noted for the others. Make room"
            )
            assert "Title and abstract" in text(app)


def test_who_ends_the_last_disagreement_states_what_waited_for_it_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    one, two = record_ids(folder)
    for role, verdict in (("ANNA", "include"), ("BO", "exclude")):
        run(folder, "decide", STAGE, one, "include", role=role)
        run(folder, "decide", STAGE, two, verdict, role=role)
    for role in ("ANNA", "BO"):
        run(folder, "decide", "full-text", one, "include", role=role)
    with Review(folder) as review:
        assert {stage for stage, _ in openings(review)} == {STAGE}
    run(folder, "resolve", STAGE, two, "exclude", "--rationale", "it is", "--by", "ANNA,BO", role="ANNA")
    run(folder, "status", role="BO")
    with Review(folder) as review:
        assert {stage for stage, _ in openings(review)} == {STAGE, "full-text"}
