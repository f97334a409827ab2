from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.protocol.values import Protocol, Reviewer, Stage
from core.sampling.allocation import Sharing
from core.screening.funnel import Funnel, StageLog, stage_state
from core.screening.next_step import NextStep, Work, next_step, team_step
from core.screening.status import OwedAndDone, StageStatus, Status

PLAN = Protocol(
    title="",
    question="",
    seed="s",
    reviewers=(Reviewer(id="A", role="first"), Reviewer(id="B", role="second"), Reviewer(id="C", role="adjudicator")),
    stages=(),
)


def stage(name: str, kind: str = "screen", disagreements: str = "consensus", **readers: tuple[int, int]) -> StageStatus:
    planned = Stage(id=name, title=name.upper(), kind=kind, readers=(), disagreements=disagreements)
    shares = {who: OwedAndDone(owed=owed, done=done) for who, (owed, done) in readers.items()}
    return StageStatus(state=stage_state(planned, (), StageLog()), readers=shares)


def having(stage: StageStatus, **numbers: int) -> StageStatus:
    state = replace(stage.state, **{name: [f"r{n}" for n in range(number)] for name, number in numbers.items()})
    return replace(stage, state=state)


def status(*stages: StageStatus, identified: int = 10, **values: Any) -> Status:
    ids = [f"r{n}" for n in range(identified)]
    funnel = Funnel(identified=ids, unique=ids, states=[each.state for each in stages])
    return Status(funnel=funnel, rounds=(), stages=stages, **values)


def step(found: NextStep) -> tuple[Work, str | None, int]:
    return found.work, found.stage.id if found.stage else None, found.count


def test_records_come_first_then_the_search_for_duplicates() -> None:
    assert next_step(status(identified=0), PLAN, "A").work is Work.IMPORT
    reading = stage("a", A=(5, 0))
    assert step(next_step(status(reading, imports_to_search=[1, 2]), PLAN, "A")) == (Work.SEARCH, None, 2)
    begun = stage("a", A=(5, 1))
    assert step(next_step(status(begun, imports_to_search=[1, 2]), PLAN, "A")) == (Work.READ, "a", 4)
    done = stage("a", A=(5, 5))
    assert step(next_step(status(done, imports_to_search=[1, 2], pairs_to_review=3), PLAN, "A")) == (
        Work.SEARCH,
        None,
        2,
    )


def test_the_first_stage_with_something_owed_is_next() -> None:
    found = next_step(status(stage("a", A=(5, 5)), stage("b", A=(9, 2), B=(9, 0))), PLAN, "A")
    assert step(found) == (Work.READ, "b", 7)


def test_disagreements_at_an_earlier_stage_come_before_reading_at_a_later_one() -> None:
    open_ones = having(stage("a", A=(300, 300), B=(300, 300)), disagreements=205)
    later = stage("b", A=(6, 0))
    found = next_step(status(open_ones, later), PLAN, "A")
    assert step(found) == (Work.SETTLE, "a", 205) and list(found.others) == ["B"]
    assert step(next_step(status(open_ones, later), PLAN, "B")) == (Work.SETTLE, "a", 205)


def test_what_was_handed_on_is_not_the_readers_and_is_the_adjudicators() -> None:
    handed_on = having(stage("a", A=(9, 9), B=(9, 9)), disagreements=3, escalated=3)
    later = stage("b", A=(6, 0))
    assert step(next_step(status(handed_on, later), PLAN, "A")) == (Work.READ, "b", 6)
    assert step(next_step(status(handed_on, later), PLAN, "C")) == (Work.RULE, "a", 3)


def test_where_an_adjudicator_rules_at_once_the_readers_wait_for_that() -> None:
    ruled = having(stage("a", disagreements="adjudicator", A=(9, 9), B=(9, 9)), disagreements=2, escalated=2)
    assert step(next_step(status(ruled), PLAN, "C")) == (Work.RULE, "a", 2)
    waits = next_step(status(ruled), PLAN, "A")
    assert step(waits) == (Work.NOTHING, "a", 2) and list(waits.others) == ["C"]


