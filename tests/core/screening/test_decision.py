"""Decisions and resolutions as the journal keeps them, reasons in their order, and what maybe counts as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.protocol.values import Reason, Stage
from core.screening.decision import IN_BULK, Act, Decision, Resolution, ToldInFull, Verdict, counted, with_reasons

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


def test_the_documents_themselves() -> None:
    assert Decision(record="a").as_document() == {"record": "a", "verdict": None}
    whole = Decision(
        record="a",
        verdict=Verdict.EXCLUDE,
        reason="r",
        note="n",
        labels=("x",),
        at="t",
        order="o",
        settles=(("b", ""),),
    )
    assert whole.as_document() == {
        "record": "a", "verdict": "exclude", "reason": "r", "note": "n", "labels": ["x"], "at": "t", "order": "o",
        "settles": {"b": ""},
    }  # fmt: skip
    assert Resolution(record="a").as_document() == {
        "record": "a", "verdict": None, "reason": "", "rationale": "",
        "by": [], "escalated": False, "ticked": [], "at": "",
    }  # fmt: skip
    assert Resolution.from_document({"record": "a"}) == Resolution(record="a")
    said = Resolution(record="a", verdict=Verdict.MAYBE, settles=(("b", "exclude"),))
    assert said.as_document()["settles"] == {"b": "exclude"} and said.as_document()["verdict"] == "maybe"


def test_what_is_said_of_another_record_settles_nothing_there() -> None:
    decision = Decision(record="a", verdict=Verdict.INCLUDE, settles=(("b", ""),))
    assert decision.on("c") == Decision(record="c", verdict=Verdict.INCLUDE) and decision.said == "include"
    ended, plain = Resolution(record="a", verdict=Verdict.EXCLUDE, settles=(("b", ""),)), Resolution(record="a")
    assert (ended.on("c").record, ended.on("c").settles, ended.on("c").as_one) == ("c", (), True)
    assert (plain.on("c").as_one, plain.said, ended.said, Decision(record="a").said) == (False, "", "exclude", "")


@pytest.mark.parametrize(
    ("order", "act"),
    [("suggested", Act.CONFIRMED), ("passed on", Act.PASSED), ("found", Act.FOUND), ("random", Act.ONE_BY_ONE),
     ("", Act.ONE_BY_ONE), ("second-look", Act.ONE_BY_ONE)],
)  # fmt: skip
def test_how_a_verdict_was_given(order: str, act: Act) -> None:
    one = Decision(record="a", verdict=Verdict.EXCLUDE, order=order)
    assert one.act is act and (act in IN_BULK) == (act is not Act.ONE_BY_ONE)
    bulk = Decision(record="b", verdict=Verdict.EXCLUDE, order="suggested")
    assert replace(bulk, merged=(bulk, one)).act is (Act.CONFIRMED if act in IN_BULK else Act.ONE_BY_ONE)


def test_the_words_of_acts_and_verdicts() -> None:
    assert [each.value for each in Act] == ["one by one", "confirmed in bulk", "passed in bulk", "found in bulk"]
    assert [each.value for each in Verdict] == ["include", "exclude", "maybe"]


@pytest.mark.parametrize("order", ["", "import", "suggested", "passed on", "found"])
@pytest.mark.parametrize("verdict", [None, Verdict.EXCLUDE])
def test_a_stored_decision_tells_what_the_decision_tells(verdict: Verdict | None, order: str) -> None:
    labels = ("x", "y") if order else ()
    said = Decision(record="a", verdict=verdict, reason="r", note="n", labels=labels, at="2021", order=order)
    assert ToldInFull.of_document(said.as_document()) == ToldInFull.of(said)
    assert ToldInFull.of(said).labels == "; ".join(labels)
    assert ToldInFull.of(said).act == (said.act if verdict else "")
    with pytest.raises(ValueError, match="perhaps"):
        ToldInFull.of_document({"record": "a", "verdict": "perhaps"})


def test_what_a_decision_on_merged_records_stands_for_makes_it_no_other() -> None:
    one = Decision(record="a", verdict=Verdict.MAYBE)
    assert replace(one, merged=(replace(one, record="b"),)) == one and one.merged == ()
    assert replace(one, settles=(("b", "maybe"),)) != one
