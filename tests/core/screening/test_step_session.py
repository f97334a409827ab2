from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from core.protocol.values import Reader, Reason, Stage, Suggest
from core.records.record import RawField, Record
from core.screening.decision import Act, Decision, Verdict
from core.screening.step_session import NOTHING, StepSession
from tests.tui.fake import FakeDecisionStore, identify

STAGE = Stage(
    id="types",
    title="Publication type",
    kind="step",
    readers=(Reader(reviewer="KBAA", coverage=Fraction(1), coverage_text="all"),),
    reasons=(Reason(id="editorial", label="editorial"), Reason(id="other", label="other")),
    suggest=Suggest(rule="publication-type", exclude=("editorial", "letter")),
)


def records() -> dict[str, Record]:
    """Three editorials by field, one by title, one letter, five articles."""
    kinds = ["Editorial"] * 3 + ["", "Letter"] + ["Journal Article"] * 5
    found = {}
    for index, kind in enumerate(kinds):
        title = "Editorial: a beginning" if index == 3 else f"A study of harbours {index}"
        types = (RawField("M3", kind),) if kind else ()
        found[identify(index)] = Record(id=identify(index), title=title, types=types, year=2000)
    return found


def opened(desk: FakeDecisionStore | None = None) -> tuple[StepSession, FakeDecisionStore, list[str]]:
    ids = list(records())
    desk = desk or FakeDecisionStore(records())
    session = StepSession(STAGE, "KBAA", ids, desk)
    while not session.done:
        session.look(3)
    return session, desk, ids


def test_groups_with_their_counts() -> None:
    session, _desk, ids = opened()
    assert [each.value for each in session.groups] == ["Editorial", "Letter"]
    assert [len(each.suggestions) for each in session.groups] == [4, 1]
    assert session.unsuggested == ids[5:] == list(session.listing(NOTHING).view)
    assert list(session.listing("Editorial").view) == ids[:4]
    assert session.tally("Editorial")[None] == 4
    assert (session.progress.decided, session.progress.total) == (0, 10)


def test_accepting_a_group_leaves_hints_and_exceptions_and_is_one_step_back() -> None:
    session, desk, ids = opened()
    session.keep(ids[1])
    plan = session.acceptance("Editorial")
    assert ([each.record_id for each in plan.exclude], plan.kept, plan.hints) == ([ids[0], ids[2]], 1, 1)
    assert session.accept(plan) == 2
    assert [desk.decisions[each].verdict for each in ids[:3]] == [Verdict.EXCLUDE, Verdict.INCLUDE, Verdict.EXCLUDE]
    assert ids[3] not in desk.decisions and ids[4] not in desk.decisions
    done = desk.decisions[ids[0]]
    assert (done.reason, done.order) == ("editorial", "suggested") and "Editorial · M3: Editorial" in done.note
    assert session.tally("Editorial") == {None: 1, Verdict.EXCLUDE: 2, Verdict.INCLUDE: 1}
    assert len(session.undo()) == 2
    assert list(desk.decisions) == [ids[1]]
    assert session.tally("Editorial")[None] == 3
    assert len(session.redo()) == 2
    assert session.acceptance("Editorial").exclude == ()


def test_a_suggestion_that_somebody_looked_at_by_itself_was_not_confirmed_in_bulk() -> None:
    session, desk, ids = opened()
    assert session.exclude(ids[0]).act is Act.ONE_BY_ONE
    session.accept(session.acceptance("Editorial"))
    assert [desk.decisions[each].act for each in ids[:2]] == [Act.ONE_BY_ONE, Act.CONFIRMED]


def test_passing_on_is_one_batch_of_what_nothing_is_suggested_for() -> None:
    session, desk, ids = opened()
    session.exclude(ids[5], "other")
    assert session.to_pass_on() == ids[6:]
    assert session.pass_on(session.to_pass_on()) == 4
    assert {desk.decisions[each].order for each in ids[6:]} == {"passed on"}
    assert not {ids[0], ids[3]} & desk.decisions.keys()
    session.undo()
    assert list(desk.decisions) == [ids[5]] and desk.decisions[ids[5]].reason == "other"


def test_a_batch_keeps_notes_and_labels() -> None:
    desk = FakeDecisionStore(records())
    ids = list(records())
    desk.decisions[ids[0]] = Decision(record=ids[0], note="mine", labels=("later",), at="2021-01-01T00:00:00Z")
    desk.decisions[ids[6]] = replace(desk.decisions[ids[0]], record=ids[6])
    session, _desk, _ids = opened(desk)
    session.accept(session.acceptance("Editorial"))
    session.pass_on(session.to_pass_on())
    for record in (ids[0], ids[6]):
        assert (desk.decisions[record].note, desk.decisions[record].labels) == ("mine", ("later",))


def test_excluding_one_takes_the_suggested_reason_even_for_a_hint() -> None:
    session, desk, ids = opened()
    assert session.exclude(ids[3]).reason == "editorial"
    assert session.tally("Editorial")[Verdict.EXCLUDE] == 1
    kept = session.keep(ids[3])
    assert (kept.reason, kept.note) == ("", ""), "the evidence of the exclusion went with it"
    assert session.tally("Editorial") == {None: 3, Verdict.EXCLUDE: 0, Verdict.INCLUDE: 1}
    desk.elsewhere = [Decision(record=ids[0], verdict=Verdict.EXCLUDE), Decision(record=identify(99), verdict=None)]
    assert len(session.refresh()) == 2
    assert session.tally("Editorial")[None] == 2


def test_going_through_a_listing() -> None:
    session, _desk, ids = opened()
    listing = session.listing("Editorial")
    assert listing.current == ids[0]
    session.keep(ids[0])
    assert listing.next_undecided() and listing.current == ids[1]
    assert listing.go_to(ids[3]) and not listing.go_to(ids[9])
    listing.move(5)
    assert listing.current == ids[3] and listing.next_undecided() and listing.current == ids[1]
    for each in ids[:4]:
        session.keep(each)
    assert not listing.next_undecided()
    nobody = session.listing("Thesis")
    nobody.move(1)
    assert nobody.current is None and not nobody.next_undecided()
