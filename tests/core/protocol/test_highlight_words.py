"""The words to mark: each in one list, once."""

from __future__ import annotations

import pytest

from core.errors import TamisError
from core.protocol.highlight_words import HighlightWords
from core.protocol.read import parse_protocol
from core.protocol.template import TEMPLATES, template


def test_a_word_stands_in_one_list_once() -> None:
    words = HighlightWords(("a",), ("b",))
    assert words.adding(" b  ", include=True) == HighlightWords(("a", "b"), ())
    assert words.adding("a", include=True) is words
    assert words.adding("two  words", include=False).exclude == ("b", "two words")
    assert words.without("b") == HighlightWords(("a",), ())


@pytest.mark.parametrize("word", ["", " ", "*", "--", "a\x00b", "\ud83d"])
def test_what_could_never_match_is_no_word(word: str) -> None:
    with pytest.raises(TamisError) as refused:
        HighlightWords().adding(word, include=True)
    shown = " ".join(word.split())
    assert (refused.value.what, refused.value.where) == (f"“{shown}” is no word to look for", "highlight")
    assert refused.value.advice == "Write a word or a phrase; * stands for any end: co-produc*"


def test_the_order_of_words_makes_no_difference() -> None:
    words = HighlightWords(("a", "b"), ("c", "d"))
    assert words.same_as(HighlightWords(("b", "a"), ("d", "c"))) and not words.same_as(
        HighlightWords(("a", "b"), ("c",))
    )
    assert not words.same_as(HighlightWords(("a",), ("c", "d"))) and not words.same_as(
        HighlightWords(("c", "d"), ("a", "b"))
    )
    assert words.adding("c", include=True) == HighlightWords(("a", "b", "c"), ("d",))
    assert words.adding("a", include=False) == HighlightWords(("b",), ("c", "d", "a"))
    assert words.without("d") == HighlightWords(("a", "b"), ("c",)) and words.adding("c", include=False) is words


def test_words_take_the_place_of_those_of_a_plan() -> None:
    plan = parse_protocol(template(TEMPLATES[0]))
    words = HighlightWords.of(plan).adding("harbour", include=True)
    assert HighlightWords.of(words.in_plan(plan)) == words and words.in_plan(plan).stages == plan.stages
