from __future__ import annotations

import pytest

from core.screening.decision import Resolution, Verdict
from core.screening.disagreement import State, hidden_names
from core.screening.disagreement_session import DisagreementSession
from tests.tui.fake import PROTOCOL, identify
from tests.tui.fake_desks import AT, MemoryResolutionStore


def session(
    count: int = 4, *, adjudicating: bool = False, escalated: int = 0
) -> tuple[DisagreementSession, MemoryResolutionStore]:
    ids = [identify(index) for index in range(count)]
    desk = MemoryResolutionStore(PROTOCOL, ids, lambda each: None)  # type: ignore[arg-type,return-value]
    desk.adjudicating = adjudicating
    for each in ids[count - escalated :]:
        desk.escalate(each, "")
    return desk.session(None), desk


def test_resolving_moves_on_and_keeps_the_view() -> None:
    disputes, _ = session()
    disputes.resolve(Verdict.INCLUDE, rationale="read again", ticked=(1,))
    disputes.escalate()
    assert disputes.position == 2 and len(disputes.view) == 4
    assert [disputes.state(each) for each in disputes.view] == [
        State.RESOLVED, State.ESCALATED, State.OPEN, State.OPEN
    ]  # fmt: skip
    disputes.show(State.OPEN)
    assert len(disputes.view) == 2 and disputes.position == 0
    disputes.show(None)
    assert len(disputes.view) == 4 and disputes.position == 2


def test_reopening_goes_back_step_by_step_then_reopens_what_is_in_front() -> None:
    disputes, _ = session()
    for _ in range(2):
        disputes.resolve(Verdict.EXCLUDE, rationale="why")
    assert disputes.reopen() is disputes.disputes[1] and disputes.position == 1
    assert disputes.reopen() is disputes.disputes[0]
    assert disputes.reopen() is None and disputes.count(State.OPEN) == 4
    disputes, desk = session()
    desk.resolve(disputes.disputes[0].record, Verdict.INCLUDE, reason="", rationale="yesterday", ticked=())
    assert disputes.reopen() is disputes.disputes[0]


def test_the_rationales_so_far_are_told_once_each_the_last_first() -> None:
    disputes, desk = session()
    for number, (each, why) in enumerate(zip(disputes.disputes, ("late", "early", "late", ""), strict=True)):
        ended = Resolution(record=each.record, verdict=Verdict.INCLUDE, rationale=why, at=f"2021-01-1{number}")
        desk.resolutions[each.record] = ended
    assert disputes.earlier_words == ["late", "early"]
    del desk.resolutions[disputes.disputes[2].record]
    assert disputes.earlier_words == ["early", "late"]


def test_a_failed_save_changes_nothing() -> None:
    disputes, desk = session()
    disputes.resolve(Verdict.INCLUDE, rationale="why")
    desk.broken = OSError("disk full")
    for act in (lambda: disputes.resolve(Verdict.INCLUDE, rationale="why"), disputes.escalate, disputes.reopen):
        with pytest.raises(OSError):
            act()
    assert disputes.position == 1
    desk.broken = None
    assert disputes.reopen() is disputes.disputes[0]


def test_the_adjudicator_sees_the_escalated_ones_first() -> None:
    disputes, _ = session(adjudicating=True, escalated=1)
    assert disputes.shown is State.ESCALATED and len(disputes.view) == 1
    disputes.show(None)
    assert disputes.view[0] is disputes.disputes[3]
    readers, _ = session(escalated=1)
    assert readers.shown is State.OPEN and len(readers.view) == 3
    nothing, _ = session(adjudicating=True)
    assert nothing.shown is State.OPEN


def test_hidden_names_are_the_same_each_time_and_no_place_is_one_readers() -> None:
    names = [hidden_names("a seed", identify(index), ("ANNA", "BO", "CIM")) for index in range(60)]
    assert names == [hidden_names("a seed", identify(index), ("CIM", "BO", "ANNA")) for index in range(60)]
    assert all(sorted(each.values()) == ["reader 1", "reader 2", "reader 3"] for each in names)
    for reader in ("ANNA", "BO", "CIM"):
        assert {each[reader] for each in names} == {"reader 1", "reader 2", "reader 3"}


def test_include_against_exclude_first() -> None:
    disputes, _ = session()
    disputes.show(None, stark_first=True)
    assert [each.stark for each in disputes.view] == [True, True, False, False]


def test_another_windows_resolution_is_taken_in_and_not_reopened_by_us() -> None:
    disputes, desk = session()
    disputes.resolve(Verdict.INCLUDE, rationale="why")
    record = disputes.disputes[0].record
    desk.elsewhere = [Resolution(record=record, verdict=Verdict.EXCLUDE, rationale="other", by=("ON",), at=AT)]
    assert disputes.refresh() == [disputes.disputes[0]]
    assert disputes.position == 1 and disputes.reopen() is None


def test_no_disagreements() -> None:
    disputes, _ = session(0)
    assert disputes.current is None and disputes.reopen() is None and not disputes.move(1)
    with pytest.raises(LookupError):
        disputes.escalate()
