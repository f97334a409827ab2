from tests.reviews import run, run_json


def test_what_the_forms_of_a_charter_miss(one):
    folder, _ = one
    missing = run_json(folder, "chart", "missing", role="ANNA")["studies"]
    assert [each["missing"] for each in missing] == [["country", "design"]] * 3
    assert "missing: country, design" in run(folder, "chart", "missing", role="ANNA").stdout
