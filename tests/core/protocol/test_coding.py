"""The stage of coding, as the plan asks for it, and what the plan may not say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from core.charting.form import form_of
from core.errors import TamisError
from core.protocol.appraisal import with_appraisal
from core.protocol.coding import CODING, with_coding
from core.protocol.read import parse_protocol
from core.protocol.values import Protocol, Reader, Stage
from core.sampling.allocation import Sharing
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


@pytest.mark.parametrize(
    ("with_stage", "title", "named"),
    [
        (with_coding, "Coding", {"coding_items": ("a",), "coding_readers": ("C",)}),
        (with_appraisal, "Appraisal", {"appraisal": True, "appraisal_readers": ("C",)}),
    ],
)
def test_a_stage_that_is_added_is_shared_out_as_charting_is_unless_the_plan_says_who(
    with_stage: Callable[[Protocol], Protocol], title: str, named: dict[str, Any]
) -> None:
    readers = tuple(Reader(reviewer=each, coverage=Fraction(1, 2), coverage_text="any 1 of 2") for each in "AB")
    sharing = Sharing(any=1, of=("A", "B"), weights=(1, 1))
    charting = Stage(id="c", title="C", kind="chart", readers=readers, sharing=sharing)
    plan = Protocol(title="", seed="", reviewers=(), stages=(charting,), **named)
    added = with_stage(plan).stages[1]
    alone = Reader(reviewer="C", coverage=Fraction(1), coverage_text="all")
    assert added == Stage(id=title.lower(), title=title, kind="chart", readers=(alone,))
    *_, inherited = with_stage(replace(plan, **{name: () for name in named if name.endswith("readers")})).stages
    assert (inherited.readers, inherited.sharing) == (readers, sharing)
    assert with_stage(replace(plan, stages=())).stages == ()
    assert with_stage(Protocol(title="", seed="", reviewers=(), stages=(charting,))).stages == (charting,)
