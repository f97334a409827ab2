import pytest

from core.ranking.slices import STEPS, Slices, in_hash_order, in_order, whole
from core.sampling.sample import order


def test_work_is_done_to_its_end() -> None:
    def work() -> Slices[int]:
        yield
        yield
        return 3

    assert whole(work()) == 3


def test_the_order_of_hashes_is_that_of_the_samples() -> None:
    ids = [f"{number:05x}" for number in range(3000)]
    assert whole(in_hash_order("seed", ids)) == order("seed", ids)
    assert sum(1 for _ in in_hash_order("seed", ids)) >= 3


@pytest.mark.parametrize("count", [0, 1, 16 * STEPS, 50 * STEPS + 3])
def test_what_is_sorted_in_slices_is_sorted(count: int) -> None:
    things = [f"{(number * 7919) % 10007:05d}" for number in range(count)]
    assert whole(in_order(things)) == sorted(things)
    assert sum(1 for _ in in_order(things)) >= count // (16 * STEPS)
