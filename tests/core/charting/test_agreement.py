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
