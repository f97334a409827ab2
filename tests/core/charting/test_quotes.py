"""Quotes through JSON and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.charting.quotes import Quote, quotes_document, quotes_of

TEXTS = st.text(max_size=5)
QUOTES = st.builds(Quote, TEXTS, TEXTS, TEXTS).filter(any)


@given(st.lists(QUOTES, max_size=3))
def test_quotes_are_the_same_after_a_turn_through_json(quotes: list[Quote]) -> None:
    assert quotes_of(quotes_document(quotes)) == tuple(quotes)


def test_a_quote_may_be_without_everything() -> None:
    assert Quote() == ("", "", "")
