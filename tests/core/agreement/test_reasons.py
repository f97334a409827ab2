"""Whether both excluded for the same reason."""

from __future__ import annotations

from core.agreement.reasons import reason_agreement

REASONS = ("topic", "design")


def test_the_same_another_and_none() -> None:
    pairs = [("topic", "topic"), ("topic", "design"), ("design", "design"), ("topic", ""), ("", "")]
    found = reason_agreement(pairs, REASONS)
    assert (found.n, found.same, found.share, found.without_reason) == (3, 2, 2 / 3, 2)
    assert found.table == [[1, 1], [0, 1]]


def test_a_reason_that_the_stage_no_longer_has_comes_last() -> None:
    found = reason_agreement([("older", "topic"), ("old", "old")], REASONS)
    assert found.reasons == ("topic", "design", "old", "older")
    assert found.table[3][0] == 1 and found.table[2][2] == 1


def test_nothing_to_compare_has_no_share_and_says_so() -> None:
    found = reason_agreement([("topic", "")], REASONS)
    assert (found.n, found.share) == (0, None)
