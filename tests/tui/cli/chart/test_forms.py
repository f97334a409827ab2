from tests.reviews import run_json


def test_the_forms_of_a_charter_and_how_far_they_are(one):
    folder, studies = one
    found = run_json(folder, "chart", "forms", role="ANNA")
    assert [each["record_id"] for each in found["studies"]] == studies
    first = found["studies"][0]
    assert (first["answered"], first["items"], first["missing"], first["complete"]) == (2, 7, 2, False)
