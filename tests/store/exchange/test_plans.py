from __future__ import annotations

from pathlib import Path

from store.exchange.plans import plans
from store.folder.review import Review
from tests.reviews import make_review, run_json


def test_the_versions_of_the_plan_are_in_order_with_who_said_them(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=2)
    first = (review / "protocol.toml").read_text()
    (review / "protocol.toml").write_text(first + "\n# more\n")
    run_json(review, "highlights", "--include", "x", role="BO")
    run_json(review, "amend", "it was wanted", role="ANNA")
    with Review(review) as opened:
        found = plans(opened)
    assert [each.text for each in found] == [first, first + "\n# more\n"]
    assert found[-1].who == "BO" and found[-1].why == "it was wanted"
