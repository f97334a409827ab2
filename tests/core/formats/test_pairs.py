"""The pairs of a record: kept as they were, whatever their tags hold, and collected line by line."""

from __future__ import annotations

import re

import pytest

from core.formats.pairs import OpenRecord, RawPairs, RawRecord, outdented
from core.records.record import RawField

PAIRS = [RawField("TI", "A title"), RawField("AU", ""), RawField("", "x"), RawField("TI", "again")]


def kept(pairs: list[RawField]) -> RawPairs:
    return RawPairs([each.tag for each in pairs], [each.value for each in pairs])


def test_pairs_are_as_a_tuple_of_them() -> None:
    found = kept(PAIRS)
    assert list(found) == PAIRS and found == PAIRS == list(found) and len(found) == 4 and found == tuple(PAIRS)
    assert found[0] == PAIRS[0] and found[-1].value == "again" and found[1:3] == tuple(PAIRS[1:3])
    assert found.tags == ["TI", "AU", "", "TI"] and found.values == ("A title", "", "x", "again")
    assert hash(found) == hash(tuple(PAIRS)) and repr(found) == repr(tuple(PAIRS)) and isinstance(found[0], RawField)
    assert found != PAIRS[:3] and found != 5 and kept([]) == () and kept([]).tags == [] and len(kept([])) == 0


@pytest.mark.parametrize(
    ("tags", "now"),
    [(["a\x1eb"], ["a b"]), (["a\x1eb", "c"], ["a b", "c"]), (["a", "b"], ["a", "b"]), (["\x1e"], [" "]), ([""], [""])],
)
def test_a_tag_that_holds_the_separator_loses_it(tags: list[str], now: list[str]) -> None:
    assert RawPairs(tags, ["v"] * len(tags)).tags == now


def test_a_raw_record_of_pairs() -> None:
    raw = RawRecord.of(7, iter(PAIRS))
    assert (raw.line, raw.own, raw.plain) == (7, None, None) and raw.pairs == PAIRS


@pytest.mark.parametrize(
    ("lines", "without"),
    [
        (["  TY", "  AU", "TI"], ["TY", "AU", "TI"]), (["x", " \tTY", " \tAU", "  AU"], ["x", "TY", "AU", "  AU"]),
        (["TY", "  TY"], ["TY", "  TY"]), ([], []), (["  AU"], ["  AU"]),
    ],
)  # fmt: skip
def test_what_all_lines_are_indented_by_goes(lines: list[str], without: list[str]) -> None:
    assert list(outdented(lines, re.compile("TY"))) == without


def test_a_record_is_collected_line_by_line() -> None:
    opened = OpenRecord(3)
    assert (opened.line, opened.typed, opened.loose, opened.gap, opened.lead, opened.own) == (
        3,
        True,
        False,
        0,
        0,
        None,
    )
    assert opened.after_gap
    opened.add("TI", "")
    assert opened.is_empty and not opened.after_gap
    opened.extend("")
    assert not opened.is_empty
    opened.extend("goes")
    opened.extend("on")
    opened.add("AU", "A")
    opened.extend("B")
    assert not opened.is_empty
    assert opened.raw() == RawRecord(3, kept([RawField("TI", "goes on"), RawField("AU", "A B")]))
    other = OpenRecord(1, typed=False, loose=True)
    assert (other.typed, other.loose) == (False, True)


def test_what_follows_an_empty_line_may_be_of_another_record() -> None:
    opened = OpenRecord(1)
    opened.add("TI", "a")
    assert not opened.lost_start("TI"), "there was no empty line"
    opened.note_gap()
    assert opened.after_gap and opened.gap == 1 and not opened.lost_start("AU")
    opened.add("AU", "b")
    assert not opened.after_gap and not opened.lost_start("AU"), "it came after the line"
    assert opened.lost_start("TI") and opened.own == 1 and not opened.lost_start("TI")
    assert opened.raw().own == 1
