"""Agreement of reviewers, item by item."""

import pytest

from core.charting.agreement import chart_agreement
from core.charting.form import Form
from core.charting.values import Value
from core.protocol.values import ChartItem
from tests.charts import FORM
from tests.core.charting.made import values


def test_agreement_of_two_charters_item_by_item():
    pairs = [
        (values(f"s{n}", design=a, roles=b, findings="same"), values(f"s{n}", design=c, roles=d, findings="Same"))
        for n, (a, b, c, d) in enumerate(
            [
                ("trial", "worker", "trial", "worker"),
                ("trial", "worker; leader", "survey", "leader; worker"),
                ("survey", "leader", "survey", "worker"),
                ("survey", "teacher", "survey", "teacher"),
            ]
        )
    ]
    found = {each.item.id: each for each in chart_agreement(FORM, pairs)}
    design = found["design"]
    assert (design.n, design.same, design.percent) == (4, 3, 0.75)
    assert design.kappa == pytest.approx(0.5)  # by hand: pe = (2×1 + 2×3)/16 = .5
    assert found["roles"].percent == 0.75
    assert {name: kappa for name, kappa, _ in found["roles"].choices}["teacher"] == pytest.approx(1.0)
    assert (found["findings"].percent, found["findings"].kappa) == (1.0, None)
    assert found["year"].percent == 1.0, "both left it empty"


def test_agreement_on_nothing_is_undefined_and_says_so():
    (first, *_) = chart_agreement(FORM, [])
    assert first.percent is None
    design = next(each for each in chart_agreement(FORM, []) if each.item.id == "design")
    assert design.kappa is None and design.kappa_note
    same = [(values("s", design=each), values("s", design=each)) for each in ("trial", "survey")]
    assert [each.kappa_note for each in chart_agreement(FORM, same) if each.item.id == "design"] == [""]


@pytest.mark.parametrize("first", [True, False])
def test_of_several_choices_kappa_is_of_the_studies_that_both_answered(first):
    """Who answered nothing has not said that a choice does not apply."""
    both = [
        (values("s1", roles="worker"), values("s1", roles="worker")),
        (values("s2", roles="leader"), values("s2", roles="leader")),
    ]
    one = [(values("s3", roles="worker"), values("s3")), (values("s3"), values("s3", roles="worker"))][first]
    of_both, with_one = (
        next(each for each in chart_agreement(FORM, pairs) if each.item.id == "roles") for pairs in (both, [*both, one])
    )
    assert (of_both.n, with_one.n, with_one.same) == (2, 3, 2)
    assert with_one.choices == of_both.choices and of_both.choices


def test_an_answer_without_words_is_none_and_both_empty_may_count_for_nothing():
    noted = {"roles": Value(study="s", item="roles")}
    full = values("s", roles="worker", design="trial")
    for pair in ((full, noted), (noted, full)):
        found = {each.item.id: each for each in chart_agreement(FORM, [pair, (full, full)], empty_counts=False)}
        assert (found["roles"].n, found["roles"].same, found["design"].n, found["year"].n) == (2, 1, 2, 0)
        assert (
            found["roles"].choices
            == {each.item.id: each for each in chart_agreement(FORM, [(full, full)])}["roles"].choices
        )


def test_an_item_is_compared_where_the_first_one_asks_both_for_it():
    items = (
        ChartItem(id="which", label="W", type="choice", choices=("one", "two")),
        ChartItem(id="q", label="Q", type="text", asked_of="one"),
        ChartItem(id="end", label="E", type="text"),
    )
    form = Form("a", items)
    one, two = (values("s", form, which=each, end="one") for each in ("one", "two"))
    assert [each.n for each in chart_agreement(form, [(one, one), (one, two), (two, two)])] == [3, 1, 3]
