"""The numbers of a status are the lengths of its lists."""

from __future__ import annotations

import pytest

from core.protocol.values import Stage
from core.screening.funnel import Funnel, StageLog, stage_state
from core.screening.status import OwedAndDone, RoundStatus, StageStatus, Status


def test_the_numbers_of_the_whole() -> None:
    status = Status(funnel=Funnel(identified="abc", unique="ab", states=[]), rounds=[], stages=[])
    assert status.whole == {"identified": 3, "duplicates": 1, "unique": 2}
    assert RoundStatus(round=1, sources={"Scopus": 2, "Cinahl": 1}, unique=2).identified == 3


def test_what_a_reader_has_left() -> None:
    state = stage_state(Stage(id="t", title="T", kind="screen", readers=()), (), StageLog())
    stage = StageStatus(state=state, readers={"ANNA": OwedAndDone(owed=5, done=3)})
    assert (stage.id, stage.left("ANNA"), stage.left("CHIEF")) == ("t", 2, 0)
    assert not OwedAndDone(owed=0, done=0).complete


@pytest.mark.parametrize(
    ("owed", "done", "left", "complete"), [(0, 0, 0, False), (1, 0, 1, False), (5, 4, 1, False), (5, 5, 0, True)]
)
def test_when_a_reader_has_done_all(owed: int, done: int, left: int, complete: bool) -> None:
    share = OwedAndDone(owed=owed, done=done)
    assert (share.left, share.complete, share.per_hour) == (left, complete, None)


def test_a_stage_without_a_title_is_called_by_its_id() -> None:
    named, bare = (Stage(id="t", title=title, kind="screen", readers=()) for title in ("Title", ""))
    stages = [StageStatus(state=stage_state(each, (), StageLog()), readers={}) for each in (named, bare)]
    assert [each.title for each in stages] == ["Title", "t"]
    assert (stages[0].blind, stages[0].pilot, stages[0].pilot_blind, stages[0].sample_drawn) == (
        False,
        None,
        False,
        None,
    )
