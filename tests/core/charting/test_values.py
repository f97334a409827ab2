"""Values of a chart: through JSON and back, and what a form that changed under way does to them."""

from dataclasses import replace

from core.charting.answers import Answer
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.values import Value, by_study, missing, outdated, prefill
from core.protocol.values import ChartItem
from core.records.record import Record
from tests.charts import FORM, item


def value(name, *parts, study="a", **more):
    return Value(study=study, item=name, answer=Answer(parts), **more)


def test_an_item_added_later_is_missing_and_nothing_else_is():
    full = {name: value(name, "x") for name in ("first-author", "year", "country", "design")}
    assert missing(FORM, full) == []
    later = Form("charting", (*FORM.items, ChartItem(id="payment", label="Payment", type="text", required=True)))
    assert [each.id for each in missing(later, full)] == ["payment"]


def test_a_choice_that_is_gone_is_kept_and_flagged():
    fewer = replace(item("roles"), choices=("worker",))
    assert outdated(fewer, value("roles", "worker", "leader")) == ("leader",)
    assert outdated(item("roles"), value("roles", "worker", "leader")) == ()
    assert outdated(replace(item("roles"), type="choice"), value("roles", "worker", "leader")) == ("worker", "leader")
    assert outdated(replace(item("findings"), type="year"), value("findings", "last year")) == ("last year",)
    assert outdated(item("country"), value("country", "Norway", "Sweden")) == ()


def test_a_value_is_the_same_after_a_turn_through_json():
    full = value("roles", "worker", quotes=(Quote("q", "7"),), prefilled=True, by=("ANNA",), taken="ANNA", at="t")
    none = Value(study="a", item="roles", answer=Answer(not_reported=True))
    several = replace(full, quotes=(Quote("q", "7"), Quote("r"), Quote("", "8", "a category")))
    every = (full, none, several)
    assert [Value.from_document(each.as_document()) for each in every] == list(every)
    assert full.as_document()["quote"] == "q" and "quotes" not in full.as_document(), "as before there were several"
    assert (several.quote, several.page) == ("q […] r", "7; 8")


def test_a_value_of_a_report_stands_for_its_study_unless_the_study_was_given_its_own_since():
    found = by_study(
        [value("year", "1999", study="b", at="1"), value("year", "2000", at="3"), value("roles", "x", study="b")],
        {"b": "a"},
        {"b": "2", "a": "2"},
    )
    assert {name: each.text for name, each in found["a"].items()} == {"year": "2000", "roles": "x"}
    assert found["a"]["roles"].study == "a"


def test_different_answers_on_reports_that_became_one_study_wait_side_by_side():
    said = [value("year", "1999", study="b", at="1"), value("year", "2000", at="1"), value("roles", "x", at="1")]
    said += [value("roles", "X", study="b", at="2"), value("country", "Chile", study="b", at="1", prefilled=True)]
    said += [value("country", "Peru", study="c", at="1"), value("year", "2000", study="c", at="1")]
    found = by_study(said, {"b": "a", "c": "a"}, {"a": "2", "b": "2", "c": "2"})["a"]
    assert {each.text for each in found["year"].differing} == {"1999", "2000"} and not found["year"].said
    assert (found["roles"].text, found["country"].text) == ("X", "Peru"), "the same, and no answer of anybody"
    anew = [each for each in said if (each.study, each.item) != ("a", "year")] + [value("year", "2001", at="3")]
    assert by_study(anew, {"b": "a", "c": "a"}, {"a": "2", "b": "2", "c": "2"})["a"]["year"].text == "2001"


def test_a_record_proposes_only_what_the_item_can_take():
    assert prefill(item("year"), Record(id="a", year=2019)) == "2019"
    assert prefill(item("year"), Record(id="a", year=12)) == ""
    assert prefill(item("year"), Record(id="a")) == ""
    assert prefill(item("country"), Record(id="a")) == ""
