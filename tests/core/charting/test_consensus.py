"""Two reviewers side by side."""

import pytest

from core.charting.answers import Answer
from core.charting.consensus import Compared, ItemState, compare, differing, same_answer
from core.charting.form import Form
from core.charting.values import Value
from core.protocol.values import ChartItem, Stage
from tests.charts import FORM, item
from tests.core.charting.made import values

STAGE = Stage(id="charting", title="Charting", kind="chart", readers=())
NOT_REPORTED = Answer(not_reported=True)


def value(name, *parts, study="a", answer=None):
    return Value(study=study, item=name, answer=answer or Answer(parts))


@pytest.mark.parametrize(
    ("name", "a", "b", "same"),
    [
        ("findings", Answer(("Shared  work",)), Answer(("shared\nwork",)), True),
        ("roles", Answer(("worker", "leader")), Answer(("leader", "worker")), True),
        ("roles", Answer(("worker",)), Answer(("leader", "worker")), False),
        ("participants", NOT_REPORTED, NOT_REPORTED, True),
        ("participants", NOT_REPORTED, Answer(), False),
        ("participants", Answer(("not reported",)), NOT_REPORTED, False),
    ],
)
def test_when_two_answers_say_the_same(name, a, b, same):
    assert same_answer(item(name), value(name, answer=a), value(name, answer=b)) is same


def standings(sides, settled=None):
    return {each.item.id: each.standing.value for each in compare(FORM, sides, settled) if each.standing != "empty"}


def test_where_an_item_stands():
    anna = {"year": value("year", "2019"), "design": value("design", "trial"), "findings": value("findings", "x")}
    bo = {"year": value("year", "2019"), "design": value("design", "survey")}
    assert standings({"ANNA": anna}) == {"year": "single", "design": "single", "findings": "single"}
    assert standings({"ANNA": anna, "BO": bo}) == {"year": "agreed", "design": "differs", "findings": "differs"}
    settled = {"design": value("design", "trial")}
    assert standings({"ANNA": anna, "BO": bo}, settled)["design"] == "consensus"


def test_what_counts_is_nothing_while_they_differ_and_then_the_consensus():
    sides = {"ANNA": {"design": value("design", "trial")}, "BO": {"design": value("design", "survey")}}
    (open_one,) = [each for each in compare(FORM, sides) if each.standing is ItemState.DIFFERS]
    assert open_one.value is None
    (done,) = [each for each in compare(FORM, sides, {"design": value("design", "survey")}) if each.settled]
    assert done.value.text == "survey"
    assert done.sides["ANNA"].text == "trial"


def test_what_is_asked_of_one_checklist_goes_by_the_first_item_alone():
    items = (ChartItem(id="which", label="W", type="choice", choices=("one", "two")),
             *(ChartItem(id=each, label=each, type="text", asked_of="one") for each in ("q", "r")))  # fmt: skip
    form = Form("a", items)
    sides = {who: values("s", form, which="one", q="a", r="two") for who in ("ANNA", "BO")}
    assert [each.asked for each in compare(form, sides)] == [True, True, True]
    sides["BO"] = values("s", form, which="two", q="b")
    assert [each.asked for each in compare(form, sides)] == [True, False, False]
    assert [each.item.id for each in differing(compare(form, sides))] == ["which"]
    settled = {"which": values("s", form, which="one")["which"]}
    assert [each.standing.value for each in compare(form, sides, settled)] == ["consensus", "differs", "differs"]


def test_answers_are_the_same_whatever_their_letters_spaces_and_order():
    form = Form("a", (ChartItem(id="several", label="S", type="multi-choice", choices=("A a", "b")),
                      ChartItem(id="text", label="T", type="text")))  # fmt: skip
    several, text = form.items

    def value(item, *parts, **more):
        return Value(study="s", item=item.id, answer=Answer(parts, **more))

    assert same_answer(several, value(several, "A a", "b"), value(several, "B", "a  A"))
    assert not same_answer(text, value(text, "a", "b"), value(text, "b", "a"))
    assert same_answer(text, value(text), None) and same_answer(text, None, None)
    none = value(text, not_reported=True)
    assert (
        same_answer(text, none, none)
        and not same_answer(text, none, None)
        and not same_answer(text, none, value(text, "x"))
    )


def test_an_item_that_is_not_asked_is_empty_and_one_is_asked_unless_that_is_said():
    said = {"ANNA": Value(study="a", item="roles", answer=Answer(("worker",)))}
    assert [Compared(item("roles"), said, None, *asked).standing for asked in ((), (False,))] == [
        ItemState.SINGLE,
        ItemState.EMPTY,
    ]
