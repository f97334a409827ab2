"""Frequencies and crossed items: every count is a list of studies."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.charting.charted import Charted
from core.charting.tables import cross, frequency
from tests.charts import FORM, item
from tests.core.charting.made import charted, study, values


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


@settings(max_examples=40, deadline=None)
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
