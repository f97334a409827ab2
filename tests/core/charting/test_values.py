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


def test_a_value_of_a_report_stands_for_its_study_unless_the_study_has_its_own():
    found = by_study(
        [value("year", "1999", study="b"), value("year", "2000"), value("roles", "x", study="b")], {"b": "a"}
    )
    assert {name: each.text for name, each in found["a"].items()} == {"year": "2000", "roles": "x"}
    assert found["a"]["roles"].study == "a"


def test_a_record_proposes_only_what_the_item_can_take():
    assert prefill(item("year"), Record(id="a", year=2019)) == "2019"
    assert prefill(item("year"), Record(id="a", year=12)) == ""
    assert prefill(item("year"), Record(id="a")) == ""
    assert prefill(item("country"), Record(id="a")) == ""
