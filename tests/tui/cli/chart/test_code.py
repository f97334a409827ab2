"""Coding from the command line: categories, giving them blind, agreement, renaming and merging, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from core.errors import TamisError
from tests.charts import charting_review, fill
from tests.reviews import run, run_json
from tui.cli import tamis
from tui.cli.call import Call

TEXTS = ("They were paid.\nThey were trusted.", "Nobody asked them.", "They led it.")


def code(folder: Path, *args: str, role: str = "ANNA") -> Any:
    return run_json(folder, "chart", "code", "findings", *args, role=role)


def charted_review(folder: Path, *readers: str) -> tuple[Path, list[str]]:
    folder, studies = charting_review(folder, *readers)
    for role in readers:
        for study, text in zip(studies, TEXTS, strict=True):
            fill(folder, role, studies=[study], findings=text, roles="worker;leader")
    return folder, studies


def cells(folder: Path, *items: str) -> dict[tuple[str, str], int]:
    found = run_json(folder, "chart", "map", *items)["cells"]
    return {(each["row"], each["column"]): each["n"] for each in found if each["n"]}


def test_two_code_blind_and_what_they_gave_is_counted_once_both_have_finished(tmp_path: Path) -> None:
    folder, (first, second, third) = charted_review(tmp_path / "r", "ANNA", "BO")
    made = code(folder, "--category", "being paid", "--theme", "conditions", "--definition", "money for it")
    assert made["categories"] == [{"name": "being paid", "definition": "money for it", "theme": "conditions"}]
    code(folder, "--category", "trust", role="BO")
    code(folder, "--category", "being left out", role="BO")
    said = code(folder, first, "being p", "trust")
    assert said["categories"] == ["being paid", "trust"] and said["complete"] and said["left"] == 2
    code(folder, second, "being left out")
    before = run_json(folder, "chart", "code", "findings", role="BO")
    assert before["sealed"] and {each["n"] for each in before["categories"]} == {0}
    assert cells(folder, "roles", "findings") == {}
    for role in ("BO", None):
        told = run(folder, "chart", "export", "--stage", "coding", "--long", role=role).stdout
        assert "being left out" not in told and "being paid" not in told
        assert "being" not in run(folder, "history", second, role=role).stdout
    code(folder, third, "trust")
    for study, given in ((first, "trust"), (second, "being left out"), (third, "trust")):
        code(folder, study, given, role="BO")
    agreed = run_json(folder, "chart", "agreement", "--stage", "coding")
    (item,) = agreed["pairs"][0]["items"] if "pairs" in agreed else agreed["items"]
    assert (item["n"], item["same"]) == (3, 2)
    assert cells(folder, "design", "findings") == {("trial", "being left out"): 1, ("trial", "trust"): 1}
    run(folder, "chart", "consensus", "coding", first, "findings", "--take", "ANNA", role="ANNA")
    assert cells(folder, "design", "findings")["trial", "being paid"] == 1
    rows = run_json(folder, "chart", "tables", "findings")["tables"][0]["rows"]
    assert {each["value"]: each["n"] for each in rows} == {"being paid": 1, "trust": 2, "being left out": 1}


def test_renaming_and_merging_change_what_is_read_and_nobody_s_words(tmp_path: Path) -> None:
    folder, (first, second, third) = charted_review(tmp_path / "r", "ANNA")
    for name in ("pay", "trust", "money"):
        code(folder, "--category", name)
    for study, name in ((first, "pay"), (second, "money"), (third, "trust")):
        code(folder, study, name)
    code(folder, "--rename", "pay", "being paid")
    listed = code(folder, "--merge", "money", "pay")["categories"]
    assert [each["name"] for each in listed] == ["being paid", "trust"]
    found = {each["name"]: each["record_ids"] for each in code(folder)["categories"]}
    assert found == {"being paid": [first, second], "trust": [third]}
    with pytest.raises(TamisError, match="is, or was, a name of “being paid”"):
        code(folder, "--rename", "trust", "Money")
    assert code(folder, first, "money")["categories"] == ["being paid"], "by any name that it had"
    code(folder, "--category", "money")
    assert code(folder)["categories"][0]["record_ids"] == [first, second], "what was said of it again is of the whole"


def test_a_quote_is_coded(tmp_path: Path) -> None:
    folder, (first, *_) = charted_review(tmp_path / "r", "ANNA")
    given = ("chart", "set", "charting", first, "findings", "--quote")
    run(folder, *given, "we got paid", "--page", "4", role="ANNA")
    run(folder, *given, "they believed us", "--page", "5", "--also", role="ANNA")
    code(folder, "--category", "pay")
    code(folder, "--category", "trust")
    code(folder, first, "pay", "--quote", "1")
    said = code(folder, first, "trust", "--quote", "2")
    assert said["categories"] == ["pay", "trust"]
    assert [(each["text"], each["page"], each["category"]) for each in said["quotes"]] == [
        ("we got paid", "4", "pay"),
        ("they believed us", "5", "trust"),
    ]
    with pytest.raises(TamisError, match="there is no quote 3: the answer has 2"):
        code(folder, first, "pay", "--quote", "3")


def test_what_is_coded_is_compared_with_quotes_and_gaps(tmp_path: Path) -> None:
    folder, (first, second, third) = charted_review(tmp_path / "r", "ANNA")
    run(
        folder,
        "chart",
        "set",
        "charting",
        first,
        "findings",
        "--quote",
        "we \x1b[2Jgot paid",
        "--page",
        "4",
        role="ANNA",
    )
    for name in ("pay", "trust", "power"):
        code(folder, "--category", name)
    for study, given in ((first, "pay"), (second, "trust"), (third, "trust")):
        code(folder, study, given)
    found = run_json(folder, "chart", "compare", "design", "findings", "--by", "roles")
    cells = {tuple(each["values"]): each for each in found["cells"]}
    assert found["items"] == ["design", "findings"] and found["studies"] == 3
    assert cells["trial", "trust"]["record_ids"] == [second, third] and cells["trial", "trust"]["n"] == 2
    assert cells["trial", "trust"]["by"] == {"worker": 2, "leader": 2}
    assert cells["trial", "pay"]["quotes"] == [
        {"record_id": first, "item": "findings", "quote": "we [2Jgot paid", "page": "4"}
    ]
    assert ["trial", "power"] in found["gaps"] and len(found["gaps"]) == 3 * 3 - 2
    told = run(folder, "chart", "compare", "design", "findings")
    assert "trial × pay: 1 study" in told.stdout and "findings: p. 4 “we [2Jgot paid”" in told.stdout
    assert "no study: trial × power" in told.stdout and "2 combinations, 7 gaps" in told.stderr
    with pytest.raises(TamisError, match="two items or more"):
        run(folder, "chart", "compare", "design")


def test_what_cannot_be_coded_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    folder, (first, *_) = charting_review(tmp_path / "r", "ANNA")
    with pytest.raises(TamisError, match="needs no categories"):
        run(folder, "chart", "code", "design", "--category", "x", role="ANNA")
    with pytest.raises(TamisError, match="there is no item “nothing”"):
        run(folder, "chart", "code", "nothing", "--category", "x", role="ANNA")
    with pytest.raises(TamisError, match="this item has no categories yet"):
        code(folder, first, "x")
    for name in ("", "a; b", "Not reported", "x" * 81):
        with pytest.raises(TamisError, match="cannot name a category"):
            code(folder, "--category", name)
        assert "[coding]" not in (folder / "protocol.toml").read_text(encoding="utf-8")
    code(folder, "--category", "trust")
    with pytest.raises(TamisError, match="there is no category “trst”"):
        code(folder, first, "trst")
    with pytest.raises(TamisError, match="has not to code this study, or not yet"):
        code(folder, first, "trust")
    fill(folder, "ANNA")
    with pytest.raises(TamisError, match="there is no answer to code here"):
        code(folder, first, "trust")
    assert "[coding]" in (folder / "protocol.toml").read_text(encoding="utf-8")
    assert run(folder, "chart", "code", "findings", "--theme", "x", role="ANNA").exit_code == 2


def test_the_plan_says_who_codes(tmp_path: Path) -> None:
    folder, (first, *_) = charted_review(tmp_path / "r", "ANNA", "BO")
    code(folder, "--category", "trust")
    plan = folder / "protocol.toml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("[coding]", '[coding]\nreaders = ["BO"]'), encoding="utf-8"
    )
    with pytest.raises(TamisError, match="ANNA does not"):
        code(folder, first, "trust")
    assert code(folder, first, "trust", role="BO")["left"] == 2
    assert run_json(folder, "check")["ok"]


def test_many_calls_in_one_process_go_on_with_the_amended_plan(tmp_path: Path) -> None:
    folder, (first, *_) = charted_review(tmp_path / "r", "ANNA")
    lines = (
        "status",
        "chart code findings --category pay",
        f"chart code findings {first} pay",
        "chart code findings",
        "status",
    )
    command = ["-C", str(folder), "--as", "ANNA", "batch"]
    done = CliRunner().invoke(tamis, command, input="\n".join(lines) + "\n", obj=Call())
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["ok"] for each in results] == [True] * 5, done.output
    assert results[3]["result"]["categories"][0]["n"] == 1
    assert [each["stage"] for each in results[4]["result"]["stages"]] == ["charting", "coding"]
