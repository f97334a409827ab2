from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import record_ids, run, run_json

STAGE = "full-text"


def test_reports_of_one_study(folder: Path) -> None:
    a, b, c, *_ = sorted(record_ids(folder))
    assert run_json(folder, "study", b, a)["studies"][0]["study"] == a
    run(folder, "study", c, b)
    [study] = run_json(folder, "study")["studies"]
    assert [each["record_id"] for each in study["reports"]] == [a, b, c] and study["reports"][0]["title"]
    assert {each["study"] for each in run_json(folder, "fulltext", STAGE)["reports"]} >= {a}
    run(folder, "study", "--apart", a)
    assert run_json(folder, "study")["studies"][0]["study"] == b
    run(folder, "study", "--undo")
    assert run_json(folder, "study")["studies"][0]["study"] == a
    assert run(folder, "study", a, "--undo").exit_code == 2
    with pytest.raises(TamisError, match="no record"):
        run(folder, "study", a, "0123")
