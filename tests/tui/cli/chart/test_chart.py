"""`tamis chart` as a whole: what is wrong is named, the appraisal is a form like any, a review may have no study."""

import pytest

from core.errors import TamisError
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import make_review, run, run_json


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("set", "charting", "STUDY", "desing", "trial"), "no item “desing”"),
        (("set", "charting", "STUDY", "year", "soon"), "item year: “soon” is no year"),
        (("set", "charting", "0000000000000000", "year", "2019"), "record"),
        (("tables", "desing"), "no item “desing”"),
        (("map", "design", "design"), "with itself"),
        (("consensus", "charting", "STUDY", "design", "--value", "trial"), "do not differ"),
        (("export", "--stage", "appraisal"), "the protocol says nothing of one"),
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


def test_an_appraisal_is_said_to_be_planned_away_only_where_it_is(tmp_path):
    for plan, says in (
        ("", "the protocol says nothing of one"),
        ("[appraisal]\nenabled = false", "as the protocol planned"),
    ):
        text = charting_protocol().replace("[[stage]]", f"{plan}\n[[stage]]", 1)
        found = run_json(make_review(tmp_path / says[:2], records=1, text=text), "status")
        assert (found["appraisal"], says in found["appraisal_note"]) == (False, True)


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


def test_one_study_is_counted_as_one(tmp_path):
    folder, (study, *_) = charting_review(tmp_path / "review", records=1)
    told = [run(folder, "chart", *words, role="ANNA").stderr for words in (("missing",), ("export",), ("tables",))]
    assert [each.splitlines()[-1] for each in told] == [
        "ANNA at charting: 1 of 1 form needs something",
        "1 study, 0 of them complete",
        "0 of 1 study are complete, and counted",
    ]
    fill_in(folder, study, "ANNA")
    told = [
        run(folder, "chart", *words, role="ANNA").stderr
        for words in (("tables",), ("table", "characteristics"), ("map", "year", "design"))
    ]
    assert [each.splitlines()[-1] for each in told] == [
        "1 of 1 study is complete, and counted",
        "1 of 1 study is complete, and in the table",
        "1 study is counted",
    ]
