from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import TWO_READERS, decide_all, made_once, make_review

REASONS = 'reasons = [{ id = "wrong-population", label = "Another population" }'


@made_once
def five_included(folder: Path) -> Path:
    text = TWO_READERS.replace("COVERAGE", "all").replace(
        REASONS, f'{REASONS}, {{ id = "wrong-setting", label = "Another setting" }}'
    )
    make_review(folder, records=6, text=text)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(5)] + [("T5", "exclude")])
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return five_included(tmp_path / "review")
