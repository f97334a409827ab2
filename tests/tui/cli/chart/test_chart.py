"""`tamis chart`: filling in, settling, counting and carrying charts in and out, as a person at a shell does."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from core.errors import TamisError
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import make_review, record_ids, run, run_json

HEAD = "record_id,country,design,roles,participants,findings"


@pytest.fixture
def one(tmp_path):
    """Three studies, one charter."""
    return charting_review(tmp_path / "r")


def sheet(folder, *lines, head=HEAD):
    file = folder.parent / "sheet.csv"
    file.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return str(file)


def chart_import(folder, file, *options, role="ANNA"):
    return run_json(folder, "chart", "import", file, "--stage", "charting", *options, role=role)


def test_the_forms_of_a_charter_and_what_they_miss(one):
    folder, studies = one
    found = run_json(folder, "chart", role="ANNA")
    assert found == run_json(folder, "chart", "charting", role="ANNA")
    assert [each["record_id"] for each in found["studies"]] == studies
    first = found["studies"][0]
    assert (first["answered"], first["items"], first["missing"], first["complete"]) == (2, 7, 2, False)
    missing = run_json(folder, "chart", "missing", role="ANNA")["studies"]
    assert [each["missing"] for each in missing] == [["country", "design"]] * 3
    assert "missing: country, design" in run(folder, "chart", "missing", role="ANNA").stdout


def test_an_answer_with_its_evidence_is_saved_changed_and_taken_back(one):
    folder, (study, *_) = one
    said = run_json(
        folder, "chart", "set", "charting", study, "design", "inter", "--quote", "we talked", "--page", "7", role="ANNA"
    )
    assert (said["value"], said["quote"], said["page"], said["by"]) == ("interviews", "we talked", "7", ["ANNA"])
    said = run_json(folder, "chart", "set", "charting", study, "design", "--not-reported", role="ANNA")
    assert (said["value"], said["not_reported"], said["quote"]) == (None, True, "we talked")
    run(folder, "chart", "set", "charting", study, "design", "--clear", role="ANNA")
    assert run_json(folder, "undo", "charting", role="ANNA")["records"] == [study]
    rows = [each for each in run_json(folder, "history", study) if each["stage"] == "charting"]
    assert [(each["what"], each["to"]) for each in rows] == [
        ("chart", "design: "),
        ("chart", "design: interviews"),
        ("chart", "design: not reported"),
        ("clear", ""),
        ("undo", "design: not reported"),
    ]


def test_a_form_is_completed_and_reopened(one):
    folder, (study, *_) = one
    with pytest.raises(TamisError, match="2 required items have no answer: country, design"):
        run(folder, "chart", "complete", "charting", study, role="ANNA")
    fill_in(folder, study, "ANNA")
    counts = run_json(folder, "status")
    assert counts["stages"][0]["reviewers"]["ANNA"] == {"owed": 3, "done": 1}
    run(folder, "chart", "complete", "charting", study, "--reopen", role="ANNA")
    assert run_json(folder, "status")["stages"][0]["reviewers"]["ANNA"] == {"owed": 3, "done": 0}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("set", "charting", "STUDY", "desing", "trial"), "no item “desing”"),
        (("set", "charting", "STUDY", "year", "soon"), "item year: “soon” is no year"),
        (("set", "charting", "0000000000000000", "year", "2019"), "record"),
        (("tables", "desing"), "no item “desing”"),
        (("map", "design", "design"), "with itself"),
        (("consensus", "charting", "STUDY", "design", "--value", "trial"), "do not differ"),
        (("export", "--stage", "appraisal"), "as the protocol planned"),
        (("nowhere",), "no stage “nowhere”"),
    ],
)
def test_what_is_wrong_is_named(one, args, says):
    folder, (study, *_) = one
    with pytest.raises(TamisError, match=says):
        run(folder, "chart", *(each.replace("STUDY", study) for each in args), role="ANNA")


def test_verdicts_are_for_other_stages(one):
    folder, (study, *_) = one
    with pytest.raises(TamisError, match="nothing is included or excluded"):
        run(folder, "decide", "charting", study, "exclude", role="ANNA")


def test_a_sheet_is_stored_and_completes_what_it_fills(one):
    folder, (a, b, c) = one
    file = sheet(
        folder,
        f'{a},Norway;Sweden,trial,"worker;leader",12,"=cmd, line one\nline two"',
        f"{b},usa,not reported,,,",
        f"{c},,survey,,,",
    )
    done = chart_import(folder, file)
    assert (done["stored"], done["completed"], done["missing"]) == (8 + 4, [a, b], {c: ["country"]})
    assert chart_import(folder, file)["unchanged"] == 8
    assert len(run_json(folder, "undo", "charting", role="ANNA")["records"]) == 3
    assert run_json(folder, "status")["stages"][0]["reviewers"]["ANNA"]["done"] == 0


def test_a_sheet_can_leave_forms_open_and_bring_evidence(one):
    folder, (study, *_) = one
    file = sheet(folder, f"{study},Norway,trial,p. 3", head="record_id,Country,Design,design.quote")
    assert chart_import(folder, file, "--leave-open")["completed"] == []
    rows = list(csv.DictReader(io.StringIO(run(folder, "chart", "export", "--long", role="ANNA").stdout)))
    assert [(each["item"], each["quote"]) for each in rows] == [("country", ""), ("design", "p. 3")]


@pytest.mark.parametrize(
    ("head", "line", "says"),
    [
        (HEAD, "STUDY,Norwya,trial,,,", "line 3, column country: “Norwya” is no country"),
        (HEAD, "STUDY,Norway,trial,,twelve,", "line 3, column participants: “twelve” is no number"),
        (HEAD, ",Norway,trial,,,", "line 3: names no record"),
        (HEAD, "FIRST,Norway,trial,,,", "line 3: names the study of line 2 again"),
        (HEAD, "0123456789abcdef,Norway,trial,,,", "line 3: no record has the record_id"),
        ("record_id,country,desing", "STUDY,Norway,trial", "line 1: the column “desing” is no item"),
        ("record_id,design,Design", "STUDY,trial,trial", "line 1: has two columns for the item design"),
        ("country,design", "Norway,trial", "line 1: the header has the columns"),
    ],
)
def test_of_a_sheet_with_a_wrong_cell_nothing_is_stored(one, head, line, says):
    folder, (first, study, _) = one
    right = f"{first}," + ",".join("" for _ in head.split(",")[1:])
    with pytest.raises(TamisError) as caught:
        chart_import(folder, sheet(folder, right, line.replace("STUDY", study).replace("FIRST", first), head=head))
    assert says in str(caught.value)
    found = run_json(folder, "chart", "export", "--format", "json")
    assert {str(value) for each in found["studies"] for value in each["values"].values()} == {"None"}


def test_exports_are_safe_and_whole(one):
    folder, (study, *_) = one
    fill_in(folder, study, "ANNA", findings="=HYPERLINK(1)\nsecond line \x1b[31m", roles="leader")
    stored = run(folder, "chart", "export").stdout_bytes
    assert stored.startswith(b"\xef\xbb\xbf") and b"\x1b" not in stored
    row = next(csv.DictReader(io.StringIO(stored.decode("utf-8-sig"), newline="")))
    assert row["findings"] == "'=HYPERLINK(1)\nsecond line [31m"
    assert (row["form_complete"], row["charted_by"], row["year"]) == ("yes", "ANNA", "1980")
    book = load_workbook(io.BytesIO(run(folder, "chart", "export", "--format", "xlsx").stdout_bytes))
    cells = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert cells[1][0] == study and len(cells) == 4
    found = json.loads(run(folder, "chart", "export", "--format", "json").stdout)
    assert found["studies"][0]["values"]["roles"] == ["leader"]
    file = folder.parent / "again.csv"
    file.write_bytes(stored)
    assert chart_import(folder, str(file))["stored"] == 0


def test_tables_and_map_open_their_studies(one):
    folder, (a, b, _) = one
    fill_in(folder, a, "ANNA", roles="worker; leader")
    fill_in(folder, b, "ANNA", country="Sweden", roles="leader")
    rows = run_json(folder, "chart", "tables", "roles")["tables"][0]["rows"]
    assert {row["value"]: row["record_ids"] for row in rows} == {"worker": [a], "teacher": [], "leader": [a, b]}
    drawn = run_json(folder, "chart", "map", "design", "roles", "--by", "country")
    cells = {(cell["row"], cell["column"]): cell for cell in drawn["cells"]}
    assert cells["trial", "leader"]["by"] == {"a": 1, "b": 1}
    assert drawn["letters"] == {"a": ["Norway"], "b": ["Sweden"]}
    text = run(folder, "chart", "map", "design", "roles", "--by", "country").stdout
    assert "2 ab" in text and "  3  leader" in text
    assert run(folder, "chart", "map", "design", "roles", "--format", "csv").stdout.count("\n") == 10
    svg = run(folder, "chart", "map", "design", "roles", "--format", "svg").stdout
    assert svg.startswith("<svg") and f'data-records="{a} {b}"' in svg


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
    assert "50%" in run(folder, "chart", "agreement").stdout


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


def test_calibration_forms_are_charted_first_and_counted_apart(tmp_path):
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=4)
    run(folder, "sample", "charting", "--pilot", "1", "--yes")
    with_pilot = run_json(folder, "sample", "charting")
    [calibration] = next(each["ids"] for each in with_pilot if each.get("pilot") or each["round"] == 0)
    fill_in(folder, calibration, "ANNA")
    fill_in(folder, calibration, "BO", design="survey")
    [difference] = run_json(folder, "chart", "consensus")["items"]
    assert difference["record_id"] == calibration, "open to be talked about, while the rest is blind"
    [pair] = run_json(folder, "chart", "agreement")["pairs"]
    assert [each["n"] for each in pair["items"]] == [0] * 7
    assert [each["n"] for each in pair["pilot"]] == [1] * 7
    assert "calibration, not counted above" in run(folder, "chart", "agreement").stdout
    assert set(studies) > {calibration}


def test_an_appraisal_that_is_not_planned_is_said_to_be_so(one):
    folder, _ = one
    found = run_json(folder, "status")
    assert (found["appraisal"], "as the protocol planned" in found["appraisal_note"]) == (False, True)


def test_the_appraisal_is_charted_like_any_form(tmp_path):
    folder, (study,) = charting_review(tmp_path / "r", records=1, appraisal=True)
    fill_in(folder, study, "ANNA")
    run(folder, "chart", "set", "appraisal", study, "aims", "can't", role="ANNA")
    run(folder, "chart", "set", "appraisal", study, "aims-comment", "Said nowhere.", role="ANNA")
    rows = run_json(folder, "chart", "export", "--stage", "appraisal", "--format", "json")["studies"][0]
    assert (rows["values"]["aims"], rows["values"]["aims-comment"]) == ("can't tell", "Said nowhere.")
    assert [each["stage"] for each in run_json(folder, "status")["stages"]] == ["charting", "appraisal"]


def test_a_review_without_studies(tmp_path):
    folder = make_review(tmp_path / "r", text=charting_protocol())
    assert run_json(folder, "chart", role="ANNA")["studies"] == []
    assert run_json(folder, "chart", "tables", "design")["tables"][0]["studies"] == 0
    assert "<svg" in run(folder, "chart", "map", "design", "roles", "--format", "svg").stdout
    assert run(folder, "chart", "missing", role="ANNA").stdout == ""
