"""What the sample says about the rest: the published figures, exactness, and the rule at m = 0."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.intervals import clopper_pearson
from core.agreement.missed import chapman, missed, missed_in_total
from tests.examples import examples


@pytest.mark.parametrize(
    ("found", "estimate", "ci", "upper"),
    [(0, 0, (0, 16), 13), (1, 4, (0, 24), 20), (3, 12, (1, 37), 33), (6, 24, (7, 55), 50), (12, 48, (22, 87), 81)],
)
def test_the_figures_of_the_method(found: int, estimate: int, ci: tuple[int, int], upper: int) -> None:
    """METHOD.md; statistics.md §3: 12,300 excluded, 2,460 of them read twice."""
    result = missed(12300, 2460, found)
    assert (result.estimate, result.ci, result.upper_one_sided) == (estimate, ci, upper)


@given(st.integers(397, 2_000_000))
@settings(max_examples=examples(100))
def test_no_miss_at_a_fifth_allows_13_and_16_whatever_the_size(excluded: int) -> None:
    result = missed(excluded, -(-excluded // 5), 0)
    assert (result.upper_one_sided, result.ci) == (13, (0, 16))


def test_below_that_the_bounds_are_lower_since_few_records_are_left() -> None:
    for excluded in range(1, 397):
        result = missed(excluded, -(-excluded // 5), 0)
        assert result.upper_one_sided <= 13 and result.ci[1] <= 16


@given(st.data())
@settings(max_examples=examples(60))
def test_the_interval_holds_the_estimate_and_what_is_possible(data: st.DataObject) -> None:
    excluded = data.draw(st.integers(1, 100_000))
    double_read = data.draw(st.integers(1, excluded))
    found = data.draw(st.integers(0, double_read))
    result = missed(excluded, double_read, found)
    assert result.estimate is not None
    low, high = result.ci
    # Limits are whole records, the estimate is not: of 80 excluded 79 read twice, 1 found: 1/79 of a record in (0, 0).
    assert 0 <= low < result.estimate + 1 and result.estimate < high + 1 and high <= result.single_read
    assert result.upper_one_sided <= high


def test_when_all_is_read_twice_nothing_is_left() -> None:
    result = missed(50, 50, 7)
    assert (result.estimate, result.ci, result.upper_one_sided) == (0, (0, 0), 0)


def test_nothing_excluded_is_nothing_missed() -> None:
    assert missed(0, 0, 0).ci == (0, 0)


def test_of_what_nobody_read_twice_any_number_is_possible() -> None:
    result = missed(100, 0, 0)
    assert (result.estimate, result.ci, result.upper_one_sided) == (None, (0, 100), 100)
    assert "read twice" in result.notes["estimate"]
    assert "not estimable" in result.sentence() and "any number from 0 to 100" in result.sentence()
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
    assert none.endswith("two-sided; one-sided, with 95% confidence, there are no more than 13.")
    assert "An estimated 0.5 further relevant records" in missed(3, 2, 1).sentence()
    assert "Of the 1 record that" in missed(1, 1, 1).sentence()


FIFTH, HALF = Fraction(1, 5), Fraction(1, 2)


def test_rounds_with_equal_fractions_are_pooled() -> None:
    total = missed_in_total({1: missed(10000, 2000, 3), 2: missed(2300, 460, 0)}, {1: FIFTH, 2: FIFTH})
    assert (total.estimate, total.ci, total.upper_one_sided) == (12, (1, 37), 33)
    assert total.pooled == ((1, 2),) and total.bounded == ()
    assert "2 search rounds pooled (1 and 2)" in total.sentence()


def test_rounds_with_other_fractions_have_their_limits_added() -> None:
    rounds = {1: missed(10000, 2000, 3), 2: missed(1000, 500, 2)}
    for whole in ({1: FIFTH, 2: HALF}, {1: FIFTH}, {}):
        total = missed_in_total(rounds, whole)
        assert total.estimate == 3 * 4 + 2 and total.pooled == ()
        assert total.ci[0] <= sum(each.ci[0] for each in rounds.values())
        assert total.ci[1] >= sum(each.ci[1] for each in rounds.values())
        assert "limits of 2 samples added, conservative" in total.method


def test_rounds_that_share_a_fraction_are_pooled_beside_others() -> None:
    rounds = {1: missed(10000, 2000, 3), 2: missed(1000, 500, 2), 3: missed(2300, 460, 0)}
    total = missed_in_total(rounds, {1: FIFTH, 2: HALF, 3: FIFTH})
    two = missed_in_total({1: missed(12300, 2460, 3), 2: rounds[2]}, {1: FIFTH, 2: HALF})
    assert (total.estimate, total.ci, total.upper_one_sided) == (two.estimate, two.ci, two.upper_one_sided)
    assert total.pooled == ((1, 3),)


def test_an_update_whose_sample_holds_no_exclusion_is_pooled() -> None:
    """Three records, one of them in the sample and included: the whole stage has an estimate all the same."""
    total = missed_in_total({1: missed(12300, 2460, 3), 2: missed(2, 0, 0)}, {1: FIFTH, 2: FIFTH})
    one = missed(12302, 2460, 3)
    assert (total.estimate, total.ci, total.upper_one_sided) == (one.estimate, one.ci, one.upper_one_sided)
    assert (total.excluded, total.double_read, total.pooled, total.bounded) == (12302, 2460, ((1, 2),), ())
    assert total.recall(881) is not None


@pytest.mark.parametrize("whole", [{1: FIFTH}, {1: FIFTH, 2: HALF}])
def test_a_round_of_which_nothing_was_read_twice_is_bounded(whole: dict[int, Fraction]) -> None:
    total = missed_in_total({1: missed(12300, 2460, 3), 2: missed(500, 0, 0)}, whole)
    assert (total.estimate, total.ci, total.upper_one_sided) == (12, (1, 537), 533)
    assert (
        total.bounded == (2,) and "search round 2, of which nothing was read twice, counted as 0 to 500" in total.method
    )
    assert total.recall(881) == (881 / 893, 881 / (881 + 537), 881 / 882)


def test_where_no_round_was_read_twice_any_number_is_possible() -> None:
    total = missed_in_total({1: missed(7, 0, 0), 2: missed(3, 0, 0)}, {1: FIFTH})
    assert (total.estimate, total.ci, total.bounded) == (None, (0, 10), (1, 2)) and total.notes["estimate"]


def test_a_round_in_which_nothing_was_excluded_changes_nothing() -> None:
    one = missed(12300, 2460, 3)
    assert missed_in_total({1: one, 2: missed(0, 0, 0)}, {1: FIFTH}) == one
    assert missed_in_total({}, {}) == missed(0, 0, 0)


@given(st.dictionaries(st.integers(1, 6), st.tuples(*[st.integers(0, 40)] * 3), min_size=1), st.data())
@settings(max_examples=examples(60))
def test_the_total_holds_what_its_rounds_hold(counts: dict[int, tuple[int, int, int]], data: st.DataObject) -> None:
    rounds = {number: missed(sum(each), each[1] + each[2], each[2]) for number, each in counts.items()}
    whole = {number: data.draw(st.sampled_from([FIFTH, HALF])) for number in rounds if data.draw(st.booleans())}
    total = missed_in_total(rounds, whole)
    low, high = total.ci
    assert total.excluded == sum(each.excluded for each in rounds.values())
    assert 0 <= low <= high <= total.single_read and total.upper_one_sided <= high
    assert total.estimate is None or (low < total.estimate + len(rounds) and total.estimate < high + len(rounds))
    assert (total.estimate is None) == (total.excluded > 0 and total.double_read == 0)


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
