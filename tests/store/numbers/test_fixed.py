"""Names, modes and limits: what numbers are called by."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.numbers.records_behind.WHOLE": ("identified", "duplicates", "unique"),
    "store.numbers.records_behind.OF_FUNNEL": (
        "entered",
        "included",
        "excluded",
        "not_retrieved",
        "by_rule",
        "waiting",
        "disagreements",
        "escalated",
        "conflicts",
    ),
    "store.numbers.records_behind.NUMBERS": (
        "entered",
        "included",
        "excluded",
        "not_retrieved",
        "by_rule",
        "waiting",
        "disagreements",
        "escalated",
        "conflicts",
        "late",
    ),
    "store.numbers.records_behind.SHARES": ("owed", "done"),
    "store.numbers.missed.ONE_READER": "one reader",
    "store.numbers.missed.ANOTHER": "another",
    "store.numbers.charting.categories.UNKNOWN": "not known",
    "store.numbers.charting.categories.NOTHING": "nothing suggested",
    "store.numbers.report_folder.SUMS": "report.sha256",
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
