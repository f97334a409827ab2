"""Beginning to code changes the plan by one line, says why, and leaves what is there as it is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.amendments import amendments
from store.folder.review import Review
from store.work.coding.give import begin_coding
from tests.charts import charting_review, fill
from tests.reviews import run, run_json


def test_the_plan_is_amended_once_with_its_reason(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA")
    fill(folder, "ANNA", findings="found")
    before = (folder / "protocol.toml").read_text(encoding="utf-8")
    (folder / "protocol.toml").chmod(0o755)
    with Review(folder, role="ANNA") as review:
        assert begin_coding(review, "findings") and not begin_coding(review, "findings")
        assert [each.id for each in review.protocol.stages] == ["charting", "coding"]
        assert [each.why for each in amendments(review)] == ["", "the answers to findings are coded"]
    after = (folder / "protocol.toml").read_text(encoding="utf-8")
    assert 'items = ["findings"]' in after and all(line in after for line in before.splitlines())
    assert len(studies) == 3 and stat.S_IMODE((folder / "protocol.toml").stat().st_mode) == 0o755


def test_categories_made_while_charting_is_sealed_open_nothing_and_hold_nothing_up(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO")
    fill(folder, "ANNA", findings="found")
    run(folder, "chart", "code", "findings", "--category", "pay", role="BO")
    told = run(folder, "chart", "export", "--long", role="BO").stdout
    assert "found" not in told and "Norway" not in told
    with pytest.raises(TamisError, match="there is no answer to code here"):
        run(folder, "chart", "code", "findings", studies[0], "pay", role="ANNA")
    fill(folder, "BO", findings="found")
    assert "0 studies" not in run(folder, "chart", "export", "--long").stderr
    for role in ("ANNA", "BO"):
        for study in studies:
            run(folder, "chart", "code", "findings", study, "pay", role=role)
    counted = run_json(folder, "status")["stages"]
    assert [(each["stage"], each["included"], each["waiting"]) for each in counted] == [
        ("charting", 3, 0),
        ("coding", 3, 0),
    ]
    assert run_json(folder, "status")["adds_up"] and run_json(folder, "check")["ok"]
