"""Columns of what people said are cut to the page, each with a sign where something is missing."""

from __future__ import annotations

from tui.text.paragraphs import paragraph
from tui.widgets.side_by_side import SideBySide


def shown(sides: SideBySide, width: int, height: int) -> list[str]:
    return ["".join(text for text, _style in line) for line in sides.lines(width, height)]


def test_columns_share_the_width_and_what_does_not_fit_ends_in_an_ellipsis() -> None:
    sides = SideBySide()
    assert shown(sides, 40, 4) == []
    sides.show([[paragraph("ANNA"), paragraph("one two three four five six")], [paragraph("BO")]])
    assert shown(sides, 33, 3) == [
        " ANNA           │ BO            ",
        " one two three  │               ",
        " four five six  │               ",
    ]
    assert shown(sides, 33, 2)[1].startswith(" one two three… │ ")
    assert all(len(line) <= 20 for line in shown(sides, 20, 9))


def test_columns_are_as_wide_as_their_number_allows_and_never_less_than_two() -> None:
    sides = SideBySide()
    sides.show([[paragraph("one two three four five six")]])
    assert shown(sides, 20, 9) == [" one two three four", " five six          "]
    assert shown(sides, 20, 1) == [" one two three fou…"], "of one line too it is told that there is more"
    sides.show([[paragraph("ANNA")], [paragraph("BO")]])
    assert [shown(sides, width, 9) for width in (32, 31)] == [[" ANNA          │ BO           "]] * 2
    assert shown(sides, 5, 1)[0] == " A… │ BO"
