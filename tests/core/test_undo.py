"""More than three records are asked about, and what is not sure is not done."""

from __future__ import annotations

import pytest

from core.dedup.pair_session import PairingSession
from core.screening.decision import Decision, Verdict
from core.undo import PastAct
from tests.core.dedup.test_pair_session import FOUR, DecisionStore
from tests.core.screening.test_session import session
from tests.tui.fake import FakeDecisionStore, identify


@pytest.mark.parametrize(("records", "asks"), [(0, False), (1, False), (3, False), (4, True), (347, True)])
def test_more_than_three_are_asked_about(records: int, asks: bool) -> None:
    assert PastAct(1, records, "").asks is asks


def test_a_session_does_neither_undo_nor_redo_unless_it_is_sure() -> None:
    desk = FakeDecisionStore()
    ids = [identify(index) for index in range(6)]
    desk.save_all([Decision(record=each, verdict=Verdict.INCLUDE) for each in ids[:4]], act="import")
    at = session(desk, ids)  # type: ignore[arg-type]
    met: list[PastAct] = []
    assert at.undo(lambda past: bool(met.append(past))) == [] and met[0].records == 4
    assert (at.progress.decided, at.current, len(desk.decisions)) == (4, ids[4], 4)
    assert len(at.undo(lambda past: past == met[0])) == 4 and at.progress.decided == 0
    assert at.redo(lambda _: False) == [] and at.progress.decided == 0
    assert len(at.redo()) == 4 and at.progress.decided == 4


def test_verdicts_on_many_pairs_are_named_and_stay_unless_it_is_sure() -> None:
    desk = DecisionStore(FOUR)
    pairs = PairingSession(desk)
    pairs.part(FOUR)
    met: list[PastAct] = []
    assert pairs.undo(lambda past: bool(met.append(past))) == () and pairs.left == 0
    assert (met[0].what, met[0].asks) == ("4 verdicts", True) and len(desk.calls) == 1
    assert len(pairs.undo(lambda past: past == met[0])) == 4 and pairs.left == 4
