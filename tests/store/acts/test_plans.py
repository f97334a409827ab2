"""Which version of the plan was in force when a word was said."""

from __future__ import annotations

from pathlib import Path

from store.acts.plans import plans_so_far
from store.folder.review import Review
from tests.reviews import make_review, record_ids, run

STAGE = "title-abstract"


def test_what_was_said_goes_by_the_plan_of_its_time(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    with Review(folder) as review:
        first = plans_so_far(review)
        assert first.at(1) is None and first.readers(STAGE) == {"ANNA", "BO"} == first.ever(
            STAGE, review.acts.clock + 1
        )
        clock = review.acts.clock
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace(', { reviewer = "BO", coverage = "all" }', "", 1))
    run(folder, "amend", "BO left", role="ANNA")
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    with Review(folder) as review:
        plans = plans_so_far(review)
        assert plans.readers(STAGE) == {"ANNA"} and plans.readers(STAGE, clock) == {"ANNA", "BO"}
        assert plans.ever(STAGE, review.acts.clock + 1) == {"ANNA", "BO"}
