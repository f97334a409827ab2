"""Three readers and more: the published examples, missing ratings, what is undefined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement import agreement_of_many, fleiss_kappa, krippendorff_alpha
from core.agreement.many import ManyAgreement
from tests.examples import examples

KRIPPENDORFF_C = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
FLEISS_TEXTBOOK = """
0 0 0 0 14 / 0 2 6 4 2 / 0 0 3 5 6 / 0 3 9 2 0 / 2 2 8 1 1 / 7 7 0 0 0 / 3 2 6 3 0 / 2 5 3 2 2 / 6 5 2 1 0 / 0 2 2 3 7
"""
FLEISS_1971 = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""


def by_reader(text: str, categories: str) -> ManyAgreement:
    """One line a reader, as the examples are printed; a full stop is a missing rating."""
    lines = [[None if rating == "." else rating for rating in line.split()] for line in text.split("\n") if line]
    return agreement_of_many(list(zip(*lines, strict=True)), [f"R{number}" for number in range(len(lines))], categories)


def test_krippendorff_2011_example_c() -> None:
    """Four observers, twelve units, missing ratings; AC1 as in irrCAC's tests (raw_4raters)."""
    result = by_reader(KRIPPENDORFF_C, "12345")
    assert result.alpha_nominal == pytest.approx(0.743, abs=5e-4)
    assert result.alpha_ordinal == pytest.approx(0.815, abs=5e-4)
    assert result.ac1 == pytest.approx(0.77544, abs=5e-6)
    assert result.ac1_se == pytest.approx(0.14295, abs=5e-6)
    assert result.n == 11
    assert result.fleiss_kappa is None and "do not all have the same number" in result.notes["fleiss_kappa"]
    assert result.ac1_ci is not None and result.ac1_ci[1] == 1


def test_krippendorff_2011_example_a() -> None:
    result = by_reader("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0", "01")
    assert result.alpha_nominal == pytest.approx(0.095, abs=5e-4)
    assert result.alpha_ordinal == pytest.approx(0.095, abs=5e-4), "with two categories the metrics are the same"


def test_the_textbook_table_of_fleiss() -> None:
    rows = [[int(count) for count in row.split()] for row in FLEISS_TEXTBOOK.split("/")]
    assert fleiss_kappa(rows) == pytest.approx(0.20993, abs=5e-6)


def test_fleiss_1971() -> None:
    """30 patients, 6 ratings: .4302445 in R's irr; Light's and alpha as in statistics.md §1.2."""
    result = agreement_of_many([list(patient) for patient in FLEISS_1971.split()], list("abcdef"), "12345")
    assert result.fleiss_kappa == pytest.approx(0.4302445, abs=5e-8)
    assert result.light_kappa == pytest.approx(0.4594, abs=5e-5)
    assert result.alpha_nominal == pytest.approx(0.4334, abs=5e-5)
    assert len(result.pairs) == 15


YES, MAYBE, NO = "include", "maybe", "exclude"
VERDICTS = (YES, MAYBE, NO)


@pytest.mark.parametrize(
    ("ratings", "undefined", "why"),
    [
        ([], ("light_kappa", "fleiss_kappa", "alpha_nominal", "alpha_ordinal", "ac1", "ac1_ci"), "no record"),
        ([(YES, None, None)], ("light_kappa", "fleiss_kappa", "alpha_nominal", "ac1", "ac1_ci"), "no record"),
        ([(NO, NO, NO)] * 9, ("fleiss_kappa", "alpha_nominal", "alpha_ordinal"), "one category"),
        ([(NO, None, None), *[(NO, NO, NO)] * 9], ("fleiss_kappa",), "one category"),
        ([(NO, NO, NO)] * 9, ("light_kappa",), "undefined for A and B, A and C, B and C"),
        ([(YES, NO, None), (NO, YES, NO), (NO, NO, NO)], ("light_kappa",), "undefined for A and C, B and C"),
        ([(YES, NO, NO)], ("ac1_ci",), "one record"),
    ],
)
def test_what_is_undefined_is_null_with_a_note(
    ratings: list[tuple[str | None, ...]], undefined: tuple[str, ...], why: str
) -> None:
    result = agreement_of_many(ratings, "ABC", VERDICTS)
    for name in undefined:
        assert getattr(result, name) is None, name
        assert why in result.notes[name]


def test_readers_who_read_different_records() -> None:
    ratings = [(YES, YES, None), (NO, None, NO), (None, NO, YES), (NO, NO, NO), (None, None, YES)]
    result = agreement_of_many(ratings, ("A", "B", "C"), VERDICTS)
    assert result.n == 4
    assert {pair: each.n for pair, each in result.pairs.items()} == {("A", "B"): 2, ("A", "C"): 2, ("B", "C"): 2}


