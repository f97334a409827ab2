"""Values of a chart: through JSON and back, and what a form that changed under way does to them."""

from dataclasses import replace

from core.charting.answers import Answer
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.values import Value, asked, by_study, is_answered, missing, outdated, prefill, values_as_one
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
    odd = Value.from_document({"record": "a", "item": "roles", "parts": [7, "x"], "at": None})
    assert (odd.answer.parts, odd.at) == ((7, "x"), None), "what a hostile journal has in place of a text stays"
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


def test_what_is_said_is_compared_without_case_order_and_white_space():
    assert value("roles", "B  b", "a").said == "a\nb b" and value("roles").said == "" and not value("roles").answered
    none = Value(study="a", item="x", answer=Answer(not_reported=True))
    assert (none.said, none.text, none.answered) == ("not reported", "not reported", True)
    settled = replace(value("roles", "a"), settles=(("b", "x"),))
    assert settled.on("c") == value("roles", "a", study="c") and settled.record == "a"
    assert settled.as_document()["settles"] == {"b": "x"} and none.as_document() == {
        "record": "a", "item": "x", "parts": [], "not_reported": True,
    }  # fmt: skip


def test_values_of_merged_records_are_one_voice():
    same = [value("year", "A", at="1"), value("year", "a", study="b", at="2"), value("roles", study="b", at="3")]
    [year, roles] = values_as_one(same, {"b": "a"})
    assert (year.study, year.text, year.at) == ("a", "a", "2") and (roles.study, roles.text) == ("a", "")
    [torn] = values_as_one([value("year", "1", at="2"), value("year", "2", study="b", at="1")], {"b": "a"})
    assert [each.text for each in torn.differing] == ["2", "1"] and (torn.study, torn.item, torn.at) == (
        "a",
        "year",
        "2",
    )
    assert len(values_as_one(same, {})) == 3


def test_what_was_taken_over_gives_way_and_what_came_before_counts_not():
    def one(*values, joined=None):
        return by_study(values, {"b": "a"}, joined or {"b": "5", "a": "5"})["a"]["year"]

    taken = value("year", "1999", prefilled=True, at="1")
    own = value("year", "2000", study="b", at="2")
    assert one(taken, own).text == "2000" and one(own, taken).text == "2000"
    empty = value("year", study="b", at="2")
    noted = value("year", at="1", quotes=(Quote("q"),))
    assert one(noted, empty) == noted
    assert one(taken, empty).text == "1999" and one(value("year", "1", at="1"), empty).text == "1"
    also = replace(own, prefilled=True)
    assert one(taken, also).text == "1999" and one(value("year", "1", at="1"), also).text == "1"
    assert one(value("year", "1", at="6"), own).text == "1", "it was given since they are one study"
    assert [each.text for each in one(value("year", "1", at="5"), own).differing] == ["2000", "1"]
    torn = replace(value("year", study="b"), differing=(own, replace(own, answer=Answer(("3",)), at="3")))
    assert [each.text for each in one(value("year", "1", at="1"), torn).differing] == ["1", "2000", "3"]
    assert one(value("year", at="1"), own).text == "2000" and one(value("year", at="1"), own).study == "a"
    late = one(value("year", "1", at="4"), own, joined={"a": "3"})
    assert late.text == "1" and one(value("year", "1", at="4"), own, joined={"b": "4"}).differing


def test_what_is_missing_asked_and_proposed():
    two = (value("year", "1"), value("year", "2"))
    torn = {"roles": replace(value("roles"), differing=two)}
    assert [each.id for each in missing(FORM, torn)] == ["first-author", "year", "country", "design", "roles"]
    form = Form("a", (ChartItem(id="which", label="W", type="multi-choice", choices=("one", "two")),
                      ChartItem(id="q", label="Q", type="text", asked_of="one", required=True)))  # fmt: skip
    assert [each.id for each in asked(form, {})] == ["which"] and missing(form, {}) == []
    chosen = {"which": value("which", "two", "one")}
    assert (
        [each.id for each in asked(form, chosen)]
        == ["which", "q"]
        == ["which", *(each.id for each in missing(form, chosen))]
    )
    assert not is_answered(None) and not is_answered(value("x")) and is_answered(value("x", "a"))
    assert prefill(item("first-author"), Record(id="a")) == ""


def test_answers_that_a_form_no_longer_allows():
    number = replace(item("participants"), type="number")
    for parts, gone in ((("12",), ()), (("-1.5",), ()), (("1.2.3",), ("1.2.3",)), (("1", "2"), ("1", "2")), ((), ())):
        assert outdated(number, value("participants", *parts)) == gone
    assert (
        outdated(item("design"), value("design", "trial")) == () == outdated(item("findings"), value("findings", "x"))
    )
