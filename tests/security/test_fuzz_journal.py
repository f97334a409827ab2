"""Any damage at any place of a journal is found, yields no wrong state, and costs no line that is still whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from store.journal.journal import Change, Journal
from store.journal.snapshot import Tables
from store.upkeep.damage import check_journal
from store.upkeep.longer_copy import longest
from store.upkeep.mending import put_in_its_place
from tests.examples import examples
from tests.store.faults import TABLE, change

Damage = Callable[[bytes], bytes]


def journal_with_states(path: Path) -> list[Tables]:
    """A journal of single changes, a batch, an undo and a removal; the state after each commit, the empty one first."""
    states: list[Tables] = [{}]
    with Journal(path, who="anna", version="v1", now=lambda: "2026-01-01T00:00:00.000Z") as journal:

        def note() -> None:
            states.append({name: dict(documents) for name, documents in journal.tables.items()})

        for number in range(1, 5):
            journal.commit([change(number)])
            note()
        journal.commit([change(number, "exclude") for number in range(3, 7)], note="a batch")
        note()
        journal.undo()
        note()
        journal.commit([Change(TABLE, 1, None), Change("other", 9, {"note": "“æøå” \u2028 \ud800"})])
        note()
    return states


@cache
def whole_journal() -> tuple[list[Tables], dict[str, bytes]]:
    """The states of that journal, and what its files hold."""
    with tempfile.TemporaryDirectory() as place:
        states = journal_with_states(Path(place) / "ta.jsonl")
        return states, {each.name: each.read_bytes() for each in Path(place).iterdir() if each.is_file()}


def spoilt(data: st.DataObject, whole: bytes) -> bytes:
    """The journal with one thing done to it that a disk, a transfer or a hand does."""
    size = len(whole)
    start = data.draw(st.integers(0, size - 1), "start")
    stop = data.draw(st.integers(start + 1, min(size, start + 300)), "stop")
    lines = whole.splitlines(keepends=True)
    first, second = (data.draw(st.integers(0, len(lines) - 1), "line") for _ in range(2))
    swapped = list(lines)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    ways: list[Callable[[], bytes]] = [
        lambda: whole[:start] + bytes([whole[start] ^ data.draw(st.integers(1, 255), "bits")]) + whole[start + 1 :],
        lambda: whole[:start] + whole[stop:],
        lambda: whole[:start] + bytes(stop - start) + whole[stop:],
        lambda: whole[:start] + data.draw(st.binary(min_size=1, max_size=30), "inserted") + whole[start:],
        lambda: whole[:start] + whole[start:stop] * 2 + whole[stop:],
        lambda: whole[:start],
        lambda: b"".join(lines[:first] + lines[first + 1 :]),
        lambda: b"".join(lines[: first + 1] + lines[first:]),
        lambda: b"".join(swapped),
        lambda: whole.replace(b"\n", b"\r\n"),
        lambda: whole.replace(b"include", b"exclude", 1),
    ]
    return data.draw(st.sampled_from(ways), "way")()


@given(st.data())
@settings(max_examples=examples(20, long=80))
@pytest.mark.parametrize("with_snapshot", [True, False])
def test_any_damage(with_snapshot: bool, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("journal")
    path = folder / "ta.jsonl"
    states, files = whole_journal()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    whole = files[path.name]
    damaged = spoilt(data, whole)
    if damaged == whole:
        return
    path.write_bytes(damaged)
    if not with_snapshot:
        path.with_suffix(".json").unlink()
    cut_between_commits = whole.startswith(damaged) and not with_snapshot and damaged.endswith((b"\n", b""))

    problems = check_journal(path)
    try:
        with Journal(path, who="", read_only=True) as journal:
            read = journal.tables
    except TamisError as error:
        assert problems and str(path) in error.where
    else:
        assert read in states
        assert problems or (cut_between_commits and read != states[-1]) or read == states[-1] == {}
    if not problems:
        return

    original = [line for line in whole.splitlines(keepends=True) if line in damaged.splitlines(keepends=True)]
    done = put_in_its_place(path, longest(path, (), ())[0], folder / "copies")
    assert check_journal(path) == []
    with Journal(path, who="", read_only=True) as journal:
        assert journal.tables in states
    kept = path.read_bytes().splitlines(keepends=True)
    assert kept == whole.splitlines(keepends=True)[: len(kept)] or kept == []
    assert any(copy.read_bytes() == damaged for copy in done.copies)
    aside = [json.loads(line) for line in done.aside_file.read_bytes().splitlines()] if done.aside_file else []
    events = [each["event"] for each in aside if "event" in each]
    for line in original:
        fields = json.loads(line)
        del fields["~"]
        assert line in kept or fields in events
