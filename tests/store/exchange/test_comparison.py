"""Files beside those of a review; what comes of whole packs is in test_take.py, of branches in test_share.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.exchange.comparison import Incoming
from store.folder.review import Review
from tests.remotes import acts_of
from tests.reviews import make_review, run_json

BOS = acts_of("BO")


@pytest.mark.parametrize(("whole", "role", "told"), [(1, "ANNA", ""), (0, "ANNA", "cut off"), (1, "BO", "of your own")])
def test_what_goes_on_is_new_and_one_s_own_is_not_changed(tmp_path: Path, whole: int, role: str, told: str) -> None:
    folder = make_review(tmp_path / "review")
    run_json(folder, "highlights", "--include", "one", role="BO")
    had = (folder / BOS).read_bytes()
    run_json(folder, "highlights", "--include", "two", role="BO")
    brought = tmp_path / "brought" / BOS
    brought.parent.mkdir(parents=True)
    brought.write_bytes((folder / BOS).read_bytes()[: None if whole else -5])
    (folder / BOS).write_bytes(had)
    with Review(folder, role=role) as review:
        found = Incoming(review, tmp_path / "brought")
        found.compare([BOS])
    problems = [each.what for each in (*found.refused, *found.left)]
    assert bool(found.new) is not bool(told) and (told in problems[0] if told else problems == [])
    assert found.new == {} or list(found.new.values()) == [(len(had), had.count(b"\n"))]
