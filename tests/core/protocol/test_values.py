from __future__ import annotations

from dataclasses import astuple, fields, replace
from fractions import Fraction
from typing import Any

import pytest

from core.errors import TamisError
from core.protocol.values import (
    NOT_RETRIEVED,
    PREFILLS,
    ChartItem,
    Concept,
    Criterion,
    PlannedSource,
    Protocol,
    Reader,
    Reason,
    Reviewer,
    Stage,
)
from core.records.record import Author, Record
from core.sampling.allocation import Sharing

FIRST = Reader(reviewer="A", coverage=Fraction(1), coverage_text="all")
SECOND = Reader(reviewer="B", coverage=Fraction(1, 5), coverage_text="20%")


def stage(*reasons: str) -> Stage:
    return Stage(
        id="screen",
        title="Screen",
        kind="screen",
        readers=(FIRST, SECOND),
        reasons=tuple(Reason(id=each, label=each) for each in reasons),
    )


def protocol() -> Protocol:
    reviewers = (Reviewer(id="A", role="first"), Reviewer(id="B", role="second"))
    return Protocol(title="Plan", seed="seed", reviewers=reviewers, stages=(stage(),))


def test_reasons_have_the_digits_of_their_places_and_other_has_nought() -> None:
    keys = stage("a", "other", "b").reason_keys
    assert {digit: reason.id for digit, reason in keys.items()} == {"1": "a", "2": "b", "0": "other"}


def test_a_stage_without_reason_other_has_no_nought() -> None:
    assert list(stage("a").reason_keys) == ["1"]


def test_readers_and_reasons_are_found_by_id() -> None:
    assert stage().reader("B") == SECOND
    assert stage().reader("C") is None
    assert stage().sampled_reader == SECOND
    assert FIRST.reads_all and not SECOND.reads_all
    assert stage("a").reason("a") == Reason(id="a", label="a")
    assert stage("a").reason("b") is None


def test_an_unknown_stage_or_reviewer_is_answered_with_the_known_ones() -> None:
    assert protocol().stage("screen").id == "screen"
    assert protocol().reviewer("A").role == "first"
    with pytest.raises(TamisError, match="screen") as error:
        protocol().stage("scren")
    assert str(error.value) == (
        "protocol.toml: there is no stage “scren”\nDid you mean “screen”? The stages are: screen."
    )
    with pytest.raises(TamisError, match="there is no reviewer “C”") as error:
        protocol().reviewer("C")
    assert str(error.value) == "protocol.toml: there is no reviewer “C”\nThe reviewers are: A, B."


def test_every_prefill_is_a_text_or_number_of_a_record() -> None:
    record = Record(authors=(Author("Larsen"),), year=2019)
    for prefill in PREFILLS:
        before, _, name = prefill.partition(".")
        assert before == "record"
        assert isinstance(getattr(record, name), str | int)


@pytest.mark.parametrize(
    ("reason", "label"),
    [
        ("topic", "Off topic"),
        ("", "no reason given"),
        (NOT_RETRIEVED, "Report not retrieved"),
        ("taken-out-of-the-plan", "taken-out-of-the-plan"),
    ],
)
def test_a_reason_has_one_label(reason: str, label: str) -> None:
    plan = Stage(id="x", title="x", kind="fulltext", readers=(FIRST,), reasons=(Reason(id="topic", label="Off topic"),))
    assert plan.reason_label(reason) == label


def test_results_are_kept_by_stage_whatever_else_a_plan_says_of_it() -> None:
    one, same, other = stage(), stage(), stage("a reason")
    assert hash(one) == hash(same) == hash(other) and one == same != other
    assert {one: 1, other: 2}[same] == 1


@pytest.mark.parametrize(
    ("changed", "disputed", "only_ruled", "ruler", "read_once"),
    [
        ({}, True, False, "adjudicator", False),
        ({"kind": "chart"}, False, False, "adjudicator", False),
        ({"kind": "step", "readers": (FIRST,)}, False, False, "adjudicator", True),
        ({"disagreements": "readers"}, True, False, "adjudicator", False),
        ({"disagreements": "adjudicator"}, True, True, "adjudicator", False),
        ({"disagreements": "lead"}, True, True, "lead", False),
        ({"sharing": Sharing(any=1, of=("A", "B"), weights=(1, 1))}, True, False, "adjudicator", True),
        ({"sharing": Sharing(any=2, of=("A", "B"), weights=(1, 1))}, True, False, "adjudicator", False),
        ({"sharing": Sharing(any=1, of=("A", "B"), weights=(1, 1), one_more="1/5")}, True, False, "adjudicator", False),
    ],
)
def test_who_can_differ_and_who_ends_it(
    changed: dict[str, Any], disputed: bool, only_ruled: bool, ruler: str, read_once: bool
) -> None:
    one = replace(stage(), **changed)
    assert (one.disputed, one.only_ruled, one.ruler, one.read_once) == (disputed, only_ruled, ruler, read_once)


def test_who_leads_and_who_rules() -> None:
    roles = {"C": "adjudicator", "A": "first", "B": "second"}
    reviewers = tuple(Reviewer(id=each, role=role) for each, role in roles.items())
    plan = replace(protocol(), reviewers=reviewers)
    of_the_lead = replace(stage(), disagreements="lead")
    assert plan.lead == "A" and replace(plan, reviewers=reviewers[:1]).lead == ""
    assert [plan.rules(each, stage()) for each in "CAB"] == [True, False, False]
    assert [plan.rules(each, of_the_lead) for each in "CAB"] == [True, True, False]


def test_one_account_may_be_all_where_nothing_keeps_them_apart() -> None:
    bound = (Reviewer(id="A", role="first", logins=("anna",)),)
    assert protocol().one_account and not replace(protocol(), apart="accounts").one_account
    assert (
        not replace(protocol(), apart="machines").one_account and not replace(protocol(), reviewers=bound).one_account
    )


def test_what_is_left_out_of_a_plan_is_nothing_or_the_usual() -> None:
    plan, one = protocol(), stage()
    usual = {"kind": "scoping", "apart": "nothing", "kappa_scale": "none", "title": "Plan", "seed": "seed"}
    given = ("reviewers", "stages")
    for each in fields(plan):
        assert each.name in given or getattr(plan, each.name) == usual.get(each.name, type(getattr(plan, each.name))())
    usual = {"maybe": "include", "sample_base": "entering", "disagreements": "consensus", "prisma": "screening"}
    assert {name: getattr(one, name) for name in usual} == usual
    assert (one.question, one.suggest, one.pilot, one.extend_sample, one.sharing, one.reasons) == (
        "",
        None,
        0,
        None,
        None,
        (),
    )
    assert astuple(PlannedSource(name="S")) == ("S", "databases", "", ()) and astuple(Criterion(group="G")) == (
        "G",
        "",
        "",
    )
    assert astuple(Concept(label="L", lines=(1,))) == ("L", (1,), "")
    assert astuple(ChartItem(id="i", label="L", type="text")) == ("i", "L", "text", "", (), False, "", "")
    assert astuple(Reviewer(id="A", role="first")) == ("A", "first", "", ()) and not FIRST.dealt
