"""Which records were one when a batch was opened: derived once, and anew where what it follows from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from store.state import merged_at_opening as module
from store.state.merged_at_opening import merged_at_opening
from store.state.review_state import review_state
from tests.reviews import counted, decide_all, make_review, read_review, record_ids, ris, run

STAGE = "title-abstract"


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gets a word each time that groups of the past are derived."""
    monkeypatch.setattr(module, "WORTH_KEEPING", -1)
    return counted(monkeypatch, module, "duplicate_groups_seen")


def then(folder: Path) -> tuple[dict[str, str], bool, list[str]]:
    """(merged record → survivor at the opening, whether the groups are those of now, the studies told of then)."""
    with Review(folder) as review:
        state = review_state(review)
        groups, words = merged_at_opening(state, review.stage(STAGE), 1)
        return dict(groups.survivor), groups is state.groups, [each["record"] for each in words]


def test_groups_that_are_the_same_are_those_of_now(tmp_path: Path, derived: list[str]) -> None:
    folder = read_review(tmp_path / "review")
    assert then(folder) == then(folder) == ({}, True, []) and len(derived) == 1


def test_what_was_merged_or_grouped_since_was_not_then(tmp_path: Path, derived: list[str]) -> None:
    folder = make_review(tmp_path / "review", records=6)
    first, second, third, fourth, fifth, sixth = record_ids(folder)
    run(folder, "dedup", "--same", first, second)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in (0, 2, 3, 4, 5)])
    run(folder, "dedup", "--same", third, fourth, "--even-so")
    assert [{*then(folder)[0]} | {*then(folder)[0].values()} for _ in range(2)] == [{first, second}] * 2
    assert len(derived) == 1 and not then(folder)[1]
    run(folder, "dedup", "--same", fifth, sixth, "--even-so")
    assert then(folder)[0].keys() <= {first, second} and len(derived) == 2


def test_records_that_come_later_and_lines_of_others_that_arrive_make_it_anew(
    tmp_path: Path, derived: list[str]
) -> None:
    folder = read_review(tmp_path / "review")
    then(folder)
    (tmp_path / "more.ris").write_text(ris(range(4, 6)), encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    assert then(folder) == ({}, True, []) and len(derived) == 2
