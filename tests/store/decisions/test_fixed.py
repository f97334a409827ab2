"""Names, modes and limits: what readers' folders may be entered by, and their tables are called."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.decisions.access.SEALED_MODE": 0o2700,
    "store.decisions.access.OPEN_MODE": 0o2755,
    "store.decisions.decision_journal.TABLE": "decisions",
    "store.decisions.decision_journal.VALUES": "values",
    "store.decisions.decision_journal.SECOND_LOOKS": "second_looks",
    "store.decisions.columns.ORIGIN": "columns",
    "store.decisions.pace._LOOKED_AT": 200,
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
