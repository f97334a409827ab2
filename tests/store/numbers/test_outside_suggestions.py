from pathlib import Path

from core.screening.audience import PUBLIC
from store.folder.review import Review
from store.numbers.outside_suggestions import programs_at
from store.state.review_state import review_state
from tests.reviews import decide_all, make_review, record_ids, run


def test_only_the_records_of_the_double_read_sample_are_compared(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=20, coverage="20%")
    run(folder, "sample", "title-abstract", "--draw", "--yes", role="ANNA")
    decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "include") for n in range(20)])
    file = tmp_path / "suggested.csv"
    lines = [f"{each},include,,,,m,{version}" for each in record_ids(folder) for version in (1, 2)]
    file.write_text("\n".join(["record,verdict,confidence,criterion,quote,model,version", *lines]), encoding="utf-8")
    run(folder, "suggestions", "import", str(file), "--stage", "title-abstract")
    with Review(folder) as review:
        stage = review.stage("title-abstract")
        assert [each.readers for each in programs_at(review_state(review), stage)] == [[], []]
    decide_all(folder, "BO", "title-abstract", [(f"T{n}", "exclude") for n in range(20)])
    run(folder, "status")
    with Review(folder) as review:
        found = programs_at(review_state(review).told_to(PUBLIC), review.stage("title-abstract"))
    assert [each.program for each in found] == [("m", "1"), ("m", "2")]
    assert [each.suggested for each in found] == [20, 20]
    assert [(pair.raters, pair.result and pair.result.table) for pair in found[0].readers] == [
        (("ANNA", "m 1"), [[4, 0], [0, 0]]),
        (("BO", "m 1"), [[0, 0], [4, 0]]),
    ]
