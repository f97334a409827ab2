from __future__ import annotations

import hashlib
import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.journal import line as chain
from store.journal.errors import NewerFormat
from store.journal.line import DIGITS, FORMAT, START, Fields, canonical, decode
from store.journal.replay import Replay
from tests.store.journal.test_line import event, written


def replay(data: bytes) -> tuple[list[list[Fields]], Replay]:
    """The batches that are whole, and how the file ended."""
    descriptor = os.memfd_create("journal")
    try:
        os.write(descriptor, data)
        found = Replay(descriptor, START, len(data))
        return [list(batch.lines) for batch in found], found
    finally:
        os.close(descriptor)


def test_every_cut_gives_whole_batches_and_is_torn() -> None:
    lines = written(event(1), event(2, batch=(1, 2)), event(3, batch=(2, 2)))
    whole, ends = b"".join(lines), [0, len(lines[0]), sum(map(len, lines))]
    for cut in range(len(whole) + 1):
        batches, found = replay(whole[:cut])
        assert found.end.offset == max(each for each in ends if each <= cut)
        assert list(map(len, batches)) == [1, 2][: ends.index(found.end.offset)]
        assert (found.torn, found.damage) == (cut not in ends, "")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: [lines[0], lines[2]], "line 2: its checksum"),
        (lambda lines: [lines[0], lines[1].replace(b"anna", b"Anna"), lines[2]], "line 2: its checksum"),
        (lambda lines: [*lines[:2], lines[2][:-1] + b" "], "line 3: it is not a whole line"),
        (lambda _lines: written(event(1), event(3)), "line 2: it is numbered 3"),
        (lambda _lines: written(event(1), event(2, batch=(2, 2))), "line 2: it does not continue its batch"),
        (lambda _lines: written(event(1), event(2, batch=(1, 2)), event(3)), "line 3: it does not continue its batch"),
    ],
)
def test_damage_is_named_with_its_line(spoil: Callable[[list[bytes]], list[bytes]], said: str) -> None:
    _, found = replay(b"".join(spoil(written(event(1), event(2), event(3)))))
    assert found.damage.startswith(said) and not found.torn


def test_a_later_format_is_not_guessed_at() -> None:
    later = event(2, act="format", table="", after={"format": FORMAT + 1})
    with pytest.raises(NewerFormat, match=f"format {FORMAT + 1}; this tamis reads {FORMAT}"):
        replay(b"".join(written(event(1), later)))


NOTES = st.text(max_size=9) | st.just("Ærø\n") | st.just('"}\\')


@given(lengths=st.lists(st.integers(1, 4), max_size=6), notes=st.lists(NOTES, min_size=24), block=st.integers(1, 300))
def test_each_line_is_as_decoded_by_itself_whatever_the_blocks(
    lengths: list[int], notes: list[str], block: int
) -> None:
    places = [(place + 1, length) for length in lengths for place in range(length)]
    lines = written(*(event(seq, batch=each, note=notes[seq]) for seq, each in enumerate(places, 1)))
    link, expected = START.chain, []
    for each in lines:
        fields, link = decode(each, link)
        expected.append(fields)
    usual = chain._BLOCK
    try:
        chain._BLOCK = block
        batches, found = replay(b"".join(lines))
    finally:
        chain._BLOCK = usual
    assert list(map(len, batches)) == lengths and [each for batch in batches for each in batch] == expected
    assert found.end == START.after(b"".join(lines), len(lines), link) and not found.damage


def chained(*bodies: bytes) -> bytes:
    """Lines with these bodies, each without its last brace, and with a `~` that fits."""
    lines, link = b"", START.chain
    for body in bodies:
        link = hashlib.sha256(link.encode() + body + b"}").hexdigest()[:DIGITS]
        lines += b'%b,"~":"%b"}\n' % (body, link.encode())
    return lines


@pytest.mark.parametrize("cut", [b'{"x":[{"a":1', b'{"x":{"a":1', b'{"x":"', b"[1", b"\xff", b"{", b"null"])
def test_a_line_that_is_none_by_itself_is_damage_whatever_follows_it(cut: bytes) -> None:
    whole = canonical(event(1).as_fields())[:-1]
    for rest in (b'{"b":2}]', b"{}]", b",", b"}", b'"', b"", b"{}"):
        _, found = replay(chained(cut, rest + b"," + whole[1:], rest + whole))
        assert found.damage.startswith("line 1: ") and found.end == START
