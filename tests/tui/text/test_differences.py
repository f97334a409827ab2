from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.differences import differences


def marked(left: str, right: str) -> tuple[list[str], list[str]]:
    found = differences(left, right)
    return [left[start:end] for start, end in found.left], [right[start:end] for start, end in found.right]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Peer support in crisis: part I", "Peer support in crisis: part II", (["I"], ["II"])),
        ("findings after 12 months", "Findings After 24 months.", (["12"], ["24", "."])),
        ("a trial of tumour care", "a trial of tumor care", (["u"], [])),
        ("Berg A; Haug E", "Berg A; Haug E; Olsen T", ([], ["; Olsen T"])),
        ("10.1000/jmh.1", "10.1000/jmh.2", (["1"], ["2"])),
        ("effects in rats", "effects in mice", (["rats"], ["mice"])),
    ],
)
def test_what_a_person_would_mark(left: str, right: str, expected: tuple[list[str], list[str]]) -> None:
    assert marked(left, right) == expected


def test_letter_case_is_no_difference() -> None:
    assert differences("Peer Support İ", "peer support İ").same


def test_quite_different_texts_differ_without_marks() -> None:
    found = differences("Erfaringskonsulenter i psykiatrien", "Peer support workers: an interview study")
    assert not found.same and found.left == found.right == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_lie_in_the_text_in_order_and_are_never_blank(left: str, right: str) -> None:
    found = differences(left, right)
    for text, spans in ((left, found.left), (right, found.right)):
        places = [place for span in spans for place in span]
        assert places == sorted(places) and all(0 <= place <= len(text) for place in places)
        assert all(text[start:end].strip() for start, end in spans)
    assert found.same or left != right


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("abcd", "abce", (["d"], ["e"])), ("abc", "abd", ([], [])),
        ("one abcd two", "one abxy two", (["cd"], ["xy"])), ("one abcd two", "one axyz two", (["abcd"], ["axyz"])),
        ("one abc two", "one abd two", (["abc"], ["abd"])), ("one abc1 two", "one abc2 two", (["abc1"], ["abc2"])),
        ("", "", ([], [])), ("", "a", ([], [])), ("a", "", ([], [])), (" ", "a", ([], [])),
        ("a b", "a  b", ([], [])), ("one two", "one", (["two"], [])), ("colour", "COLOR", (["u"], [])),
        ("aa bb cc", "aa xx yy", (["bb", "cc"], ["xx", "yy"])), ("aaa bbbbbbbb", "aaa cccccccc", ([], [])),
        ("aaaa bbbbbbb", "aaaa ccccccc", (["bbbbbbb"], ["ccccccc"])),
    ],
)  # fmt: skip
def test_marks_at_the_edges(left: str, right: str, expected: tuple[list[str], list[str]]) -> None:
    assert marked(left, right) == expected and marked(right, left) == expected[::-1]


def test_what_is_the_same() -> None:
    assert differences("", "").same and differences("A b", "a B").same
    assert not differences("a", "").same and not differences("a b", "a  b").same and not differences("a", "b").same