@given(st.lists(st.tuples(*[st.sampled_from([YES, MAYBE, NO, None])] * 3), max_size=12))
@settings(max_examples=examples(60))
def test_the_order_of_readers_and_records_is_of_no_account(ratings: list[tuple[str | None, ...]]) -> None:
    one = agreement_of_many(ratings, "ABC", VERDICTS)
    other = agreement_of_many([row[::-1] for row in reversed(ratings)], "CBA", VERDICTS)
    for name in ("light_kappa", "fleiss_kappa", "alpha_nominal", "alpha_ordinal", "ac1", "ac1_se"):
        assert getattr(one, name) == pytest.approx(getattr(other, name)), name


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_for_two_readers_ac1_is_that_of_the_pair(a: int, b: int, c: int, d: int) -> None:
    ratings = [(YES, YES)] * a + [(YES, NO)] * b + [(NO, YES)] * c + [(NO, NO)] * d
    many = agreement_of_many(ratings, "AB", (YES, NO))
    pair = many.pairs["A", "B"]
    assert many.ac1 == pytest.approx(pair.ac1)
    assert many.ac1_se == pytest.approx(pair.ac1_se)
    assert many.light_kappa == pair.kappa


def shared_sample(split: int = 4, single: int = 50) -> list[tuple[str | None, ...]]:
    """Three readers on a sample, beyond which the first reads alone; they differ on some records."""
    agreed: list[tuple[str | None, ...]] = [(YES, YES, YES)] * 10 + [(NO, NO, NO)] * 20
    return [*agreed, *[(YES, NO, NO)] * split, *[(NO, None, None)] * single]


def test_fleiss_is_of_the_records_with_more_than_one_rating() -> None:
    """Where two share a sample of what the third reads, most records have one rating."""
    result = agreement_of_many(shared_sample(), "ABC", VERDICTS)
    rows = [(3, 0, 0)] * 10 + [(0, 0, 3)] * 20 + [(1, 0, 2)] * 4
    alone = agreement_of_many([row for row in shared_sample() if None not in row], "ABC", VERDICTS)
    assert result.fleiss_kappa == fleiss_kappa(rows) == alone.fleiss_kappa == pytest.approx(0.8235294117647057)
    assert result.n == 34 and "fleiss_kappa" not in result.notes
    assert fleiss_kappa([*rows, (1, 0, 1)]) is None and fleiss_kappa([(1, 0, 0), (0, 0, 0)]) is None


@pytest.mark.parametrize(
    "ratings",
    [
        shared_sample(0, 0),
        [(YES, YES, None), (NO, None, NO), (None, YES, YES), (None, NO, NO)],
        [(NO, NO, NO)] * 7,
        [(YES, YES, YES), *[(NO, NO, NO)] * 2, *[(MAYBE, MAYBE, MAYBE)] * 3],
    ],
)
def test_perfect_agreement_has_no_interval(ratings: list[tuple[str | None, ...]]) -> None:
    result = agreement_of_many(ratings, "ABC", VERDICTS)
    assert (result.ac1, result.ac1_ci) == (1, None)
    assert "standard error is 0" in result.notes["ac1_ci"]


def test_alpha_leaves_single_ratings_aside() -> None:
    rows = [(2, 0), (1, 1), (0, 2)]
    assert krippendorff_alpha([*rows, (1, 0), (0, 0)]) == krippendorff_alpha(rows)


@pytest.mark.parametrize("row", [(YES, NO), (YES, NO, "perhaps")])
def test_a_row_that_does_not_fit_is_a_fault(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not 3 ratings"):
        agreement_of_many([row], "ABC", VERDICTS)


def test_why_each_figure_is_undefined() -> None:
    found = agreement_of_many([(NO, NO, NO), (NO, NO, None)], "ABC", VERDICTS)
    assert found.notes == {
        "light_kappa": "kappa is undefined for A and B, A and C, B and C",
        "fleiss_kappa": "the records with two ratings or more do not all have the same number of ratings",
        "alpha_nominal": "all ratings fell in one category", "alpha_ordinal": "all ratings fell in one category",
        "ac1_ci": "the standard error is 0, which says nothing about the precision",
    }  # fmt: skip
    assert (
        agreement_of_many([(NO, NO, NO)], "ABC", VERDICTS).notes["fleiss_kappa"] == "all ratings fell in one category"
    )
