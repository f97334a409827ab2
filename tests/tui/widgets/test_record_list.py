"""The list around the current record: each line's signs, and what the mouse does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.errors import TamisError
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from tests.tui.widgets.bench import drawn, page, shown
from tui.widgets.record_list import RecordList


class Few:
    """Records in an order, and what was said of them."""

    def __init__(self, view: Sequence[str], position: int = 0) -> None:
        self.view, self.position = view, position
        self.said: dict[str, Decision] = {}

    def record_at(self, position: int) -> Record:
        if self.view[position] == "gone":
            raise KeyError("gone")
        if self.view[position] == "torn":
            raise TamisError("no")
        return Record(id=self.view[position], title=f"Title \x1b[31m{self.view[position]}", year=2000 + position)

    def decision(self, record: str) -> Decision | None:
        return self.said.get(record)


def test_each_line_has_its_letter_a_sign_for_a_note_the_year_and_the_title() -> None:
    few = Few(["a", "b", "c", "d", "e", "gone", "torn"], 1)
    few.said = {
        "a": Decision(record="a", verdict=Verdict.INCLUDE, note="x"),
        "b": Decision(record="b", verdict=Verdict.EXCLUDE),
        "c": Decision(record="c", verdict=Verdict.MAYBE),
        "d": Decision(record="d", note="only a note"),
    }
    assert drawn(RecordList(few), 30, 9).splitlines() == [
        " ⟨green:I⟩⟨cyan:!⟩ 2000 Title [31ma",
        "⟨bold:>⟩⟨red:X⟩ ⟨bold: 2001 ⟩⟨bold:Title [31mb         ⟩",
        " ⟨yellow:?⟩  2002 Title [31mc",
        "  ⟨cyan:!⟩ 2003 Title [31md",
        "    2004 Title [31me",
        "         (this record is not…",
        "         (this record cannot…",
    ]
    few.record_at = lambda position: Record(id="a")  # type: ignore[method-assign]
    few.position = 0
    assert page(RecordList(few), 11, 1) == [">I!      …"] and page(RecordList(few), 30, 1) == [">I!      (no title)"]


def test_the_window_moves_only_when_the_current_record_leaves_it() -> None:
    few = Few([str(number) for number in range(30)])
    records = RecordList(few)

    def seen(position: int) -> tuple[str, str]:
        few.position = position
        lines = page(records, 30, 8)
        return lines[0][-2:].strip("m"), lines[-1][-2:].strip("m")

    assert [seen(each) for each in (0, 7, 8, 9, 29, 22, 21)] == [
        ("0", "7"),
        ("0", "7"),
        ("4", "11"),
        ("4", "11"),
        ("22", "29"),
        ("22", "29"),
        ("17", "24"),
    ]
    few.view = few.view[:3]
    few.position = 2
    assert len(page(records, 30, 8)) == 3


@pytest.mark.parametrize(("position", "told"), [(0, [1]), (1, [2, 0]), (2, [1])])
async def test_the_wheel_points_at_the_next_record_and_at_none_beyond_the_ends(position: int, told: list[int]) -> None:
    pointed: list[int] = []

    class Heard(RecordList):
        def on_record_list_pointed(self, event: RecordList.Pointed) -> None:
            pointed.append(event.place)

    records = Heard(Few(["a", "b", "c"], position))
    async with shown(records, 30, 5) as pilot:
        records.on_mouse_scroll_down()
        records.on_mouse_scroll_up()
        await pilot.pause()
        assert pointed == told
        records.show(Few(["x"]))
        await pilot.pause()
        assert "[31mx" in records.painted(0) and records.painted(1) == ""
