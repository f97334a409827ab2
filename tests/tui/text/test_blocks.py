from __future__ import annotations

import pytest

from tui.text.blocks import GAP, THREE, TWO, Block, beside, folded
from tui.text.content import Line
from tui.text.theme import DIM, PLAIN


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


def numbered(many: int) -> list[Line]:
    return [((f"{n}", PLAIN),) for n in range(many)]


def shown(many: int, height: int, cursor: int | None, more: str = "") -> list[str]:
    return [line[0][0] for line in folded(Block(numbered(many), cursor), height, more)]


@pytest.mark.parametrize(
    ("many", "height", "cursor", "rows"),
    [
        (3, 3, 2, ["0", "1", "2"]), (0, 5, None, []), (2, 0, 0, []), (5, 1, 3, ["3"]), (5, 2, 4, ["3", "4"]),
        (5, 2, 0, ["0", "1"]), (5, 2, 2, ["1", "2"]),
        (5, 3, None, ["0", "1", "   ▼ 3 more"]), (5, 3, 1, ["0", "1", "   ▼ 3 more"]),
        (5, 3, 2, ["   ▲ 2 more above", "2", "   ▼ 2 more"]), (5, 3, 3, ["   ▲ 3 more above", "3", "4"]),
        (5, 3, 4, ["   ▲ 3 more above", "3", "4"]), (4, 3, 2, ["   ▲ 2 more above", "2", "3"]),
        (9, 5, 3, ["0", "1", "2", "3", "   ▼ 5 more"]), (9, 5, 4, ["   ▲ 3 more above", "3", "4", "5", "   ▼ 3 more"]),
        (9, 5, 5, ["   ▲ 5 more above", "5", "6", "7", "8"]),
    ],
)  # fmt: skip
def test_what_fits_around_the_cursor(many: int, height: int, cursor: int | None, rows: list[str]) -> None:
    assert shown(many, height, cursor) == rows


def test_what_is_added_to_the_count_below() -> None:
    assert shown(5, 3, 0, ", M") == ["0", "1", "   ▼ 3 more, M"] and shown(5, 3, 4, ", M")[0] == "   ▲ 3 more above"
    assert [line[0][1] for line in folded(Block(numbered(5), 0), 3)] == [PLAIN, PLAIN, DIM]


def test_blocks_of_other_heights_stand_beside_each_other_to_their_columns() -> None:
    rows = beside([(numbered(2), 3), ([(("abc", DIM), ("defg", PLAIN))], 5), ([], 0)])
    assert ["".join(text for text, _ in row) for row in rows] == ["0   │ abcd… │ ", "1   │       │ "]
    assert [style for _, style in rows[0]] == [PLAIN, PLAIN, DIM, DIM, PLAIN, DIM]
    assert beside([]) == [] and (GAP, TWO, THREE) == (3, 100, 160)
    exact = beside([([(("abc", DIM),)], 3)])
    assert exact == [(("abc", DIM),)]
