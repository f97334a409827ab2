"""The pilot of a stage: read by all and first, opened by itself, and never part of the main agreement."""

from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from core.sampling.sample import order
from store.folder.review import Review
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run, run_json
from tests.sharing import shared_review
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"
RECORDS = 20
PILOT = 4


def piloted_review(tmp_path: Path, *, planned: bool = False) -> Path:
    """20 records, a pilot of 4 and a sample of a quarter of the other 16; nothing is read yet."""
    text = protocol("1/4")
    if planned:
        text = text.replace('kind = "screen"\n', f'kind = "screen"\npilot = {PILOT}\n')
    folder = make_review(tmp_path / "r", records=RECORDS, text=text)
    run(folder, "sample", STAGE, *([] if planned else ["--pilot", str(PILOT)]), "--draw", "--yes")
    return folder


def drawn(folder: Path) -> tuple[list[str], list[str]]:
    """The ids of the pilot and of the sample."""
    sample, pilot = run_json(folder, "sample", STAGE)
    assert (sample["round"], pilot["round"]) == (1, 0)
    return pilot["ids"], sample["ids"]


def says(folder: Path, reviewer: str, verdict: str, ids: list[str]) -> None:
    known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    decide_all(folder, reviewer, STAGE, [(known[each], verdict) for each in ids])


def agreement(folder: Path, role: str | None = None) -> dict[str, Any]:
    [found] = run_json(folder, "agreement", STAGE, role=role)["stages"]
    assert isinstance(found, dict)
    return found


def stage_counts(folder: Path, role: str | None = None) -> dict[str, Any]:
    counts: dict[str, Any] = run_json(folder, "status", role=role)["stages"][0]
    return counts


@pytest.mark.parametrize("planned", [False, True])
def test_it_has_a_seed_of_its_own_and_leaves_the_rest_to_the_sample(tmp_path: Path, planned: bool) -> None:
    folder = piloted_review(tmp_path, planned=planned)
    everything = record_ids(folder)
    pilot, sample = drawn(folder)
    assert pilot == order(f"a seed fixed beforehand {STAGE} pilot", everything)[:PILOT]
    rest = set(everything) - set(pilot)
    assert sample == order("a seed fixed beforehand", rest)[:4]
    assert run(folder, "sample", STAGE, "--verify").exit_code == 0 and run(folder, "check").exit_code == 0
    for search_round, frame in (("0", everything), ("1", rest)):
        assert run(folder, "sample", STAGE, "--frame", "--round", search_round).stdout.split() == sorted(frame)
    shares = stage_counts(folder)["reviewers"]
    assert shares == {"ANNA": {"owed": RECORDS, "done": 0}, "BO": {"owed": PILOT + 4, "done": 0}}


def test_a_planned_pilot_is_due_when_a_reader_opens_the_stage_and_comes_first(tmp_path: Path) -> None:
    text = protocol("1/4").replace('kind = "screen"\n', f'kind = "screen"\npilot = {PILOT}\n')
    folder = make_review(tmp_path / "r", records=RECORDS, text=text)
    for role, owed in (("ANNA", RECORDS), ("BO", PILOT + 4)):
        with Review(folder, role=role) as review:
            place = DiskReview(review)
            plan = place.due_draw(STAGE)
            assert plan is not None
            if role == "ANNA":
                with pytest.raises(TamisError, match="the pilot has not been drawn yet"):
                    place.screening_session(STAGE)
            place.draw(plan)
            queue = place.screening_session(STAGE).queue
        assert len(queue) == owed and set(queue[:PILOT]) == set(run_json(folder, "sample", STAGE)[-1]["ids"])
    assert [each["round"] for each in run_json(folder, "sample", STAGE)] == [1, 0]


def test_what_is_left_of_it_comes_before_the_place_where_one_was(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=RECORDS, coverage="1/4")
    with Review(folder, role="ANNA") as review:
        place = DiskReview(review)
        place.save_bookmark(STAGE, place.screening_session(STAGE).queue[-1])
        run(folder, "sample", STAGE, "--pilot", str(PILOT), "--yes")
        place.status()  # what the dashboard asks before anything is opened from it
        session = place.screening_session(STAGE)
        assert session.position == 0 and session.current in run_json(folder, "sample", STAGE)[-1]["ids"]


