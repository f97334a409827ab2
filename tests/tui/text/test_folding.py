from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.text.folding import folded, found_spans


def marked(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in found_spans(text, [folded(each) for each in words])]


def test_words_are_found_in_any_case_and_with_any_accents() -> None:
    assert marked("Müller’s PEER-support: peers", "muller", "peer") == ["Müller", "PEER", "peer"]
    assert marked("Straße ﬁnd ½", "strasse", "find") == ["Straße", "ﬁnd"]
    assert marked("abcd", "abc", "bcd") == ["abcd"], "what overlaps is one place"
    assert marked("[Erratum] a [/] b", "[/]") == ["[/]"] and marked("", "a") == [] and marked("a", "") == []


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_spans_rise_within_the_text_and_hold_what_is_sought(text: str, words: list[str]) -> None:
    spans = found_spans(text, [folded(each) for each in words])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] < second[0] for first, second in pairwise(spans))


def test_what_touches_is_one_place_and_what_does_not_is_two() -> None:
    assert found_spans("abcd", ["ab", "cd"]) == [(0, 4)] and found_spans("ab cd", ["ab", "cd"]) == [(0, 2), (3, 5)]
    assert found_spans("aaa", ["aa"]) == [(0, 2)] and found_spans("aaaa", ["aa"]) == [(0, 4)]
    assert found_spans("aba", ["a"]) == [(0, 1), (2, 3)] and found_spans("ab", []) == [] == found_spans("ab", [""])
    assert found_spans("ßs", ["s"]) == [(0, 2)] and folded("É") == "e" and folded("ABC") == "abc"
