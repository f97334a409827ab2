"""A reviewer's way through the forms, without a terminal."""

import pytest

from core.charting.answers import Answer
from core.charting.chart_store import StudyProgress
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.session import ChartSession
from core.charting.values import Value
from core.errors import TamisError
from core.protocol.values import ChartItem, Stage
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
    session.line = 3
    session.complete()
    assert session.line == 0
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
    with pytest.raises(TamisError, match="1 required item has no answer: design"):
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
    assert session.current is None and session.items == FORM.items
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
    session.add_quote("findings", first)
    session.add_quote("findings", Quote("and more"))
    session.drop_quote("findings", 1)
    assert session.value("a", "findings").quotes == (second, Quote("and more"))
    session.drop_quote("findings", 1)
    with pytest.raises(TamisError, match="there is no quote 2"):
        session.drop_quote("findings", 1)
    with pytest.raises(TamisError, match="4,001 characters"):
        session.add_quote("findings", Quote("x" * 4001))


CODES = Form("coding", (ChartItem(id="findings", label="F", type="multi-choice", choices=("pay", "trust", "time")),
                        ChartItem(id="aims", label="A", type="multi-choice", choices=("x",))))  # fmt: skip


def coding(desk, material=None):
    return ChartSession(STAGE, CODES, "ANNA", ["a", "b"], desk, material=material)


def test_categories_of_a_quote_take_the_place_of_those_that_it_had(desk):
    through = coding(desk)
    first, other = Quote("we were paid", "4"), Quote("they trusted us", "5")
    through.code_quote("findings", first, ["trust", "PAY"])
    value = through.value("a", "findings")
    assert value.text == "pay; trust" and [(each.text, each.category) for each in value.quotes] == [
        ("we were paid", "pay"), ("we were paid", "trust"),
    ]  # fmt: skip
    through.code_quote("findings", other, ["time"])
    through.code_quote("findings", first, ["trust"])
    value = through.value("a", "findings")
    assert value.text == "pay; trust; time" and [(each.text, each.category) for each in value.quotes] == [
        ("they trusted us", "time"), ("we were paid", "trust"),
    ]  # fmt: skip
    assert not value.prefilled
    with pytest.raises(TamisError):
        through.code_quote("findings", first, ["odd"])


def test_what_is_coded_is_required_where_there_is_something_to_code(desk):
    material = {"a": {"findings": Value(study="a", item="findings", answer=Answer(("words",))),
                      "aims": Value(study="a", item="aims")}}  # fmt: skip
    through = coding(desk, material)
    assert [each.missing for each in through.fields("a")] == [True, False]
    assert [each.missing for each in through.fields("b")] == [False, False]
    assert list(through.waiting_lines("a")) == [0] and list(through.waiting_lines("b")) == []


def test_only_clearing_what_is_required_of_a_complete_form_reopens_it(session, desk):
    session.set("country", "Norway")
    session.set("design", "trial")
    session.set("findings", "one")
    session.complete()
    session.go_to("a")
    assert session.clear("findings") is None and session.is_complete("a") and session.done == 1
    session.set_evidence("design", quote="a trial")
    assert session.clear("design", keep_evidence=True) is None and not session.is_complete("a") and session.done == 0
    assert session.value("a", "design") is None


def test_evidence_may_be_kept_where_the_form_stays_as_it_is(session):
    session.set("findings", "one")
    session.set_evidence("findings", quote="a quote")
    kept = session.clear("findings", keep_evidence=True)
    assert kept is not None and (kept.text, kept.quote) == ("", "a quote")
    assert session.clear("findings") is None and session.value("a", "findings") is None
    session.set("findings", "one")
    assert session.clear("findings", keep_evidence=True) is None, "there is none"
    assert session.clear("findings", keep_evidence=True) is None, "there was nothing at all"
    session.accept("year")
    session.set_evidence("year", page="1")
    kept = session.clear("year", keep_evidence=True)
    assert (kept.text, kept.page, kept.prefilled) == ("", "1", False), "of an open form also where it is required"


def test_taking_the_last_choice_back_keeps_its_evidence(session):
    session.toggle("roles", "worker")
    session.set_evidence("roles", page="7")
    kept = session.toggle("roles", "worker")
    assert kept is not None and (kept.text, kept.page) == ("", "7")
    assert session.toggle("design", "trial").text == "trial" and session.toggle("design", "surv").text == "survey"


