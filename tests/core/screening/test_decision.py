"""Decisions and resolutions as the journal keeps them, reasons in their order, and what maybe counts as."""

from __future__ import annotations

import pytest

from core.protocol.values import Reason, Stage
from core.screening.decision import Decision, Resolution, Verdict, counted, with_reasons

STAGE = Stage(
    id="full-text",
    title="Full text",
    kind="fulltext",
    readers=(),
    reasons=tuple(Reason(id=name, label=name) for name in ("first", "second", "third")),
)


@pytest.mark.parametrize(
    "decision",
    [
        Decision(record="a"),
        Decision(record="a", verdict=Verdict.MAYBE),
        Decision(
            record="a",
            verdict=Verdict.EXCLUDE,
            reason="first",
            note="n",
            labels=("x", "y"),
            at="2021",
            order="random",
            settles=(("a", "include"), ("b", "")),
        ),
    ],
)
def test_a_decision_comes_back_from_its_document(decision: Decision) -> None:
    document = decision.as_document()
    assert Decision.from_document(document) == decision
    assert all(value or name == "verdict" for name, value in document.items()), "what is empty is not written"


@pytest.mark.parametrize(
    "resolution",
    [
        Resolution(record="a", escalated=True, by=("ANNA", "BO")),
        Resolution(record="a", verdict=Verdict.INCLUDE, rationale="x", ticked=(0, 2), settles=(("b", "exclude"),)),
    ],
)
def test_a_resolution_comes_back_from_its_document(resolution: Resolution) -> None:
    assert Resolution.from_document(resolution.as_document()) == resolution


def test_a_verdict_that_nobody_knows_is_no_decision() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        Decision.from_document({"record": "a", "verdict": "perhaps"})


def test_torn_is_what_merged_records_contradict_each_other_in() -> None:
    sides = (Decision(record="a", verdict=Verdict.INCLUDE), Decision(record="b", verdict=Verdict.EXCLUDE))
    assert Decision(record="a", merged=sides).torn
    assert not Decision(record="a", verdict=Verdict.INCLUDE, merged=sides).torn and not Decision(record="a").torn


def test_the_first_reason_in_the_plan_is_the_main_one() -> None:
    before = Decision(record="a", reason="first", labels=("mine", "second"))
    after = with_reasons(before, STAGE, ["third", "second", "third"])
    assert (after.reason, after.labels) == ("second", ("mine", "third"))
    none = with_reasons(after, STAGE, [])
    assert (none.reason, none.labels) == ("", ("mine",))


@pytest.mark.parametrize("rule", ["include", "exclude"])
def test_only_maybe_follows_the_rule(rule: str) -> None:
    assert counted(Verdict.MAYBE, rule) == rule
    assert [counted(each, rule) for each in (Verdict.INCLUDE, Verdict.EXCLUDE)] == ["include", "exclude"]
