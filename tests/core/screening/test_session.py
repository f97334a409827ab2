"""The screening session: what the screen drives, on a desk in memory."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from core.protocol.values import Reader, Stage
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.session import Changed, RecordsInOrder, ScreeningSession
from core.undo import Sure, always

STAGE = Stage(
    id="ta", title="Title", kind="screen", readers=(Reader(reviewer="A", coverage=Fraction(1), coverage_text="all"),)
)
IDS = [f"r{n}" for n in range(6)]


class MemoryDecisionStore:
    """A desk without a disk; `fails` makes the next save fail."""

    def __init__(self) -> None:
        self.decisions: dict[str, Decision] = {}
        self.log: list[Changed] = []
        self.undone: list[Changed] = []
        self.others: list[Changed] = []
        self.fails = False

    def record(self, record_id: str) -> Record:
        return Record(id=record_id, title=f"Title of {record_id}")

    def sources(self, record_id: str) -> tuple[str, ...]:
        return ("Scopus",)

    def save(self, decision: Decision, *, spent: int | None = None) -> Decision:
        if self.fails:
            raise OSError("disk full")
        stored = replace(decision, at="2021-01-14T10:00:00.000Z")
        self.log.append(Changed(decision.record, self.decisions.get(decision.record), stored))
        self.undone.clear()
        self.decisions[decision.record] = stored
        return stored

    def undo(self, sure: Sure = always) -> list[Changed]:
        return self._put(self.log, self.undone)

    def redo(self, sure: Sure = always) -> list[Changed]:
        return self._put(self.undone, self.log)

    def refresh(self) -> list[Changed]:
        found, self.others = self.others, []
        for each in found:
            self._set(each.record, each.after)
        return found

    def _put(self, source: list[Changed], target: list[Changed]) -> list[Changed]:
        if not source:
            return []
        record, before, after = source.pop()
        target.append(Changed(record, after, before))
        self._set(record, before)
        return [Changed(record, after, before)]

    def _set(self, record: str, decision: Decision | None) -> None:
        if decision is None:
            self.decisions.pop(record, None)
        else:
            self.decisions[record] = decision


@pytest.fixture
def desk() -> MemoryDecisionStore:
    return MemoryDecisionStore()


def session(desk: MemoryDecisionStore, ids: Sequence[str] = IDS, **options: str) -> ScreeningSession:
    return ScreeningSession(STAGE, "A", ids, desk, **options)  # type: ignore[arg-type]


def test_begins_at_the_first_undecided_record(desk: MemoryDecisionStore) -> None:
    desk.decisions["r0"] = Decision(record="r0", verdict=Verdict.EXCLUDE)
    desk.decisions["r1"] = Decision(record="r1", note="only a note")
    assert session(desk).current == "r1"
    assert session(desk, start="r4").current == "r4"
    desk.decisions["r4"] = Decision(record="r4", verdict=Verdict.EXCLUDE)
    assert session(desk, start="r4").current == "r5"
    assert session(desk, start="unknown").current == "r1"


def test_a_decision_moves_on_and_is_counted(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.decide(Verdict.INCLUDE)
    at.decide(Verdict.EXCLUDE, "topic")
    assert at.current == "r2"
    assert (at.progress.decided, at.progress.total, at.progress.percent) == (2, 6, 33)
    assert at.decided_on("2021-01-14") == 2
    assert desk.decisions["r1"].reason == "topic"


def test_nothing_moves_when_saving_fails(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    desk.fails = True
    with pytest.raises(OSError):
        at.decide(Verdict.INCLUDE)
    assert (at.current, at.progress.decided) == ("r0", 0)


def test_decided_records_are_passed_over_and_after_the_last_all_is_read(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.move(1)
    at.decide(Verdict.INCLUDE)
    at.move(-2)
    at.decide(Verdict.INCLUDE)
    assert at.current == "r2"
    for _ in range(4):
        at.decide(Verdict.INCLUDE)
    assert (at.current, at.position, at.all_read) == (None, 6, True) and at.progress.percent == 100
    assert at.next_undecided() is False


def test_next_undecided_begins_again_at_the_top(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.move(99)
    assert at.next_undecided() and at.current == "r0"


def test_undo_and_redo_go_to_the_record_and_count(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.decide(Verdict.INCLUDE)
    at.decide(Verdict.INCLUDE)
    at.undo()
    assert (at.current, at.progress.decided) == ("r1", 1)
    at.undo()
    assert (at.current, at.progress.decided, at.undo()) == ("r0", 0, [])
    at.redo()
    assert (at.current, at.progress.decided) == ("r0", 1)


def test_revising_a_decision_counts_it_once(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.decide(Verdict.INCLUDE)
    at.go_to("r0")
    at.decide(Verdict.EXCLUDE)
    assert at.progress.decided == 1 and desk.decisions["r0"].verdict is Verdict.EXCLUDE


def test_notes_and_labels_stay_with_the_decision_and_decide_nothing(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.set_note("look again")
    at.toggle_label("method")
    assert at.current == "r0" and at.progress.decided == 0
    at.decide(Verdict.MAYBE)
    kept = desk.decisions["r0"]
    assert (kept.note, kept.labels, kept.verdict) == ("look again", ("method",), Verdict.MAYBE)
    at.go_to("r0")
    at.toggle_label("method")
    assert desk.decisions["r0"].labels == ()


def test_a_view_keeps_the_place_where_it_can(desk: MemoryDecisionStore) -> None:
    at = session(desk, start="r3")
    at.show("odd", lambda record: int(record[1:]) % 2 == 1)
    assert (list(at.view), at.current, at.filter_name) == (["r1", "r3", "r5"], "r3", "odd")
    at.decide(Verdict.INCLUDE)
    assert at.current == "r5" and at.progress.total == 6
    at.show("none", lambda record: False)
    assert at.current is None and at.move(1) is False
    with pytest.raises(LookupError):
        at.decide(Verdict.INCLUDE)
    at.show("all")
    assert list(at.view) == IDS


def test_what_another_window_decided_is_counted_and_moves_nothing(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    desk.others = [Changed("r4", None, Decision(record="r4", verdict=Verdict.INCLUDE, at="2021-01-15T08:00:00Z"))]
    at.refresh()
    assert (at.current, at.progress.decided, at.decided_on("2021-01-15")) == ("r0", 1, 1)


def test_after_a_decision_the_next_undecided_record_is_looked_for_from_the_top_again(desk: MemoryDecisionStore) -> None:
    for each in IDS[4:]:
        desk.decisions[each] = Decision(record=each, verdict=Verdict.INCLUDE)
    at = session(desk, start="r3")
    at.decide(Verdict.EXCLUDE)
    assert at.current == "r0", "not r4, which was included"


def test_with_nothing_left_there_is_nothing_to_decide_on(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    for _ in IDS:
        at.decide(Verdict.INCLUDE)
    with pytest.raises(LookupError):
        at.decide(Verdict.EXCLUDE)
    at.go_to("r2")
    at.decide(Verdict.EXCLUDE)
    assert at.all_read, "r3 was decided: whoever wants it again goes there"
    for steps, record in ((-1, "r5"), (-99, "r0"), (99, "r5")):
        at.position = len(at.view)
        assert at.move(steps) and at.current == record
    at.advance()
    assert not at.next_undecided() and at.all_read
    [changed] = at.undo()
    assert (changed.record, at.current) == ("r2", "r2")
    at.undo()
    assert at.next_undecided() and at.current == "r5"


def test_a_view_of_the_undecided_ends_when_they_are_decided(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    at.decide(Verdict.INCLUDE)
    at.show("undecided", lambda record: not at.decided(record))
    at.move(99)
    for _ in range(5):
        at.decide(Verdict.INCLUDE)
    assert at.all_read and at.position == 5
    at.undo()
    assert at.current == "r4", "the last of them was above"


def test_a_view_of_decided_records_is_gone_through_once(desk: MemoryDecisionStore) -> None:
    at = session(desk)
    for _ in IDS:
        at.decide(Verdict.MAYBE)
    at.show("maybe", lambda record: True)
    at.move(4)
    seen = []
    for _ in IDS:
        seen.append(at.current)
        at.decide(Verdict.INCLUDE)
    assert seen == ["r4", "r5", "r0", "r1", "r2", "r3"] and at.all_read
    at.undo()
    assert at.current == "r3"
    at.decide(Verdict.EXCLUDE)
    assert at.all_read
    at.show("all")
    at.decide(Verdict.INCLUDE)
    assert at.all_read, "a whole queue has no second turn"


def test_a_note_without_a_verdict_still_waits() -> None:
    said = {"a": Decision(record="a", note="look again"), "b": Decision(record="b", verdict=Verdict.MAYBE)}
    records = RecordsInOrder("abc", MemoryDecisionStore(), said.get)
    assert [records.waits(each) for each in "abc"] == [True, False, True]
    assert records.record_at(1).id == "b"


def test_where_nothing_is_asked_every_record_has_its_turn() -> None:
    records = RecordsInOrder("ab", MemoryDecisionStore())
    records.advance()
    assert records.current == "b"
    decided = RecordsInOrder("ab", MemoryDecisionStore(), lambda each: Decision(record=each, verdict=Verdict.INCLUDE))
    decided.advance()
    assert decided.current == "b"
    decided.advance()
    assert decided.all_read
