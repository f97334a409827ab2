from tests.charts import fill_in
from tests.reviews import run, run_json


def test_a_cell_of_the_map_opens_its_studies(one):
    folder, (a, b, _) = one
    fill_in(folder, a, "ANNA", roles="worker; leader")
    fill_in(folder, b, "ANNA", country="Sweden", roles="leader")
    drawn = run_json(folder, "chart", "map", "design", "roles", "--by", "country")
    cells = {(cell["row"], cell["column"]): cell for cell in drawn["cells"]}
    assert cells["trial", "leader"]["by"] == {"a": 1, "b": 1}
    assert drawn["letters"] == {"a": ["Norway"], "b": ["Sweden"]}
    text = run(folder, "chart", "map", "design", "roles", "--by", "country").stdout
    assert "2 ab" in text and "  3  leader" in text
    assert run(folder, "chart", "map", "design", "roles", "--format", "csv").stdout.count("\n") == 10
    svg = run(folder, "chart", "map", "design", "roles", "--format", "svg").stdout
    assert svg.startswith("<svg") and f'data-records="{a} {b}"' in svg
