from __future__ import annotations

import pytest

from core.pace import pace_of


@pytest.mark.parametrize(
    ("recent", "worked", "expected"),
    [
        ([36_000] * 5, 180_000, 100),
        ([36_000] * 5, 179_999, None),
        ([45_000] * 4, 180_000, None),
        ([3_000] * 50, 600_000, 1200),
        ([0] * 9, 200_000, None),
        ([], 0, None),
    ],
)
def test_a_pace_takes_three_minutes_of_work_and_five_decisions(
    recent: list[int], worked: int, expected: int | None
) -> None:
    assert pace_of(recent, worked) == expected
