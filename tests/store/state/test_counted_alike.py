"""What counts after a few acts, beside the second program, which `tests/derivation` asks of longer histories."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.derivation.test_histories import holds, numbers_differ, status_differs
from tests.histories import History, plan_of, shared_plan_of


@pytest.mark.parametrize(
    ("number", "plan"),
    # Number 0 begins as the one does that goes on longer, in tests/derivation/test_histories.py.
    [
        pytest.param(0, plan_of, id="0", marks=pytest.mark.long),
        pytest.param(4, plan_of, id="4"),
        pytest.param(0, shared_plan_of, id="0 shared", marks=pytest.mark.long),
        pytest.param(3, shared_plan_of, id="3 shared"),
    ],
)
def test_both_programs_count_alike_after_ten_acts(
    number: int, plan: Callable[[random.Random], str], tmp_path: Path
) -> None:
    history = History(tmp_path / "review", number, plan)
    for _ in range(10):
        history.act()
    for who in (None, "ANNA"):
        if who:
            history.visit(who)
        review = history.seen_by(who)
        holds(review)
        told = [*status_differs(history.folder, review), *numbers_differ(history.folder, review)]
        found = [f"{who}: {what}: {ours} != {theirs}" for what, ours, theirs in told if ours != theirs]
        assert len(told) > 100 and not found, "\n".join([*found, *history.acts])
