"""What a check of a journal and its snapshot finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.journal.journal import Journal
from store.journal.line import START, Event, encode
from store.upkeep.damage import check_journal
from tests.store.faults import TABLE, change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "anna"
    folder.mkdir()
    with Journal(folder / "ta.jsonl", who="anna") as journal:
        for number in range(1, 6):
            journal.commit([change(number)])
        journal.commit([change(1, "exclude"), change(2, "exclude")])
    return folder / "ta.jsonl"


def damage(path: Path, line: int) -> None:
    """Alters a character in the middle of a line, counted from 1."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b"include", b"inclose", 1)
    path.write_bytes(b"".join(lines))


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_damaged_line_is_named_with_what_follows_it(path: Path) -> None:
    damage(path, 4)
    before = files(path.parent)
    [problem] = check_journal(path)
    assert problem.where == f"{path}, line 4"
    assert "of 4 later lines 4 are whole" in problem.what
    assert "tamis repair" in problem.advice
    assert files(path.parent) == before


def test_an_unfinished_batch_is_reported(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    path.with_suffix(".json").unlink()
    [problem] = check_journal(path)
    assert "after line 6" in problem.what


def test_a_journal_shorter_than_its_snapshot_is_reported(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:5]))
    [problem] = check_journal(path)
    assert problem.where == str(path) and "8 are known (ta.json), 5 are there" in problem.what


def test_a_snapshot_that_is_merely_behind_is_no_problem(path: Path) -> None:
    Journal(path, who="anna").commit([change(9)])
    assert check_journal(path) == []


def write_lines(path: Path, *events: Event) -> None:
    lines, link = [], START.chain
    for event in events:
        line, link = encode(event, link)
        lines.append(line)
    path.write_bytes(b"".join(lines))


def test_a_wrong_before_and_a_missing_format_line_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "forged.jsonl"
    write_lines(
        path,
        Event(1, "", "x", "edit", TABLE, 1, None, {"v": 1}),
        Event(2, "", "x", "edit", TABLE, 1, {"v": 7}, {"v": 2}),
    )
    first, second = check_journal(path)
    assert first.where.endswith("line 1")
    assert "format" in first.what
    assert second.where.endswith("line 2")
    assert "replaced" in second.what
