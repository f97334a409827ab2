"""A journal that lacks lines which its snapshot knows: nothing is written to it, and nobody takes the rest for all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from store.journal.journal import Journal
from tests.charts import charting_review, fill_in
from tests.reviews import decide_on, decisions_file, made_once, make_review, record_ids, run, run_json
from tests.store.faults import change
from tests.tui.grid import grid
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

STAGE = "title-abstract"
ANNA, BO = f"people/ANNA/{STAGE}.1/decisions", f"people/BO/{STAGE}.1/decisions"


@made_once
def differed_and_resolved(folder: Path) -> Path:
    """Two readers who have finished and differ on one record, which is resolved."""
    make_review(folder, records=4)
    first, *others = record_ids(folder)
    decide_on(folder, "ANNA", STAGE, [first, *others], "include")
    decide_on(folder, "BO", STAGE, [first], "exclude")
    decide_on(folder, "BO", STAGE, others, "include")
    run(folder, "resolve", STAGE, first, "include", "--rationale", "it is", "--by", "ANNA,BO")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return differed_and_resolved(tmp_path / "review")


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder: Path, *args: str, role: str | None = None) -> str:
    """What a command that must fail says; nothing in the folder changes by it."""
    before = state(folder)
    with pytest.raises(TamisError) as caught:
        run(folder, *args, role=role)
    assert state(folder) == before, args
    return str(caught.value)


def replaced(folder: Path) -> bytes:
    """A whole journal, of more lines than any here, that is another one."""
    other = folder.parent / "other.jsonl"
    with Journal(other, who="x") as journal:
        for number in range(20):
            journal.commit([change(number)])
    return other.read_bytes()


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "emptied": lambda data: b"",
    "cut between lines": lambda data: b"".join(data.splitlines(keepends=True)[:2]),
    "without its last line": lambda data: b"".join(data.splitlines(keepends=True)[:-1]),
    "cut within a line": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "written over": lambda data: b"something else\n",
    "zeros": lambda data: bytes(len(data)),
    "gone": lambda data: None,
}


def damage(path: Path, how: Callable[[bytes], bytes | None]) -> bytes:
    whole = path.read_bytes()
    left = how(whole)
    path.unlink() if left is None else path.write_bytes(left)
    return whole


@pytest.mark.parametrize("how", DAMAGES)
def test_nothing_is_written_to_it_and_all_who_count_it_say_so(folder: Path, how: str, tmp_path: Path) -> None:
    path = folder / f"{ANNA}.jsonl"
    lines = path.read_bytes().count(b"\n")
    whole = damage(path, DAMAGES[how])
    left = path.read_bytes().count(b"\n") if path.exists() else None
    record = record_ids(folder)[0]
    for command in (
        ("decide", STAGE, record, "exclude"),
        ("undo", STAGE),
        ("status",),
        ("agreement",),
        ("missed", STAGE),
        ("report", "--out", str(tmp_path / "report")),
        ("flow",),
        ("export", "--format", "csv"),
        ("history", record),
        ("records", "included", "--stage", STAGE),
        ("disagreements", STAGE, "--hide-names"),
        ("decisions", "export", "--stage", STAGE),
        ("bundle", str(tmp_path / "b.zip"), "--while-blind"),
    ):
        told = refused(folder, *command, role="ANNA" if command[0] in ("decide", "undo") else None)
        assert str(path) in told and f"{lines} are known (decisions.json)" in told, (command, told)
        there = f"{'0' if how == 'written over' else left} are there" if left is not None else "gone"
        assert there in told or how == "zeros", (command, told)
        assert "Restore it from a backup" in told, (command, told)
    assert not (tmp_path / "b.zip").exists()

    found = run(folder, "check")
    assert found.exit_code == 1
    assert f"{ANNA}.jsonl: " in found.stdout and f"{lines} are known" in found.stdout
    assert run_json(folder, "check")["problems"][-1]["where"] == str(path)
    before = state(folder)
    mended = run(folder, "repair", "--json", role="ANNA")
    if how == "without its last byte":  # no other byte fits
        assert mended.exit_code == 0 and path.read_bytes() == whole
        return
    assert mended.exit_code == 2 and "Restore it from a backup" in mended.stderr and str(path) in mended.stdout
    assert state(folder) == before
    made = run(folder, "backup", "--to", str(tmp_path / "backups"))
    assert made.exit_code == 0 and "lines are missing" in made.stderr

    path.write_bytes(whole)
    assert run(folder, "decide", STAGE, record, "exclude", role="ANNA").exit_code == 0
    assert run(folder, "check").exit_code == 0


def test_another_journal_in_its_place(folder: Path) -> None:
    path = folder / f"{ANNA}.jsonl"
    path.write_bytes(replaced(folder))
    for command in (("decide", STAGE, record_ids(folder)[0], "exclude"), ("status",)):
        told = refused(folder, *command, role="ANNA")
        assert "5 are known" in told and "another journal's" in told
    assert run(folder, "check").exit_code == 1
    assert run(folder, "repair", role="ANNA").exit_code == 2


@pytest.mark.parametrize(
    "name",
    [BO, "people/BO/acts", "people/*/acts"],
    ids=["a reader's decisions", "a reader's words", "an account's words"],
)
@pytest.mark.parametrize("how", ["emptied", "cut between lines", "gone"])
def test_whoever_wrote_it(folder: Path, name: str, how: str) -> None:
    path = next(folder.glob(f"{name.replace('*', '@*')}.jsonl"))
    damage(path, lambda data: data[: data.index(b"\n") + 1] if how == "cut between lines" else DAMAGES[how](data))
    for command in ("status", "report", "flow", "agreement"):
        told = refused(folder, command)
        assert str(path) in told and "are known" in told
    assert run(folder, "check").exit_code == 1


def test_forms(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review", "ANNA", records=2)
    path = decisions_file(folder, "ANNA", "charting")
    fill_in(folder, studies[0], "ANNA")
    path.write_bytes(b"")
    for command in (
        ("set", "charting", studies[1], "country", "Norway"),
        ("complete", "charting", studies[0]),
        ("forms",),
        ("missing",),
        ("tables",),
        ("export",),
    ):
        assert f"{path}: lines are missing" in refused(folder, "chart", *command, role="ANNA")


def test_an_older_backup_put_back_over_a_newer_snapshot(folder: Path, tmp_path: Path) -> None:
    """The way out when there is no newer one is its owner's word, and no other."""
    record = record_ids(folder)[0]
    run(folder, "backup", "--to", str(tmp_path / "backups"))
    [made] = (tmp_path / "backups").iterdir()
    run(folder, "decide", STAGE, record, "maybe", role="ANNA")
    shutil.copytree(made, folder, dirs_exist_ok=True)
    assert "6 are known" in refused(folder, "decide", STAGE, record, "exclude", role="ANNA")
    (folder / f"{ANNA}.json").rename(tmp_path / "kept.json")
    assert "6 are known (this account wrote them)" in refused(folder, "decide", STAGE, record, "exclude", role="ANNA")
    assert run(folder, "repair", "--accept-loss", "the disk was old", role="ANNA").exit_code == 0
    assert run(folder, "decide", STAGE, record, "exclude", role="ANNA").exit_code == 0
    assert run(folder, "check").exit_code == 0


