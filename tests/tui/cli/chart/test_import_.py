import csv
import io

import pytest

from core.errors import TamisError
from tests.reviews import run, run_json

HEAD = "record_id,country,design,roles,participants,findings"


def sheet(folder, *lines, head=HEAD):
    file = folder.parent / "sheet.csv"
    file.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return str(file)


def chart_import(folder, file, *options, role="ANNA"):
    return run_json(folder, "chart", "import", file, "--stage", "charting", *options, role=role)


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
    for head, cell in (("design.page", "7"), ("design.quote", "p. 3"), ("design.page", "7")):
        chart_import(folder, sheet(folder, f"{study},{cell},", head=f"record_id,{head},"), "--leave-open")
        rows = list(csv.DictReader(io.StringIO(run(folder, "chart", "export", "--long", role="ANNA").stdout)))
        assert [(each["value"], each["quote"], each["page"]) for each in rows[1:]] == [("trial", "p. 3", "7")]
    given = ("chart", "set", "charting", study, "design", "--quote")
    run(folder, *given, "and more", "--page", "8", "--also", role="ANNA")
    for head, cell in (("design.quote", "p. 3 […] and more"), ("design.page", "7; 8"), ("design", "survey")):
        chart_import(folder, sheet(folder, f"{study},{cell}", head=f"record_id,{head}"), "--leave-open")
    told = run_json(folder, *given, "at last", "--also", role="ANNA")
    assert [(each["text"], each["page"]) for each in told["quotes"]] == [
        ("p. 3", "7"),
        ("and more", "8"),
        ("at last", ""),
    ]


def test_a_sheet_that_says_nothing_new_completes_what_was_left_open(one):
    folder, (study, *_) = one
    file = sheet(folder, f"{study},Some A,2020,Norway,trial", head="record_id,first-author,year,country,design")
    assert chart_import(folder, file, "--leave-open")["completed"] == []
    done = chart_import(folder, file)
    assert (done["stored"], done["unchanged"], done["completed"]) == (0, 4, [study])
    assert run_json(folder, "status")["stages"][0]["reviewers"]["ANNA"]["done"] == 1


def test_what_the_record_proposes_is_marked_and_keeps_the_evidence_of_the_sheet(one):
    folder, (study, *_) = one
    chart_import(folder, sheet(folder, f"{study},Norway,trial,9", head="record_id,country,design,year.page"))
    rows = csv.DictReader(io.StringIO(run(folder, "chart", "export", "--long", role="ANNA").stdout))
    assert {each["item"]: (each["prefilled"], each["page"]) for each in rows} == {
        "first-author": ("yes", ""),
        "year": ("yes", "9"),
        "country": ("no", ""),
        "design": ("no", ""),
    }


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
