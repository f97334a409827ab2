"""The file of the plan: found from anywhere below it, and a change of it noticed by who works there for long."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.duplicates.verdicts import give_verdict
from store.folder.plan import PROTOCOL_FILE, changed_lines, find_review, read_plan
from store.folder.review import Review
from store.journal.errors import PlanChanged
from store.work.screening import DiskDecisionStore
from tests.reviews import make_review, record_ids


def test_it_is_found_from_any_folder_below(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    (folder / "a" / "b").mkdir(parents=True)
    assert find_review(folder / "a" / "b") == find_review(folder) == folder
    (tmp_path / "file").write_text("x")
    for start, what in (
        (tmp_path, "no protocol.toml here"),
        (tmp_path / "none", "no such"),
        (tmp_path / "file", "no f"),
    ):
        with pytest.raises(TamisError, match=what) as refused:
            find_review(start)
        assert refused.value.where == str(start) and "-C DIR" in refused.value.advice


def test_the_lines_that_differ_are_told() -> None:
    assert changed_lines("a\nb\n", "a\nc\n") == ["- b", "+ c"] and changed_lines("a", "a") == []


def test_only_another_plan_is_newer(tmp_path: Path) -> None:
    path = make_review(tmp_path / "review") / PROTOCOL_FILE
    plan = read_plan(path)
    assert plan.newer() is None
    path.write_text(plan.text)
    assert plan.newer() is None, "written again, and the same"
    path.write_text(plan.text + "[review")
    assert plan.newer() is None, "no plan while it is being edited"
    path.unlink()
    assert plan.newer() is None
    path.write_text(plan.text + "# so\n")
    assert (now := plan.newer()) is not None and now.version != plan.version


def test_who_lives_on_says_nothing_under_a_plan_that_was_changed_and_goes_on_with_the_new_one(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    path = folder / PROTOCOL_FILE
    one, two, three = record_ids(folder)
    with Review(folder, role="ANNA") as command, Review(folder, role="ANNA") as review:
        assert not command.lives_on
        review.lives_on = True
        store = DiskDecisionStore(review, "ANNA", "title-abstract")
        assert not review.take_plan()
        path.write_text(path.read_text().replace("A review for tests", "Another"))
        for act in (
            lambda: give_verdict(review, one, two, same=False),
            lambda: store.undo(),
            lambda: store.redo(),
            lambda: store.replay(1, again=False),
        ):
            with pytest.raises(PlanChanged) as refused:
                act()
            assert refused.value.where == str(path)
        assert review.take_plan() and review.protocol.title == "Another"
        give_verdict(review, one, three, same=False)
        assert review.in_order("amendments")[-1][1].says["version"] == review.version
