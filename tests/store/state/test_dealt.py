"""Who reads which records, as they are now: each has its readers, whatever was merged, came late or was handed over."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from core.sampling.allocation import deal, deal_seed
from core.sampling.sample import order
from tests.reviews import record_ids, ris, run, run_json
from tests.sharing import FIVE, STAGE, owed, read, read_all, readers_of, seen, shared_plan, shared_review


def test_nothing_is_owed_before_it_is_dealt(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", draws=False)
    assert {who: owed(folder, who) for who in FIVE} == {key: [] for key in FIVE}
    read(folder, "A", record_ids(folder))
    [stage, _] = run_json(folder, "status", role="A")["stages"]
    assert (stage["waiting"], stage["included"], stage["excluded"]) == (20, 0, 0), "a word of one is not enough"


def test_each_owes_what_was_dealt_to_them(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    readers = readers_of(folder)
    assert readers.keys() == set(record_ids(folder))
    for who in FIVE:
        assert set(owed(folder, who)) == {record for record, those in readers.items() if who in those}
    assert set(Counter(who for those in readers.values() for who in those).values()) == {8}


def test_what_comes_late_moves_nothing(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    before = readers_of(folder)
    (tmp_path / "late.ris").write_text(ris(range(30, 50)))
    run(folder, "import", str(tmp_path / "late.ris"), "--source", "Testbase", "--round", "1")
    run(folder, "dedup")
    after = readers_of(folder)
    assert {record: after[record] for record in before} == before
    assert len(after) == 40
    assert all(len(set(those)) == 2 for those in after.values())


def test_a_round_is_dealt_by_itself(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    before = readers_of(folder)
    (tmp_path / "more.ris").write_text(ris(range(30, 40)))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")
    assert readers_of(folder) == before
    run(folder, "sample", STAGE, "--draw", "--yes", role="A")
    after = readers_of(folder)
    assert {record: after[record] for record in before} == before
    assert set(Counter(who for record, those in after.items() if record not in before for who in those).values()) == {4}


def test_merged_records_have_the_readers_of_the_one_that_stays(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    before, chance = readers_of(folder), random.Random(7)
    for _ in range(6):
        one, two = chance.sample(sorted(readers_of(folder)), 2)
        run(folder, "dedup", "--same", one, two, "--even-so")
        after = readers_of(folder)
        assert after == {record: before[record] for record in record_ids(folder)}


def test_all_read_the_pilot_but_who_is_dealt_nothing(tmp_path: Path) -> None:
    text = shared_plan('{ any = 2, of = ["A", "B", "C", "D", "E"], weights = { E = 0 } }', extra="pilot = 4")
    folder = shared_review(tmp_path / "r", text=text)
    pilot = next(each["ids"] for each in run_json(folder, "sample", STAGE) if not each["round"])
    readers = readers_of(folder)
    assert {readers[each] for each in pilot} == {tuple("ABCD")}
    assert all(len(those) == 2 for record, those in readers.items() if record not in pilot)


def test_at_charting_all_reports_of_a_study_have_the_same_readers(tmp_path: Path) -> None:
    chart = """[[stage]]
id = "charting"
title = "Charting"
kind = "chart"
readers = { any = 2, of = ["A", "B", "C"] }
[[chart.item]]
id = "design"
label = "Design"
type = "text"
"""
    one = '[{ reviewer = "A", coverage = "all" }]'
    folder = shared_review(tmp_path / "r", text=shared_plan(one) + chart, draws=False)
    ids = record_ids(folder)
    for stage in (STAGE, "full-text"):
        for each in ids:
            run(folder, "decide", stage, each, "include", role="A")
    run(folder, "study", *ids[:3], "--yes")
    run(folder, "sample", "charting", "--draw", "--yes", role="A")
    readers = readers_of(folder, "charting")
    assert len({readers[each] for each in ids[:3]}) == 1
    studies = [run_json(folder, "chart", "forms", "charting", role=who)["studies"] for who in "ABC"]
    charted = Counter(each["record_id"] for those in studies for each in those)
    assert set(charted.values()) == {2}
    assert len(charted) == 18


def test_a_change_of_the_plan_moves_nothing_that_was_dealt(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    before = readers_of(folder)
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace('"E"] }', '"E"], weights = [1, 0, 3, 1, 1] }'))
    assert readers_of(folder) == before
    (tmp_path / "more.ris").write_text(ris(range(30, 42)))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes", role="A")
    loads = Counter(who for record, those in readers_of(folder).items() if record not in before for who in those)
    assert loads == {"A": 4, "C": 12, "D": 4, "E": 4}


def test_what_was_dealt_to_who_is_in_the_plan_no_more_waits_for_another(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    gone = {record for record, those in readers_of(folder).items() if "E" in those}
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace(', "E"]', "]"))
    read_all(folder, "ABCD")
    stage = run_json(folder, "status")["stages"][0]
    waiting = {row["record_id"] for row in run_json(folder, "records", "waiting", "--stage", STAGE)}
    assert gone <= waiting
    run(folder, "hand-over", STAGE, "E", "--all", "--reason", "E has left", role="CHIEF")
    assert all("E" not in those and len(set(those)) == 2 for those in readers_of(folder).values())
    assert stage["entered"] == 20


@pytest.mark.parametrize("seed", range(4))
def test_the_readers_are_those_of_the_rule(tmp_path: Path, seed: int) -> None:
    """As the commands have it, and as the rule says it."""
    text = shared_plan('{ any = 1, of = ["A", "B", "C", "D", "E"], weights = [3, 1, 1, 1, 0], one_more = "20%" }')
    folder = shared_review(tmp_path / "r", records=17 + seed, text=text)
    sharing = seen(folder, lambda state: state.review.stage(STAGE).sharing)
    dealt_by = deal_seed("a seed fixed beforehand", STAGE)
    assert sharing is not None
    assert readers_of(folder) == deal(sharing, dealt_by, order(dealt_by, record_ids(folder)))
