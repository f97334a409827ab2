"""Lines that vouch for each other: what is written is read, and what was altered is not."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.journal import line as chain
from store.journal.line import (
    START,
    Event,
    canonical,
    crc_of,
    decode,
    encode,
    lines_holding,
    put_right,
    read_blocks,
    read_lines,
    read_lines_back,
)


def event(seq: int, **more: Any) -> Event:
    fields = {"at": "2021-01-01T00:00:00.000Z", "who": "anna", "act": "edit", "table": "t", "id": 1}
    return Event(seq=seq, **{**fields, "before": None, "after": {"x": seq}, **more})


def written(*events: Event) -> list[bytes]:
    lines, link = [], START.chain
    for each in events:
        line, link = encode(each, link)
        lines.append(line)
    return lines


def test_an_event_comes_back_without_what_is_empty_and_without_what_is_unknown() -> None:
    full = event(3, note="why", spent=0, version="v", batch=(1, 2), undoes=1)
    [line] = written(full)
    assert Event.from_line(line) == full
    assert not {"note", "spent", "batch", "undoes"} & event(1).as_fields().keys()
    assert Event.from_fields({**event(1).as_fields(), "later": 1}) == event(1)


@pytest.mark.parametrize(
    ("more", "first", "change"),
    [
        ({}, 9, 9),
        ({"batch": (3, 4)}, 7, 7),
        ({"batch": (2, 2), "undoes": 4}, 8, 4),
        ({"redoes": 4}, 9, 4),
    ],
)
def test_which_change_an_event_belongs_to(more: dict[str, Any], first: int, change: int) -> None:
    assert (event(9, **more).first, event(9, **more).change) == (first, change)


def test_canonical_json_is_one_form_of_a_value() -> None:
    assert canonical({"b": "æ\ud800", "a": [1, None]}) == '{"a":[1,null],"b":"æ\\ud800"}'.encode()
    for wrong in (float("nan"), {1, 2}):
        with pytest.raises((TypeError, ValueError)):
            canonical(wrong)


def test_a_line_vouches_for_itself_and_for_the_one_before() -> None:
    first, second = written(event(1), event(2))
    fields, link = decode(first, START.chain)
    assert fields["seq"] == 1 and decode(second, link)[0]["seq"] == 2
    with pytest.raises(ValueError, match="line before"):
        decode(second, START.chain)
    with pytest.raises(ValueError, match="checksum"):
        decode(first.replace(b"anna", b"ANNA"), START.chain)
    with pytest.raises(ValueError, match="whole line"):
        decode(first[:-1], START.chain)


@given(lines=st.lists(st.binary(max_size=9).filter(lambda line: b"\n" not in line)), block=st.integers(16, 48))
def test_lines_are_the_same_whatever_the_blocks_and_from_either_end(lines: list[bytes], block: int) -> None:
    data = b"".join(line + b"\n" for line in lines)
    descriptor = os.memfd_create("lines")
    usual = chain._BLOCK
    try:
        os.write(descriptor, data)
        chain._BLOCK = block
        assert list(read_lines(descriptor, 0, len(data))) == [line + b"\n" for line in lines]
        assert list(read_lines_back(descriptor, len(data))) == [line for line in reversed(lines) if line]
        blocks, words = list(read_blocks(descriptor, 0, len(data))), [line[:1] for line in lines[:2] if line]
        assert b"".join(blocks) == data and all(each.endswith(b"\n") for each in blocks)
        holding = [line for each in blocks for line in lines_holding(each, words)]
        assert holding == [line + b"\n" for line in lines if any(word in line for word in words)]
        assert list(lines_holding(b"a\nb", [b"b", b"a", b"c"])) == [b"a\n", b"b"]
        assert START.after(data, len(lines), "").crc == crc_of(descriptor, len(data))
    finally:
        chain._BLOCK = usual
        os.close(descriptor)


@pytest.mark.slow
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
def test_any_one_byte_of_a_line_is_put_right_and_never_two_nor_another_line(every: int) -> None:
    first, line = written(event(1), event(2, note="it’s"))
    link = chain.link_of(first)

    def altered(place: int, by: int, data: bytes = line) -> bytes:
        return data[:place] + bytes((data[place] ^ by,)) + data[place + 1 :]

    for place in range(0, len(line) - 1, every):
        assert put_right(altered(place, (1, 128)[place % 2]), link) == line, place
    for one, other in ((0, 5), (3, len(line) - 9), (len(line) - 40, len(line) - 20)):
        assert put_right(altered(one, 1, altered(other, 1)), link) == b""
    assert put_right(line, START.chain) == b""
    for data in (b"", b"\n", b"\0" * 200, line[:-1], line[5:]):
        assert put_right(data, link) == b""
