"""Names, modes and limits: what journals on disks are written and read by."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.journal.line.FORMAT": 1,
    "store.journal.line.FORMAT_ACT": "format",
    "store.journal.line.MOVED_ACT": "moved",
    "store.journal.line.DIGITS": 32,
    "store.journal.line._REQUIRED": ("seq", "at", "who", "act", "table", "id", "before", "after"),
    "store.journal.line._OPTIONAL": ("note", "spent", "version", "batch", "undoes", "redoes", "salt"),
    "store.journal.snapshot.META": "_meta",
    "store.journal.snapshot._META_LONGEST": 1000,
    "store.journal.files.LEAST_FREE": 50000000,
    "store.journal.journal.SNAPSHOT_SHARE": 50,
    "store.journal.union.word.LATEST_CLOCK": 9007199254740992,
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
