"""A reviewer's way through the forms, without a terminal."""

import pytest

from core.charting.quotes import Quote
from core.charting.session import ChartSession
from core.errors import TamisError
from core.protocol.values import Stage
from tests.charts import FORM, MemoryDecisionStore

STAGE = Stage(id="charting", title="Charting", kind="chart", readers=())


@pytest.fixture
def desk():
    return MemoryDecisionStore("a", "b", "c")


@pytest.fixture
def session(desk):
    return ChartSession(STAGE, FORM, "ANNA", ["a", "b", "c"], desk)


def test_a_value_is_saved_at_once_and_shown(session, desk):
    session.set("country", "norway")
    assert [(each.study, each.item, each.text) for each in desk.saved] == [("a", "country", "Norway")]
    assert session.field("country").text == "Norway"
    with pytest.raises(TamisError):
        session.set("year", "soon")
    assert len(desk.saved) == 1


def test_the_record_proposes_and_completing_takes_it_over(session, desk):
    assert session.field("year").proposal == "2000"
    assert not session.field("year").missing
    session.set("country", "Norway")
    session.toggle("design", "survey")
    session.complete()
    assert desk.values["a"]["year"].text == "2000"
    assert desk.values["a"]["year"].prefilled
    assert session.is_complete("a")
    assert session.current == "b"
    assert session.done == 1


def test_a_proposal_that_was_corrected_is_nobody_elses(session, desk):
    session.set("year", "2001")
    assert session.field("year").proposal == ""
    assert not desk.values["a"]["year"].prefilled


def test_a_form_is_not_complete_while_a_required_item_is_missing(session, desk):
    session.set_not_reported("country")
    with pytest.raises(TamisError, match="1 required items have no answer: design"):
        session.complete()
    assert desk.complete == {}
    assert session.next_line()
    assert session.item.id == "design"


def test_clearing_what_is_required_reopens_a_complete_form_and_undo_brings_both_back(session, desk):
    session.set("country", "Norway")
    session.set("design", "trial")
    session.complete()
    session.go_to("a")
    session.clear("design")
    assert not session.is_complete("a")
    assert session.done == 0
    session.undo()
    assert desk.values["a"]["design"].text == "trial"


def test_choices_are_put_on_and_taken_off_in_the_order_of_the_form(session):
    session.toggle("roles", "leader")
    session.toggle("roles", "worker")
    assert session.field("roles").text == "worker; leader"
    session.toggle("roles", "leader")
    assert session.field("roles").text == "worker"
    assert session.toggle("roles", "worker") is None
    assert session.field("roles").value is None


def test_evidence_stays_when_the_answer_changes(session):
    session.set_evidence("findings", quote="“we shared it”", page="7")
    assert session.field("findings").text == ""
    session.set("findings", "Shared work")
    session.set("findings", "Shared work, slowly")
    value = session.field("findings").value
    assert (value.quote, value.page) == ("“we shared it”", "7")
    with pytest.raises(TamisError, match="41 characters"):
        session.set_evidence("findings", page="x" * 41)


def test_undo_goes_to_what_it_took_back(session):
    session.set("findings", "one")
    session.move(2)
    assert session.current == "c"
    session.undo()
    assert (session.current, session.item.id) == ("a", "findings")
    assert session.field("findings").text == ""


def test_next_line_goes_on_to_the_next_study_and_comes_round(session):
    session.set("country", "Norway")
    session.set("design", "trial")
    assert session.next_line()
    assert (session.current, session.item.id) == ("b", "country")
    session.move(1)
    session.line = 3
    assert session.next_line()
    assert (session.current, session.item.id) == ("b", "country")


def test_a_view_holds_what_is_asked_for_and_keeps_its_place(session):
    session.move(1)
    session.show(lambda study: study != "a")
    assert session.current == "b"
    session.show(lambda study: False)
    assert session.current is None
    with pytest.raises(LookupError):
        session.set("country", "Norway")
    session.show()
    assert len(session.view) == 3


def test_a_key_press_derives_one_study_and_not_two_hundred():
    studies = [f"s{number}" for number in range(200)]
    desk = MemoryDecisionStore(*studies)
    session = ChartSession(STAGE, FORM, "ANNA", studies, desk)
    for each in studies:
        session.progress(each)
    desk.reads = 0
    session.set("country", "Norway")
    for each in studies:
        session.progress(each)
    assert desk.reads <= 2
    assert session.progress("s0").answered == 3


def test_an_answer_rests_on_several_quotes_each_once(session):
    first, second = Quote("we shared it", "7"), Quote("and led it", "8–9")
    for each in (first, second, first):
        session.add_quote("findings", each)
    assert session.value("a", "findings").quotes == (first, second)
    session.set_evidence("findings", page="6")
    assert session.value("a", "findings").quotes == (first._replace(page="6"), second)
    session.drop_quote("findings", 0)
    assert session.value("a", "findings").quotes == (second,)
    with pytest.raises(TamisError, match="there is no quote 2"):
        session.drop_quote("findings", 1)
    with pytest.raises(TamisError, match="4,001 characters"):
        session.add_quote("findings", Quote("x" * 4001))
