"""The form of a stage, and its items by their ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.charting.form import form_of
from core.errors import TamisError
from core.protocol.read import parse_protocol
from tests.charts import charting_protocol

PLAN = parse_protocol(charting_protocol("ANNA", appraisal=True))


def test_charting_has_the_plans_items_and_the_appraisal_its_own() -> None:
    assert form_of(PLAN, PLAN.stage("charting")).items == PLAN.chart_items
    appraisal = form_of(PLAN, PLAN.stage("appraisal"))
    assert appraisal.stage == "appraisal" and appraisal.item("aims") not in PLAN.chart_items


def test_an_item_that_is_not_there_is_told_with_those_that_are() -> None:
    form = form_of(PLAN, PLAN.stage("charting"))
    assert form.item("design").label == "Design"
    with pytest.raises(TamisError, match="no item “desing”") as refused:
        form.item("desing")
    assert refused.value.where == "stage charting" and "country, design" in refused.value.advice


def test_other_stages_have_no_form() -> None:
    stage = PLAN.stage("charting")
    screening = type(stage)(id="title", title="Title", kind="screen", readers=())
    with pytest.raises(TamisError, match="kind “screen” has no form") as refused:
        form_of(PLAN, screening)
    assert "charting" in refused.value.advice


def test_coding_asks_for_the_categories_of_what_is_coded_alone() -> None:
    coded = replace(PLAN, coding_items=("findings", "year"))
    form = form_of(coded, replace(PLAN.stage("charting"), id="coding"))
    assert (form.stage, [each.id for each in form.items]) == ("coding", ["year", "findings"])
    assert {(each.type, each.required, each.prefill) for each in form.items} == {("multi-choice", False, "")}
    assert form_of(coded, PLAN.stage("charting")).items == PLAN.chart_items
