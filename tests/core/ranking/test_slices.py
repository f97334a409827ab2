from core.ranking.slices import Slices, whole


def test_work_is_done_to_its_end() -> None:
    def work() -> Slices[int]:
        yield
        yield
        return 3

    assert whole(work()) == 3
