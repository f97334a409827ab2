"""Values that stay on one line, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.cells import one_line, safe_cell, safe_text, whole, without_quote

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("a\nb", "a b"),
        (" a \r\n\n b\u2028c\x85d\x1ee ", "a b c d e"),
        ("a  b", "a  b"),
        ("\n", ""),
        ("a\ud800", "a\ufffd"),
    ],
)
def test_each_break_is_one_space(value: str, line: str) -> None:
    assert one_line(value) == line and len(line.splitlines()) <= 1


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("quotes", ["", "'", "''"])
def test_a_formula_gets_a_quote_that_is_taken_away_again(start: str, quotes: str) -> None:
    text = f"{quotes}{start}1+1"
    assert safe_text(text) == f"'{text}" and without_quote(safe_text(text)) == text


@given(st.sampled_from(["", "'", "''", "'=", *FORMULA_STARTS]), st.text())
def test_every_text_comes_back(start: str, text: str) -> None:
    text = start + text
    assert without_quote(safe_text(text)) == text
    assert not safe_cell(text).startswith(FORMULA_STARTS) and whole(whole(text)) == whole(text)


def test_a_quote_of_the_texts_own_stays() -> None:
    assert without_quote("'quoted'") == "'quoted'" == safe_text("'quoted'")
    assert without_quote("=1") == "=1" and safe_text("X=1") == "X=1" == without_quote("X=1")
