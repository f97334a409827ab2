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
