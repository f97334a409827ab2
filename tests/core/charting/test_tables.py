"""Frequencies and crossed items: every count is a list of studies."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.charting.charted import Charted
from core.charting.form import Form
from core.charting.tables import cross, frequency, ordered, placed
from core.protocol.values import ChartItem
from tests.charts import FORM, item
from tests.core.charting.made import charted, study, values
from tests.examples import examples


def counts(table):
    return {row.label: len(row.studies) for row in table.rows}


def test_choices_are_counted_in_the_order_of_the_form_with_the_ones_nobody_gave():
    found = charted({"design": "survey"}, {"design": "survey"}, {"design": "trial"}, {"design": "not reported"}, {})
    assert list(counts(frequency(found, item("design"))).items()) == [
        ("trial", 1), ("interviews", 0), ("survey", 2), ("not reported", 1), ("no answer", 1)
    ]  # fmt: skip


def test_a_study_stands_in_each_row_that_applies_and_is_counted_once_in_all():
    found = charted({"roles": "worker; leader"}, {"roles": "leader"})
    table = frequency(found, item("roles"))
    assert counts(table) == {"worker": 1, "teacher": 0, "leader": 2}
    assert list(table.studies) == ["s0", "s1"]
    assert table.rows[2].studies == ["s0", "s1"]


def test_texts_numbers_and_long_texts():
    found = charted(
        {"country": "Norway; USA", "participants": "9", "findings": "long and longer"},
        {"country": "usa", "participants": "12"},
    )
    assert list(counts(frequency(found, item("country"))).items()) == [("United States", 2), ("Norway", 1)]
    assert list(counts(frequency(found, item("participants")))) == ["9", "12"]
    assert counts(frequency(found, item("findings"))) == {"answered": 1, "no answer": 1}


def test_an_unfinished_study_is_not_counted_and_a_difference_is_said():
    both = {"ANNA": values("a", design="trial"), "BO": values("a", design="survey")}
    found = Charted(FORM, [study("a", both), study("b", {"ANNA": values("b", design="trial")}, complete=False)])
    assert counts(frequency(found, item("design"))) == {"trial": 0, "interviews": 0, "survey": 0, "reviewers differ": 1}


def test_crossing_keeps_the_studies_of_each_cell_and_says_who_is_in_none():
    found = charted(
        {"design": "trial", "roles": "worker;leader"},
        {"design": "trial", "roles": "worker"},
        {"design": "survey", "roles": "not reported"},
        {"design": "survey"},
    )
    crossed = cross(found, item("design"), item("roles"))
    assert crossed.cells["trial", "worker"] == ["s0", "s1"]
    assert crossed.cells["survey", "not reported"] == ["s2"]
    assert crossed.columns == ["worker", "teacher", "leader", "not reported"]
    assert crossed.outside == ["s3"]


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({}, optional={
            "design": st.sampled_from(["trial", "survey", "not reported"]),
            "roles": st.lists(st.sampled_from(["worker", "teacher"]), min_size=1).map("; ".join),
        }),
        max_size=8,
    )
)  # fmt: skip
def test_every_study_is_in_a_cell_or_outside(given_answers):
    found = charted(*given_answers)
    crossed = cross(found, item("design"), item("roles"))
    inside = {each for ids in crossed.cells.values() for each in ids}
    assert inside | set(crossed.outside) == {each.study for each in found.studies}
    assert not inside & set(crossed.outside)
    assert {row for row, _ in crossed.cells} <= set(crossed.rows)
    assert {column for _, column in crossed.cells} <= set(crossed.columns)


def test_answers_stand_in_their_order():
    found = charted(
        {"country": "Norway", "participants": "100", "year": "2019"},
        {"country": "albania", "participants": "9", "year": "2001"},
        {"country": "Sweden", "participants": "not reported"}, {"country": "Sweden"},
    )  # fmt: skip
    assert list(counts(frequency(found, item("country"))).items()) == [("Sweden", 2), ("Albania", 1), ("Norway", 1)]
    assert list(counts(frequency(found, item("participants")))) == ["9", "100", "not reported", "no answer"]
    assert list(counts(frequency(found, item("year")))) == ["2001", "2019", "no answer"]
    numbers = frequency(found, item("participants"))
    assert [row.is_answer for row in numbers.rows] == [True, True, False, False] and numbers.item.id == "participants"
    assert ordered(item("design"), {"old": ["a"], "also old": ["b"], "survey": []}) == [
        "trial", "interviews", "survey", "also old", "old",
    ]  # fmt: skip
    assert ordered(item("participants"), {"10": [], "9.5": [], "many": [], "few": []}) == ["9.5", "10", "few", "many"]


def test_texts_that_are_coded_are_counted_by_their_categories():
    codes = Form("coding", (ChartItem(id="findings", label="F", type="multi-choice", choices=("pay", "trust")),))
    made = charted({"findings": "a"}, {"findings": "b"}, {"findings": "c"}, {"findings": "not reported"}, {})
    coded = [study(f"s{n}", {"ANNA": values(f"s{n}", codes, **said)}, form=codes, complete=done)
             for n, (said, done) in enumerate((({"findings": "trust"}, True), ({}, True),
             ({"findings": "pay"}, False)))]  # fmt: skip
    whole = Charted(made.form, made.studies, Charted(codes, coded))
    assert counts(frequency(whole, item("findings"))) == {
        "pay": 0, "trust": 1, "not reported": 1, "not coded yet": 2, "no answer": 1,
    }  # fmt: skip
    crossed = cross(whole, item("findings"), item("design"))
    assert crossed.row_item.type == "multi-choice" and crossed.outside == ["s0", "s1", "s2", "s3", "s4"]


def test_what_is_not_asked_is_no_missing_answer():
    form = Form("a", (ChartItem(id="which", label="W", type="choice", choices=("one", "two")),
                      ChartItem(id="q", label="Q", type="choice", choices=("yes", "no"), asked_of="one")))  # fmt: skip
    made = charted({"which": "one", "q": "yes"}, {"which": "two"}, {"which": "one"}, {}, form=form)
    assert counts(frequency(made, form.item("q"))) == {
        "yes": 1, "no": 0, "no answer": 1, "not asked: another checklist": 2,
    }  # fmt: skip


def test_crossed_lines_are_derived_once_and_not_reported_comes_last():
    found = charted({"country": "Norway", "design": "not reported"}, {"country": "not reported", "design": "trial"},
                    {"country": "Albania"})  # fmt: skip
    crossed = cross(found, item("country"), item("design"))
    assert crossed.rows == ["Norway", "not reported"] and crossed.columns[-1] == "not reported"
    assert crossed.outside == ["s2"] and list(crossed.studies) == ["s0", "s1", "s2"]
    assert placed(found, item("country")) is placed(found, item("country"))
    assert placed(found, item("country")) == [["Norway"], ["not reported"], ["Albania"]]