def test_it_opens_by_itself_while_the_rest_stays_blind(tmp_path: Path) -> None:
    folder = piloted_review(tmp_path)
    pilot, sample = drawn(folder)
    says(folder, "ANNA", "include", [*pilot, *sample[:2]])
    assert stage_counts(folder)["pilot"] == {"records": PILOT, "blind": True}
    for role in ("ANNA", "BO"):
        found = agreement(folder, role)
        assert found["pilot"]["table"] == [[0, 0], [0, 0]] and "withheld" in found["pilot"]["note"]
    assert agreement(folder)["pilot"]["owed"] == 2 * PILOT, "the team knows of nobody's decisions"
    says(folder, "BO", "exclude", [*pilot[:1], *sample[:2]])
    with pytest.raises(TamisError, match="still blind"):
        run(folder, "resolve", STAGE, pilot[0], "include", "--rationale", "x")
    says(folder, "BO", "include", pilot[1:])

    assert stage_counts(folder, "ANNA")["pilot"] == {"records": PILOT, "blind": False}
    assert stage_counts(folder, "ANNA")["blind"] is True
    for role in ("ANNA", "BO", None):
        found = agreement(folder, role)
        assert (found["pilot"]["table"], found["pilot"]["complete"]) == ([[3, 1], [0, 0]], True)
        assert found["complete"] is False
        items = run_json(folder, "disagreements", STAGE, role=role)["items"]
        assert [each["record_id"] for each in items] == pilot[:1], "what both read of the main sample stays hidden"
    assert agreement(folder, "ANNA")["n"] == 0 and agreement(folder)["n"] == 0
    whom = {row["who"] for row in run_json(folder, "history", pilot[0], role="ANNA")}
    assert whom == {"", "ANNA", "BO"}
    assert {row["who"] for row in run_json(folder, "history", sample[0], role="ANNA")} == {"", "ANNA"}
    run(folder, "resolve", STAGE, pilot[0], "include", "--rationale", "we talked", role="ANNA")
    assert "the main reading:" in run(folder, "agreement", STAGE).stdout


def finished(tmp_path: Path) -> Path:
    """The pilot opened with one disagreement, talked about; then all is read: they differ on half of the sample."""
    folder = piloted_review(tmp_path)
    pilot, sample = drawn(folder)
    says(folder, "ANNA", "exclude", pilot)
    says(folder, "BO", "include", pilot[:1])
    says(folder, "BO", "exclude", pilot[1:])
    run(folder, "resolve", STAGE, pilot[0], "include", "--rationale", "we talked")
    says(folder, "ANNA", "exclude", [each for each in record_ids(folder) if each not in pilot])
    says(folder, "BO", "include", sample[:2])
    says(folder, "BO", "exclude", sample[2:])
    return folder


def test_its_records_are_no_part_of_the_main_agreement(tmp_path: Path) -> None:
    folder = finished(tmp_path)
    found = agreement(folder, "ANNA")
    assert (found["table"], found["complete"], found["beyond_sample"]) == ([[0, 0], [2, 2]], True, 0)
    assert (found["pilot"]["table"], found["pilot"]["complete"]) == ([[0, 0], [1, 3]], True)
    pilot, _ = drawn(folder)
    says(folder, "BO", "exclude", pilot[:1])
    assert agreement(folder)["pilot"] == found["pilot"], "changed after it was opened: outside the agreement"
    [row] = [each for each in run_json(folder, "history", pilot[0]) if each["who"] == "BO"][1:]
    assert row["after_opening"] is True


