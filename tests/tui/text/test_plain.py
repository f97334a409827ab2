"""Record text that a terminal may be given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.plain import clean, printable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a\x9b31mb", "a31mb"),
        ("a\u202eb\u2066c", "abc"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("e\u0301", "e\u0301"),
        ("\U0001f469\u200d\U0001f52c\ufe0f", "\U0001f469\U0001f52c"),
        ("half\ud800", "half\ufffd"),
        ("日本語 Ærø", "日本語 Ærø"),
    ],
)
def test_nothing_moves_rings_recolours_or_reorders(text: str, said: str) -> None:
    assert printable(text) == said


def test_one_line_has_its_white_space_folded() -> None:
    assert clean("  a \n\n b\u3000c\x85 ") == "a b c" and printable("  a") == "  a"


@given(st.text(st.characters()))
def test_no_text_has_a_command_left(text: str) -> None:
    said = printable(text)
    assert not any(ord(each) < 32 or 127 <= ord(each) < 160 for each in said) and printable(said) == said
    assert len(clean(text).splitlines()) <= 1


UNSAFE = (
    "\x00\x1f\x7f\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200d\u200f\u2028\u202e\u2060\u206f\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ufff0\ufffb\ufffe\uffff\ud800\udfff\U0001f3fb\U0001f3ff\U000e0000\U000e0fff"
)
SAFE = (
    "\x20\x7e\xa0\xac\xae\u034e\u0350\u061b\u061e\u115e\u1161\u17b3\u17b6\u180d\u200a\u200c\u2010\u2027\u202f\u205f\u2070"
    "\u3163\u3165\ufdff\ufe10\ufefe\uff00\uff9f\uffa1\uffef\ufffc\ufffd\ud7ff\ue000\U0001f3fa\U0001f400\U000dffff\U000e1000"
)


def test_each_character_at_the_edge_of_what_is_safe() -> None:
    assert [hex(ord(each)) for each in UNSAFE if each in printable(f"a{each}b")] == []
    assert [hex(ord(each)) for each in SAFE if printable(f"a{each}b") != f"a{each}b"] == []
