from __future__ import annotations

from core.strategy.read import read_strategy


def test_the_result_is_the_last_line_that_was_read() -> None:
    strategy = read_strategy("1. a.ti.\n2. b.ti.\n3. ti,ab.\n", "Ovid")
    assert strategy.result is strategy.by_number[2]
    assert read_strategy("").result is None
