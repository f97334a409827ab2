from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from store.numbers.records_behind import RecordsBehind, records_behind
from store.numbers.status import status
from store.state.review_state import review_state
from store.work.openings import open_finished_batches
from tests.reviews import decide_all, made_once, make_review, ris, run, run_json

STAGE = "title-abstract"


@made_once
def read_in_part(folder: Path) -> Path:
    made = make_review(folder, records=4)
    decide_all(made, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude"), ("T2", "exclude"), ("T3", "include")])
    decide_all(made, "BO", STAGE, [("T0", "include"), ("T1", "include"), ("T2", "exclude")])
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return read_in_part(tmp_path / "review")


def behind(folder: Path, number: str, reason: str | None = None, role: str | None = "ANNA") -> RecordsBehind:
    with Review(folder, role=role) as review:
        return records_behind(review_state(review), STAGE, number, reason)


def said(found: RecordsBehind) -> list[list[tuple[str, str]]]:
    return [[(who, each.verdict or "") for who, each in found.standing(record).said] for record in found.ids]


def test_every_number_has_as_many_records_as_it_says(folder: Path) -> None:
    for role in (None, "ANNA", "BO", "CHIEF"):
        with Review(folder, role=role) as review:
            state = review_state(review)
            stage_state = status(state).stages[0].state
            for number in ("entered", "included", "excluded", "waiting", "disagreements", "escalated"):
                assert len(records_behind(state, STAGE, number).ids) == len(getattr(stage_state, number))
            for reason, ids in stage_state.reasons.items():
                assert len(records_behind(state, STAGE, "excluded", reason).ids) == len(ids)


def test_while_a_stage_is_blind_a_reader_sees_only_what_they_said(folder: Path) -> None:
    for number in ("entered", "included", "excluded", "waiting"):
        found = behind(folder, number)
        assert all(who == "ANNA" for one in said(found) for who, _verdict in one)
        assert not any(found.standing(each).differ for each in found.ids)
    assert said(behind(folder, "excluded")) == [[("ANNA", "exclude")], [("ANNA", "exclude")]]
    assert not behind(folder, "disagreements").ids


def test_once_open_everybodys_word_and_the_resolution_are_shown(folder: Path) -> None:
    decide_all(folder, "BO", STAGE, [("T3", "include")])
    found = behind(folder, "disagreements")
    assert said(found) == [[("ANNA", "exclude"), ("BO", "include")]]
    assert found.standing(found.ids[0]).differ
    run(folder, "resolve", STAGE, found.ids[0], "include", "--rationale", "both", "--by", "ANNA,BO", role="ANNA")
    found = behind(folder, "included")
    resolved = [each for each in map(found.standing, found.ids) if each.resolution]
    assert len(resolved) == 1 and resolved[0].resolution and resolved[0].resolution.verdict == "include"


def test_behind_a_reason_that_nobody_gave_there_is_nothing(folder: Path) -> None:
    assert list(behind(folder, "excluded", "wrong-design").ids) == []


def test_an_unknown_number_is_refused(folder: Path) -> None:
    with pytest.raises(TamisError, match="there is no number"):
        behind(folder, "stage")


def test_owed_and_done_have_as_many_records_as_they_say_and_are_kept_blind(folder: Path) -> None:
    for role in ("ANNA", "BO", "CHIEF"):
        with Review(folder, role=role) as review:
            state = review_state(review)
            for reviewer, share in status(state).stages[0].readers.items():
                for number in ("owed", "done"):
                    if role == reviewer or (role, number) == ("CHIEF", "owed"):
                        assert len(records_behind(state, STAGE, number, None, reviewer).ids) == getattr(share, number)
                    else:
                        with pytest.raises(TamisError, match="blind"):
                            records_behind(state, STAGE, number, None, reviewer)
    with Review(folder) as review, pytest.raises(TamisError, match="blind"):
        records_behind(review_state(review), STAGE, "owed", None, "BO")
    decide_all(folder, "BO", STAGE, [("T3", "include")])
    with Review(folder, role="ANNA") as review:
        assert len(records_behind(open_finished_batches(review), STAGE, "done", None, "BO").ids) == 4
        with pytest.raises(TamisError, match="does not read"):
            records_behind(review_state(review), STAGE, "done", None, "CHIEF")


def test_the_numbers_of_the_whole_review(tmp_path: Path) -> None:
    made = make_review(tmp_path / "review")
    for source in ("One", "Two"):
        file = tmp_path / f"{source}.ris"
        file.write_text(ris(range(3 if source == "One" else 2)), encoding="utf-8")
        run(made, "import", str(file), "--source", source, "--again")
    run(made, "dedup")
    with Review(made) as review:
        state = review_state(review)
        found = {number: records_behind(state, None, number) for number in ("identified", "duplicates", "unique")}
    assert {number: len(each.ids) for number, each in found.items()} == {"identified": 5, "duplicates": 2, "unique": 3}
    assert {found["duplicates"].standing(each).survivor for each in found["duplicates"].ids} < set(found["unique"].ids)
    assert not found["unique"].standing(found["unique"].ids[0]).survivor


def test_the_command_lists_the_records_behind_a_number(folder: Path) -> None:
    rows = run_json(folder, "records", "excluded", "--stage", STAGE, role="ANNA")
    assert [row["why"] for row in rows] == ["ANNA excluded: no reason given"] * 2 and all(row["title"] for row in rows)
    assert len(run_json(folder, "records", "excluded", "--stage", STAGE, "--reason", "", role="ANNA")) == 2
    assert len(run_json(folder, "records", "done", "--stage", STAGE, "--reviewer", "BO", role="BO")) == 3
    assert len(run(folder, "records", "identified").stdout.splitlines()) == 4
    with pytest.raises(TamisError, match="is a number of a stage"):
        run(folder, "records", "included")
