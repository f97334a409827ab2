import random
from fractions import Fraction
from math import comb

import pytest

from core.ranking.stopping import p_target_missed


def exactly(read: list[bool], total: int, target: float) -> float:
    """The formula of the paper, in whole numbers, over every stretch."""
    found, least = sum(read), Fraction(1)
    for size in range(1, len(read) + 1):
        stretch = sum(read[-size:])
        population = total - len(read) + size
        marked = int(found / target + 1 - (found - stretch))
        ways = sum(comb(marked, each) * comb(population - marked, size - each) for each in range(stretch + 1))
        least = min(least, Fraction(ways, comb(population, size)))
    return float(least)


def review(draw: random.Random, total: int, share: float, bias: float) -> list[bool]:
    """A review read in an order in which relevant records tend to come first."""
    relevant = [place < max(1, round(total * share)) for place in range(total)]
    return sorted(relevant, key=lambda each: draw.random() ** (1 / (bias if each else 1)), reverse=True)


def test_p_is_that_of_the_formula_on_500_reviews() -> None:
    draw = random.Random(1)
    for _ in range(500):
        total = draw.choice([10, 30, 80, 200])
        whole = review(draw, total, draw.choice([0.01, 0.05, 0.2, 0.5]), draw.choice([1, 3, 10]))
        read = whole[: draw.randint(1, total - total // 5)]
        target = draw.choice([0.8, 0.9, 0.95, 0.99, 1.0])
        found, size = sum(read), len(read)
        if int(found / target + 1 - found + read[-1]) > total - size + 1:
            assert p_target_missed(read, total, target) == 0
        else:
            assert p_target_missed(read, total, target) == pytest.approx(exactly(read, total, target), abs=1e-9)


@pytest.mark.parametrize(
    ("read", "total", "target", "expected"),
    [
        ("1" * 3 + "0" * 40, 100, 0.95, 0.5876288659793816),
        ("10" * 20 + "0" * 300, 500, 0.95, 0.119966047345091),
        ("0" * 30, 60, 0.95, 0.5),
        ("1" * 30 + "0" * 170, 1000, 0.8, 0.21274862489595442),
    ],
)
def test_p_is_that_of_buscarpy(read: str, total: int, target: float, expected: float) -> None:
    assert p_target_missed([each == "1" for each in read], total, target) == pytest.approx(expected, abs=1e-9)


def test_all_read_leaves_no_doubt() -> None:
    assert p_target_missed([True, False, False], 3, 0.95) == 0


@pytest.mark.parametrize(
    ("read", "total", "target"), [([], 5, 0.9), ([True] * 6, 5, 0.9), ([True], 5, 0), ([True], 5, 1.1)]
)
def test_impossible_counts_are_refused(read: list[bool], total: int, target: float) -> None:
    with pytest.raises(ValueError, match=f"^{len(read)} of {total} read, target {target}$"):
        p_target_missed(read, total, target)


@pytest.mark.slow
@pytest.mark.parametrize("reviews", [250, pytest.param(1000, marks=pytest.mark.long)])
def test_who_stops_at_the_first_small_p_has_met_the_target_in_most_reviews(
    reviews: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Looked at after every tenth of the records, which is more lenient than once."""
    draw = random.Random(7)
    met = stopped = 0
    for _ in range(reviews):
        total = draw.choice([200, 500, 1000])
        whole = review(draw, total, draw.choice([0.02, 0.05, 0.1, 0.2]), draw.choice([1, 2, 5, 10]))
        looks = range(total // 10, total, total // 10)
        size = next((each for each in looks if p_target_missed(whole[:each], total, 0.95) < 0.05), total)
        met += sum(whole[:size]) >= 0.95 * sum(whole)
        stopped += size < total
    with capsys.disabled():
        print(f"\nthe target was met in {met} of {reviews} reviews, of which {stopped} were stopped early")
    assert stopped > 0.3 * reviews
    assert met >= 0.95 * reviews
