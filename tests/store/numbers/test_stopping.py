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
    run(folder, "decide", "title-abstract", record_ids(folder)[7], "maybe", role="ANNA")
    run(folder, "undo", "title-abstract", "--yes", role="ANNA")
    run(folder, "decide", "title-abstract", record_ids(folder)[8], "maybe", role="ANNA")
    found = run_json(folder, "stopping", "title-abstract", role="ANNA")
    assert (found["read"], found["of"], found["included"], found["since_last"]) == (7, 10, 2, 0)


def test_of_what_is_not_begun_and_where_nothing_was_included_all_is_since_the_last(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    none = run_json(folder, "stopping", "title-abstract", role="BO")
    assert (none["reviewer"], none["read"], none["of"], none["included"], none["since_last"]) == ("BO", 0, 4, 0, 0)
    assert (none["p"], none["p_note"]) == (None, "nothing has been read")
    for who in ("BO", "ANNA"):
        decide_all(folder, who, "title-abstract", [(f"T{place}", "exclude") for place in range(3)])
        found = run_json(folder, "stopping", "title-abstract", role=who)
        assert (found["reviewer"], found["read"], found["included"], found["since_last"]) == (who, 3, 0, 3)
