from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import TWO_READERS, decide_all, make_review

REASONS = 'reasons = [{ id = "wrong-population", label = "Another population" }'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = TWO_READERS.replace("COVERAGE", "all").replace(
        REASONS, f'{REASONS}, {{ id = "wrong-setting", label = "Another setting" }}'
    )
    folder = make_review(tmp_path / "review", records=6, text=text)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(5)] + [("T5", "exclude")])
    return folder
