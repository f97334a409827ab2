"""Two readers: published tables to the digits given, edge cases, and what must hold for any table."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreement import (
    Agreement,
    agreement,
    categories_under,
    cohen_kappa,
    counted_as,
    cross_table,
    interpretation,
    reason_agreement,
)
from core.errors import TamisError
from core.screening.decision import Verdict

Table = list[list[int]]
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
SCREENING = [[80, 40], [30, 1850]]


def of(table: Table) -> Agreement:
    names = ("include", "exclude") if len(table) == 2 else tuple("abcdef"[: len(table)])
    return agreement(table, names)


# Source, table (rows: first reader), and the figures, each as a string with the digits that the source gives.
PUBLISHED: list[tuple[str, Table, dict[str, str]]] = [
    (
        "SAS PROC FREQ, in statsmodels' tests",
        SAS,
        {
            "kappa": ".4842",
            "kappa_se": ".1380",
            "kappa_ci": ".2137 .7547",
            "kappa_linear": ".4701",
            "kappa_linear_se": ".1457",
            "kappa_linear_ci": ".1845 .7558",
            "kappa_max": ".5701",
            "pabak": ".5263",
            "ac1": ".5560",
        },
    ),
    (
        "Feinstein & Cicchetti 1990, A",
        [[40, 9], [6, 45]],
        {
            "percent_agreement": ".85",
            "expected_agreement": ".50",
            "kappa": ".6995",
            "kappa_se": ".0714",
            "kappa_ci": ".5596 .8394",
            "kappa_max": ".9399",
            "pabak": ".70",
            "ac1": ".7007",
            "positive_agreement": ".842",
            "negative_agreement": ".857",
        },
    ),
    (
        "Feinstein & Cicchetti 1990, B: the paradox of low prevalence",
        [[80, 10], [5, 5]],
        {
            "percent_agreement": ".85",
            "expected_agreement": ".78",
            "kappa": ".3182",
            "kappa_se": ".1335",
            "kappa_ci": ".0566 .5798",
            "kappa_max": ".7727",
            "pabak": ".70",
            "ac1": ".8080",
            "positive_agreement": ".914",
            "negative_agreement": ".400",
        },
    ),
    ("Feinstein & Cicchetti 1990, second paradox", [[45, 15], [25, 15]], {"kappa": ".1304", "kappa_max": ".7826"}),
    ("Feinstein & Cicchetti 1990, second paradox", [[25, 35], [5, 35]], {"kappa": ".2593", "kappa_max": ".4444"}),
    (
        "Gerstman, Epidemiology Kept Simple, 10.1",
        [[1467, 782], [1309, 16232]],
        {
            "percent_agreement": ".8943",
            "expected_agreement": ".7780",
            "kappa": ".5241",
            "kappa_se": ".0091",
            "ac1": ".8642",
            "positive_agreement": ".584",
            # The reference prints .940; 2 × 16232 / 34555 is .93949.
            "negative_agreement": ".9395",
        },
    ),
    (
        "Viera & Garrett 2005",
        [[15, 5], [10, 70]],
        {"kappa": ".5714", "kappa_se": ".0980", "kappa_ci": ".3794 .7634", "kappa_max": ".8571"},
    ),
    (
        "Sim & Wright 2005",
        [[22, 2], [4, 11]],
        {"kappa": ".6667", "kappa_se": ".1238", "kappa_ci": ".4240 .9094", "kappa_max": ".8889", "pabak": ".6923"},
    ),
    ("Fleiss, Levin & Paik", [[75, 1, 4], [5, 4, 1], [0, 0, 10]], {"kappa": ".6765", "kappa_se": ".0877"}),
    (
        "Gwet, abstractors, in irrCAC's tests",
        [[13, 0, 0], [0, 20, 7], [0, 4, 56]],
        {"kappa": ".7964", "kappa_ci": ".6809 .9119", "kappa_linear": ".843", "ac1": ".8493", "ac1_se": ".0434"},
    ),
    (
        "Gwet, four diagnoses, in irrCAC's data",
        [[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]],
        {"kappa": ".4315", "kappa_se": ".0460", "ac1": ".4562"},
    ),
    ("textbook", [[20, 5], [10, 15]], {"kappa": ".4000", "kappa_se": ".1270", "kappa_ci": ".1511 .6489"}),
    (
        "a screening, METHOD.md",
        SCREENING,
        {
            "percent_agreement": ".965",
            "kappa": ".6771",
            "kappa_ci": ".6060 .7482",
            "pabak": ".930",
            "ac1": ".9607",
            "positive_agreement": ".696",
            "negative_agreement": ".981",
        },
    ),
]


@pytest.mark.parametrize(
    ("table", "figure", "published"),
    [
        pytest.param(table, figure, published, id=f"{source}: {figure}")
        for source, table, figures in PUBLISHED
        for figure, published in figures.items()
    ],
)
def test_published_figures(table: Table, figure: str, published: str) -> None:
    """statistics.md §1.2 and METHOD.md, to the digits given."""
    value: Any = getattr(of(table), figure)
    values = value if isinstance(value, tuple) else (value,)
    assert len(values) == len(published.split())
    for own, text in zip(values, published.split(), strict=True):
        digits = len(text.partition(".")[2])
        assert f"{own:.{digits}f}".lstrip("0") == text


def test_gwets_interval_differs_from_irrcacs_in_the_third_decimal_only() -> None:
    """irrCAC prints .764–.935; it takes the t distribution and, for a table, another divisor."""
    assert of([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).ac1_ci == pytest.approx((0.764, 0.935), abs=0.001)


def test_indices() -> None:
    result = of(SCREENING)
    assert result.prevalence_index == (80 - 1850) / 2000
    assert result.bias_index == (40 - 30) / 2000


def test_with_maybe_the_indices_and_specific_agreement_are_of_include_and_exclude() -> None:
    table = [[10, 2, 1], [3, 4, 2], [0, 5, 73]]
    result = agreement(table, ("include", "maybe", "exclude"))
    include_or_not = of([[10, 3], [3, 84]])
    exclude_or_not = of([[19, 3], [5, 73]])
    assert result.positive_agreement == include_or_not.positive_agreement
    assert result.bias_index == include_or_not.bias_index
    assert result.negative_agreement == exclude_or_not.negative_agreement
    assert result.specific_agreement[1] == pytest.approx(2 * 4 / (9 + 11))
    assert result.prevalence_index == pytest.approx((13 + 13 - 78 - 76) / 200)


KAPPAS = ("kappa", "kappa_se", "kappa_ci", "kappa_max", "kappa_linear")


@pytest.mark.parametrize(
    ("table", "undefined", "why"),
    [
        pytest.param([[0, 0], [0, 50]], KAPPAS, "both used one category", id="one category"),
        pytest.param([[3, 0], [47, 0]], KAPPAS, "one reader used one category", id="constant second reader"),
        pytest.param([[3, 47], [0, 0]], KAPPAS, "one reader used one category", id="constant first reader"),
        pytest.param([[0, 50], [0, 0]], KAPPAS, "one reader used one category", id="two constant readers"),
        pytest.param([[1, 0], [0, 0]], (*KAPPAS, "ac1_ci"), "only one record", id="one record, agreed"),
        pytest.param([[0, 1], [0, 0]], (*KAPPAS, "ac1_ci"), "only one record", id="one record, not agreed"),
        pytest.param([[0, 0], [0, 0]], ("percent_agreement", *KAPPAS, "ac1"), "no record", id="empty"),
        pytest.param([[5, 0], [0, 45]], ("kappa_ci",), "standard error is 0", id="perfect"),
        pytest.param([[0, 0], [0, 50]], ("positive_agreement",), "nobody used", id="no include"),
        pytest.param([[50, 0], [0, 0]], ("negative_agreement",), "nobody used", id="no exclude"),
    ],
)
def test_what_is_undefined_is_null_with_a_note(table: Table, undefined: tuple[str, ...], why: str) -> None:
    result = of(table)
    for name in undefined:
        assert getattr(result, name) is None, name
        assert why in result.notes[name]


def test_a_category_that_nobody_used_leaves_kappa_alone() -> None:
    with_unused = agreement([[15, 0, 5], [0, 0, 0], [10, 0, 70]], ("include", "maybe", "exclude"))
    without = of([[15, 5], [10, 70]])
    assert with_unused.kappa == pytest.approx(without.kappa)
    assert with_unused.kappa_se == pytest.approx(without.kappa_se)
    assert with_unused.specific_agreement[1] is None
    assert with_unused.positive_agreement == without.positive_agreement


def test_perfect_agreement_is_one_without_an_interval() -> None:
    result = of([[5, 0], [0, 45]])
    assert (result.kappa, result.kappa_se, result.kappa_max, result.ac1) == (1, 0, 1, 1)
    assert result.percent_agreement_ci == pytest.approx((0.9289, 1.0), abs=1e-4)


@given(st.integers(2, 4).flatmap(lambda k: st.lists(st.lists(st.integers(0, 3), min_size=k, max_size=k), min_size=k, max_size=k)))  # fmt: skip  # noqa: E501
def test_whatever_the_table_what_is_undefined_has_its_note_and_the_figures_keep_their_range(table: Table) -> None:
    result = of(table)
    assert all(result.notes[each.name] for each in fields(result) if getattr(result, each.name) is None)
    if result.kappa is not None and result.kappa_max is not None and result.kappa_ci is not None:
        assert -1 <= result.kappa <= result.kappa_max + 1e-12 <= 1 + 2e-12
        assert -1 <= result.kappa_ci[0] <= result.kappa <= result.kappa_ci[1] <= 1
    swapped = of([list(column) for column in zip(*table, strict=True)])
    for name in ("kappa", "kappa_se", "kappa_max", "kappa_linear", "pabak", "ac1", "ac1_se", "positive_agreement"):
        assert getattr(swapped, name) == pytest.approx(getattr(result, name)), name
    if result.bias_index is not None and swapped.bias_index is not None:
        assert swapped.bias_index == -result.bias_index
    if len(table) == 2:
        assert result.kappa_linear == pytest.approx(result.kappa)


def test_few_includes_are_pointed_out() -> None:
    assert of([[6, 3], [2, 189]]).caution == (
        "The readers chose include 9 and 8 times: with fewer than 10 the intervals of kappa and AC1 are rough."
    )
    assert of([[6, 30], [2, 162]]).caution and of([[6, 2], [30, 162]]).caution
    assert of(SCREENING).caution == ""


def test_no_interval_is_called_rough_that_is_not_there() -> None:
    assert of([[0, 0], [4, 9]]).caution == (
        "The readers chose include 0 and 4 times: with fewer than 10 the interval of AC1 is rough."
    )
    assert of([[0, 0], [0, 1]]).caution == ""


@pytest.mark.parametrize("table", [[[1, 2]], [[1, 2], [3]], [[1, -1], [0, 3]], [[1]], []])
def test_what_is_no_table_is_a_fault(table: Table) -> None:
    with pytest.raises(ValueError, match="not a table"):
        agreement(table, ("include", "exclude"))


PAIRS = [
    (Verdict.INCLUDE, Verdict.MAYBE),
    (Verdict.MAYBE, Verdict.MAYBE),
    (Verdict.MAYBE, Verdict.EXCLUDE),
    (Verdict.EXCLUDE, Verdict.EXCLUDE),
]


@pytest.mark.parametrize(
    ("rule", "table"),
    [
        ("include", [[2, 1], [0, 1]]),
        ("category", [[0, 1, 0], [0, 1, 1], [0, 0, 1]]),
        ("exclude", [[0, 1], [0, 3]]),
    ],
)
def test_the_rules_for_maybe(rule: str, table: Table) -> None:
    counted = [(counted_as(first, rule), counted_as(second, rule)) for first, second in PAIRS]
    assert cross_table(counted, categories_under(rule)) == table


def test_an_unknown_rule_for_maybe_names_the_known_ones() -> None:
    with pytest.raises(TamisError, match="no rule") as refusal:
        categories_under("perhaps")
    assert "include, category, exclude" in refusal.value.advice


def test_a_verdict_that_is_no_category_is_a_fault() -> None:
    with pytest.raises(ValueError, match="maybe"):
        cross_table([("include", "maybe")], ("include", "exclude"))


def test_agreement_on_reasons() -> None:
    pairs = [("field", "field"), ("field", "type"), ("type", "type"), ("", "type"), ("field", "old reason")]
    result = reason_agreement(pairs, ("type", "field"))
    assert (result.n, result.same, result.share, result.without_reason) == (4, 2, 0.5, 1)
    assert result.reasons == ("type", "field", "old reason")
    assert result.table == [[1, 0, 0], [1, 1, 1], [0, 0, 0]]
    assert reason_agreement([], ("type",)).share is None


@pytest.mark.parametrize(
    ("kappa", "scale", "word"),
    [
        (-0.01, "landis-koch", "poor"),
        (0, "landis-koch", "slight"),
        (0.204, "landis-koch", "slight"),
        (0.21, "landis-koch", "fair"),
        (0.60, "landis-koch", "moderate"),
        (0.677, "landis-koch", "substantial"),
        (1, "landis-koch", "almost perfect"),
        (-0.5, "cochrane", "below fair"),
        (0.39, "cochrane", "below fair"),
        (0.40, "cochrane", "fair"),
        (0.60, "cochrane", "good"),
        (0.75, "cochrane", "excellent"),
    ],
)
def test_the_words_of_the_scales(kappa: float, scale: str, word: str) -> None:
    found = interpretation(kappa, scale)
    assert found is not None
    assert found.word == word
    assert found.scale


def test_cochrane_comes_with_its_caution_and_the_undefined_with_no_word() -> None:
    found = interpretation(0.5, "cochrane")
    assert found is not None and "arbitrary" in found.caution
    assert interpretation(None, "landis-koch") is None
    with pytest.raises(TamisError, match="no scale"):
        interpretation(0.5, "altman")


def test_the_formula_itself_is_zero_for_a_constant_reader() -> None:
    """That is why the figure is withheld: no decision of the other reader could change it."""
    kappa = cohen_kappa([[3, 47], [0, 0]])
    assert kappa is not None
    assert kappa.value == pytest.approx(0) and kappa.maximum == pytest.approx(0)


def test_start_up_is_spared_the_heavy_modules() -> None:
    program = (
        "import sys, core.agreement, core.agreement.bootstrap, core.agreement.missed, core.sampling.sample;"
        "print([name for name in ('random', 'statistics', 'numpy', 'textual') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    run = subprocess.run([sys.executable, "-c", program], cwd=root, env={}, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
