from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from core.dedup.pair_session import Key, PairingSession
from core.dedup.pairs import RecordPair
from core.records.record import Record
from core.undo import PastAct, Sure, always


def pair(a: str, b: str) -> RecordPair:
    return RecordPair(a, b, "other DOI", {}, "review")


class DecisionStore:
    """A person's acts on pairs, each with what stood before; `calls` is what was asked of it."""

    def __init__(
        self,
        pairs: Sequence[RecordPair] = (),
        titles: Mapping[str, str] | None = None,
        groups: Mapping[str, str] | None = None,
    ) -> None:
        self.pairs = list(pairs)
        self.acts: list[dict[Key, bool | None]] = []
        self.said: dict[Key, bool | None] = {}
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

    def questions(self) -> Sequence[RecordPair]:
        return [each for each in self.pairs if self.said.get((each.a, each.b)) is None]

    def say(self, pairs: Sequence[RecordPair], same: bool) -> None:
        if self.broken:
            raise OSError("disk full")
        keys = [(each.a, each.b) for each in pairs]
        self.calls.append((keys, same))
        self.acts.append({key: self.said.get(key) for key in keys})
        self.said |= dict.fromkeys(keys, same)

    def undo(self, sure: Sure = always) -> Mapping[Key, bool | None]:
        if self.broken:
            raise OSError("disk full")
        if not self.acts or not sure(PastAct(1, len(self.acts[-1]), f"{len(self.acts[-1])} verdicts")):
            return {}
        before = self.acts.pop()
        self.said |= before
        return before

    def refresh(self) -> Mapping[Key, bool | None]:
        found, self.elsewhere = self.elsewhere, {}
        return found


FOUR = [pair("a", "b"), pair("c", "d"), pair("e", "f"), pair("g", "h")]


def test_a_verdict_moves_on_and_stays_in_the_list() -> None:
    session = PairingSession(DecisionStore(FOUR))
    session.give(True)
    session.give(False)
    assert session.current == FOUR[2] and session.left == 2
    assert [session.verdict(each) for each in FOUR] == [True, False, None, None]


def test_the_last_verdict_stays_where_it_is_and_going_back_finds_the_gaps() -> None:
    session = PairingSession(DecisionStore(FOUR))
    session.move(3)
    session.give(False)
    assert session.position == 0
    for _ in range(3):
        session.give(False)
    assert session.left == 0 and session.current is None and session.all_read


def test_a_failed_save_changes_nothing() -> None:
    desk = DecisionStore(FOUR)
    session = PairingSession(desk)
    session.give(True)
    desk.broken = True
    for act in (lambda: session.give(True), lambda: session.part(FOUR[1:]), session.undo):
        with pytest.raises(OSError):
            act()
    assert session.position == 1 and session.left == 3
    desk.broken = False
    assert session.undo() == (("a", "b"),)


def test_later_comes_back_at_the_end() -> None:
    session = PairingSession(DecisionStore(FOUR))
    assert session.later() and session.current == FOUR[1]
    for _ in range(3):
        session.give(False)
    assert session.current == FOUR[0]
    assert not session.later()


def test_undo_any_number_of_steps_and_a_changed_mind_goes_back_to_the_first() -> None:
    desk = DecisionStore(FOUR)
    session = PairingSession(desk)
    session.give(True)
    session.move(-1)
    session.give(False)
    session.give(False)
    assert session.undo() == (("c", "d"),) and session.current == FOUR[1]
    assert session.undo() == (("a", "b"),) and session.verdict(FOUR[0]) is True
    assert session.undo() == (("a", "b"),) and session.verdict(FOUR[0]) is None
    assert session.undo() == () and session.left == 4


def test_undo_reaches_back_over_sessions_and_brings_the_questions_back_where_one_is() -> None:
    desk = DecisionStore(FOUR)
    before = PairingSession(desk)
    before.give(True)
    before.part(FOUR[1:3])
    session = PairingSession(desk)
    assert session.pairs == FOUR[3:]
    assert session.undo() == (("c", "d"), ("e", "f"))
    assert session.pairs == FOUR[1:] and session.current == FOUR[1] and session.left == 3
    session.give(False)
    assert session.undo() == (("c", "d"),) and session.undo() == (("a", "b"),)
    assert session.current == FOUR[0] and session.left == 4


def test_pairs_that_other_verdicts_have_joined_are_not_asked() -> None:
    pairs = [pair("a", "b"), pair("b", "c"), pair("a", "c"), pair("x", "c2")]
    session = PairingSession(DecisionStore(pairs, groups={"c2": "c", "x": "x", "c": "c"}))
    session.give(True)
    session.give(True)
    assert session.joined(pairs[2]) and not session.waits(pairs[2])
    assert session.current == pairs[3] and session.left == 1
    session.undo()
    assert not session.joined(pairs[2])


def test_all_with_this_title_are_parted_at_once_and_undone_at_once() -> None:
    titles = {"a": "Editorial", "b": "Editorial.", "c": "EDITORIAL", "d": "Editorial", "e": "Editorial", "f": "Preface"}
    desk = DecisionStore(FOUR, titles)
    session = PairingSession(desk)
    assert session.alike() == FOUR[:2]
    session.part(session.alike())
    assert desk.calls == [([("a", "b"), ("c", "d")], False)]
    assert session.current == FOUR[2] and session.left == 2
    assert session.undo() == (("a", "b"), ("c", "d")) and session.left == 4


def test_another_windows_verdicts_are_taken_in() -> None:
    desk = DecisionStore(FOUR)
    session = PairingSession(desk)
    session.give(True)
    desk.elsewhere = {("a", "b"): False, ("c", "d"): False, ("not", "ours"): True}
    assert session.refresh() == FOUR[:2]
    assert session.current == FOUR[1] and session.left == 2 and session.verdict(FOUR[0]) is False
    desk.elsewhere = {("c", "d"): None}
    session.refresh()
    assert session.left == 3


def test_no_pairs() -> None:
    session = PairingSession(DecisionStore())
    assert session.current is None and session.left == 0 and session.alike() == [] and session.undo() == ()
    assert not session.later() and not session.move(1)
    with pytest.raises(LookupError):
        session.give(True)