def test_what_was_missed_is_told_from_the_sample_alone(tmp_path: Path) -> None:
    folder = finished(tmp_path)
    _, sample = drawn(folder)
    run(folder, "resolve", STAGE, sample[0], "include", "--rationale", "missed")
    run(folder, "resolve", STAGE, sample[1], "exclude", "--rationale", "not missed")
    [found] = run_json(folder, "missed", STAGE)["stages"]
    assert (found["excluded"], found["double_read"], found["found_relevant"], found["estimate"]) == (16, 4, 1, 3)
    assert found["recall"] == pytest.approx(2 / 5), "the one of the pilot is among what the stage kept"


def test_the_stage_does_not_open_before_its_pilot(tmp_path: Path) -> None:
    folder = piloted_review(tmp_path)
    pilot, sample = drawn(folder)
    says(folder, "ANNA", "include", record_ids(folder))
    says(folder, "BO", "include", sample)
    assert stage_counts(folder)["blind"] is True and stage_counts(folder)["pilot"]["blind"] is True
    says(folder, "BO", "include", pilot)
    counts = stage_counts(folder)
    assert (counts["pilot"]["blind"], counts["blind"], counts["waits_for"]) == (False, True, ["ANNA"])
    assert stage_counts(folder, "ANNA")["blind"] is False and agreement(folder)["complete"] is True


def test_it_can_be_opened_early_alone_and_is_opened_early_with_the_rest(tmp_path: Path) -> None:
    folder = piloted_review(tmp_path)
    run(folder, "unblind", STAGE, "--pilot", "--rationale", "BO is ill")
    assert stage_counts(folder)["blind"] is True
    assert "opened before every reader" in agreement(folder, "ANNA")["pilot"]["note"]
    folder = piloted_review(tmp_path / "other")
    opened = run_json(folder, "unblind", STAGE, "--round", "1", "--rationale", "BO is ill")
    assert (opened["rounds"], opened["pilot"]) == ([1], True)


def test_a_search_update_has_no_pilot(tmp_path: Path) -> None:
    folder = finished(tmp_path)
    update = tmp_path / "update.ris"
    update.write_text(ris(range(30, 38)))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    run(folder, "sample", STAGE, "--draw", "--yes")
    assert [(each["round"], each["size"]) for each in run_json(folder, "sample", STAGE)] == [(1, 4), (2, 2), (0, PILOT)]
    assert stage_counts(folder)["pilot"] == {"records": PILOT, "blind": False}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((STAGE, "--pilot", "3", "--yes"), "the pilot is drawn already"),
        (("full-text", "--pilot", "3", "--yes"), "what enters this stage is hidden: title-abstract is still blind"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    folder = piloted_review(tmp_path)
    with pytest.raises(TamisError, match=message):
        run(folder, "sample", *words)


@pytest.mark.parametrize("coverage", ["all", "1/2", "any"])
@pytest.mark.parametrize("size", [6, 1000])
def test_one_that_would_leave_nothing_for_the_reading_is_refused(tmp_path: Path, coverage: str, size: int) -> None:
    """Its search round, with no record in it, would never be read to its end: all that follows would stay sealed."""
    shared = shared_review(tmp_path / "shared", records=6, draws=False) if coverage == "any" else None
    folder = shared or make_review(tmp_path / "r", records=6, coverage=coverage)
    said = f"stage title-abstract, pilot: found a pilot of {size:,} of 6 records, so that none is left for the reading"
    with pytest.raises(TamisError, match=said):
        run(folder, "sample", STAGE, "--pilot", str(size), "--yes")
    assert run_json(folder, "sample", STAGE) == []
    run(folder, "sample", STAGE, "--pilot", "5", "--yes")


def test_it_comes_before_the_sample_and_before_the_opening(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=4, coverage="1/2")
    run(folder, "sample", STAGE, "--draw", "--yes")
    with pytest.raises(TamisError, match="a pilot comes before it"):
        run(folder, "sample", STAGE, "--pilot", "2", "--yes")
    folder = make_review(tmp_path / "other", records=2)
    for reviewer in ("ANNA", "BO"):
        decide_all(folder, reviewer, STAGE, [("T0", "include"), ("T1", "include")])
    with pytest.raises(TamisError, match="a pilot comes before that"):
        run(folder, "sample", STAGE, "--pilot", "2", "--yes")
