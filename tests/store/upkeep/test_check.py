"""`tamis check`: what it looked at, what it could not, and the form of what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.journal import replay
from tests.reviews import decide_all, decisions_file, differing_review, make_review, record_ids, run, run_json

STAGE = "title-abstract"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "review", records=2)
    for who in ("ANNA", "BO"):
        run(folder, "decide", STAGE, record_ids(folder)[0], "include", role=who)
    return folder


def test_what_is_sealed_is_named_and_not_looked_into(begun: Path) -> None:
    for role, others in ((None, ["ANNA", "BO"]), ("ANNA", ["BO"]), ("CHIEF", ["ANNA", "BO"])):
        found = run_json(begun, "check", role=role)
        folders = [decisions_file(begun, who, STAGE).parent for who in others]
        assert found["ok"] and [each["where"] for each in found["not_looked_at"]] == list(map(str, folders))
        assert all(
            f"tamis --as {who} check" in each["why"] for who, each in zip(others, found["not_looked_at"], strict=True)
        )
    damaged = decisions_file(begun, "BO", STAGE)
    damaged.write_bytes(damaged.read_bytes().replace(b"include", b"exclude"))
    assert [run_json(begun, "check", role=role)["ok"] for role in (None, "ANNA", "BO")] == [True, True, False]


def test_every_file_is_counted_and_each_problem_is_one_line(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    run(folder, "backup")
    run(folder, "report")
    files = sum(each.is_file() for each in folder.rglob("*"))
    assert run_json(folder, "check")["files"] == files
    (folder / "one\nline.txt").touch()
    (folder / "people" / "BO" / "\x1b[31mred").touch()
    result = run(folder, "check")
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 3 and "\x1b" not in result.stdout
    assert result.stdout.splitlines()[-1].startswith(f"{files + 2} files, ")


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    before = {each: (each.stat().st_mtime_ns, each.is_dir() or each.read_bytes()) for each in folder.rglob("*")}
    run(folder, "check")
    assert before == {each: (each.stat().st_mtime_ns, each.is_dir() or each.read_bytes()) for each in folder.rglob("*")}


def test_a_journal_without_a_snapshot_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review", records=40)
    decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "include") for n in range(40)])
    path = decisions_file(folder, "ANNA", "title-abstract")
    path.with_suffix(".json").unlink(missing_ok=True)
    lines = path.read_bytes().count(b"\n")
    read: list[bytes] = []
    real = replay._decoded
    monkeypatch.setattr(replay, "_decoded", lambda line, *at: (read.append(line), real(line, *at))[1])
    assert run_json(folder, "check", role="ANNA")["ok"]
    assert sum(b'"decisions"' in each for each in read) <= lines
