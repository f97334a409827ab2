from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, record_ids, ris, run, run_json


def test_an_import_can_be_taken_back_while_nothing_of_it_is_screened(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    file = tmp_path / "more.ris"
    file.write_text(ris(range(10, 14)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Other")
    run(folder, "withdraw", "2")
    assert len(record_ids(folder)) == 3
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", role="ANNA")
    with pytest.raises(TamisError, match="have been screened"):
        run(folder, "withdraw", "1", role="ANNA")
    found = run_json(folder, "import", str(file), "--source", "Other")
    assert found["new"] == 4 and run(folder, "check").exit_code == 0
