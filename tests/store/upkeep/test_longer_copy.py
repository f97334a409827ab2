"""The longest copy that fits, with what follows on it and what one byte makes whole again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.journal.journal import Journal
from store.journal.known_ends import KnownEnd
from store.journal.line import link_of
from store.upkeep.longer_copy import longest
from tests.store.faults import change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.jsonl"
    with Journal(path, who="anna") as journal:
        for number in range(1, 6):
            journal.commit([change(number)])
        journal.commit([change(1, "exclude"), change(2, "exclude")])
    return path


def copy_of(path: Path, data: bytes) -> Path:
    copy = path.with_name(f"copy-{len(list(path.parent.iterdir()))}")
    copy.write_bytes(data)
    return copy


def test_the_longest_that_fits_is_taken_and_what_follows_is_kept(path: Path) -> None:
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*whole[:2], b"x\n", *whole[3:]]))
    short, longer = copy_of(path, whole[0]), copy_of(path, b"".join(whole[:4]))
    assert longest(path, [short, longer], ()) == (whole, longer)
    assert longest(path, [short], ()) == (whole[:2], None)


def test_a_copy_of_another_journal_is_not_taken(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes().splitlines(keepends=True)
    with Journal(tmp_path / "other.jsonl", who="bo") as journal:
        journal.commit([change(number) for number in range(20)])
    path.write_bytes(b"".join(whole[:3]))
    assert longest(path, [tmp_path / "other.jsonl"], ()) == (whole[:3], None)
    known = [KnownEnd(5, link_of(whole[4]), "")]
    path.write_bytes((tmp_path / "other.jsonl").read_bytes())
    assert longest(path, [copy_of(path, b"".join(whole))], known)[0] == whole


def test_any_one_byte_is_put_right(path: Path) -> None:
    whole, chosen = path.read_bytes(), random.Random(17)
    for _ in range(12):
        place = chosen.randrange(len(whole))
        if whole[place : place + 1] == b"\n":
            continue
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chosen.randrange(7))]) + whole[place + 1 :])
        if path.read_bytes().count(b"\n") == whole.count(b"\n"):
            assert b"".join(longest(path, (), ())[0]) == whole
    path.write_bytes(whole[:-1])
    assert b"".join(longest(path, (), ())[0]) == whole
