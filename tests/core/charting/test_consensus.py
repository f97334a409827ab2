"""Two reviewers side by side."""

import pytest

from core.charting.answers import Answer
from core.charting.consensus import ItemState, compare, same_answer
from core.charting.values import Value
from core.protocol.values import Stage
from tests.charts import FORM, item

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
