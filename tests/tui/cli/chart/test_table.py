"""`tamis chart table`: what stands in each table is what the other commands count, in every format."""

import csv
import io
import json

import pytest

from core.errors import TamisError
from core.report.study_tables import KINDS
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import made_once, make_review, record_ids, run, run_json
from tui.cli.chart.table import table_command

NASTY = "=cmd|' /C calc'!A0 <script>alert(1)</script>\nsecond \x1b[31mline"


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@made_once
def charted_review(folder):
    """Three studies, of which two are charted."""
    _, (a, b, c) = charting_review(folder)
    fill_in(folder, a, "ANNA", roles="worker; leader", participants="12.5", findings=NASTY)
    fill_in(folder, b, "ANNA", country="Sweden; Norway", roles="not reported")
    run(folder, "chart", "set", "charting", b, "participants", "--", "-3", role="ANNA")
    run(folder, "chart", "set", "charting", c, "design", "survey", role="ANNA")
    return folder


@pytest.fixture
def charted(tmp_path):
    folder = charted_review(tmp_path / "r")
    return folder, record_ids(folder)


def test_the_command_knows_the_kinds():
    assert [*next(each for each in table_command.params if each.name == "kind").type.choices] == [*KINDS]


def test_characteristics_have_a_row_a_study_and_the_items_of_the_plan_in_its_order(charted):
    folder, _ = charted
    found = run_json(folder, "chart", "table", "characteristics")
    assert found["columns"][1:8] == ["First author", "Year", "Country", "Design", "Roles", "Participants", "Findings"]
    assert len(found["rows"]) == found["studies"] == 2
    plan = folder / "protocol.toml"
    plan.write_text(
        plan.read_text().replace("[[chart.item]]", '[chart]\ncharacteristics = ["roles", "country"]\n[[chart.item]]', 1)
    )
    found = run_json(folder, "chart", "table", "characteristics")
    assert found["columns"] == ["Study", "Roles", "Country", "Citation", "DOI"]
    assert {tuple(row[1:3]) for row in found["rows"]} == {
        ("worker; leader", "Norway"),
        ("not reported", "Sweden; Norway"),
    }
    titles = {each["study_title"] for each in run_json(folder, "chart", "export", "--format", "json")["studies"]}
    assert all(any(title in row[3] for title in titles) and row[4] in row[3] for row in found["rows"])
    given = run_json(folder, "chart", "table", "characteristics", "year")
    assert (
        given["columns"] == ["Study", "Year", "Citation", "DOI"]
        and given["command" if "command" in given else "source"]
    )


@pytest.mark.parametrize(
    ("listed", "says"), [('"rolse"', "“rolse”, which is no item"), ('"year", "year"', "there twice")]
)
def test_a_plan_that_names_no_item_is_refused(tmp_path, listed, says):
    text = charting_protocol().replace("[[chart.item]]", f"[chart]\ncharacteristics = [{listed}]\n[[chart.item]]", 1)
    with pytest.raises(TamisError, match=says):
        make_review(tmp_path / "r", records=1, text=text)
        run(tmp_path / "r", "status")


def test_frequencies_and_crossings_have_the_numbers_of_tables_and_map(charted):
    folder, _ = charted
    frequencies = run_json(folder, "chart", "table", "frequencies")["rows"]
    tables = [
        each for each in run_json(folder, "chart", "tables")["tables"] if each["type"] not in ("text", "long-text")
    ]
    assert [row[2] for row in frequencies] == [row["n"] for each in tables for row in each["rows"]]
    crossed = run_json(folder, "chart", "table", "crossing", "country", "roles")
    drawn = run_json(folder, "chart", "map", "country", "roles")
    assert crossed["columns"][1:] == drawn["columns"]
    assert [n for row in crossed["rows"] for n in row[1:]] == [cell["n"] for cell in drawn["cells"]]
    assert run_json(folder, "chart", "table", "crossing")["rows"][0][0] == "trial", "the items of the report's map"


PLANNED = [each for each in KINDS if each != "certainty"]
"""Those that the plan for tests has items for."""


@pytest.mark.parametrize("kind", PLANNED)
def test_the_csv_has_the_cells_of_the_json_and_nothing_that_acts(charted, kind):
    folder, _ = charted
    found = run_json(folder, "chart", "table", kind)
    data = run(folder, "chart", "table", kind, "--format", "csv").stdout_bytes
    _head, *rows = [row for row in rows_of(data) if row]
    rows = rows[: len(found["rows"])]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == [
        ["" if cell is None else " ".join(str(cell).replace("\x1b", "").split()) for cell in row]
        for row in found["rows"]
    ]
    assert b"\x1b" not in data and not any(cell.startswith("=") for row in rows for cell in row)
    for format in ("html", "markdown"):
        text = run(folder, "chart", "table", kind, "--format", format).stdout
        assert "<script" not in text.replace("\\<", "") and "\x1b" not in text
        assert f"tamis chart table {kind}" in text and "the 2 studies with complete forms, of 3" in text


