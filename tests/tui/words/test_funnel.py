from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.protocol.values import Stage
from core.screening.funnel import Funnel, StageLog, stage_state
from core.screening.status import OwedAndDone, RoundStatus, StageStatus, Status
from tui.words.funnel import identified, leak, notices

KEYS = {"duplicates": "d", "disagreements": "x"}.__getitem__


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


def test_notices_name_disagreements_and_whom_a_stage_waits_for() -> None:
    both = with_records(stage("t", A=(10, 10), B=(4, 1)), disagreements=17, escalated=2)
    assert notices(status(stage("s", A=(3, 1)), both), KEYS) == [
        "17 disagreements in t, 2 of them escalated — x",
        "t opens when all is read; left: B 3",
    ]
    assert notices(status(stage("t", A=(10, 0), B=(4, 0))), KEYS) == []


@pytest.mark.parametrize("ruler", ["lead", "adjudicator"])
def test_disagreements_that_the_readers_do_not_end_name_who_rules_on_them(ruler: str) -> None:
    both = with_records(stage("t", A=(10, 10), B=(10, 10)), disagreements=14, escalated=14)
    both = replace(both, state=replace(both.state, stage=replace(both.state.stage, disagreements=ruler)))
    assert notices(status(both), KEYS) == [f"14 disagreements in t for the {ruler} to rule on — x"]


def test_the_beginning_of_the_funnel() -> None:
    assert identified(status()) == "identified 18,240   duplicates 5,062   → 13,178"
    assert identified(status(rounds=2)).endswith("2 search rounds")


def test_a_leak_is_named() -> None:
    assert leak(status()) == ""
    assert "2 records (a, b)" in leak(status(leaks=["a", "b"]))


def test_duplicates_to_look_for_and_to_look_at_are_named() -> None:
    assert notices(status(imports_to_search=[1, 2], pairs_to_review=1), KEYS) == [
        "2 imports not yet searched for duplicates — d",
        "1 doubtful pair of records may be duplicates — d",
    ]
    assert notices(status(imports_to_search=[], pairs_to_review=0), KEYS) == []
