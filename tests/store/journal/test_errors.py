"""What is said when lines are missing: how many are known, how many are there, and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from store.journal.errors import REMEDIES, LinesMissing


@pytest.mark.parametrize(
    ("known", "there", "said"),
    [
        (1200, None, "the journal is gone, all its lines are missing: 1,200 are known (decisions.json)"),
        (None, None, "the journal is gone, all its lines are missing: decisions.json is still there"),
        (1200, 1100, "lines are missing: 1,200 are known (decisions.json), 1,100 are there"),
        (3, 1, "lines are missing: 3 are known (decisions.json), 1 is there"),
        (1, 0, "lines are missing: 1 is known (decisions.json), 0 are there"),
        (1, 1, "1 is known (decisions.json); the one that is there is another journal's"),
        (5, 7, "the 7 that are there are another journal's"),
        (None, 7, "the 7 that are there are another journal's"),
    ],
)
def test_how_many_lines_are_missing(known: int | None, there: int | None, said: str) -> None:
    error = LinesMissing(Path("people/ANNA/full-text.1/decisions.jsonl"), known, there)
    assert error.what.endswith(said) and error.where == "people/ANNA/full-text.1/decisions.jsonl"
    assert "Nothing is written" in error.advice and "--accept-loss" in error.advice


def test_a_full_disk_and_a_missing_right_have_different_remedies() -> None:
    assert "room" in REMEDIES[errno.ENOSPC] and "room" in REMEDIES[errno.EDQUOT]
    assert "right" in REMEDIES[errno.EACCES] and "right" in REMEDIES[errno.EPERM]
    assert all(os.strerror(number) and not words.endswith(".") for number, words in REMEDIES.items())
