from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, record_ids, run, run_json


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
