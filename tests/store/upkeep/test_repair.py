"""A repair of one person's files loses no line in silence, and touches nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import acts_file, decisions_file, differing_review, made_once, record_ids, ris, run, run_json

STAGE = "title-abstract"


@made_once
def resolved_once(folder: Path) -> Path:
    made = differing_review(folder)
    run(made, "resolve", STAGE, record_ids(made)[0], "include", "--rationale", "it is", role="BO")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return resolved_once(tmp_path / "review")


def spoil(path: Path) -> bytes:
    """Damage three bytes of the second line."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1].replace(b"act", b"ACT", 1), *lines[2:]]))
    return b"".join(lines)


def test_without_a_copy_nothing_is_cut_until_its_owner_accepts_it(folder: Path) -> None:
    path = decisions_file(folder, "ANNA", STAGE)
    whole = spoil(path)
    spoilt = path.read_bytes()
    refused = run(folder, "repair", role="ANNA")
    assert refused.exit_code == 2 and "--accept-loss" in refused.stderr and path.read_bytes() == spoilt
    told = run_json(folder, "repair", "--accept-loss", "no copy", role="ANNA")
    [mended] = told["repaired"]
    assert mended["kept"] == 1 and mended["set_aside"] == 6 and mended["lost"] > 0
    assert whole.startswith(path.read_bytes())
    assert b"".join(each.read_bytes() for each in path.parent.glob("*jsonl.before-repair-1")) == spoilt
    [aside] = path.parent.glob("*.set-aside-1")
    assert len(aside.read_bytes().splitlines()) == 6
    [left] = run_json(folder, "check", role="ANNA")["problems"]
    assert left["where"] == str(aside)


def test_files_of_records_are_taken_from_a_backup_once_nothing_else_is_refused(folder: Path) -> None:
    (folder.parent / "more.ris").write_text(ris([7]))
    run(folder, "import", str(folder.parent / "more.ris"), "--source", "Testbase", role="ANNA")
    run(folder, "backup")
    [gone] = folder.glob("people/ANNA/records/*.keys.json")
    gone.unlink()
    for path in (decisions_file(folder, "ANNA", STAGE), *folder.glob("backups/*/people/ANNA/*/decisions.jsonl")):
        path.chmod(0o644)
        spoil(path)
    assert run(folder, "repair", role="ANNA").exit_code == 2 and not gone.exists()
    assert run(folder, "repair", "--accept-loss", "no copy", role="ANNA").exit_code == 0 and gone.exists()


@pytest.mark.parametrize("keep", [0, 2, -1], ids=["emptied", "between lines", "within a line"])
def test_a_journal_shorter_than_is_known_is_not_cut_to_what_is_left(folder: Path, keep: int) -> None:
    path = decisions_file(folder, "ANNA", STAGE)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:keep]) if keep >= 0 else path.read_bytes()[:-9])
    cut = path.read_bytes()
    refused = run(folder, "repair", role="ANNA")
    assert refused.exit_code == 2 and "--accept-loss" in refused.stderr and path.read_bytes() == cut
    path.unlink()
    refused = run(folder, "repair", role="ANNA")
    assert refused.exit_code == 2 and "gone" in refused.stderr and not path.exists()


def test_with_a_copy_nothing_is_lost(folder: Path) -> None:
    path = decisions_file(folder, "ANNA", STAGE)
    run(folder, "backup")
    run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="ANNA")
    whole = spoil(path)
    told = run_json(folder, "repair", role="ANNA")
    assert "/backups/" in told["repaired"][0]["taken_from"] and path.read_bytes() == whole
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", role="ANNA").exit_code == 0


def test_a_backup_on_another_disk_is_found(folder: Path, tmp_path: Path) -> None:
    path = decisions_file(folder, "ANNA", STAGE)
    run(folder, "backup", "--to", str(tmp_path / "elsewhere"), role="ANNA")
    whole = spoil(path)
    told = run_json(folder, "repair", role="ANNA")
    assert "/elsewhere/" in told["repaired"][0]["taken_from"] and path.read_bytes() == whole


@pytest.mark.parametrize("role", [None, "BO", "CHIEF"])
def test_nobody_mends_another_s_files(folder: Path, role: str | None) -> None:
    paths = [decisions_file(folder, "ANNA", STAGE), acts_file(folder, "ANNA")]
    for path in paths:
        spoil(path)
    before = [path.read_bytes() for path in paths]
    told = run(folder, "repair", "--accept-loss", "x", role=role)
    assert "tamis --as ANNA repair" in told.stderr and [path.read_bytes() for path in paths] == before


def test_words_that_are_lost_are_given_up_by_a_word(folder: Path) -> None:
    path = acts_file(folder, "BO")
    run(folder, "resolve", STAGE, record_ids(folder)[1], "include", "--rationale", "it is", role="ANNA")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    path.with_suffix(".json").unlink()
    assert run(folder, "repair", role="BO").exit_code == 2
    assert run(folder, "repair", "--accept-loss", "it is gone", role="BO").exit_code == 0
    assert b'"accept-loss"' in path.read_bytes()
    told = run(folder, "resolve", STAGE, record_ids(folder)[2], "include", "--rationale", "it is", role="BO")
    assert told.exit_code == 0
    assert not [each for each in run_json(folder, "check", role="ANNA")["problems"] if "acts" in each["where"]]


def test_it_is_said_whose_it_is_and_which_lines_are_lost(folder: Path) -> None:
    path = decisions_file(folder, "ANNA", STAGE)
    whole = spoil(path)
    assert (
        f"{path}: it is damaged, and ANNA's to mend: tamis --as ANNA repair" in run(folder, "repair", role="BO").stderr
    )
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]))
    path.with_suffix(".json").unlink()
    told = run(folder, "repair", "--accept-loss", "the disk", role="ANNA").stderr
    kept = len(path.read_bytes().splitlines())
    assert f"  lines {kept + 1} to {len(lines)}, as " in told and ": lost for good;" in told