def test_tidy_says_why_there_is_no_answer_and_metafor_has_numbers_alone(charted):
    folder, (a, b, _) = charted
    tidy = rows_of(run(folder, "chart", "table", "tidy").stdout_bytes)
    assert [row[5:] for row in tidy if row[0] == a and row[2] == "roles"] == [
        ["worker", "answered"],
        ["leader", "answered"],
    ]
    assert [row[5:] for row in tidy if row[0] == b and row[2] == "roles"] == [["", "not reported"]]
    assert [row[5:] for row in tidy if row[0] == b and row[2] == "findings"] == [["", "no answer"]]
    head, *rows = rows_of(run(folder, "chart", "table", "metafor").stdout_bytes)
    assert head == ["record_id", "study", "year", "design", "participants", "title", "citation", "doi"]
    assert [(row[0], row[4]) for row in rows] == [(a, "12.5"), (b, "-3")]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("characteristics", "desing"), "no item “desing”"),
        (("tidy", "year", "year"), "named twice"),
        (("crossing", "year"), "1 item; two are crossed"),
        (("metafor", "design"), "no item of the form is a number"),
        (("tidy", "--stage", "appraisal"), "the protocol says nothing of one"),
    ],
)
def test_what_is_wrong_is_named(charted, args, says):
    with pytest.raises(TamisError, match=says):
        run(charted[0], "chart", "table", *args)


@pytest.mark.parametrize("args", [(), ("year",), ("tidy", "--out", "x", "--format", "csv"), ("year", "--out", "x")])
def test_a_call_that_means_nothing_is_refused(charted, args):
    result = run(charted[0], "chart", "table", *args)
    assert result.exit_code == 2 and result.stdout == ""


def test_a_folder_of_tables_is_the_same_twice_and_no_foreign_file_is_lost(charted, tmp_path):
    folder, _ = charted
    made = run_json(folder, "chart", "table", "--out", str(tmp_path / "one"))
    assert len(made["files"]) == 3 * 4 + 3
    run(folder, "chart", "table", "--out", str(tmp_path / "two"), role="ANNA")
    files = {each.name: each.read_bytes() for each in (tmp_path / "one").iterdir()}
    assert files == {each.name: each.read_bytes() for each in (tmp_path / "two").iterdir()}
    for name in ("tidy.csv", "crossing.html", "characteristics.xlsx"):
        kind, _, ending = name.partition(".")
        assert run(folder, "chart", "table", kind, "--format", ending).stdout_bytes == files[name], "as on stdout"
    (tmp_path / "one" / "notes.txt").write_text("mine")
    with pytest.raises(TamisError, match="nothing was written"):
        run(folder, "chart", "table", "--out", str(tmp_path / "one"))


def test_what_is_blind_is_in_no_table(tmp_path):
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    for study in studies:
        fill_in(folder, study, "ANNA", findings="a secret of hers")
    fill_in(folder, studies[0], "BO")
    for role in ("ANNA", "BO", None):
        for kind in PLANNED:
            found = run_json(folder, "chart", "table", kind, role=role)
            assert found["studies"] == 0 and "secret" not in json.dumps(found)


def test_where_reviewers_differ_the_cell_says_so(tmp_path):
    folder, (study,) = charting_review(tmp_path / "r", "ANNA", "BO", records=1)
    fill_in(folder, study, "ANNA")
    fill_in(folder, study, "BO", design="survey")
    assert run_json(folder, "chart", "table", "characteristics", "design")["rows"][0][1] == "reviewers differ"
    run(folder, "chart", "consensus", "charting", study, "design", "--take", "BO")
    assert run_json(folder, "chart", "table", "characteristics", "design")["rows"][0][1] == "survey"


def test_a_plan_without_numbers_or_choices_leaves_out_what_it_cannot_fill(tmp_path):
    items = '[[chart.item]]\nid = "aims"\nlabel = "Aims"\ntype = "long-text"\n'
    text = charting_protocol()[: charting_protocol().index("[[chart.item]]")] + items
    folder = make_review(tmp_path / "r", records=1, text=text)
    [study] = record_ids(folder)
    run(folder, "chart", "set", "charting", study, "aims", "to see", role="ANNA")
    run(folder, "chart", "complete", "charting", study, role="ANNA")
    made = run_json(folder, "chart", "table", "--out", str(tmp_path / "tables"))["files"]
    assert {each.partition(".")[0] for each in made} == {"characteristics", "frequencies", "tidy", "eviatlas"}