def test_what_the_record_proposes_is_accepted_or_is_not_there(session, desk):
    assert session.accept("country") is None and session.accept("year").text == "2000"
    assert session.value("a", "year").prefilled and session.accept("year") is None
    session.set_evidence("first-author", page="1")
    taken = session.accept("first-author")
    assert (taken.text, taken.page, taken.prefilled) == ("Writer0", "1", True)


def test_how_far_a_form_is(session):
    assert session.progress("a") == StudyProgress(answered=2, total=7, missing=2, complete=False)
    session.set("country", "Norway")
    assert session.progress("a") == StudyProgress(answered=3, total=7, missing=1, complete=False)
    session.undo()
    assert session.progress("a").answered == 2
    session.set("country", "Norway")
    session.set("design", "trial")
    session.complete()
    assert session.progress("a") == StudyProgress(answered=4, total=7, missing=0, complete=True)
    session.go_to("a")
    session.reopen()
    assert not session.progress("a").complete and session.done == 0 and session.waits("a")
    assert [each.item.id for each in session.fields()] == [each.id for each in FORM.items] == session.lines("a")


def test_what_is_wrong_is_told_whole(session):
    for act, told in (
        (lambda: session.complete(),
         ("2 required items have no answer: country, design", "study a",
          "Fill them in, or say that the report does not give them (“not reported”).")),
        (lambda: session.drop_quote("findings", 0), ("there is no quote 1", "item findings", "It has 0 quotes.")),
        (lambda: session.drop_quote("findings", -1), ("there is no quote 0", "item findings", "It has 0 quotes.")),
        (lambda: session.add_quote("findings", Quote("x" * 4001)),
         ("the quote has 4,001 characters; expected at most 4,000", "item findings", None)),
        (lambda: session.add_quote("findings", Quote("x", "y" * 41)),
         ("the page has 41 characters; expected at most 40", "item findings", None)),
    ):  # fmt: skip
        with pytest.raises(TamisError) as refused:
            act()
        assert (refused.value.what, refused.value.where, refused.value.advice or None) == told
    session.add_quote("findings", Quote(f" {'x' * 4000}\r\n", f" {'y' * 39}  z"[:41]))
    assert len(session.value("a", "findings").quotes[0].text) == 4000


def test_quotes_that_are_empty_are_none_and_pages_are_tidied(session):
    session.set_evidence("findings", quote="", page="")
    assert session.value("a", "findings").quotes == ()
    session.set_evidence("findings", page=" 4 \n 5 ")
    session.set_evidence("findings", quote="a\x1bb")
    assert session.value("a", "findings").quotes == (Quote("ab", "4 5"),)


def test_a_study_that_is_not_owed_counts_for_nothing_done(desk):
    through = ChartSession(STAGE, FORM, "ANNA", ["a"], desk, start="b")
    assert through.current == "a" and through.done == 0
    desk.put([], completes="b")
    assert ChartSession(STAGE, FORM, "ANNA", ["a"], desk).done == 0


def test_it_begins_where_it_is_told_else_at_the_first_form_that_waits(desk):
    desk.put([], completes="a")
    studies = ["a", "b", "c"]
    begun = [ChartSession(STAGE, FORM, "ANNA", studies, desk, start=each) for each in (None, "c", "a", "d")]
    assert [each.current for each in begun] == ["b", "c", "a", "b"]
    assert (begun[0].stage, begun[0].reviewer, begun[0].material, begun[0].done) == (STAGE, "ANNA", None, 1)


def test_what_is_not_asked_is_not_missing_and_a_view_of_done_forms_can_be_gone_through(desk):
    which = ChartItem(id="which", label="W", type="choice", choices=("one", "two"))
    form = Form("a", (which, ChartItem(id="q", label="Q", type="text", required=True, asked_of="one")))
    through = ChartSession(STAGE, form, "ANNA", ["a", "b", "c"], desk)
    assert not through.field("q").missing
    through.set("which", "one")
    assert through.field("q").missing and not through.field("q", "b").missing
    for each in ("b", "c"):
        desk.put([], completes=each)
    through.show(through.is_complete)
    assert through.current == "b"
    through.advance()
    assert through.current == "c"
