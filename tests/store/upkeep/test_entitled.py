"""Words that their writer was not entitled to count for nothing, and a check names them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.folder.review import Review
from store.journal.journal import Change, document_id
from tests.reviews import differing_review, make_review, protocol, record_ids, run, run_json

STAGE = "title-abstract"
RULED = protocol().replace(f'id = "{STAGE}"', f'id = "{STAGE}"\ndisagreements = "adjudicator"')


def said(folder: Path, who: str | None, table: str, key: int, says: dict[str, Any]) -> list[str]:
    """What a check names once somebody has written a word by hand."""
    with Review(folder, role=who) as review:
        review.say([Change(table, key, says)], act="edit")
    return [each["what"] for each in run_json(folder, "check")["problems"]]


def test_a_review_of_which_all_was_said_by_commands_has_none(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    run(folder, "resolve", STAGE, record_ids(folder)[0], "include", "--rationale", "we talked")
    assert run_json(folder, "check")["problems"] == []


def test_an_end_by_a_reader_where_only_the_adjudicator_ends(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review", text=RULED)
    record = record_ids(folder)[0]
    before = run_json(folder, "status")["stages"][0]
    says = {"record": record, "verdict": "include", "reason": "", "rationale": "mine", "by": ["BO"], "at": "2026"}
    [what] = said(folder, "BO", f"resolutions/{STAGE}", int(record, 16), says)
    assert what.startswith(f"BO says in resolutions/{STAGE}") and "left to an adjudicator" in what
    assert run_json(folder, "status")["stages"][0] == before
    run(folder, "resolve", STAGE, record, "exclude", "--reason", "wrong-topic", "--rationale", "ruled", role="CHIEF")
    assert run_json(folder, "history", record)[-1]["who"] == "CHIEF"
    assert run_json(folder, "status")["stages"][0]["disagreements"] == before["disagreements"] - 1


def test_an_end_that_the_plan_of_its_time_allowed_counts_after_the_plan_was_changed(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    run(folder, "resolve", STAGE, record_ids(folder)[0], "include", "--rationale", "we talked", role="BO")
    before = run_json(folder, "status")["stages"][0]
    (folder / "protocol.toml").write_text(RULED, encoding="utf-8")
    run(folder, "amend", "the chief rules from now on", role="ANNA")
    after = run_json(folder, "status")["stages"][0]
    assert (after["disagreements"], after["included"]) == (before["disagreements"], before["included"])
    assert run_json(folder, "check")["problems"] == []


def test_a_statement_and_a_call_by_whom_the_plan_does_not_name_at_the_stage(tmp_path: Path) -> None:
    text = protocol().replace("[review]", '[review]\napart = "machines"')
    folder = make_review(tmp_path / "review", records=2, text=text)
    stated = {
        "stage": STAGE,
        "round": 1,
        "complete": True,
        "owed": 0,
        "owed_sha256": "",
        "last": 0,
        "link": "",
        "at": "",
    }
    [what] = said(folder, "CHIEF", "statements", 7, stated)
    assert "to have read title-abstract" in what
    says = {"stage": STAGE, "round": 1, "rationale": "now", "at": "2026"}
    [_, what] = said(folder, None, "unblindings", document_id(f"{STAGE}/1"), says)
    assert "opened early" in what and run_json(folder, "status")["stages"][0]["blind"]
