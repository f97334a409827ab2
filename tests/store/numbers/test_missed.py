"""What the second reader's sample says of the first reader's exclusions: which records count, and which do not."""

from __future__ import annotations

from pathlib import Path

from core.agreement.missed import MissedAtStage
from store.acts.duplicates.groups import duplicate_groups
from store.folder.review import Review
from store.numbers.missed import missed_at_stages
from store.state.review_state import review_state
from tests.reviews import decide_all, make_review, protocol, record_ids, run, run_json
from tests.sharing import read_all, readers_of, shared_plan, shared_review

STAGE = "title-abstract"


def missed(folder: Path, stage: str = STAGE) -> MissedAtStage | None:
    with Review(folder) as review:
        return missed_at_stages(review_state(review), review.stage(stage))


def read_review(folder: Path, *, pilot: int = 0) -> list[str]:
    """ANNA excludes all of twelve records; BO reads half and finds one. The numbers of BO's sample."""
    make_review(folder, records=12, text=protocol("1/2"))
    known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    if pilot:
        run(folder, "sample", STAGE, "--pilot", str(pilot), "--yes")
        [drawn] = run_json(folder, "sample", STAGE)
        first = [known[each] for each in drawn["ids"]]
        for who in ("ANNA", "BO"):
            decide_all(folder, who, STAGE, [(each, "exclude") for each in first])
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude") for n in range(12)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    [drawn] = [each for each in run_json(folder, "sample", STAGE) if each["round"]]
    sample = [known[each] for each in drawn["ids"]]
    decide_all(folder, "BO", STAGE, [(each, "exclude" if n else "include") for n, each in enumerate(sample)])
    return sample


def test_without_a_sample_there_is_nothing_to_infer(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2, text=protocol("1/2"))
    assert missed(folder) is None and missed(folder, "full-text") is None


def test_a_miss_counts_once_the_team_has_settled_it(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    sample = read_review(folder)
    before = missed(folder)
    assert before is not None and (before.first, before.second, before.complete) == ("ANNA", "BO", True)
    assert (before.total.excluded, before.total.double_read, before.total.found, before.unresolved) == (12, 6, 0, 1)
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    run(folder, "resolve", STAGE, item["record_id"], "include", "--rationale", "it belongs")
    after = missed(folder)
    assert after is not None and (after.total.found, after.unresolved, after.read_late) == (1, 0, 0)
    assert after.total.estimate == 1 and after.recall is not None and len(sample) == 6


def test_a_pilot_stands_outside(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    read_review(folder, pilot=4)
    found = missed(folder)
    assert found is not None and (found.total.excluded, found.total.double_read) == (8, 4)


def test_what_came_into_the_sample_later_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    sample = read_review(folder)
    run(folder, "sample", STAGE, "--extend", "2", "--reason", "more", "--yes")
    known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    added = [known[each] for each in run_json(folder, "sample", STAGE)[0]["ids"] if known[each] not in sample]
    decide_all(folder, "BO", STAGE, [(each, "exclude") for each in added])
    found = missed(folder)
    assert found is not None and (found.total.double_read, found.read_late) == (8, 2)
    ids = record_ids(folder)
    home, late = next(
        (home, int(each[1:]))
        for each in added
        for home in range(int(each[1:]))
        if f"T{home}" not in sample and f"T{home}" not in added
    )
    run(folder, "dedup", "--same", ids[home], ids[late], "--even-so")
    found = missed(folder)
    assert found is not None and (found.total.double_read, found.read_late) == (8, 2), "by the name of then"


def test_merges_after_the_opening_leave_it_as_it_was_and_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    read_review(folder)
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    run(folder, "resolve", STAGE, item["record_id"], "include", "--rationale", "it belongs")
    before = missed(folder)
    assert before is not None and (before.total.found, before.regrouped) == (1, ())
    others = [each for each in record_ids(folder) if each != item["record_id"]]
    for pair in ((item["record_id"], others[0]), others[1:3]):
        run(folder, "dedup", "--same", *pair, "--even-so")
        found = missed(folder)
        assert found is not None and (found.total, found.recall) == (before.total, before.recall)
    assert found is not None and set(found.regrouped) == {item["record_id"], *others[:3]}
    assert run_json(folder, "missed", STAGE)["stages"][0]["regrouped"] == 4
    with Review(folder) as review:
        merged = duplicate_groups(review).of(others[0])
    run(folder, "resolve", STAGE, merged, "exclude", "--reason", "wrong-topic", "--rationale", "as one it does not")
    settled = missed(folder)
    assert settled is not None and (settled.total.excluded, settled.total.found) == (12, 0)


def test_where_each_is_read_once_the_share_read_by_one_more_tells_what_was_missed(tmp_path: Path) -> None:
    text = shared_plan('{ any = 1, of = ["A", "B", "C", "D"], weights = { A = 2 }, one_more = "1/4" }')
    folder = shared_review(tmp_path / "r", records=40, text=text)
    readers = readers_of(folder)
    twice = [record for record, those in readers.items() if len(those) > 1]
    assert len(twice) == 10
    for record, those in readers.items():
        run(folder, "decide", STAGE, record, "exclude", role=those[0])
        for one_more in those[1:]:
            run(folder, "decide", STAGE, record, "include" if record in twice[:2] else "exclude", role=one_more)
    for record in twice[:2]:
        run(folder, "resolve", STAGE, record, "include", "--rationale", "it is", role="CHIEF")
    [told] = run_json(folder, "missed", STAGE)["stages"]
    assert (told["excluded"], told["double_read"], told["found_relevant"], told["estimate"]) == (40, 10, 2, 6)
    assert told["sentence"].startswith("Of the 40 records that one reader excluded, another also read 10;")
    assert told["complete"]


def test_where_any_two_read_each_nothing_is_inferred(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    read_all(folder)
    assert run_json(folder, "missed", STAGE) == {"stages": []}
    assert "no share of it is read by one more" in run(folder, "missed", STAGE).stderr
