"""The names of variables; what the tables hold is tested with the command (tests/tui/cli/chart/test_table.py)."""

from __future__ import annotations

from core.charting.charted import Charted
from core.report.study_tables import StudyTables, _variables
from tests.charts import FORM


def test_r_takes_each_name_as_it_is_and_once() -> None:
    assert _variables(("study", "n-1", "n_1", "2nd", "Study", "-")) == ["study", "n_1", "n_1_", "x2nd", "Study_", "x_"]


def test_a_form_without_a_study_gives_tables_without_rows() -> None:
    tables = StudyTables("T", Charted(FORM, []), (), [], "")
    assert [tables.table(kind).rows for kind in ("characteristics", "tidy", "metafor", "eviatlas")] == [[]] * 4
    assert all(row[2:] == (0, None) for row in tables.table("frequencies", ["design"]).rows)
    assert "crossing" in tables.possible and "as of the beginning" in tables.table("tidy").source
