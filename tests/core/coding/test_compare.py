"""Combinations of answers with their studies and quotes, and the gaps between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.charting.answers import Answer
from core.charting.charted import Charted
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding.compare import comparison
from core.errors import TamisError
from core.protocol.values import ChartItem
from tests.core.charting.made import charted, study, values


def test_each_combination_has_its_studies_and_the_rest_are_gaps() -> None:
    found = comparison(
        charted(
            {"design": "trial", "roles": "worker; leader"},
            {"design": "trial", "roles": "leader"},
            {"design": "not reported", "roles": "worker"},
            {"design": "survey"},
        ),
        ["design", "roles"],
        "country",
    )
    assert {each.values: list(each.studies) for each in found.combinations} == {
        ("trial", "worker"): ["s0"],
        ("trial", "leader"): ["s0", "s1"],
        ("not reported", "worker"): ["s2"],
    }
    assert len(found.gaps) == 4 * 3 - 3 and ("survey", "teacher") in found.gaps
    assert found.combinations[0].by == {"no answer": 1} and len(found.studies) == 4


def test_quotes_are_of_all_who_charted_and_of_the_category_where_quotes_were_coded() -> None:
    pay, trust = Quote("we got paid", "4"), Quote("they believed us", "5")
    given = values("s0", findings="both", design="trial")
    given["findings"] = replace(given["findings"], quotes=(pay, trust))
    others = {**given, "findings": replace(given["findings"], quotes=(pay,))}
    made = charted()
    whole = study("s0", {"ANNA": given, "BO": others})
    item = ChartItem(id="findings", label="Findings", type="multi-choice", choices=("pay", "trust", "power"))
    form = Form("coding", (item,))

    def coded(*quotes: Quote) -> Charted:
        value = Value(study="s0", item="findings", answer=Answer(("pay", "trust")), quotes=quotes)
        coding = Charted(form, [study("s0", {"ANNA": {"findings": value}}, form=form)])
        return Charted(made.form, [whole], coding)

    def quotes_of(found: Charted) -> dict[str, list[Quote]]:
        cells = comparison(found, ["design", "findings"]).combinations
        return {each.values[1]: [one.quote for one in each.quotes] for each in cells}

    assert quotes_of(coded()) == {"pay": [pay, trust], "trust": [pay, trust]}
    one = coded(pay._replace(category="pay"), trust._replace(category="trust"))
    assert quotes_of(one) == {"pay": [pay._replace(category="pay")], "trust": [trust._replace(category="trust")]}
    assert ("trial", "power") in comparison(one, ["design", "findings"]).gaps


def test_one_item_twice_or_alone_is_refused() -> None:
    for items in (["design"], ["design", "design"], ["design", "nothing"]):
        with pytest.raises(TamisError):
            comparison(charted({"design": "trial"}), items)
