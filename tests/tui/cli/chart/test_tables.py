from tests.charts import fill_in
from tests.reviews import run_json


def test_a_row_of_a_table_opens_its_studies(one):
    folder, (a, b, _) = one
    fill_in(folder, a, "ANNA", roles="worker; leader")
    fill_in(folder, b, "ANNA", country="Sweden", roles="leader")
    rows = run_json(folder, "chart", "tables", "roles")["tables"][0]["rows"]
    assert {row["value"]: row["record_ids"] for row in rows} == {"worker": [a], "teacher": [], "leader": [a, b]}
