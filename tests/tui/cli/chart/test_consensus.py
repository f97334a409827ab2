import json

import pytest

from core.errors import TamisError
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import make_review, record_ids, run, run_json


def test_two_charters_settle_what_they_differ_on(tmp_path):
    folder, (a, b) = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    for study in (a, b):
        fill_in(folder, study, "ANNA")
    fill_in(folder, a, "BO", design="survey")
    blind = run_json(folder, "chart", "export", "--format", "json", role="BO")
    assert "ANNA" not in json.dumps(blind)
    assert run_json(folder, "chart", "consensus", role="BO")["items"] == []
    fill_in(folder, b, "BO")
    [difference] = run_json(folder, "chart", "consensus")["items"]
    assert {name: each["value"] for name, each in difference["sides"].items()} == {"ANNA": "trial", "BO": "survey"}
    done = run_json(folder, "chart", "consensus", "charting", a, "design", "--take", "BO")
    assert (done["value"], done["taken"], done["by"]) == ("survey", "BO", ["ANNA", "BO"])
    assert "→ survey by ANNA, BO" in run(folder, "chart", "consensus").stdout
    run(folder, "chart", "consensus", "charting", a, "design", "--reopen")
    run(folder, "chart", "consensus", "charting", a, "design", "--value", "interviews")
    rows = run_json(folder, "chart", "tables", "design")["tables"][0]["rows"]
    assert {row["value"]: row["n"] for row in rows} == {"trial": 1, "interviews": 1, "survey": 0}
    [pair] = run_json(folder, "chart", "agreement")["pairs"]
    design = next(each for each in pair["items"] if each["item"] == "design")
    assert (design["n"], design["same"], pair["complete"]) == (2, 1, True)
    assert "50.0%" in run(folder, "chart", "agreement").stdout


def test_where_only_an_adjudicator_rules_the_charters_do_not(tmp_path):
    plan = charting_protocol("ANNA", "BO").replace('kind = "chart"', 'kind = "chart"\ndisagreements = "adjudicator"')
    folder = make_review(tmp_path / "r", records=1, text=plan)
    [study] = record_ids(folder)
    fill_in(folder, study, "ANNA")
    fill_in(folder, study, "BO", design="survey")
    settle = ("chart", "consensus", "charting", study, "design", "--take", "BO")
    for role in ("ANNA", None):
        with pytest.raises(TamisError, match="cannot end a disagreement"):
            run(folder, *settle, role=role)
    assert run_json(folder, *settle, role="CHIEF")["by"] == ["CHIEF"]
