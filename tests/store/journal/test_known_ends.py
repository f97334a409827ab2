"""Which of the lines that are known a journal does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.journal.known_ends import KnownEnd, NoMemory, end_in, lacking, links_in
from store.journal.line import START, Event, encode, link_of


@pytest.fixture
def lines() -> list[bytes]:
    made, chain = [], START.chain
    for seq in range(1, 6):
        line, chain = encode(Event(seq, "", "", "edit", "t", seq, None, {}), chain)
        made.append(line)
    return made


def test_a_line_that_is_there_is_not_missed_and_others_are(lines: list[bytes]) -> None:
    ends = [KnownEnd(seq, link_of(lines[seq - 1]), "x") for seq in (2, 5)]
    back = [each[:-1] for each in reversed(lines)]
    assert lacking(5, iter(back), ends) == []
    assert lacking(4, iter(back[1:]), ends) == [ends[1]]
    assert lacking(0, iter(()), ends) == ends[::-1]
    other = KnownEnd(2, "0" * 32, "x")
    assert lacking(5, iter(back), [*ends, other]) == [other]


def test_who_remembers_nothing_misses_nothing() -> None:
    memory = NoMemory()
    memory.remember(3, "x")
    assert not list(memory.known())


@pytest.mark.parametrize("block", [7, 90, 1 << 20])
def test_where_a_journal_ends_is_told_without_its_links(
    lines: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr("store.journal.line._BLOCK", block)
    path = tmp_path / "acts.jsonl"
    assert end_in(path) == (0, START.chain) and links_in(path) == []
    for cut in ("", "half a line"):
        for many in range(len(lines) + 1):
            path.write_bytes(b"".join(lines[:many]) + cut.encode())
            assert end_in(path) == (many, [START.chain, *links_in(path)][-1]) and len(links_in(path)) == many
