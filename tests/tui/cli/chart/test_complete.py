import pytest

from core.errors import TamisError
from tests.charts import fill_in
from tests.reviews import run, run_json


def test_a_form_is_completed_and_reopened(one):
    folder, (study, *_) = one
    with pytest.raises(TamisError, match="2 required items have no answer: country, design"):
        run(folder, "chart", "complete", "charting", study, role="ANNA")
    fill_in(folder, study, "ANNA")
    counts = run_json(folder, "status")
    assert counts["stages"][0]["reviewers"]["ANNA"] == {"owed": 3, "done": 1}
    run(folder, "chart", "complete", "charting", study, "--reopen", role="ANNA")
    assert run_json(folder, "status")["stages"][0]["reviewers"]["ANNA"] == {"owed": 3, "done": 0}
