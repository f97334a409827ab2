"""Combinations of answers with their studies and quotes, and the gaps between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.charting.answers import Answer
from core.charting.charted import Charted
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding import compare
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


def test_as_many_combinations_as_are_looked_at_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    made = charted({"design": "trial", "roles": "worker"}, {"country": "Norway"})
    many = len(comparison(made, ["design", "roles"]).gaps) + 1
    assert many == 3 * 3, "each choice is counted, given or not"
    monkeypatch.setattr(compare, "MOST", many)
    assert len(comparison(made, ["design", "roles"]).combinations) == 1
    monkeypatch.setattr(compare, "MOST", many - 1)
    with pytest.raises(TamisError) as refused:
        comparison(made, ["design", "roles"])
    assert (refused.value.what, refused.value.where, refused.value.advice) == (
        "there are more than 8 combinations of answers (design 3, roles 3)", "design × roles",
        "Code the texts among them first (tamis chart code), or compare fewer.",
    )  # fmt: skip


def test_what_is_compared_is_in_the_order_of_answers_and_studies() -> None:
    found = comparison(
        charted(
            {"design": "survey", "roles": "teacher", "country": "Norway"},
            {"design": "trial", "roles": "teacher; worker", "country": "Norway; Sweden"},
            {"design": "survey", "roles": "teacher", "country": "not reported"},
            {"roles": "teacher"},
        ),
        ["design", "roles"],
        "country",
    )
    assert [(each.values, list(each.studies), dict(each.by)) for each in found.combinations] == [
        (("trial", "worker"), ["s1"], {"Norway": 1, "Sweden": 1}),
        (("trial", "teacher"), ["s1"], {"Norway": 1, "Sweden": 1}),
        (("survey", "teacher"), ["s0", "s2"], {"Norway": 1, "not reported": 1}),
    ]
    assert found.gaps[:3] == [("trial", "leader"), ("interviews", "worker"), ("interviews", "teacher")]
    assert list(found.studies) == ["s0", "s1", "s2", "s3"] and found.names["s1"] == "Writer s1"
    assert (
        [each.id for each in found.items] == ["design", "roles"] and found.by is not None and found.by.id == "country"
    )
    bare = comparison(charted({"design": "trial", "roles": "worker"}), ["design", "roles"])
    assert bare.by is None and bare.combinations[0].by == {}


def test_what_is_not_reported_comes_last_and_only_where_somebody_said_so() -> None:
    found = comparison(
        charted({"country": "not reported", "design": "trial"}, {"country": "Albania"}), ["country", "design"]
    )
    assert list(dict.fromkeys(each[0] for each in [*found.gaps, *(one.values for one in found.combinations)])) == [
        "Albania", "not reported",
    ]  # fmt: skip
    assert all(
        "not reported" not in each for each in comparison(charted({"design": "trial"}), ["design", "roles"]).gaps
    )


def test_a_choice_of_the_plan_that_says_not_reported_is_listed_once_in_its_place() -> None:
    design = ChartItem(id="design", label="Design", type="choice", choices=("not reported", "trial"))
    form = Form("charting", (design, ChartItem(id="country", label="Country", type="country")))
    found = comparison(charted({"design": "not reported", "country": "Norway"}, form=form), ["design", "country"])
    assert [each.values for each in found.combinations] == [("not reported", "Norway")]
    assert list(found.gaps) == [("trial", "Norway")]


def test_quotes_of_an_answer_on_which_readers_differ_are_of_the_answer_that_counts() -> None:
    said, other, ended = Quote("as said", "1"), Quote("as the other said", "2"), Quote("as agreed", "")
    given = values("s0", design="trial", roles="worker")
    given["design"] = replace(given["design"], quotes=(said, said, Quote("", "3")))
    others = {**given, "design": replace(given["design"], quotes=(other, said))}
    whole = study("s0", {"ANNA": given, "BO": others})
    items = tuple(
        replace(each, settled=replace(given["design"], quotes=(ended,))) if each.item.id == "design" else each
        for each in whole.items
    )
    found = comparison(Charted(charted().form, [replace(whole, items=items)]), ["design", "roles"])
    [only] = found.combinations
    assert [(each.study, each.item, each.quote) for each in only.quotes] == [
        ("s0", "design", said), ("s0", "design", other), ("s0", "design", ended),
    ]  # fmt: skip


def test_two_items_named_apart_are_enough_and_what_is_refused_says_why() -> None:
    for items in (["design"], ["design", "design"], []):
        with pytest.raises(TamisError) as refused:
            comparison(charted({"design": "trial"}), items)
        assert (refused.value.what, refused.value.where, refused.value.advice) == (
            "two items or more are compared, each named once", "ITEM", "Name two.",
        )  # fmt: skip
    three = comparison(
        charted({"design": "trial", "roles": "worker", "country": "Norway"}), ["design", "roles", "country"]
    )
    assert [each.values for each in three.combinations] == [("trial", "worker", "Norway")]
