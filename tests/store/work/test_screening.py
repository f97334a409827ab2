"""What the next undo or redo would do, as the store says it, on real journals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.undo import PastAct, Sure
from store.acts.duplicates.searches import stored_pairs
from store.acts.duplicates.verdicts import give_verdicts, undo_last
from store.folder.review import Review
from store.journal.line import Event
from store.state.review_state import review_state
from store.work.charting import DiskChartStore
from store.work.screening import DiskDecisionStore
from tests.charts import charting_review
from tests.reviews import decide_all, make_review, record_ids, run
from tests.twins import make_twin_review

STAGE = "title-abstract"


def next_of(act: Callable[[Sure], object]) -> PastAct | None:
    """What an act would do; nothing is done."""
    met: list[PastAct] = []
    assert not act(lambda past: bool(met.append(past)))
    return met[0] if met else None


def words(act: Callable[[Sure], object]) -> str:
    past = next_of(act)
    return past.what if past else ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=5)


def test_an_import_is_named_with_its_number_and_file_and_no_key_takes_it_back(folder: Path) -> None:
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    with Review(folder, role="ANNA") as review:
        desk = DiskDecisionStore(review, "ANNA", STAGE)
        past = next_of(desk.undo)
        assert past is not None and past.asks and past.records == 5
        assert past.what == "import of 5 decisions from review-ANNA-title-abstract.csv"
        assert past.command == "tamis undo title-abstract"
        assert len(desk.decisions) == 5 and next_of(desk.redo) is None
        assert len(desk.undo()) == 5
        assert next_of(desk.redo) == past
        assert len(desk.redo()) == 5
        assert next_of(desk.undo) == past, "what was done again is still the import that it was"
        assert len(desk.undo(lambda each: each == past)) == 5 and desk.decisions == {}


def test_single_acts_are_named_and_not_asked_about(folder: Path) -> None:
    first, *_ = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        desk = DiskDecisionStore(review, "ANNA", STAGE)
        assert next_of(desk.undo) is None
        run(folder, "decide", STAGE, first, "include", role="ANNA")
        decided = next_of(desk.undo)
        assert decided is not None and (decided.what, decided.asks, decided.command) == ("1 decision", False, "")
        run(folder, "decide", STAGE, first, "include", "--note", "again", role="ANNA")
        assert words(desk.undo) == "1 note or label"
        run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", role="ANNA")
        assert words(desk.undo) == "1 decision"
        assert desk.undo() and words(desk.redo) == "1 decision" and words(desk.undo) == "1 note or label"


@pytest.mark.parametrize("count", [3, 4])
def test_more_than_three_are_asked_about(folder: Path, count: int) -> None:
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(count)])
    with Review(folder, role="ANNA") as review:
        past = next_of(DiskDecisionStore(review, "ANNA", STAGE).undo)
    assert past is not None and past.asks is (count > 3)


def test_of_what_another_window_did_meanwhile_nothing_is_taken_back_unseen(folder: Path) -> None:
    first, *_ = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        desk = DiskDecisionStore(review, "ANNA", STAGE)
        run(folder, "decide", STAGE, first, "include", role="ANNA")
        seen = next_of(desk.undo)
        decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude") for n in range(5)])
        assert desk.undo(lambda past: past == seen) == []
        assert words(desk.undo).startswith("import of 5")


def test_naming_an_import_costs_no_reading_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    with Review(folder, role="ANNA") as review:
        desk = DiskDecisionStore(review, "ANNA", STAGE)
        desk.undo()
        desk.redo()
        read: list[bytes] = []
        from_line = Event.from_line
        monkeypatch.setattr(Event, "from_line", lambda line: read.append(line) or from_line(line))
        assert words(desk.undo).startswith("import of 5")
    assert len(read) == 3, "one line each of the import, its undo and its redo"


def test_forms_are_counted_by_study(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", records=4)
    with Review(folder, role="ANNA") as review:
        state = review_state(review)
        desk = DiskChartStore(state, "ANNA", review.stage("charting"))
        file = tmp_path / "sheet.csv"
        file.write_text("record_id,country,design\n" + "".join(f"{each},Norway,trial\n" for each in studies))
        run(folder, "chart", "set", "charting", studies[0], "country", "Chad", role="ANNA")
        assert words(desk.undo) == "1 answer of 1 form"
        run(folder, "chart", "import", str(file), "--stage", "charting", role="ANNA")
        past = next_of(desk.undo)
        assert past is not None and past.asks and past.records == 4
        assert past.what.endswith("answers of 4 forms from sheet.csv") and past.command == "tamis undo charting"


def test_a_search_for_duplicates_and_a_bulk_verdict(tmp_path: Path) -> None:
    with Review(make_twin_review(tmp_path / "twins", 4)) as review:
        past = next_of(lambda sure: undo_last(review, sure))
        assert past is not None and past.asks
        assert past.what == "search for duplicates with 0 merges and 4 doubtful pairs"
        pairs = [(each.a, each.b) for each in stored_pairs(review, "reviews")]
        give_verdicts(review, pairs[:1], same=True)
        given = next_of(lambda sure: undo_last(review, sure))
        assert given is not None and (given.what, given.asks) == ("1 verdict", False)
        give_verdicts(review, pairs, same=False)
        assert words(lambda sure: undo_last(review, sure)) == "4 verdicts"
