"""What journals refuse to say, to take back and to read, each message whole, as it was looked at."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.journal.files import free_space_warning, open_regular
from store.journal.journal import Change, Journal
from store.journal.line import FORMAT, START, Event, canonical, decode, encode
from store.journal.past import lines_seen
from store.journal.union.union import Union
from store.journal.union.word import LATEST_CLOCK
from tests.refusing import refusal, refusals_of
from tests.store.faults import failing
from tests.store.journal.test_replay import chained
from tests.store.journal.union.team import RULED, TABLE, Team, write
from tests.store.journal.union.team import say as say_word


def say(journal: Journal, number: int, value: object) -> list[Event]:
    return journal.commit([Change("t", number, {"v": value})], act="say")


def test_taking_back(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.jsonl"
    with Journal(path, who="anna") as journal, Journal(path, who="anna", read_only=True) as reader:
        [first] = say(journal, 1, "a")
        [second] = say(journal, 2, "a")
        [third] = say(journal, 1, "b")
        [fourth] = say(journal, 3, "c")
        journal.undo_batch(fourth.seq)
        cases: dict[str, Callable[[], object]] = {
            "changed since": lambda: journal.undo_batch(first.seq),
            "none begins there": lambda: journal.undo_batch(99),
            "taken back already": lambda: journal.undo_batch(fourth.seq),
            "holds already": lambda: journal.undo_batch(second.seq, again=True),
            "for reading only": lambda: say(reader, 1, "x"),
            "a folder": lambda: open_regular(tmp_path, 0),
        }
        assert refusals_of(cases, {tmp_path: "TMP"}) == snapshot
        assert third.after == journal.document("t", 1) and journal.document("t", 3) is None
        for act, table in (("format", "t"), ("say", ""), ("say", "_meta")):
            with pytest.raises(ValueError, match="not for callers"):
                journal.commit([Change(table, 1, {})], act=act)


def rewritten(path: Path, change: Callable[[Event], Event]) -> None:
    """Write a journal anew, with a change of its last event and a chain that fits."""
    lines, chain = path.read_bytes().splitlines(keepends=True), START.chain
    told = []
    for place, line in enumerate(lines, start=1):
        event = Event.from_line(line)
        written, chain = encode(change(event) if place == len(lines) else event, chain)
        told.append(written)
    path.write_bytes(b"".join(told))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "numbered otherwise": lambda path: rewritten(path, lambda event: replace(event, seq=event.seq + 1)),
    "of a newer format": lambda path: rewritten(
        path, lambda event: replace(event, act="format", after={"format": FORMAT + 1})
    ),
    "out of its batch": lambda path: rewritten(path, lambda event: replace(event, batch=(2, 2))),
    "altered": lambda path: path.write_bytes(path.read_bytes().replace(b'"v":"b"', b'"v":"c"')),
    "no line": lambda path: path.write_bytes(path.read_bytes() + b"text\n"),
    "a line without a field": lambda path: path.write_bytes(
        chained(*(canonical({"seq": 1} | ({"act": "say"} if each else {}))[:-1] for each in (0, 1)))
    ),
    "an altered link": lambda path: path.write_bytes(path.read_bytes()[:-5] + b"0000\n"[:2] + path.read_bytes()[-3:]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_reading_what_is_damaged(damage: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.jsonl"
    with Journal(path, who="anna") as journal:
        for value in ("a", "b"):
            say(journal, 1, value)
    path.with_suffix(".json").unlink(missing_ok=True)
    DAMAGES[damage](path)
    assert refusals_of({damage: lambda: Journal(path, who="anna")}, {tmp_path: "TMP"}) == snapshot


def test_a_line_by_itself() -> None:
    line, chain = encode(Event(1, "2021-01-14T12:00:00.000Z", "anna", "say", "t", 1, None, {"v": 1}), START.chain)
    assert decode(line, START.chain)[1] == chain
    for other, at, what in (
        (line[:-1], START.chain, "it is not a whole line of a journal"),
        (line + b"x", START.chain, "it is not a whole line of a journal"),
        (line, chain, "its checksum does not fit it and the line before"),
    ):
        with pytest.raises(ValueError) as refused:
            decode(other, at)
        assert str(refused.value) == what


def test_words(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    team = Team(tmp_path)
    anna, bo, chief = Union(team), Union(team), Union(team)
    say_word(anna, "ANNA", "a")
    say_word(bo, "BO", "b")
    say_word(chief, "CHIEF", "c", table=RULED)
    places = {tmp_path: "TMP"}
    cases: dict[str, Callable[[], object]] = {
        "said otherwise since": lambda: anna.undo("ANNA", [TABLE]),
        "ruled": lambda: say_word(bo, "BO", "b", table=RULED),
    }
    told = refusals_of(cases, places)
    with pytest.raises(LookupError, match="ANNA said nothing at 99"):
        lines_seen(anna, "ANNA", TABLE, 99)
    for said in ({"clock": 0}, {"clock": "1", "says": None}, {"clock": LATEST_CLOCK + 1, "says": None}, {"says": {}}):
        write(tmp_path / "CHIEF.jsonl", {"clock": 1, "says": 1} if said == {"says": {}} else said)
        told += f"\n{said}\n{refusal(lambda: Union(team).document(TABLE, 1), places)}"
    write(tmp_path / "CHIEF.jsonl", {"clock": LATEST_CLOCK, "says": None})
    told += f"\nthe last clock\n{refusal(lambda: say_word(Union(team), 'BO', 'z'), places)}"
    assert told == snapshot


REFUSED = [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EFBIG]


def test_what_cannot_be_saved(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    cases: dict[str, Callable[[], object]] = {}

    def saving(name: str, journal: Journal) -> None:
        cases[name] = lambda: say(journal, 1, "a")

    for number in REFUSED:
        fault = failing("write", OSError(number, os.strerror(number)))
        journal = Journal(tmp_path / f"{errno.errorcode[number]}.jsonl", who="anna", fault=fault)
        saving(errno.errorcode[number], journal)
    saving("EIO, and again", journal := Journal(tmp_path / "again.jsonl", who="anna", fault=broken("write")))
    saving("EIO, and the third time", journal)
    saving("not taken back", stuck := Journal(tmp_path / "stuck.jsonl", who="anna", fault=broken("write", "truncate")))
    saving("after what was not taken back", stuck)
    gone = Journal(tmp_path / "gone.jsonl", who="anna")
    say(gone, 1, "a")
    gone.path.unlink()
    saving("the file is gone", gone)
    assert refusals_of(cases, {tmp_path: "TMP"}) == snapshot


def broken(*points: str) -> Callable[[str], None]:
    """A disk that reports an error at each of these points, each time."""

    def fault(reached: str) -> None:
        if reached in points:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return fault


def test_what_cannot_be_opened(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    (tmp_path / "folder.jsonl").mkdir()
    with Journal(path, who="anna") as journal:
        say(journal, 1, "a")
        with journal.locked():
            places = {tmp_path: "TMP"}
            other = Journal(path, who="anna", timeout=0)
            told = refusals_of({"held": lambda: say(other, 2, "a")}, places)
    cases: dict[str, Callable[[], object]] = {
        "not to be read": lambda: Journal(path, who="anna", read_only=True),
        "not to be written": lambda: Journal(path, who="anna"),
    }
    told += "\n" + refusals_of({"a folder": lambda: Journal(tmp_path / "folder.jsonl", who="anna")}, places)

    def not_allowed(name: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))

    monkeypatch.setattr(os, "open", not_allowed)
    told += "\n" + refusals_of(cases, places)
    assert told == snapshot


def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    assert free_space_warning(tmp_path, 0) is None
    told = re.sub(r"\d+ MB", "N MB", free_space_warning(tmp_path, 1 << 62) or "")
    assert told == f"only N MB are free on the disk of {tmp_path}; decisions cannot be saved once it is full"
