"""All that these actions are, as it was looked at."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tests.tui.actions.told import told
from tui.actions.dashboard import BEGINNING, LISTS


def test_the_actions_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    assert told((*BEGINNING, *LISTS)) == snapshot
