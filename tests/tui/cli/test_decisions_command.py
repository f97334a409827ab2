from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import decide_all, make_review, record_ids, run, run_json


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_table_comes_in_and_goes_out_the_same(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    ids = record_ids(folder)
    table = (
        "record_id,verdict,reason,note,labels,decided_at\n"
        f"{ids[0]},include,,,,2021-01-14T10:00:00Z\n"
        f"{ids[1]},exclude,wrong-topic,about boats,method;look,2021-01-14T10:01:00Z\n"
        f"{ids[2]},Maybe,,,,\n"
    )
    done = run_json(
        folder,
        *("decisions", "import", written(tmp_path / "d.csv", table), "--stage", "title-abstract", "--reviewer", "ANNA"),
    )
    assert (done["stored"], done["unchanged"]) == (3, 0)
    rows = run_json(folder, "decisions", "export", "--stage", "title-abstract", "--reviewer", "ANNA")
    assert [(row["verdict"], row["reason"], row["note"], row["labels"]) for row in rows] == [
        ("include", "", "", ""),
        ("exclude", "wrong-topic", "about boats", "method;look"),
        ("maybe", "", "", ""),
    ]
    assert rows[0]["decided_at"] == "2021-01-14T10:00:00Z"
    exported = run(folder, "decisions", "export", "--reviewer", "ANNA").stdout
    again = run_json(
        folder,
        *(
            "decisions",
            "import",
            written(tmp_path / "e.csv", exported),
            "--stage",
            "title-abstract",
            "--reviewer",
            "ANNA",
        ),
    )
    assert (again["stored"], again["unchanged"]) == (0, 3)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("accession,verdict\nT0,include\nT1,perhaps\n", "line 3, column verdict.*“perhaps” is no verdict"),
        ("accession,verdict\nT0,include\nT9,include\n", "line 3.*no record has the accession “T9”"),
        ("accession,verdict,reason\nT0,exclude,boats\n", "line 2, column reason.*“boats”"),
        ("accession,verdict,reason\nT0,include,wrong-topic\n", "line 2, column reason"),
        ("accession,verdict\n,include\n", "line 2.*names no record"),
        ("accession,verdict\nT0,include\nT0,exclude\n", "line 3.*line 2 says “include”"),
        ("name,verdict\nT0,include\n", "line 1.*Expected “verdict”"),
        ("", "line 1"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_stored(tmp_path: Path, table: str, message: str) -> None:
    folder = make_review(tmp_path / "r", records=2)
    file = written(tmp_path / "d.csv", table)
    with pytest.raises(TamisError) as caught:
        run(folder, "decisions", "import", file, "--stage", "title-abstract", "--reviewer", "ANNA")
    import re

    assert re.search(message, str(caught.value), re.DOTALL), str(caught.value)
    assert run_json(folder, "decisions", "export", "--reviewer", "ANNA") == []


def test_decide_undo_and_history(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    record = record_ids(folder)[0]
    run(folder, "decide", "title-abstract", record, "exclude", "--reason", "wrong-topic", role="ANNA")
    run(folder, "decide", "title-abstract", record, "include", "--note", "read it again", role="ANNA")
    run(folder, "undo", "title-abstract", role="ANNA")
    said = [
        (row["what"], row["from"], row["to"])
        for row in run_json(folder, "history", record, role="ANNA")
        if row["who"] == "ANNA"
    ]
    assert said == [
        ("decide", "", "exclude (wrong-topic)"),
        ("decide", "exclude (wrong-topic)", "include"),
        ("undo", "include", "exclude (wrong-topic)"),
    ]
    stage = run_json(folder, "status", role="ANNA")["stages"][0]
    assert (stage["excluded"], stage["included"], stage["reviewers"]["ANNA"]) == (1, 0, {"owed": 2, "done": 1})


def test_wrong_use_says_what_is_right(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    record = record_ids(folder)[0]
    for words, role, message in (
        (("decide", "title-abstract", record, "include"), None, "who are you"),
        (("decide", "title-abstract", record, "include"), "CHIEF", "ANNA, BO"),
        (("decide", "title-abstract", record, "include"), "NOBODY", "ANNA, BO, CHIEF"),
        (("decide", "abstract", record, "include"), "ANNA", "title-abstract, full-text"),
        (("decide", "title-abstract", "0" * 16, "include"), "ANNA", "no record of that id"),
        (("decide", "title-abstract", record, "exclude", "--reason", "boats"), "ANNA", "wrong-topic, wrong-design"),
    ):
        with pytest.raises(TamisError) as caught:
            run(folder, *words, role=role)
        assert message in str(caught.value)


def test_a_formula_in_a_note_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", "--note", "=HYPERLINK(1)", role="ANNA")
    assert "'=HYPERLINK(1)" in run(folder, "decisions", "export", role="ANNA").stdout


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
