from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tui.actions.action import CHARTING, EVERYWHERE, FORMS, READING, SCREENING, SCREENS, Action


def test_the_screens_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    assert snapshot == SCREENS


def test_which_screens_belong_together() -> None:
    assert (*SCREENS,) == EVERYWHERE and {*EVERYWHERE} - {*READING} == {"dashboard"}
    assert (SCREENING, FORMS) == (("screening", "fulltext"), ("charting", "coding"))
    assert CHARTING == ("charting", "coding", "consensus")


def test_an_action_is_neither_shown_nor_paired_and_decides_nothing_unless_it_says_so() -> None:
    plain = Action("x", ("x",), "do x", "Do x.", ("dashboard",))
    assert (plain.shown, plain.pair, plain.decides) == (False, "", False)
