from __future__ import annotations

from tui.text.blocks import Block, beside, folded
from tui.text.content import Line
from tui.text.theme import PLAIN


def lines(*texts: str) -> list[Line]:
    return [((text, PLAIN),) for text in texts]


def text(rows: list[Line]) -> list[str]:
    return ["".join(piece for piece, _style in row) for row in rows]


def test_what_does_not_fit_is_counted_wherever_the_cursor_is() -> None:
    block = lines(*(str(each) for each in range(20)))
    for cursor in range(20):
        shown = text(folded(Block(block, cursor), 7, ", end"))
        assert len(shown) == 7 and str(cursor) in shown
        seen = [int(each) for each in shown if each.isdigit()]
        above = [each for each in shown if "▲" in each]
        below = [each for each in shown if "▼" in each]
        assert above == ([f"   ▲ {seen[0]} more above"] if seen[0] else [])
        assert below == ([f"   ▼ {19 - seen[-1]} more, end"] if seen[-1] < 19 else [])


def test_what_fits_is_shown_whole_and_what_is_very_low_shows_the_cursor() -> None:
    assert text(folded(Block(lines("a", "b"), 1), 2)) == ["a", "b"]
    assert text(folded(Block(lines("a", "b", "c"), 2), 1)) == ["c"]
    assert text(folded(Block([]), 5)) == []


def test_blocks_stand_beside_each_other_and_keep_their_columns() -> None:
    rows = beside([(lines("one", "much too long"), 6), (lines("x"), 2)])
    assert text(rows) == ["one    │ x ", "much … │   "]
