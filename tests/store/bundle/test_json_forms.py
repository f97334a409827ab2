"""The JSON of numbers: the keys that the README names, each null with its note."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.agreement import ReaderAgreement, ReasonAgreement, agreement, agreement_of_many
from core.agreement.missed import missed
from core.agreement.rates import ReaderRates
from store.bundle.json_forms import agreement_form, all_readers_form, figures_form, missed_form, rates_form

CONTRACT = {
    "n", "categories", "table", "percent_agreement", "percent_agreement_se", "percent_agreement_ci",
    "kappa", "kappa_se", "kappa_ci", "kappa_max", "kappa_linear", "kappa_linear_se", "kappa_linear_ci", "ci_methods",
    "pabak", "ac1", "ac1_se", "ac1_ci", "positive_agreement", "negative_agreement", "prevalence_index", "bias_index",
}  # fmt: skip


@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=2))
def test_whatever_the_table_the_json_keeps_the_contract(table: list[list[int]]) -> None:
    document = figures_form(agreement(table, ("include", "exclude")))
    nulls = {name for name, value in document.items() if value is None}
    assert set(document) == CONTRACT | {f"{name}_note" for name in nulls}
    assert all(document[f"{name}_note"] for name in nulls)


def test_what_is_withheld_has_the_keys_of_an_empty_table() -> None:
    assert figures_form(None) == figures_form(agreement([[0, 0], [0, 0]], ("include", "exclude")))


def test_of_the_pilot_and_of_what_came_later_it_has_the_figures_and_what_is_owed() -> None:
    result = agreement([[2, 1], [0, 3]], ("include", "exclude"))
    part = ReaderAgreement(
        stage="full-text",
        raters=("A", "B"),
        maybe_rule="include",
        result=result,
        complete=True,
        owed=4,
        note="a note",
    )
    reasons = ReasonAgreement(n=1, same=1, share=1.0, reasons=("x",), table=((1,),), without_reason=2)
    every = agreement_form(replace(part, pilot=part, after_opening=part, reasons=reasons, regrouped=("1", "2")))
    own = {"complete": True, "owed": 4, "note": "a note"}
    assert every["pilot"] == {**figures_form(result), **own}
    assert every["after_opening"] == {**figures_form(result), "owed": 4}
    assert (every["stage"], every["raters"], every["maybe_rule"]) == ("full-text", ("A", "B"), "include")
    assert {name: every[name] for name in own} == own and every["kappa"] == result.kappa
    assert (every["beyond_sample"], every["regrouped"], every["regrouped_ids"]) == (0, 2, ("1", "2"))
    told = {"n": 1, "same": 1, "share": 1.0, "reasons": ("x",), "table": ((1,),), "without_reason": 2}
    assert every["reasons"] == told and list(every["reasons"]) == list(told)
    none = agreement_form(replace(part, reasons=replace(reasons, n=0, same=0, share=None)))
    assert none["reasons"]["share_note"] == "no record was excluded by both with a reason"
    assert none["pilot"] is None and none["after_opening"] is None and agreement_form(part)["reasons"] is None


def test_all_readers_stand_before_their_pairs() -> None:
    result = agreement_of_many([("include", "include", None)], ("A", "B", "C"), ("include", "exclude"))
    document = all_readers_form("full-text", result)
    assert (document["stage"], document["pairs"][0]["raters"]) == ("full-text", ("A", "B"))
    assert document["light_kappa"] is None and document["light_kappa_note"]


def test_what_was_missed_has_the_fields_of_the_contract() -> None:
    assert missed_form(missed(12300, 2460, 3)) == {
        "excluded": 12300,
        "double_read": 2460,
        "found_relevant": 3,
        "estimate": 12.0,
        "ci": (1, 37),
        "upper_one_sided": 33,
    }
    unread = missed_form(missed(100, 0, 0))
    assert unread["estimate_note"] == "none of the excluded records was read twice"
    assert (unread["estimate"], unread["ci"], unread["upper_one_sided"]) == (None, (0, 100), 100)


def test_a_rate_of_nothing_says_why_there_is_none() -> None:
    none = rates_form("full-text", ReaderRates(reviewer="BO", n=0, included=0, compared=0, same=0))
    assert (none["include_rate"], none["agreement_with_others"]) == (None, None)
    assert none["include_rate_note"] == "the reader has decided on nothing"
    assert none["agreement_with_others_note"] == "nobody else has decided on these records"
    some = rates_form("full-text", ReaderRates(reviewer="BO", n=4, included=1, compared=2, same=1))
    assert (some["include_rate"], some["agreement_with_others"]) == (0.25, 0.5)
    assert not [each for each in some if each.endswith("_note")]
