"""Going through what reviewers differ on: taking a side, an answer of the team's own, and back again."""

from dataclasses import replace

import pytest

from core.charting.answers import Answer
from core.charting.consensus_session import ConsensusSession, StudyCharts
from core.charting.quotes import Quote
from core.charting.values import Value
from core.errors import TamisError
from core.protocol.values import Stage
from tests.charts import FORM, MemoryDecisionStore

STAGE = Stage(id="charting", title="Charting", kind="chart", readers=())
NOT_REPORTED = Answer(not_reported=True)


def value(name, *parts, study="a", answer=None):
    return Value(study=study, item=name, answer=answer or Answer(parts))


class DecisionStore(MemoryDecisionStore):
    """A `ConsensusStore` in memory."""

    def __init__(self, *studies):
        super().__init__(*studies)
        self.settled = {}

    def settle(self, values):
        for each in values:
            self.settled.setdefault(each.study, {})[each.item] = each
        return list(values)

    def reopen(self, study, items):
        for each in items:
            self.settled[study].pop(each)


def session():
    studies = [
        StudyCharts("a", {"ANNA": {"year": value("year", "2019")}, "BO": {"year": value("year", "2019")}}),
        StudyCharts(
            "b",
            {
                "ANNA": {"year": value("year", "2019", study="b"), "design": value("design", "trial", study="b")},
                "BO": {"year": value("year", "2020", study="b")},
            },
        ),
        StudyCharts("c", {"ANNA": {"roles": value("roles", "worker", study="c")}, "BO": {}}),
    ]
    return ConsensusSession(STAGE, FORM, studies, DecisionStore("a", "b", "c"), resolvers=("ANNA", "BO"))


def test_only_studies_with_differences_are_gone_through():
    through = session()
    assert through.studies == ["b", "c"] and through.waits("b") and not through.waits("a") and through.stage is STAGE
    assert through.count_open() == 3
    assert through.item.item.id == "year"


def test_taking_a_side_or_an_own_answer_goes_on_to_the_next_that_waits():
    through = session()
    taken = through.take("BO")
    assert (taken.study, taken.item, taken.text, taken.taken) == ("b", "year", "2020", "BO")
    assert through.item.item.id == "design"
    own = through.set("surv")
    assert (own.text, own.taken) == ("survey", "")
    assert (through.current, through.item.item.id) == ("c", "roles")
    empty = through.take("BO")
    assert not empty.answered
    assert through.count_open() == 0
    assert through.studies == ["b", "c"]


def test_reopening_goes_back_through_the_acts_of_the_session():
    through = session()
    through.take_all("ANNA")
    assert through.current == "c"
    through.take("ANNA")
    assert through.current is None
    assert through.reopen() == ("c", ("roles",)) and through.current == "c"
    assert through.reopen() == ("b", ("year", "design")) and (through.current, through.line) == ("b", 0)
    assert through.count_open() == 3
    assert through.reopen() is None


def test_a_wrong_answer_or_side_changes_nothing():
    through = session()
    with pytest.raises(TamisError):
        through.set("soon")
    with pytest.raises(TamisError, match="CHIEF has not charted"):
        through.take("CHIEF")
    assert through.count_open() == 3


def test_without_differences_there_is_nothing_to_settle():
    through = ConsensusSession(STAGE, FORM, [], DecisionStore())
    assert through.current is None
    with pytest.raises(LookupError):
        through.take("ANNA")
    assert not through.next_line()
    assert through.reopen() is None


def test_the_whole_of_what_is_settled():
    through = session()
    whole = through.take_all("ANNA")
    assert [(each.study, each.item, each.text, each.taken, each.quotes) for each in whole] == [
        ("b", "year", "2019", "ANNA", ()), ("b", "design", "trial", "ANNA", ()),
    ]  # fmt: skip
    none = through.set_not_reported()
    assert (none.study, none.item, none.answer, none.taken) == ("c", "roles", NOT_REPORTED, "")
    assert through.current is None and through.position == 2 and not through.waits("b")
    assert (through.resolvers, through.blind, through.compared_studies) == (("ANNA", "BO"), (), 3)


def test_the_quotes_of_a_side_come_with_its_answer():
    quote = Quote("we were asked", "7")
    sides = {"ANNA": {"year": replace(value("year", "2019"), quotes=(quote,))}, "BO": {"year": value("year", "2020")}}
    through = ConsensusSession(STAGE, FORM, [StudyCharts("a", sides)], DecisionStore("a"), blind=(2,))
    assert through.take("ANNA").quotes == (quote,) and through.blind == (2,)


def test_a_wrong_side_is_told_whom_there_is():
    with pytest.raises(TamisError) as refused:
        session().take("CHIEF")
    assert (refused.value.what, refused.value.where, refused.value.advice) == (
        "CHIEF has not charted this study", "item year", "Take the answer of: ANNA, BO.",
    )  # fmt: skip
    with pytest.raises(LookupError, match="there is no difference here"):
        ConsensusSession(STAGE, FORM, [], DecisionStore()).take_all("ANNA")


def test_what_was_settled_before_is_reopened_where_it_is_in_front():
    store = DecisionStore("a", "b", "c")
    first = session()
    studies = [first._sides[each] for each in ("a", "b", "c")]
    store.settled["b"] = {"design": value("design", "survey", study="b")}
    through = ConsensusSession(STAGE, FORM, studies, store)
    store.settled["b"]["year"] = value("year", "2019", study="b")
    assert ConsensusSession(STAGE, FORM, studies, store).current == "c", "the first that waits"
    del store.settled["b"]["year"]
    assert through.lines("b") == ["year", "design"] and list(through.waiting_lines("b")) == [0]
    assert through.reopen() is None, "the year is in front, and open"
    through.line = 1
    assert through.reopen() == ("b", ("design",)) and list(through.waiting_lines("b")) == [0, 1]


def test_a_move_begins_at_the_first_line():
    through = session()
    through.line = 1
    assert through.move(1) and (through.current, through.line) == ("c", 0)
    assert through.move(-1) and (through.current, through.line) == ("b", 0)
    through.line = 1
    assert not through.move(-1) and through.line == 1


def test_what_others_have_settled_since_is_not_taken_back_here():
    store = DecisionStore("a", "b", "c")
    studies = [session()._sides[each] for each in ("a", "b", "c")]
    through = ConsensusSession(STAGE, FORM, studies, store)
    through.take_all("ANNA")
    store.refresh = lambda: [("b", "design")]
    assert through.refresh() == [("b", "design")] and through._acts == []
    through.take("ANNA")
    store.refresh = lambda: [("c", "year")]
    through.refresh()
    assert through.reopen() == ("c", ("roles",))
