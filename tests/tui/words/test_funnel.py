from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.protocol.values import Stage
from core.sampling.allocation import Sharing
from core.screening.funnel import Funnel, StageLog, stage_state
from core.screening.status import OwedAndDone, RoundStatus, StageStatus, Status
from tui.words.funnel import identified, leak, next_step, notices


def stage(name: str, kind: str = "screen", **reviewers: tuple[int, int]) -> StageStatus:
    state = stage_state(Stage(id=name, title=name, kind=kind, readers=()), (), StageLog())
    shares = {who: OwedAndDone(owed=owed, done=done) for who, (owed, done) in reviewers.items()}
    return StageStatus(state=state, readers=shares)


def with_records(stage: StageStatus, **numbers: int) -> StageStatus:
    state = replace(stage.state, **{name: [f"r{n}" for n in range(number)] for name, number in numbers.items()})
    return replace(stage, state=state)


def status(*stages: StageStatus, identified: int = 18240, rounds: int = 1, **values: Any) -> Status:
    ids = [f"r{n}" for n in range(identified)]
    funnel = Funnel(identified=ids, unique=ids[5062:], states=[each.state for each in stages])
    found = [RoundStatus(round=each + 1, sources={}, unique=0) for each in range(rounds)]
    return Status(funnel=funnel, rounds=found, stages=stages, **values)


def test_the_first_stage_with_something_owed_is_next() -> None:
    found = next_step(status(stage("a", A=(5, 5)), stage("b", A=(9, 2), B=(9, 0))), "A", "enter")
    assert found == ("next: b, 7 to read — press enter", "b")


def test_what_is_done_at_a_stage_of_charting_is_called_so() -> None:
    assert next_step(status(stage("c", "chart", A=(5, 0))), "A", "enter").words == "next: c, 5 to chart — press enter"


def test_nothing_owed_and_no_records() -> None:
    assert next_step(status(stage("a", A=(5, 5))), "A", "enter") == ("nothing waits for A", None)
    others = status(stage("a", A=(5, 5)), stage("b", A=(2, 2), B=(9, 0), C=(9, 1)))
    assert next_step(others, "A", "enter") == ("nothing waits for A; b waits for B and C", None)
    assert "tamis import" in next_step(status(identified=0), "A", "enter").words


def test_notices_name_disagreements_and_whom_a_stage_waits_for() -> None:
    both = with_records(stage("t", A=(10, 10), B=(4, 1)), disagreements=17, escalated=2)
    assert notices(status(stage("s", A=(3, 1)), both)) == [
        "17 disagreements in t, 2 of them escalated",
        "t will open when all is read; left: B 3",
    ]
    assert notices(status(stage("t", A=(10, 0), B=(4, 0)))) == []


def test_the_beginning_of_the_funnel() -> None:
    assert identified(status()) == "identified 18,240   duplicates 5,062   → 13,178"
    assert identified(status(rounds=2)).endswith("2 search rounds")


def test_a_leak_is_named() -> None:
    assert leak(status()) == ""
    assert "2 records (a, b)" in leak(status(leaks=["a", "b"]))


def test_an_adjudicator_rules_on_what_was_handed_on() -> None:
    handed_on = with_records(stage("t", A=(10, 10), B=(4, 4)), disagreements=3, escalated=2)
    assert next_step(status(handed_on), "C", "enter", "x") == ("next: t, 2 disagreements to rule on — press x", "t")
    assert next_step(status(handed_on), "C", "enter") == ("nothing waits for C", None)


def test_whoever_reads_a_sample_opens_the_stage_to_have_it_drawn() -> None:
    reading = replace(with_records(stage("t", A=(10, 3), B=(0, 0)), entered=10, waiting=7), sample_drawn=False)
    assert next_step(status(stage("s"), reading), "B", "enter").stage == "t"
    assert next_step(status(with_records(stage("s"), waiting=1), reading), "B", "enter").stage is None, "too early"
    assert next_step(status(replace(reading, sample_drawn=True)), "B", "enter").stage is None


def test_duplicates_to_look_for_and_to_look_at_are_named() -> None:
    assert notices(status(imports_to_search=[1, 2], pairs_to_review=1)) == [
        "2 imports not yet searched for duplicates: tamis dedup",
        "1 doubtful pair of records may be duplicates: tamis dedup --review",
    ]
    assert notices(status(imports_to_search=[], pairs_to_review=0)) == []


def test_who_deals_is_asked_to_and_the_others_wait_for_that() -> None:
    sharing = Sharing(any=1, of=("A", "B"), weights=(1, 1))
    due = with_records(stage("t", A=(0, 0), B=(0, 0)), entered=9)
    kind = Stage(id="t", title="t", kind="screen", readers=(), sharing=sharing)
    due = replace(due, state=replace(due.state, stage=kind), sample_drawn=False)
    asked = ("next: t — press enter; it asks to deal its records to those who read it", "t")
    assert next_step(status(due), "A", "enter") == asked
    assert next_step(status(due), "B", "enter") == ("next: t, when A has dealt its records", "t")
