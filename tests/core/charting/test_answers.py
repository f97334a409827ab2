"""What may be typed into an item, and what becomes of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charting.answers import NOT_REPORTED, Answer, in_order, read_answer, written
from core.errors import TamisError
from core.protocol.values import ChartItem
from tests.charts import FORM, item
from tests.examples import examples


@pytest.mark.parametrize(
    ("name", "typed", "parts"),
    [
        ("first-author", "  van  der\nBerg ", ("van der Berg",)),
        ("findings", " one  \ntwo\n", ("one\ntwo",)),
        ("year", " 2019 ", ("2019",)),
        ("participants", "1,234", ("1234",)),
        ("participants", "1 234 567.50", ("1234567.5",)),
        ("participants", "-0", ("0",)),
        ("participants", "007", ("7",)),
        ("design", "INTERVIEWS", ("interviews",)),
        ("design", "int", ("interviews",)),
        ("roles", "teacher; WORKER;teacher", ("worker", "teacher")),
        ("roles", "lead\nwork", ("worker", "leader")),
        ("country", "usa; the Netherlands; U.K.", ("United States", "Netherlands", "United Kingdom")),
        ("country", "Scotland", ("Scotland",)),
    ],
)
def test_a_typed_answer_is_read_by_the_type_of_its_item(name, typed, parts):
    assert read_answer(item(name), typed) == Answer(parts)


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("first-author", "  ", "empty"),
        ("year", "19", "“19” is no year"),
        ("year", "9999", "no year"),
        ("participants", "12,5", "no number"),
        ("participants", "about 12", "no number"),
        ("participants", "١٢", "no number"),
        ("design", "case study", "no choice"),
        ("design", "trial; survey", "no choice"),
        ("roles", "worker; boss", "“boss” is no choice"),
        ("country", "Norwya", "Did you mean “Norway”"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_item_and_what_would_do(name, typed, says):
    with pytest.raises(TamisError) as caught:
        read_answer(item(name), typed)
    assert says in str(caught.value)
    assert f"item {name}" in str(caught.value)


def test_a_beginning_that_two_choices_share_is_not_guessed():
    several = ChartItem(id="p", label="P", type="choice", choices=("co-design", "co-deliver"))
    with pytest.raises(TamisError, match="could be co-design; co-deliver"):
        read_answer(several, "co-de")


@pytest.mark.parametrize("name", [each.id for each in FORM.items])
def test_not_reported_is_an_answer_to_every_item_and_not_the_same_as_an_empty_one(name):
    answer = read_answer(item(name), "Not Reported")
    assert answer.not_reported
    assert not answer.parts
    assert written(answer) == NOT_REPORTED
    assert written(Answer()) == ""


@pytest.mark.parametrize("kind", ["multi-choice", "country"])
def test_what_stands_between_answers_is_none(kind):
    several = ChartItem(id="p", label="P", type=kind, choices=("co-design", "co-deliver"))
    for text in (";", " ; ;\n"):
        with pytest.raises(TamisError, match="the answer is empty"):
            read_answer(several, text)


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(FORM.items), st.text(max_size=30))
def test_what_is_read_is_written_so_that_it_reads_the_same(form_item, text):
    try:
        answer = read_answer(form_item, text)
    except TamisError:
        return
    assert read_answer(form_item, written(answer)) == answer


NUMBER = "Expected one such as 24 or 12.5; put ranges in a text."
DESIGNS = "The choices: trial; interviews; survey."


@pytest.mark.parametrize(
    ("name", "typed", "what", "advice"),
    [
        ("first-author", " ", "the answer is empty", "Write “not reported” when the report does not say."),
        ("roles", ";\n;", "the answer is empty", "Write “not reported” when the report does not say."),
        ("country", " ; ", "the answer is empty", "Write “not reported” when the report does not say."),
        ("participants", "1-2", "“1-2” is no number", NUMBER), ("participants", "1,23", "“1,23” is no number", NUMBER),
        ("participants", "1.", "“1.” is no number", NUMBER), ("participants", ".5", "“.5” is no number", NUMBER),
        ("participants", "٣", "“٣” is no number", NUMBER),
        ("participants", "9" * 31, f"“{'9' * 31}” is no number", NUMBER),
        ("year", "1499", "“1499” is no year of a report", "Expected one from 1500 to 2199."),
        ("year", "2200", "“2200” is no year of a report", "Expected one from 1500 to 2199."),
        ("year", "٢٠١٩", "“٢٠١٩” is no year", "Expected four digits, such as 2019."),
        ("design", "x", "“x” is no choice", DESIGNS),
        ("roles", "worker; boss", "“boss” is no choice", "The choices: worker; teacher; leader."),
        ("country", "Norwya", "“Norwya” is no country of the list", "Did you mean “Norway”?"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_whole(name, typed, what, advice):
    with pytest.raises(TamisError) as refused:
        read_answer(item(name), typed)
    assert (refused.value.what, refused.value.where, refused.value.advice) == (what, f"item {name}", advice)


@pytest.mark.parametrize(
    ("name", "typed", "parts"),
    [
        ("year", "1500", ("1500",)), ("year", "2199", ("2199",)), ("participants", "\u22125.50", ("-5.5",)),
        ("participants", "0.0", ("0",)), ("participants", "-0.5", ("-0.5",)), ("participants", "1\u00a0000", ("1000",)),
        ("participants", "12,345,678", ("12345678",)), ("participants", "9" * 30, ("9" * 30,)),
        ("participants", "100", ("100",)),
        ("findings", "a\x00b\x1b c\td\r\ne\rf", ("ab c\td\ne\nf",)), ("first-author", "a\ud800b", ("ab",)),
        ("country", "Norway;norway\nSweden", ("Norway", "Sweden")), ("design", "Survey", ("survey",)),
    ],
)  # fmt: skip
def test_what_is_just_an_answer(name, typed, parts):
    assert read_answer(item(name), typed) == Answer(parts)


def test_a_choice_by_its_beginning_unless_several_begin_so():
    two = ChartItem(id="d", label="D", type="choice", choices=("trial", "trials", "Not reported"))
    assert read_answer(two, "TRIAL").parts == ("trial",) and read_answer(two, "trials").parts == ("trials",)
    with pytest.raises(TamisError) as refused:
        read_answer(two, "tri")
    assert refused.value.what == "“tri” could be trial; trials"
    assert read_answer(two, "not reported") == Answer(("Not reported",)), "here it is a choice"
    assert read_answer(item("design"), " NOT Reported ") == Answer(not_reported=True)


def test_choices_stand_in_the_order_of_the_form_and_what_it_has_no_more_behind_them():
    assert in_order(item("roles"), ["old", "leader", "worker", "old"]) == ("worker", "leader", "old")
    assert (
        written(Answer(("a", "b"))) == "a; b"
        and written(Answer()) == ""
        and written(Answer(not_reported=True)) == NOT_REPORTED
    )
