"""What is in use and no longer in the plan, also an item of a form."""

from __future__ import annotations

from pathlib import Path

from tests.charts import charting_review, fill_in
from tests.reviews import run_json


def test_an_item_that_was_filled_in_and_is_gone(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review", "ANNA", records=1)
    fill_in(folder, studies[0], "ANNA")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace('id = "country"', 'id = "region"'))
    found = [each["what"] for each in run_json(folder, "check")["problems"]]
    assert "the item country of charting is no longer in the plan: 1 answer to it" in found
    assert any("differ from the plan in force" in each for each in found)
