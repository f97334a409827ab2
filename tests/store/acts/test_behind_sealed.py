"""No word for all to see may tell what a reader has included at a stage that is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import decide_all, make_review, record_ids, run

STAGE = "title-abstract"
WORDS = [
    ("fulltext", "full-text", "RECORD", "--not-retrieved", "no copy"),
    ("fulltext", "full-text", "RECORD", "--retrieved", "https://example.org/1"),
    ("study", "RECORD", "OTHER"),
]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: f"{words[0]} {words[-2]}")
def test_it_is_refused_until_the_stage_is_open(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = make_review(tmp_path / "review", records=3)
    one, other, _ = record_ids(folder)
    command = [{"RECORD": one, "OTHER": other}.get(each, each) for each in words]
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(3)])
    with pytest.raises(TamisError, match="still blind, and this would tell the others") as refused:
        run(folder, *command, role="ANNA")
    assert "when all have read title-abstract" in refused.value.advice
    decide_all(folder, "BO", STAGE, [(f"T{n}", "include") for n in range(3)])
    assert run(folder, *command, role="ANNA").exit_code == 0
