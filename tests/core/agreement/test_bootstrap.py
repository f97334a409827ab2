"""Bootstrap intervals: reproducible, near the reference's, with the degenerate resamples counted."""

from itertools import islice

import pytest

from core.agreement import kappa_value
from core.agreement.bootstrap import percentile_interval, replicates


def interval(table: list[list[int]], count: int = 2000) -> tuple[tuple[float, float] | None, int, int]:
    return percentile_interval(list(islice(replicates(table, kappa_value, "seed"), count)))


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ([[15, 5], [10, 70]], 0.366, 0.751),
        ([[80, 40], [30, 1850]], 0.601, 0.743),
        ([[6, 3], [2, 189]], 0.377, 0.921),
    ],
)
def test_the_intervals_of_the_reference(table: list[list[int]], low: float, high: float) -> None:
    """statistics.md §1.1, made with another generator: near, not the same."""
    assert interval(table)[0] == pytest.approx((low, high), abs=0.03)


def test_resamples_without_a_kappa_are_counted() -> None:
    """0/2/1/197: all 200 fall in one cell with the probability (197/200)^200 = .0487; the reference saw 103 of 2000."""
    ci, made, degenerate = interval([[0, 2], [1, 197]])
    assert made == 2000
    assert degenerate == pytest.approx(97, abs=40)
    assert ci is not None


def test_when_all_resamples_are_without_a_kappa_there_is_no_interval() -> None:
    assert interval([[0, 0], [0, 5]], 20) == (None, 20, 20)


@pytest.mark.parametrize("table", [[[40, 0], [0, 60]], [[3, 0, 0], [0, 4, 0], [0, 0, 5]]])
def test_perfect_agreement_has_no_interval(table: list[list[int]]) -> None:
    """1.000 to 1.000 would claim certainty."""
    assert interval(table, 500)[0] is None


def test_each_resample_has_as_many_records_and_the_right_mean() -> None:
    table = [[30, 60, 0], [5, 400, 1], [0, 4, 0]]
    totals = [[0.0] * 3 for _ in range(3)]
    drawn: list[list[list[int]]] = []
    list(islice(replicates(table, lambda each: drawn.append([*map(list, each)]), "seed"), 1000))
    for resample in drawn:
        assert sum(map(sum, resample)) == 500
        for row in range(3):
            for column in range(3):
                totals[row][column] += resample[row][column] / len(drawn)
    for row in range(3):
        assert totals[row] == pytest.approx(table[row], abs=1.5)


def test_two_records_are_drawn_as_from_an_urn() -> None:
    """0, 1 or 2 of the first kind, with the probabilities 1/4, 1/2, 1/4."""
    firsts = list(islice(replicates([[1, 0], [0, 1]], lambda table: table[0][0], "seed"), 2000))
    for count, share in ((0, 0.25), (1, 0.5), (2, 0.25)):
        assert firsts.count(count) / len(firsts) == pytest.approx(share, abs=0.05)


def test_the_seed_decides() -> None:
    def first(seed: str) -> list[float | None]:
        return list(islice(replicates([[15, 5], [10, 70]], kappa_value, seed), 5))

    assert first("a") == first("a") != first("b")


def test_stopping_early_leaves_the_beginning_of_the_same_sequence() -> None:
    source = replicates([[15, 5], [10, 70]], kappa_value, "seed")
    chunks = [list(islice(source, 3)), list(islice(source, 4))]
    assert chunks[0] + chunks[1] == list(islice(replicates([[15, 5], [10, 70]], kappa_value, "seed"), 7))
