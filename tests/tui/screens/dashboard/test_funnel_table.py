"""The funnel as a table: at the widths at which it changes, and along its numbers, as it was looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.screening.decision import Decision, Verdict
from core.screening.status import OwedAndDone, Status
from tests.tui.fake import PROTOCOL, MemoryReviewAdapter
from tests.tui.widgets.bench import drawn
from tui.screens.dashboard.funnel_table import FunnelTable

NOTICES = ("12 pairs wait to be looked at: press d, which opens all that may be duplicates", "a backup is a week old")


def status() -> Status:
    """Of twenty records ten are through at title and abstract, where two read, and the first stage is read."""
    stages = tuple(replace(each, title=f"{each.title} [/]") for each in PROTOCOL.stages)
    adapter = MemoryReviewAdapter(20, replace(PROTOCOL, stages=stages))
    for place, record in enumerate(adapter.ids):
        for stage in ("language", "title-abstract")[: 1 + (place < 10)]:
            verdict = Verdict.EXCLUDE if stage == "title-abstract" and place % 3 == 0 else Verdict.INCLUDE
            reason = ("no-psw" if place else "mutual") if verdict is Verdict.EXCLUDE else ""
            adapter.desks[stage].decisions[record] = Decision(record=record, verdict=verdict, reason=reason)
    found = adapter.status()
    first, second, third = found.stages
    readers = {"KBAA": OwedAndDone(owed=20, done=10, per_hour=60), "ON": OwedAndDone(owed=4, done=3)}
    second = replace(second, readers=readers, blind=True)
    third = replace(third, readers={"KBAA": OwedAndDone(owed=0, done=0)})
    return replace(found, stages=[first, second, third])


@pytest.mark.parametrize("width", [40, 55, 56, 63, 64, 79, 80, 99, 100, 159, 160])
def test_each_width_as_it_was_looked_at(width: int, snapshot: SnapshotAssertion) -> None:
    table = FunnelTable()
    table.about = "How are peer support workers involved, and by whom is that said?"
    table.show(status(), "title-abstract", NOTICES, "end")
    assert f"{drawn(table, width, 30)}\n-- low\n{drawn(table, width, 7)}" == snapshot


def test_the_cursor_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    table, told = FunnelTable(), []
    assert table.untouched and table.number is None and table.stage is None
    assert drawn(table, 80, 3) == "⟨dim: counting …⟩"
    table.move(1)
    table.move_across(1)
    table.show(status(), None, NOTICES, "end")
    for rows, across in ((0, 0), (-9, 0), (0, 1), (0, 9), (1, 0), (1, -9), (0, 3), (0, 3), (1, 0), (9, -9), (0, 2)):
        table.move(rows)
        table.move_across(across)
        told.append(f"-- {table.stage}, {table.number}")
        told.append("\n".join(line for line in drawn(table, 90, 30).splitlines() if ">" in line))
    assert "\n".join(told) == snapshot


def test_a_line_that_is_gone_leaves_the_cursor_to_the_stage_that_is_next() -> None:
    table, whole = FunnelTable(), status()
    table.show(whole, None, (), "end")
    assert table.stage == "language", "the first one"
    table.show(whole, "full-text", (), "end")
    assert table.stage == "language", "the cursor has a line"
    table.move(99)
    table.show(replace(whole, stages=whole.stages[:1]), "no-such", (), "end")
    assert table.stage == "language"
    empty = MemoryReviewAdapter(0).status()
    table.show(empty, None, ("there are no records [/] yet",), "end")
    assert drawn(table, 40, 9) == " there are no records [/] yet" and table.number is None


def test_the_stage_of_which_a_reader_has_read_all() -> None:
    table, whole = FunnelTable(), status()
    table.show(whole, "title-abstract", (), "end")
    assert table.finished_by("KBAA") == "language", "the last one before it"
    assert table.finished_by("NOBODY") == "title-abstract"
    assert FunnelTable().finished_by("KBAA") is None
