"""Who may read and write what below `people`, and whose it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.upkeep.rights import mend_rights
from tests.reviews import differing_review, protocol, run, run_json
from tests.store.users import needs_root


def test_what_others_may_write_is_closed(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    path = folder / "people" / "ANNA" / "title-abstract.1" / "decisions.jsonl"
    path.chmod(0o646)
    [problem] = run_json(folder, "check")["problems"]
    assert problem["where"] == str(path) and "(mode 646)" in problem["what"]
    assert mend_rights(folder / "people" / "ANNA", []) == [path] and path.stat().st_mode & 0o777 == 0o644
    assert run(folder, "check").exit_code == 0


@needs_root
@pytest.mark.parametrize("name", ["people/BO", "people/BO/acts.jsonl", "people/BO/title-abstract.1/decisions.jsonl"])
def test_what_belongs_to_another_account_is_named(tmp_path: Path, name: str) -> None:
    folder = differing_review(tmp_path / "review")
    plan = folder / "protocol.toml"
    plan.write_text(protocol().replace('id = "BO"\n', 'id = "BO"\nlogin = "root"\n'))
    os.chown(folder / name, 1, -1)
    told = [each["what"] for each in run_json(folder, "check")["problems"] if each["where"] == str(folder / name)]
    assert any("which is not BO's: nothing in it counts" in each for each in told)
