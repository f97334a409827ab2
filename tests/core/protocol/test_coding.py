"""The stage of coding, as the plan asks for it, and what the plan may not say of it."""

from __future__ import annotations

import pytest

from core.charting.form import form_of
from core.errors import TamisError
from core.protocol.coding import CODING
from core.protocol.read import parse_protocol
from tests.charts import charting_protocol

PLAN = charting_protocol("ANNA", "BO", appraisal=True)


def test_it_comes_last_and_is_read_by_those_who_chart_unless_it_says_who() -> None:
    plan = parse_protocol(PLAN + '[coding]\nitems = ["findings"]\n')
    assert [each.id for each in plan.stages] == ["charting", "appraisal", CODING]
    assert [each.reviewer for each in plan.stage(CODING).readers] == ["ANNA", "BO"]
    (item,) = form_of(plan, plan.stage(CODING)).items
    assert (item.id, item.type, item.required) == ("findings", "multi-choice", False)
    one = parse_protocol(PLAN + '[coding]\nitems = ["findings"]\nreaders = ["BO"]\n')
    assert [each.reviewer for each in one.stage(CODING).readers] == ["BO"]
    assert all(each.id != CODING for each in parse_protocol(PLAN).stages)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('items = ["design"]', "which is no item that is a text"),
        ('items = ["finding"]', "Did you mean"),
        ('items = ["findings", "findings"]', "twice"),
        ('items = ["findings"]\nreaders = ["CHIEF"]', "which is no first or second reader"),
        ('items = "findings"', "coding.items"),
        ("thing = 1", "unknown key"),
    ],
)
def test_mistakes_are_named(said: str, what: str) -> None:
    with pytest.raises(TamisError, match=what):
        parse_protocol(f"{PLAN}[coding]\n{said}\n")


def test_no_other_stage_may_be_called_so() -> None:
    plan = PLAN.replace('id = "charting"', 'id = "coding"', 1)
    with pytest.raises(TamisError, match=r"coding\.items adds"):
        parse_protocol(plan + '[coding]\nitems = ["findings"]\n')
    assert parse_protocol(plan).stages[0].id == "coding"
