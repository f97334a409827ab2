from tests.reviews import run_json


def test_without_a_terminal_the_forms_are_listed(one):
    folder, _ = one
    forms = run_json(folder, "chart", "forms", role="ANNA")
    assert run_json(folder, "chart", role="ANNA") == run_json(folder, "chart", "charting", role="ANNA") == forms
