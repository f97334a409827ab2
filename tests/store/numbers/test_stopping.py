from pathlib import Path

from store.folder.review import Review
from store.numbers.stopping import _in_the_order_read
from store.state.review_state import review_state
from tests.reviews import decide_all, make_review, protocol, record_ids, run, run_json, run_lines


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


def test_records_are_in_the_order_in_which_they_were_given_a_verdict(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    ids = record_ids(folder)
    (tmp_path / "labels.csv").write_text("accession,verdict,labels\nT0,,seen\n")
    run(folder, "decisions", "import", str(tmp_path / "labels.csv"), "--stage", "title-abstract", "--reviewer", "ANNA")
    assert run_json(folder, "stopping", "title-abstract", role="ANNA")["read"] == 0, "a label is no verdict"
    said = ((3, "include"), (2, "exclude"), (0, "exclude"))
    run_lines(folder, [("decide", "title-abstract", ids[each], verdict) for each, verdict in said], role="ANNA")
    found = run_json(folder, "stopping", "title-abstract", role="ANNA")
    assert (found["read"], found["of"], found["included"], found["since_last"]) == (3, 4, 1, 2)
    with Review(folder, role="ANNA") as review:
        state = review_state(review)
        order = _in_the_order_read(state, review.stage("title-abstract"), "ANNA")
    assert order == [ids[each] for each in (3, 2, 0)]


def test_of_what_was_read_elsewhere_the_order_of_then_counts_and_nothing_that_left_the_stage(tmp_path: Path) -> None:
    alone = protocol().replace(', { reviewer = "BO", coverage = "all" }', "", 1)
    folder = make_review(tmp_path / "review", records=3, text=alone)
    rows = "".join(f"T{each},include,2001-05-06T07:08:1{second}Z\n" for each, second in enumerate((3, 1, 2)))
    file = tmp_path / "said.csv"
    for stage in ("title-abstract", "full-text"):
        file.write_text(f"accession,verdict,decided_at\n{rows}")
        run(folder, "decisions", "import", str(file), "--stage", stage, "--reviewer", "ANNA")
    run(folder, "decide", "title-abstract", record_ids(folder)[1], "exclude", role="ANNA")
    with Review(folder, role="ANNA") as review:
        state, orders = review_state(review), []
        for stage in review.protocol.stages:
            orders.append([record_ids(folder).index(each) for each in _in_the_order_read(state, stage, "ANNA")])
    assert orders == [[1, 2, 0], [2, 0]]
    found = run_json(folder, "stopping", "full-text", role="ANNA")
    assert (found["read"], found["of"], found["included"]) == (2, 2, 2)
