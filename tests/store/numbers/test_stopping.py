from pathlib import Path

from tests.reviews import decide_all, make_review, record_ids, run, run_json


def test_a_record_decided_on_anew_keeps_its_place_in_the_order_read(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=10, coverage="20%")
    decide_all(folder, "ANNA", "title-abstract", [(f"T{place}", "exclude") for place in range(6)])
    run(folder, "decide", "title-abstract", record_ids(folder)[1], "include", role="ANNA")
    assert run_json(folder, "stopping", "title-abstract")["p_note"] == "sealed", "the team knows nothing"
    found = run_json(folder, "stopping", "title-abstract", role="ANNA")
    assert (found["reviewer"], found["read"], found["of"]) == ("ANNA", 6, 10)
    assert (found["included"], found["since_last"], found["p_note"]) == (1, 4, "")
    assert 0 < found["p"] < 1
