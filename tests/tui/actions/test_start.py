from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tests.tui.actions.told import told
from tui.actions.start import STARTING


def test_what_begins_a_review_is_no_key_of_the_screens_of_one() -> None:
    assert {screen for each in STARTING for screen in each.screens} == {"start", "who"}
    assert [each.id for each in STARTING if each.decides] == ["make"]


def test_the_actions_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    assert told(STARTING) == snapshot
