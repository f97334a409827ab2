"""What is no word is damage: it is named with its file, and nobody is led by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.journal.errors import StoreCorrupt
from store.journal.line import Document
from store.journal.union.union import Union
from store.journal.union.word import LATEST_CLOCK
from tests.store.journal.union.team import Team, say, value, write

HOSTILE = [0, -1, LATEST_CLOCK + 1, 1.0, "1", True, None, [], int("9" * 4000)]


@pytest.mark.parametrize("clock", HOSTILE, ids=lambda clock: str(clock)[:20])
def test_a_clock_that_is_none_is_named_with_its_file(tmp_path: Path, clock: object) -> None:
    (tmp_path / "here").mkdir()
    write(tmp_path / "here/BO.jsonl", {"clock": clock, "says": {"value": 1}})
    with pytest.raises(StoreCorrupt, match="2\\^53") as refused:
        Union(Team(tmp_path / "here"))
    assert refused.value.where == str(tmp_path / "here/BO.jsonl") and refused.value.advice


@pytest.mark.parametrize("clock", HOSTILE, ids=lambda clock: str(clock)[:20])
def test_it_is_named_by_a_program_that_runs_already(tmp_path: Path, clock: object) -> None:
    union = Union(Team(tmp_path / "here"))
    say(union, "ANNA", 1)
    write(tmp_path / "here/BO.jsonl", {"clock": 1, "says": {"value": 1}})
    union.refresh()
    write(tmp_path / "here/BO.jsonl", {"clock": 1, "says": {"value": 1}}, {"clock": clock, "says": {"value": 2}})
    for _ in range(2):
        with pytest.raises(StoreCorrupt, match="2\\^53") as refused:
            union.refresh()
        assert refused.value.where == str(tmp_path / "here/BO.jsonl")
    union.close()


def test_a_clock_of_5000_digits_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    path = tmp_path / "here/BO.jsonl"
    write(path, {"clock": 7, "says": {"value": 1}})
    path.write_bytes(path.read_bytes().replace(b'"clock":7', b'"clock":' + b"9" * 5000))
    with pytest.raises(StoreCorrupt) as refused:
        Union(Team(tmp_path / "here"))
    assert refused.value.where == str(path)


@pytest.mark.parametrize(
    "document",
    [{}, {"clock": 1}, {"clock": 1, "says": 7}, {"clock": 1, "says": []}]
    + [{"clock": 1, "says": {}, "replaces": each} for each in (7, [7], [["BO"]], [["BO", "x"]], [["BO", 1, 2]])],
    ids=str,
)
def test_what_is_no_word_is_damage(tmp_path: Path, document: Document) -> None:
    (tmp_path / "here").mkdir()
    write(tmp_path / "here/BO.jsonl", document)
    with pytest.raises(StoreCorrupt) as refused:
        Union(Team(tmp_path / "here"))
    assert refused.value.where.endswith("BO.jsonl")


def test_a_clock_that_falls_within_a_journal_hides_no_higher_one(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    high, low = ({"clock": clock, "says": {"value": clock}} for clock in (100, 5))
    write(tmp_path / "here/BO.jsonl", high, low, keys=(1, 2))
    union = Union(Team(tmp_path / "here"))
    assert union.clock == 100
    say(union, "ANNA", "answered")
    assert value(union) == "answered"
    union.close()
