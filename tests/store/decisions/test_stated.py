from __future__ import annotations

from pathlib import Path

from store.decisions.stated import compare_with_statements
from store.folder.review import Review
from tests.reviews import acts_file, make_review, run_json


def test_what_somebody_saw_and_is_not_there_is_found(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=2)
    run_json(review, "highlights", "--include", "x", role="BO")
    with Review(review) as opened:
        found, compared = compare_with_statements(opened)
        assert not found and compared == 2
    journal = acts_file(review)
    journal.with_suffix(".json").unlink(missing_ok=True)
    journal.write_bytes(journal.read_bytes()[: journal.read_bytes().rindex(b"\n", 0, -1) + 1])
    with Review(review, copied=True) as opened:
        [broken], _ = compare_with_statements(opened)
    assert "3 are known" in broken.what and broken.journal.endswith("/acts.jsonl")
