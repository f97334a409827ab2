"""What the sample says about the rest: the published figures, exactness, and the rule at m = 0."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.intervals import clopper_pearson
from core.agreement.missed import Missed, chapman, missed, missed_in_total


@pytest.mark.parametrize(
    ("found", "estimate", "ci", "upper"),
    [(0, 0, (0, 16), 13), (1, 4, (0, 24), 20), (3, 12, (1, 37), 33), (6, 24, (7, 55), 50), (12, 48, (22, 87), 81)],
)
def test_the_figures_of_the_method(found: int, estimate: int, ci: tuple[int, int], upper: int) -> None:
    """METHOD.md; statistics.md §3: 12,300 excluded, 2,460 of them read twice."""
    result = missed(12300, 2460, found)
    assert (result.estimate, result.ci, result.upper_one_sided) == (estimate, ci, upper)


@given(st.integers(397, 2_000_000))
@settings(max_examples=100)
def test_no_miss_at_a_fifth_allows_13_and_16_whatever_the_size(excluded: int) -> None:
    result = missed(excluded, -(-excluded // 5), 0)
    assert (result.upper_one_sided, result.ci) == (13, (0, 16))


def test_below_that_the_bounds_are_lower_since_few_records_are_left() -> None:
    for excluded in range(1, 397):
        result = missed(excluded, -(-excluded // 5), 0)
        assert result.upper_one_sided is not None and result.upper_one_sided <= 13
        assert result.ci is not None and result.ci[1] <= 16


@given(st.data())
@settings(max_examples=60)
def test_the_interval_holds_the_estimate_and_what_is_possible(data: st.DataObject) -> None:
    excluded = data.draw(st.integers(1, 100_000))
    double_read = data.draw(st.integers(1, excluded))
    found = data.draw(st.integers(0, double_read))
    result = missed(excluded, double_read, found)
    assert result.estimate is not None and result.ci is not None and result.upper_one_sided is not None
    low, high = result.ci
    # Limits are whole records, the estimate is not: of 80 excluded 79 read twice, 1 found: 1/79 of a record in (0, 0).
    assert 0 <= low < result.estimate + 1 and result.estimate < high + 1 and high <= result.single_read
    assert result.upper_one_sided <= high


def test_when_all_is_read_twice_nothing_is_left() -> None:
    result = missed(50, 50, 7)
    assert (result.estimate, result.ci, result.upper_one_sided) == (0, (0, 0), 0)


def test_nothing_excluded_is_nothing_missed() -> None:
    assert missed(0, 0, 0).ci == (0, 0)


def test_nothing_read_twice_is_not_estimable() -> None:
    result = missed(100, 0, 0)
    assert result.estimate is None and result.ci is None and result.upper_one_sided is None
    assert "read twice" in result.notes["estimate"] and result.notes["ci"] and result.notes["upper_one_sided"]
    assert "not estimable" in result.sentence()
    assert result.recall(5) is None


@pytest.mark.parametrize("counts", [(10, 11, 0), (10, 5, 6), (10, 5, -1)])
def test_impossible_counts_are_a_fault(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="impossible"):
        missed(*counts)


def test_the_recall_of_the_reference() -> None:
    """statistics.md §3: 878 kept and 3 rescued."""
    recall = missed(12300, 2460, 3).recall(881)
    assert recall is not None
    assert [round(100 * value, 1) for value in recall] == [98.7, 96.0, 99.9]
    assert missed(12300, 2460, 0).recall(0) is None


def test_the_sentence() -> None:
    assert missed(12300, 2460, 3).sentence("KBAA", "ON") == (
        "Of the 12,300 records that KBAA excluded, ON also read 2,460; 3 of these were found relevant. An estimated 12 "
        "further relevant records (95% CI 1–37, exact hypergeometric) may remain among the 9,840 read by KBAA alone."
    )
    assert "1 of these was found relevant" in missed(12300, 2460, 1).sentence()
    none = missed(12300, 2460, 0).sentence()
    assert "none of these was found relevant" in none
    assert none.endswith("With 95% confidence there are no more than 13.")


def test_rounds_with_equal_fractions_are_pooled() -> None:
    total = missed_in_total([missed(10000, 2000, 3), missed(2300, 460, 0)], equal_fractions=True)
    assert (total.ci, total.upper_one_sided) == ((1, 37), 33)
    assert total.estimate == 12
    assert "2 search rounds pooled" in total.sentence()


def test_rounds_with_other_fractions_have_their_limits_added() -> None:
    rounds = [missed(10000, 2000, 3), missed(1000, 500, 2)]
    total = missed_in_total(rounds, equal_fractions=False)
    assert total.estimate == 3 * 4 + 2
    assert total.ci is not None
    assert total.ci[0] <= sum(each.ci[0] for each in rounds if each.ci)
    assert total.ci[1] >= sum(each.ci[1] for each in rounds if each.ci)
    assert "conservative" in total.method


def test_a_round_in_which_nothing_was_excluded_changes_nothing() -> None:
    one = missed(12300, 2460, 3)
    assert missed_in_total([one, missed(0, 0, 0)], equal_fractions=False) == one
    assert missed_in_total([], equal_fractions=True) == missed(0, 0, 0)


def test_a_round_not_yet_read_twice_leaves_the_total_open() -> None:
    total = missed_in_total([missed(12300, 2460, 3), missed(500, 0, 0)], equal_fractions=True)
    assert isinstance(total, Missed) and total.estimate is None
    assert "search round" in total.notes["ci"]


@pytest.mark.parametrize(
    ("counts", "estimate", "ci"),
    [((10, 15, 5), 28.33, (22.4, 49.1)), ((40, 38, 34), 44.69, (44.1, 49.1))],
)
def test_chapman(counts: tuple[int, int, int], estimate: float, ci: tuple[float, float]) -> None:
    """statistics.md §3."""
    result = chapman(*counts)
    assert result.estimate == pytest.approx(estimate, abs=0.005)
    assert result.ci == pytest.approx(ci, abs=0.05)
    assert "lower bound" in result.sentence()


@pytest.mark.parametrize("counts", [(30, 28, 28), (0, 0, 0), (5, 5, 5)])
def test_chapman_without_variance_is_not_estimable(counts: tuple[int, int, int]) -> None:
    result = chapman(*counts)
    assert result.ci is None
    assert result.estimate == result.seen
    assert "not estimable" in result.sentence() and " 0 " not in result.sentence()


def test_chapman_refuses_impossible_counts() -> None:
    with pytest.raises(ValueError, match="impossible"):
        chapman(3, 5, 4)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (0, 100, 0, 0.03622),
        (5, 100, 0.01643, 0.11283),
        (10, 20, 0.27196, 0.72804),
        (3, 2516, 0.00025, 0.00348),
        (100, 100, 0.96378, 1),
    ],
)
def test_clopper_pearson(successes: int, trials: int, low: float, high: float) -> None:
    """statistics.md §3, and the mirror image of its first case."""
    assert clopper_pearson(successes, trials) == pytest.approx((low, high), abs=5e-6)


def test_clopper_pearson_of_very_many_records() -> None:
    low, high = clopper_pearson(125_000, 131_780)
    assert low < 125_000 / 131_780 < high
    assert high - low == pytest.approx(2 * 1.96 * (0.94855 * 0.05145 / 131_780) ** 0.5, rel=0.01)


def test_no_trial_has_no_interval() -> None:
    with pytest.raises(ValueError, match="no proportion"):
        clopper_pearson(0, 0)
