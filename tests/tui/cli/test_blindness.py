"""While a stage is blind, no command tells one reader what another has said or who is in the sample."""

import builtins
import json
import os
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import decide_all, decisions_file, make_review, record_ids, run, run_json

STAGE = "title-abstract"
COMMANDS = (
    ("status",),
    ("agreement",),
    ("missed",),
    ("disagreements", "title-abstract"),
    ("decisions", "export"),
    ("sample", "title-abstract"),
    ("flow", "--format", "json"),
    ("export", "--format", "csv"),
)


def half_read(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "r", records=10, coverage="1/2")
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    drawn = run_json(folder, "sample", "title-abstract")[0]["ids"]
    accession = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "include") for n in range(9)])
    decide_all(folder, "BO", "title-abstract", [(accession[each], "exclude") for each in drawn[:3]])
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_a_reader_is_told_the_same_whatever_the_other_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    """The output for ANNA does not depend on what BO decided, nor on which records BO was given."""
    folder = half_read(tmp_path)
    told = run(folder, *command, role="ANNA").stdout
    for path in decisions_file(folder, "BO", STAGE).parent.iterdir():
        path.unlink()
    other = json.loads((folder / "people" / "BO" / "progress.json").read_text())
    assert [each["done"] for each in other if each["stage"] == "title-abstract"] == [3]
    assert run(folder, *command, role="ANNA").stdout == told


def test_history_leaves_out_what_is_blind(tmp_path: Path) -> None:
    folder = half_read(tmp_path)
    for record in record_ids(folder):
        result = run(folder, "history", record, "--json", role="ANNA")
        assert {row["who"] for row in json.loads(result.stdout)} <= {"", "ANNA"}
        assert "BO at title-abstract" in result.stderr
        assert {row["who"] for row in run_json(folder, "history", record)} <= {""}


def test_a_reader_never_opens_the_other_readers_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = half_read(tmp_path)
    opened: list[str] = []
    real_open, real_os_open = builtins.open, os.open

    def traced(path: object, *args: object, **options: object) -> object:
        opened.append(str(path))
        return real_open(path, *args, **options)  # type: ignore[call-overload]

    def traced_os(path: object, *args: object, **options: object) -> int:
        opened.append(str(path))
        return real_os_open(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "open", traced)
    monkeypatch.setattr(os, "open", traced_os)
    for command in COMMANDS:
        run(folder, *command, role="ANNA")
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "maybe", role="ANNA")
    assert any("people/ANNA" in path for path in opened), "the trace sees nothing"
    assert not [path for path in opened if f"people/BO/{STAGE}" in path]


def test_the_stage_opens_when_everybody_has_finished(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "include") for n in range(3)])
    assert run_json(folder, "disagreements", "title-abstract")["items"] == []
    assert run_json(folder, "status", role="ANNA")["stages"][0]["blind"] is True
    decide_all(folder, "BO", "title-abstract", [(f"T{n}", "exclude") for n in range(3)])
    assert run_json(folder, "status", role="ANNA")["stages"][0]["blind"] is False
    assert len(run_json(folder, "disagreements", "title-abstract", role="ANNA")["items"]) == 3


def test_the_last_reader_to_finish_opens_it_from_the_published_counts_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    record = record_ids(folder)[0]
    run(folder, "decide", "title-abstract", record, "include", role="ANNA")
    run(folder, "decide", "title-abstract", record, "exclude", role="BO")
    assert len(run_json(folder, "disagreements", "title-abstract", role="BO")["items"]) == 1


def test_opening_early_is_an_act_of_the_team_and_leaves_the_agreement_interim(tmp_path: Path) -> None:
    folder = half_read(tmp_path)
    with pytest.raises(TamisError, match="alone cannot open"):
        run(folder, "unblind", "title-abstract", "--rationale", "curious", role="ANNA")
    run(folder, "unblind", "title-abstract", "--rationale", "BO is on leave", role="CHIEF")
    assert run_json(folder, "agreement", "title-abstract", role="CHIEF")["stages"][0]["n"] == 0
    for reader in ("BO", "ANNA"):  # whose programs hand over what is theirs
        run(folder, "status", role=reader)
    found = run_json(folder, "agreement", "title-abstract", role="ANNA")["stages"][0]
    assert found["n"] > 0 and found["complete"] is False and "interim" in found["note"]
    assert run_json(folder, "disagreements", "title-abstract")["items"]


def test_resolving_waits_for_the_opening(tmp_path: Path) -> None:
    folder = half_read(tmp_path)
    with pytest.raises(TamisError, match="still blind"):
        run(folder, "resolve", "title-abstract", record_ids(folder)[0], "include", "--rationale", "x")


def test_a_reviewer_bound_to_a_login_is_refused_to_others(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    path = folder / "protocol.toml"
    path.write_text(path.read_text().replace('role = "first"', 'role = "first"\nlogin = "somebody-else"'))
    record = record_ids(folder)[0]
    with pytest.raises(TamisError, match="bound to the login “somebody-else”"):
        run(folder, "decide", "title-abstract", record, "include", role="ANNA")
    with pytest.raises(TamisError, match="bound to the login"):
        decide_all(folder, "ANNA", "title-abstract", [("T0", "include")])
