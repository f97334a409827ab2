"""What was said when a batch was opened is derived once, and goes by the line that was stated and by the groups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.screening.decision import Verdict
from store.decisions import at_opening, columns
from store.decisions.at_opening import said_at_opening
from store.folder.cache import Cache
from store.folder.review import Review
from store.state.review_state import review_state
from tests.charts import charting_review, fill
from tests.reviews import counted, read_review, record_ids, run, run_json

STAGE = "title-abstract"


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gets a word each time that they are derived from a journal."""
    for module in (at_opening, columns):
        monkeypatch.setattr(module, "WORTH_KEEPING", 0)
    monkeypatch.setattr(columns, "LAG", 0)
    return counted(monkeypatch, at_opening, "kinds_in")


def said(folder: Path, who: str, *, holds: bool = True) -> dict[str, Verdict | None]:
    with Review(folder) as review:
        state = review_state(review)
        found = said_at_opening(review, who, state.openings[STAGE, 1], state.groups, holds=holds)
        return {record: each.verdict for record, each in found.items()}


def test_it_is_derived_once_and_what_is_said_later_changes_nothing(tmp_path: Path, derived: list[str]) -> None:
    folder = read_review(tmp_path / "review")
    ids = record_ids(folder)
    before = run_json(folder, "agreement", STAGE)
    assert not derived, "nothing was said since, so it is what the columns tell"
    run(folder, "decide", STAGE, ids[0], "include", role="ANNA")
    assert said(folder, "ANNA") == {each: Verdict.INCLUDE if n else Verdict.EXCLUDE for n, each in enumerate(ids)}
    after = run_json(folder, "agreement", STAGE)
    assert after["stages"][0]["table"] == before["stages"][0]["table"] and len(derived) == 1
    Cache(folder).clear()
    assert run_json(folder, "agreement", STAGE) == after and len(derived) == 2


@pytest.mark.parametrize("late", [(), ("ANNA",), ("ANNA", "BO")])
def test_it_is_the_same_whether_or_not_something_was_said_since(tmp_path: Path, late: tuple[str, ...]) -> None:
    folder = read_review(tmp_path / "review")
    first = record_ids(folder)[0]
    told = {who: said(folder, who) for who in ("ANNA", "BO")}
    for who in late:
        assert run(folder, "decide", STAGE, first, "maybe", role=who).exit_code == 0
    with Review(folder) as review:
        state = review_state(review)
        for who in told:
            found = state.decisions_at_opening(who, review.stage(STAGE), 1)
            assert {record: each.verdict for record, each in found.items()} == told[who]


@pytest.mark.parametrize("words", [[], ["study"], ["dedup", "--even-so", "--same"]])
def test_of_forms_the_columns_tell_it_unless_one_counts_as_unfinished_again(
    tmp_path: Path, derived: list[str], words: list[str]
) -> None:
    folder, records = charting_review(tmp_path / "review", "ANNA", "BO")
    for who in ("ANNA", "BO"):
        fill(folder, who, studies=records[:1])
        fill(folder, who, studies=records[1:], design="survey")
    if words:
        run(folder, *words, *records[:2])
    for no_cache in ("--no-cache", "--json"):
        derived.clear()
        run(folder, "status", no_cache)
        assert bool(derived) == (no_cache == "--no-cache" and bool(words)), (
            "they are derived where columns differ, once"
        )
    with Review(folder) as review:
        state = review_state(review)
        opening, stage = state.openings["charting", 1], review.stage("charting")
        for who in ("ANNA", "BO"):
            found = state.decisions_at_opening(who, stage, 1)
            said = said_at_opening(review, who, opening, state.groups, holds=True)
            assert {**found} == {**said} and len(found) == 3 - (words[:1] == ["dedup"])


def test_other_groups_make_it_anew(tmp_path: Path, derived: list[str]) -> None:
    folder = read_review(tmp_path / "review")
    first, second, *others = record_ids(folder)
    said(folder, "ANNA")
    run(folder, "dedup", "--same", first, second, "--even-so")
    derived.clear()
    merged = said(folder, "ANNA")
    assert {each for each, verdict in merged.items() if verdict is None} in ({first}, {second}) and derived
    assert {each for each, verdict in merged.items() if verdict} == {*others}
    derived.clear()
    assert said(folder, "ANNA") == merged and not derived


def test_a_journal_without_the_line_that_was_stated_is_read_whatever_is_kept(
    tmp_path: Path, derived: list[str]
) -> None:
    folder = read_review(tmp_path / "review")
    whole = said(folder, "ANNA")
    derived.clear()
    assert said(folder, "ANNA", holds=False) == whole and len(derived) == 1


def test_who_had_stated_nothing_had_said_nothing(tmp_path: Path) -> None:
    folder = read_review(tmp_path / "review")
    with Review(folder) as review:
        state = review_state(review)
        opening = replace(state.openings[STAGE, 1], journals={}, links={})
        assert not said_at_opening(review, "ANNA", opening, state.groups, holds=True)
