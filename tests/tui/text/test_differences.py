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
