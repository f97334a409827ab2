"""Names, modes and limits: what is kept, for how long, and who may see it."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.upkeep.backups.backup.SUMS": "SHA256SUMS",
    "store.upkeep.backups.backup.BACKUPS": "backups",
    "store.upkeep.backups.backup.KEEP_DAYS": 7,
    "store.upkeep.backups.backup.KEEP_WEEKS": 4,
    "store.upkeep.backups.backup.STAMP": "%Y%m%dT%H%M%S.%fZ",
    "store.upkeep.backups.backup._SHARED_MODE": 0o3770,
    "store.upkeep.records._NAMED": 3,
    "store.upkeep.plan_in_use._SHOWN": 3,
    "store.upkeep.rights._OTHERS_WRITE": 0o22,
    "store.upkeep.rights._OTHERS": 0o77,
    "store.upkeep.places.REPORT": "report",
    "store.upkeep.places.MADE": ("report", "backups"),
    "store.upkeep.damage.TIMEOUT": 2.0,
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
