from pathlib import Path

from tests.reviews import decide_all, make_review, record_ids, run, run_json
from tests.tui.cli.team.test_resolve import STAGE, disputed, items


def test_hidden_names_are_in_no_list_and_no_place_gives_them_away(tmp_path: Path) -> None:
    folder = disputed(tmp_path)
    run(folder, "resolve", STAGE, record_ids(folder)[0], "include", "--rationale", "x")
    shown, hidden = items(folder), items(folder, "--hide-names", role="CHIEF")
    assert [each["record_id"] for each in shown] == [each["record_id"] for each in hidden]
    assert hidden[0]["resolution"]["by"] == ["reader 1", "reader 2"]
    assert all([side["reviewer"] for side in each["decisions"]] == ["reader 1", "reader 2"] for each in hidden)
    assert {each["decisions"][0]["verdict"] for each in hidden} == {"include", "exclude"}
    text = run(folder, "disagreements", STAGE, "--hide-names", role="CHIEF").stdout
    assert "reader 1: " in text and "ANNA" not in text and "BO" not in text
    assert hidden == items(folder, "--hide-names", role="CHIEF")


def test_resolving_leaves_the_decisions_as_they_were(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    decide_all(folder, "ANNA", "title-abstract", [("T0", "include"), ("T1", "include")])
    decide_all(folder, "BO", "title-abstract", [("T0", "exclude"), ("T1", "include")])
    [item] = run_json(folder, "disagreements", "title-abstract")["items"]
    assert item["state"] == "open" and item["resolution"] is None
    assert [(each["reviewer"], each["verdict"]) for each in item["decisions"]] == [
        ("ANNA", "include"),
        ("BO", "exclude"),
    ]
    assert run_json(folder, "status")["stages"][0]["disagreements"] == 1
    run(folder, "resolve", "title-abstract", item["record_id"], "--escalate")
    assert run_json(folder, "disagreements", "title-abstract")["items"][0]["state"] == "escalated"
    run(
        folder,
        *("resolve", "title-abstract", item["record_id"], "exclude", "--reason", "wrong-topic", "--rationale", "boats"),
        role="CHIEF",
    )
    [item] = run_json(folder, "disagreements", "title-abstract")["items"]
    assert (item["state"], item["resolution"]["by"], item["resolution"]["verdict"]) == (
        "resolved",
        ["CHIEF"],
        "exclude",
    )
    assert [each["verdict"] for each in item["decisions"]] == ["include", "exclude"]
    stage = run_json(folder, "status")["stages"][0]
    assert (stage["included"], stage["excluded"], stage["reasons"]) == (1, 1, {"wrong-topic": 1})
