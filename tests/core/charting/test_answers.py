"""What may be typed into an item, and what becomes of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charting.answers import NOT_REPORTED, Answer, read_answer, written
from core.errors import TamisError
from core.protocol.values import ChartItem
from tests.charts import FORM, item


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


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORM.items), st.text(max_size=30))
def test_what_is_read_is_written_so_that_it_reads_the_same(form_item, text):
    try:
        answer = read_answer(form_item, text)
    except TamisError:
        return
    assert read_answer(form_item, written(answer)) == answer