def test_a_conflict_of_merged_records_is_settled_like_a_disagreement() -> None:
    assert step(next_step(status(having(stage("a", A=(9, 9)), conflicts=1)), PLAN, "A")) == (Work.SETTLE, "a", 1)


def test_doubtful_pairs_hold_nobody_up() -> None:
    assert step(next_step(status(stage("a", A=(9, 3)), pairs_to_review=29), PLAN, "A")) == (Work.READ, "a", 6)
    assert step(next_step(status(stage("a", A=(9, 9)), pairs_to_review=29), PLAN, "A")) == (Work.PAIRS, None, 29)


def test_with_nothing_to_do_it_is_known_who_is_waited_for() -> None:
    found = next_step(status(stage("a", A=(9, 9)), stage("b", A=(9, 2), B=(9, 0))), PLAN, "C")
    assert step(found) == (Work.NOTHING, "b", 0) and found.others == {"A": 7, "B": 9}
    talking = next_step(status(having(stage("a", A=(9, 9), B=(9, 9)), disagreements=4)), PLAN, "C")
    assert step(talking) == (Work.NOTHING, "a", 4) and list(talking.others) == ["A", "B"]
    assert next_step(status(stage("a", A=(5, 5))), PLAN, "A") == NextStep(work=Work.NOTHING)


def test_whoever_reads_a_sample_opens_the_stage_to_have_it_drawn() -> None:
    reading = replace(having(stage("t", A=(10, 3), B=(0, 0)), entered=10, waiting=7), sample_drawn=False)
    assert step(next_step(status(stage("s"), reading), PLAN, "B"))[:2] == (Work.DRAW, "t")
    early = status(having(stage("s"), waiting=1), reading)
    assert next_step(early, PLAN, "B").work is Work.NOTHING, "too early"
    assert next_step(status(replace(reading, sample_drawn=True)), PLAN, "B").work is Work.NOTHING


def test_who_deals_is_asked_to_and_the_others_wait_for_that() -> None:
    sharing = Sharing(any=1, of=("A", "B"), weights=(1, 1))
    due = having(stage("t", A=(0, 0), B=(0, 0)), entered=9)
    planned = Stage(id="t", title="T", kind="screen", readers=(), sharing=sharing)
    due = replace(due, state=replace(due.state, stage=planned), sample_drawn=False)
    assert step(next_step(status(due), PLAN, "A"))[:2] == (Work.DEAL, "t")
    waits = next_step(status(due), PLAN, "B")
    assert step(waits)[:2] == (Work.NOTHING, "t") and list(waits.others) == ["A"]


def test_the_lead_rules_where_the_plan_says_so() -> None:
    led = having(stage("a", disagreements="lead", A=(9, 9), B=(9, 9)), disagreements=2, escalated=2)
    assert step(next_step(status(led), PLAN, "A")) == (Work.RULE, "a", 2)
    assert list(next_step(status(led), PLAN, "B").others) == ["A", "C"]


def test_the_team_waits_for_whoever_has_something_to_do_where_the_funnel_is_stuck() -> None:
    assert team_step(status(identified=0), PLAN)[0] == "A"
    behind = status(stage("a", B=(9, 1)), stage("b", A=(9, 1), B=(9, 1)))
    who, found = team_step(behind, PLAN)
    assert who == "B" and step(found) == (Work.READ, "a", 8)
    ruled = having(stage("a", disagreements="adjudicator", A=(9, 9), B=(9, 9)), disagreements=2, escalated=2)
    who, found = team_step(status(ruled, stage("b", A=(9, 1))), PLAN)
    assert who == "C" and step(found) == (Work.RULE, "a", 2)
    assert team_step(status(stage("a", A=(5, 5))), PLAN) == ("", NextStep(work=Work.NOTHING))
