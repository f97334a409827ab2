from tests.charts import charting_review, fill_in
from tests.reviews import run, run_json


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
