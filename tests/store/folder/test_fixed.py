"""Names, modes and limits: what review folders on disks are called and may be read by."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.folder.people.PEOPLE": "people",
    "store.folder.people.ACTS": "acts.jsonl",
    "store.folder.people.DECISIONS": "decisions.jsonl",
    "store.folder.people.PEOPLE_MODE": 0o3775,
    "store.folder.people.SAMPLES": "samples",
    "store.folder.people.HAND_OVERS": "hand_overs",
    "store.folder.people.RULED": ("resolutions/", "consensus/"),
    "store.folder.plan.PROTOCOL_FILE": "protocol.toml",
    "store.folder.records.RECORDS": "records",
    "store.folder.records.PART": 40000000,
    "store.folder.progress.FILE": "progress.json",
    "store.folder.form.OLD_FOLDERS": ("events", "resolutions", "reviewers"),
    "store.folder.review.FILE_MODE": 0o644,
    "store.folder.review.PATIENCE": 2.0,
    "store.folder.journal_memory.ENDS": "ends.json",
    "store.folder.journal_memory.LOSSES": "losses",
    "store.folder.journal_memory.STATEMENTS": "statements",
    "store.folder.noted_files.SAFE": 3000000000,
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
