"""A backup beside the review of today, and how old the last one of what is sealed is."""

from __future__ import annotations

from pathlib import Path

from store.folder.review import Review
from store.upkeep.backups.backup import backups
from store.upkeep.backups.today import last_backup_of_sealed
from tests.reviews import decisions_file, make_review, record_ids, records_file, run, run_json
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"


def verified(folder: Path, to: Path) -> dict[str, str]:
    result = run_json(folder, "backup", "--to", str(to), "--verify")
    assert result["ok"] == (not result["problems"])
    return {each["file"]: each["state"] for each in result["files"]} | {"ok": str(result["ok"])}


def test_each_file_is_a_beginning_of_today_s_or_named(tmp_path: Path) -> None:
    folder, to = make_review(tmp_path / "review", records=3), tmp_path / "copies"
    one, two, _ = record_ids(folder)
    run(folder, "decide", STAGE, one, "include", role="ANNA")
    run(folder, "backup", "--to", str(to))
    name = decisions_file(folder, "ANNA", STAGE).relative_to(folder).as_posix()
    assert set(verified(folder, to).values()) == {"the same", "True"}
    run(folder, "decide", STAGE, two, "include", role="ANNA")
    found = verified(folder, to)
    assert found[name] == "a beginning of today's" and found["ok"] == "True"

    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"include", b"exclude"))
    found = verified(folder, to)
    assert found[name] == "changed since" and found["ok"] == "False"
    records_file(folder).unlink()
    assert "not there today" in verified(folder, to).values()
    told = run(folder, "backup", "--to", str(to), "--verify")
    assert told.exit_code == 1 and f"{path}: its copy in" in told.stderr


def test_who_has_sealed_decisions_is_told_how_old_their_last_backup_is(tmp_path: Path) -> None:
    folder, to = make_review(tmp_path / "review", records=2), tmp_path / "copies"

    def age() -> str:
        with Review(folder, role="ANNA") as review:
            return DiskReview(review).backup_age()

    assert age() == ""
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    assert age() == "your sealed decisions are in no backup"
    run(folder, "backup", "--to", str(to))
    assert age() == "sealed; last backup within two days"
    [made] = backups(to)
    made.rename(made.with_name("20260101T000000.000000Z"))
    assert "days ago" in age()
    for who in ("ANNA", "BO"):
        for record in record_ids(folder):
            run(folder, "decide", STAGE, record, "include", role=who)
    assert age() == ""
    with Review(folder, role="ANNA") as review:
        assert last_backup_of_sealed(review) == (False, None)