def test_no_older_backup_is_removed_while_lines_are_missing(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "backups"
    run(folder, "backup", "--to", str(to))
    path = folder / f"{ANNA}.jsonl"
    whole = damage(path, DAMAGES["emptied"])
    run(folder, "backup", "--to", str(to))
    assert any((each / f"{ANNA}.jsonl").read_bytes() == whole for each in to.iterdir())
    path.write_bytes(whole)
    run(folder, "backup", "--to", str(to))
    assert len(list(to.iterdir())) == 1


def test_a_torn_last_line_of_a_crashed_write_is_mended_as_ever(folder: Path) -> None:
    path = folder / f"{ANNA}.jsonl"
    with path.open("ab") as file:
        file.write(b'{"act":"deci')
    assert run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", role="ANNA").exit_code == 0
    [left] = path.parent.glob("*.torn-1")
    assert f"{left}: what a writer that died" in run(folder, "check").stdout
    left.unlink()
    assert run(folder, "check").exit_code == 0


async def test_in_the_app(folder: Path) -> None:
    """Nothing is written to it, from no screen, and the dashboard shows no smaller count."""
    path = folder / f"{ANNA}.jsonl"
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), stage=STAGE)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            whole = damage(path, DAMAGES["emptied"])
            for _ in range(2):
                await pilot.press("m")
                assert "NOT SAVED: lines are missing: 5 are known (decisions.json), 0 are" in grid(app)[-2]
                assert path.read_bytes() == b""
            await pilot.press("escape", "q")
            await pilot.pause()
            assert "lines are missing: 5 are known (decisions.json), 0 are there." in grid(app)[-2]
            await pilot.press("j", "j", "enter")
            assert path.read_bytes() == b""
            path.write_bytes(whole)
    assert run(folder, "check").exit_code == 0
