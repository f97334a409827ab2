"""Studies of several reports: an id that depends on the reports alone."""

from hypothesis import given
from hypothesis import strategies as st

from core.records.studies import Studies, studies

IDS = [f"{n:016x}" for n in range(8)]
groups = st.lists(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True), max_size=6)


def test_a_single_report_is_its_own_study() -> None:
    assert Studies().of("a") == "a" and Studies().around("a") == ("a",)
    assert Studies().among(["b", "a", "b"]) == ["b", "a"]


def test_reports_grouped_in_two_acts_are_one_study() -> None:
    found = studies([["c", "b"], ["c", "a"]])
    assert found.reports == {"a": ("a", "b", "c")} and found.study_of == {"b": "a", "c": "a"}
    assert found.around("b") == ("a", "b", "c")
    assert found.among(["c", "d", "b"]) == ["a", "d"]


def test_reports_that_were_merged_as_duplicates_are_one() -> None:
    found = studies([["a", "b"], ["c", "d"]], lambda record: {"b": "a", "d": "a"}.get(record, record))
    assert found.reports == {"a": ("a", "c")}
    assert studies([["a", "b"]], lambda record: "a").reports == {}


@given(groups, st.randoms())
def test_the_order_of_the_acts_does_not_matter(made: list[list[str]], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = [random.sample(each, len(each)) for each in random.sample(made, len(made))]
    assert studies(made) == studies(shuffled)
    found = studies(made)
    for each in IDS:
        assert found.of(each) == min(found.around(each))
        assert each in found.around(each)
