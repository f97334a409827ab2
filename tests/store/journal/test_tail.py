"""A journal that is followed from a place on."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.journal.journal import Change, Journal
from store.journal.line import Position
from store.journal.tail import JournalTail, OtherFileError


def said(path: Path, *numbers: int) -> Position:
    with Journal(path, who="anna") as journal:
        for number in numbers:
            journal.commit([Change("t", number, {"n": number})])
        return journal.end


def test_it_knows_only_what_was_appended_since(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    tail = JournalTail(path, said(path, 1, 2), timeout=1)
    assert (tail.tables, tail.refresh(), tail.seq) == ({}, [], 3)
    end = said(path, 3)
    assert [each.id for each in tail.refresh()] == [3] and tail.end == end
    tail.close()
    assert [each.id for each in JournalTail(path, Position(*end), timeout=1).refresh()] == []


@pytest.mark.parametrize("change", ["altered", "cut", "gone"])
def test_another_file_is_not_followed(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.jsonl"
    end = said(path, 1, 2)
    path.with_suffix(".json").unlink()
    content = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(content.replace(b"anna", b"anne") if change == "altered" else content[:-1])
    with pytest.raises(OtherFileError, match=r"a\.jsonl"):
        JournalTail(path, end, timeout=1)


def test_a_file_that_is_put_in_its_place_later_is_not_followed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    tail = JournalTail(path, said(path, 1), timeout=1)
    other = tmp_path / "b.jsonl"
    said(other, 1, 2, 3)
    path.with_suffix(".json").unlink()
    other.replace(path)
    with pytest.raises(OtherFileError, match=r"a\.jsonl"):
        tail.refresh()
