"""What was charted as rows, a study or a value each."""

import csv
import io
from dataclasses import replace

from core.charting.answers import Answer
from core.charting.charted import Charted, ChartedStudy, typed
from core.charting.consensus import compare
from core.charting.quotes import Quote
from core.charting.tables import labels_of
from core.charting.values import Value
from core.formats.writers.table import write_text_csv, write_text_xlsx
from tests.charts import FORM, item
from tests.core.charting.made import study, values


def test_a_wide_row_a_study_and_a_long_row_a_value():
    both = {"ANNA": values("a", design="trial", year="2019"), "BO": values("a", design="survey", year="2019")}
    found = Charted(FORM, [study("a", both)])
    head, rows = found.wide()
    row = dict(zip(head, rows[0], strict=True))
    assert (row["year"], row["design"], row["items_differing"], row["charted_by"]) == ("2019", "", "design", "ANNA;BO")
    head, rows = found.long()
    kept = [dict(zip(head, each, strict=True)) for each in rows]
    assert [(each["item"], each["by"], each["counts"]) for each in kept] == [
        ("year", "ANNA", "yes"), ("year", "BO", "no"), ("design", "ANNA", "no"), ("design", "BO", "no")
    ]  # fmt: skip


def test_values_have_their_type_in_json():
    given = values("a", participants="12.5", roles="leader", country="Norway", findings="x")
    names = ("participants", "roles", "country", "findings", "year")
    assert [typed(item(name), given.get(name)) for name in names] == [12.5, ["leader"], ["Norway"], "x", None]


def test_no_cell_of_a_table_is_a_formula_and_lines_are_kept():
    out = io.BytesIO()
    write_text_csv(["a", "b"], [["=1+1", "one\ntwo"], ["-3", "\ttab"]], out)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert rows[1:] == [["'=1+1", "one\ntwo"], ["'-3", "'\ttab"]]
    write_text_xlsx(["a"], [["=1+1"]], io.BytesIO(), "studies")


def test_a_study_is_charted_by_whose_sides_its_items_have():
    one = replace(FORM, items=(item("year"),))
    assert study("a", {"ANNA": {}, "BO": {}}, form=one).charted_by == ("ANNA", "BO")
    assert ChartedStudy("a", "A", "", (), False, False).charted_by == ()


def test_every_cell_of_both_tables():
    form, said = replace(FORM, items=(item("year"), item("design"))), Answer(not_reported=True)
    quoted = Value(study="a", item="design", answer=said, quotes=(Quote("q", "7"),), prefilled=True, by=("BO",), at="t")
    settled = Value(study="a", item="year", answer=Answer(("2020",)), by=("ANNA", "BO"), at="u")
    items = tuple(compare(form, {"ANNA": values("a", form, year="2019"), "BO": {"design": quoted}}, {"year": settled}))
    found = Charted(form, [ChartedStudy("a", "A", "On a", items, complete, False) for complete in (True, False)])
    assert found.wide() == (
        ["record_id", "study_title", "form_complete", "charted_by", "year", "design", "items_differing"],
        [["a", "On a", complete, "ANNA;BO", "2020", "", "design"] for complete in ("yes", "no")],
    )
    head, rows = found.long()
    assert " ".join(head) == "record_id item value not_reported by at quote page prefilled consensus counts"
    assert [" ".join(each) for each in rows[:3]] == [
        "a year 2019 no ANNA    no no no", "a year 2020 no ANNA;BO u   no yes yes", "a design  yes BO t q 7 yes no no",
    ]  # fmt: skip
    assert rows[3:] == [[*each[:-1], "no"] for each in rows[:3]], "of a form that is not complete nothing counts"
    assert found.studies[0].report == ""


def test_several_answers_of_an_item_with_one_are_a_list_and_what_is_no_number_a_text():
    given = Value(study="a", item="year", answer=Answer(("2019", "2020")))
    assert typed(item("year"), given) == ["2019", "2020"]
    assert typed(item("year"), replace(given, answer=Answer(("2019",)))) == 2019
    assert typed(item("year"), replace(given, answer=Answer(("soon",)))) == "soon"


def test_a_study_that_came_to_no_coding_has_no_categories():
    coding = Charted(FORM, [study("b", {"ANNA": {}}), study("c", {"ANNA": {}}, complete=False)])
    found = Charted(FORM, [study(each, {"ANNA": {}}) for each in "abc"], coding)
    told = [found.coded(each, item("roles")) for each in found.studies]
    assert [each is None for each in told] == [True, False, True]


def test_agreed_that_there_is_no_answer_is_none():
    sides = {"ANNA": values("a", roles="worker"), "BO": {}}
    compared = tuple(compare(FORM, sides, {"roles": Value(study="a", item="roles")}))
    found = Charted(FORM, [ChartedStudy("a", "A", "On a", compared, True, False)])
    assert labels_of(found, found.studies[0], item("roles")) == ([], "no answer")
