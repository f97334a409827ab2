"""What forms, answers and maps refuse, and why a kappa is missing: each message whole, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from syrupy.assertion import SnapshotAssertion

from core.charting.agreement import chart_agreement
from core.charting.answers import read_answer
from core.charting.evidence_map import evidence_map
from core.charting.form import Form, form_of
from core.protocol.read import parse_protocol
from tests.charts import FORM, charting_protocol, item
from tests.core.charting.made import charted, values
from tests.refusing import refusals_of
from tests.reviews import protocol

ANSWERS = (
    ("year", "soon"),
    ("year", "19"),
    ("year", "9999"),
    ("country", "Norwey"),
    ("country", "Norway; Sweeden"),
    ("participants", "10-20"),
    ("design", "trail"),
    ("design", "trial; survey"),
    ("roles", "worker; chief"),
    ("alike", "tri"),
)


def test_answers_and_forms(snapshot: SnapshotAssertion) -> None:
    alike = replace(item("design"), id="alike", choices=("trial", "tried", "survey"))
    form = Form("charting", (*FORM.items, alike))
    study = charted({"design": "trial"})
    plans = {text: parse_protocol(text) for text in (protocol(), charting_protocol())}
    cases: dict[str, Callable[[], object]] = {
        f"{name}: {text}": partial(read_answer, form.item(name), text) for name, text in ANSWERS
    }
    cases["no item"] = lambda: FORM.item("desing")
    cases["an item with itself"] = lambda: evidence_map(study, "design", "design")
    cases["no item of a map"] = lambda: evidence_map(study, "design", "rolls")
    for plan in plans.values():
        stage = replace(plan.stages[0], id="screening", kind="screen")
        cases[f"no form beside {plan.stages[-1].id}"] = partial(form_of, plan, stage)
    assert refusals_of(cases, {}) == snapshot


def test_why_there_is_no_kappa(snapshot: SnapshotAssertion) -> None:
    alone = Form("charting", (replace(item("design"), choices=("trial",)),))
    same = [(values("s", design="trial", roles="worker"), values("s", design="trial", roles="worker"))]
    told = []
    for name, form, pairs in (("nothing", FORM, []), ("one study", FORM, same), ("one choice", alone, same)):
        for each in chart_agreement(form, pairs):
            notes = ", ".join(f"{choice}: {note}" for choice, _, note in each.choices)
            told.append(f"{name}, {each.item.id}: {each.kappa_note}{f' ({notes})' if notes else ''}")
    assert "\n".join(told) == snapshot
