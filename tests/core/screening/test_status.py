"""The numbers of a status are the lengths of its lists."""

from __future__ import annotations

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
