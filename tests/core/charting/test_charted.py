"""What was charted as rows, a study or a value each."""

import csv
import io
from dataclasses import replace

from core.charting.charted import Charted, ChartedStudy, typed
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
