"""Agreement of reviewers, item by item."""

import pytest

from core.charting.agreement import chart_agreement
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
