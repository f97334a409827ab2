from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from core.dedup.pair_session import Key, PairingSession
from core.dedup.pairs import RecordPair
from core.records.record import Record


def pair(a: str, b: str) -> RecordPair:
    return RecordPair(a, b, "other DOI", {}, "review")


class DecisionStore:
    def __init__(self, titles: Mapping[str, str] | None = None, groups: Mapping[str, str] | None = None) -> None:
        self.calls: list[tuple[list[Key], bool | None]] = []
        self.elsewhere: dict[Key, bool | None] = {}
        self.broken = False
        self._titles = titles or {}
        self._groups = groups or {}

    def record(self, record_id: str) -> Record:
        return Record(id=record_id, title=self._titles.get(record_id, record_id))

    def sources(self, record_id: str) -> tuple[str, ...]:
        return ()

    def group(self, record_id: str) -> str:
        return self._groups.get(record_id, record_id)

    def say(self, pairs: Sequence[RecordPair], same: bool | None) -> None:
        if self.broken:
            raise OSError("disk full")
        self.calls.append(([(each.a, each.b) for each in pairs], same))

    def refresh(self) -> Mapping[Key, bool | None]:
        found, self.elsewhere = self.elsewhere, {}
        return found


FOUR = [pair("a", "b"), pair("c", "d"), pair("e", "f"), pair("g", "h")]


def test_a_verdict_moves_on_and_stays_in_the_list() -> None:
    session = PairingSession(FOUR, DecisionStore())
    session.give(True)
    session.give(False)
    assert session.current == FOUR[2] and session.left == 2
    assert [session.verdict(each) for each in FOUR] == [True, False, None, None]


def test_the_last_verdict_stays_where_it_is_and_going_back_finds_the_gaps() -> None:
    session = PairingSession(FOUR, DecisionStore())
    session.move(3)
    session.give(False)
    assert session.position == 0
    for _ in range(3):
        session.give(False)
    assert session.left == 0 and session.current is None and session.all_read


def test_a_failed_save_changes_nothing() -> None:
    desk = DecisionStore()
    session = PairingSession(FOUR, desk)
    session.give(True)
    desk.broken = True
    for act in (lambda: session.give(True), lambda: session.part(FOUR[1:]), session.undo):
        with pytest.raises(OSError):
            act()
    assert session.position == 1 and session.left == 3
    desk.broken = False
    assert session.undo() == (FOUR[0],)


def test_later_comes_back_at_the_end() -> None:
    session = PairingSession(FOUR, DecisionStore())
    assert session.later() and session.current == FOUR[1]
    for _ in range(3):
        session.give(False)
    assert session.current == FOUR[0]
    assert not session.later()


def test_undo_any_number_of_steps_and_a_changed_mind_goes_back_to_the_first() -> None:
    desk = DecisionStore()
    session = PairingSession(FOUR, desk)
    session.give(True)
    session.move(-1)
    session.give(False)
    session.give(False)
    assert session.undo() == (FOUR[1],) and session.current == FOUR[1]
    assert session.undo() == (FOUR[0],) and session.verdict(FOUR[0]) is True
    assert session.undo() == (FOUR[0],) and session.verdict(FOUR[0]) is None
    assert session.undo() == ()
    assert desk.calls[-3:] == [([("c", "d")], None), ([("a", "b")], True), ([("a", "b")], None)]


def test_pairs_that_other_verdicts_have_joined_are_not_asked() -> None:
    pairs = [pair("a", "b"), pair("b", "c"), pair("a", "c"), pair("x", "c2")]
    session = PairingSession(pairs, DecisionStore(groups={"c2": "c", "x": "x", "c": "c"}))
    session.give(True)
    session.give(True)
    assert session.joined(pairs[2]) and not session.waits(pairs[2])
    assert session.current == pairs[3] and session.left == 1
    session.undo()
    assert not session.joined(pairs[2])


def test_all_with_this_title_are_parted_at_once_and_undone_at_once() -> None:
    titles = {"a": "Editorial", "b": "Editorial.", "c": "EDITORIAL", "d": "Editorial", "e": "Editorial", "f": "Preface"}
    desk = DecisionStore(titles)
    session = PairingSession(FOUR, desk)
    assert session.alike() == FOUR[:2]
    session.part(session.alike())
    assert desk.calls == [([("a", "b"), ("c", "d")], False)]
    assert session.current == FOUR[2] and session.left == 2
    assert session.undo() == tuple(FOUR[:2]) and session.left == 4


def test_another_windows_verdicts_are_taken_in_and_not_undone() -> None:
    desk = DecisionStore()
    session = PairingSession(FOUR, desk)
    session.give(True)
    desk.elsewhere = {("a", "b"): False, ("c", "d"): False, ("not", "ours"): True}
    assert session.refresh() == FOUR[:2]
    assert session.current == FOUR[1] and session.left == 2 and session.verdict(FOUR[0]) is False
    assert session.undo() == ()
    desk.elsewhere = {("c", "d"): None}
    session.refresh()
    assert session.left == 3


def test_no_pairs() -> None:
    session = PairingSession([], DecisionStore())
    assert session.current is None and session.left == 0 and session.alike() == [] and session.undo() == ()
    assert not session.later() and not session.move(1)
    with pytest.raises(LookupError):
        session.give(True)
