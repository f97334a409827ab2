"""The longest copy that fits, with what follows on it and what one byte makes whole again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.journal.journal import Change, Journal
from store.journal.known_ends import KnownEnd
from store.journal.line import link_of
from store.upkeep.longer_copy import copies_of, longest
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


def test_where_copies_of_a_journal_may_lie(tmp_path: Path) -> None:
    batch, own = "people/ANNA/ta.1", "people/ANNA"
    kept = [
        f"backups/20260101T120000.000000Z/{batch}/decisions.jsonl", f"backups/old/{batch}/decisions.jsonl",
        f"{batch}/decisions (1).jsonl", f"{batch}/decisions.jsonl.before-repair-1", f"{batch}/old decisions",
        f"{own}/ta.1-decisions.jsonl.before-repair-1",
    ]  # fmt: skip
    others = [
        f"{batch}/decisions.jsonl", f"{batch}/decisions.json", f"{batch}/jsonl", f"{own}/decisions.jsonl",
        f"{own}/ANNA-acts.jsonl.before-repair-1", f"{own}/acts.jsonl", f"{own}/acts.json",
        "people/ANNA-acts.jsonl.torn-1",
        f"{batch}/decisions-folder/x", "backups/decisions.jsonl",
    ]  # fmt: skip
    for name in kept + others:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / batch / "decisions-link").symlink_to("decisions.jsonl")

    def found(name: str) -> list[str]:
        return [each.relative_to(tmp_path).as_posix() for each in copies_of(tmp_path, tmp_path / name)]

    assert found(f"{batch}/decisions.jsonl") == kept
    assert found(f"{own}/acts.jsonl") == [f"{own}/ANNA-acts.jsonl.before-repair-1"]


def test_in_a_line_longer_than_four_thousand_bytes_no_byte_is_put_right(tmp_path: Path) -> None:
    for size, right in ((4000, True), (4001, False)):
        lines: list[bytes] = []
        for name in ("measured", "made"):
            path = tmp_path / f"{name}-{size}.jsonl"
            with Journal(path, who="anna") as journal:
                journal.commit([Change("decisions", 1, {"note": "x" * (size - len(lines[1]) if lines else 0)})])
            lines = path.read_bytes().splitlines(keepends=True)
        assert len(lines[1]) == size
        path.write_bytes(b"".join([lines[0], lines[1].replace(b"xxx", b"xyx", 1)]))
        assert longest(path, (), ())[0] == (lines if right else lines[:1])
