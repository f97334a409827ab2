"""Agreement at a stage: of what was decided independently, withheld while it is blind, and apart what came later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.agreement import ReaderAgreement
from store.folder.review import Review
from store.numbers.agreement import added_late, agreement_of_all, independent_decisions, stage_agreements
from store.state.review_state import review_state
from tests.reviews import decide_all, differing_review, exchange, make_review, protocol, record_ids, ris, run, run_json
from tests.sharing import FIVE, owed, read_all, readers_of, shared_plan, shared_review

STAGE = "title-abstract"


def agreements(folder: Path, role: str | None = None, rule: str | None = None) -> list[ReaderAgreement]:
    with Review(folder, role=role) as review:
        return stage_agreements(review_state(review), review.stage(STAGE), rule)


def sampled(folder: Path, *, read: bool = True) -> list[str]:
    """Eight records that ANNA included; of the half that BO is to read the first is excluded. The sample's numbers."""
    make_review(folder, records=8, text=protocol("1/2"))
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(8)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    sample = [known[each] for each in run_json(folder, "sample", STAGE)[0]["ids"]]
    if read:
        decide_all(folder, "BO", STAGE, [(each, "include" if n else "exclude") for n, each in enumerate(sample)])
    return sample


def test_both_sides_are_compared_and_each_cell_opens_its_records(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    [found] = agreements(folder)
    assert found.result is not None and found.raters == ("ANNA", "BO")
    assert (found.result.n, found.complete, found.note) == (6, True, "")
    assert [list(row) for row in found.result.table] == [[3, 3], [0, 0]]
    ids = record_ids(folder)
    assert sorted(found.cells["include", "exclude"]) == sorted(ids[:3])
    assert sorted(found.cells["include", "include"]) == sorted(ids[3:])


def test_what_was_said_after_the_opening_changes_nothing(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    [before] = agreements(folder)
    decide_all(folder, "BO", STAGE, [("T0", "include")])
    assert agreements(folder) == [before]
    with Review(folder) as review:
        said = independent_decisions(review_state(review), review.stage(STAGE), "BO")
    assert [each.verdict for each in said.values()].count("exclude") == 3


@pytest.mark.parametrize("role", ["ANNA", "BO", "CHIEF", None])
def test_while_it_is_sealed_nobody_knows_it(tmp_path: Path, role: str | None) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "include"), ("T2", "exclude")])
    decide_all(folder, "BO", STAGE, [("T0", "include")])
    [found] = agreements(folder, role)
    assert found.result is None and not found.cells and not found.complete and "withheld" in found.note
    assert found.owed == {"ANNA": 3, "BO": 5}.get(role or "", 6), "what may not be known yet is still to come"


def test_without_a_sample_it_is_interim(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2, text=protocol("1/2"))
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [("T0", "include"), ("T1", "include")])
    run(folder, "unblind", STAGE, "--rationale", "we cannot wait")
    [found] = agreements(folder)
    assert "before every reader had finished" in found.note and not found.complete


def test_an_early_opening_is_never_for_reporting(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "include")])
    run(folder, "unblind", STAGE, "--rationale", "we cannot wait")
    decide_all(folder, "BO", STAGE, [("T0", "include"), ("T1", "include")])
    [found] = agreements(folder)
    assert found.result is not None and found.result.n == 0 and "before every reader had finished" in found.note


def test_what_was_read_beyond_the_sample_is_left_out_and_counted(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    sample = sampled(folder, read=False)
    home, *_, beyond = (f"T{n}" for n in range(8) if f"T{n}" not in sample)
    decide_all(folder, "BO", STAGE, [(each, "include") for each in (beyond, *sample)])
    [found] = agreements(folder)
    assert found.result is not None and (found.result.n, found.beyond_sample) == (4, 1)
    run(folder, "sample", STAGE, "--extend", "4", "--reason", "all of them", "--yes")
    [found] = agreements(folder)
    assert found.result is not None and (found.result.n, found.beyond_sample) == (4, 0), "it came into it too late"
    ids = record_ids(folder)
    run(folder, "dedup", "--same", ids[int(home[1:])], ids[int(beyond[1:])], "--even-so")
    [found] = agreements(folder)
    assert found.result is not None and (found.result.n, found.beyond_sample) == (4, 0), "by the name of then"


def test_what_was_added_after_the_opening_stands_apart(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    sampled(folder)
    run(folder, "sample", STAGE, "--extend", "2", "--reason", "more", "--yes")
    [found] = agreements(folder)
    assert found.result is not None and found.after_opening is not None
    assert (found.result.n, found.after_opening.result.n, found.after_opening.owed) == (4, 0, 2)
    with Review(folder) as review:
        assert len(added_late(review_state(review), review.stage(STAGE))) == 2


def test_what_was_added_and_merged_since_is_known_by_either_name(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    sampled(folder)
    first = set(run_json(folder, "sample", STAGE)[0]["ids"])
    run(folder, "sample", STAGE, "--extend", "2", "--reason", "more", "--yes")
    added = [each for each in record_ids(folder) if each in {*run_json(folder, "sample", STAGE)[0]["ids"]} - first]
    late, home = added[1], next(each for each in record_ids(folder) if each not in first and each not in added)
    run(folder, "dedup", "--same", late, home, "--even-so")
    with Review(folder) as review:
        state, stage = review_state(review), review.stage(STAGE)
        assert added_late(state, stage) == {added[0], home}, "which was imported before"
        assert added_late(state, stage, as_read=True) == set(added)
    [found] = agreements(folder)
    assert found.after_opening is not None and found.owed == 0 and found.after_opening.owed == 2


def test_maybe_counts_by_the_rule_that_is_asked_for(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, [("T0", "maybe"), ("T1", "include")])
    decide_all(folder, "BO", STAGE, [("T0", "exclude"), ("T1", "include")])
    agreed = {}
    for rule in ("include", "exclude", "category"):
        [found] = agreements(folder, rule=rule)
        assert found.result is not None and found.maybe_rule == rule
        agreed[rule] = sum(found.result.table[k][k] for k in range(len(found.result.table)))
    assert agreed == {"include": 1, "exclude": 2, "category": 1}


def test_three_readers_have_three_pairs_and_one_agreement_of_all(tmp_path: Path) -> None:
    third = 'coverage = "all" }, { reviewer = "CARL", coverage = "all" }]'
    text = protocol().replace('coverage = "all" }]', third, 1)
    text = text.replace("[[stage]]", '[[reviewer]]\nid = "CARL"\nrole = "second"\n[[stage]]', 1)
    folder = make_review(tmp_path / "review", records=2, text=text)
    for who in ("ANNA", "BO", "CARL"):
        decide_all(folder, who, STAGE, [("T0", "include"), ("T1", "exclude")])
    assert [each.raters for each in agreements(folder)] == [("ANNA", "BO"), ("ANNA", "CARL"), ("BO", "CARL")]
    with Review(folder) as review:
        found = agreement_of_all(review_state(review), review.stage(STAGE))
        assert found is not None and found.n == 2
        assert agreement_of_all(review_state(review), review.stage("full-text")) is None


def figures(folder: Path) -> tuple[int, list[list[int]], float | None]:
    [found] = agreements(folder)
    assert found.result is not None and found.complete
    return found.result.n, [list(row) for row in found.result.table], found.result.kappa


@pytest.mark.parametrize("pair", [(0, 1), (0, 3), (3, 4)])
def test_merges_and_partings_after_the_opening_leave_it_as_it_was(tmp_path: Path, pair: tuple[int, int]) -> None:
    folder = make_review(tmp_path / "review", records=7)
    ids = record_ids(folder)
    run(folder, "dedup", "--same", ids[5], ids[6])
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include" if n < 4 else "exclude") for n in range(6)])
    decide_all(folder, "BO", STAGE, [(f"T{n}", "exclude" if n in (0, 4) else "include") for n in range(6)])
    before = figures(folder)
    assert before[0] == 6
    a, b = (ids[each] for each in pair)
    for act in (("--same", a, b, "--even-so"), ("--not-same", ids[5], ids[6])):
        run(folder, "dedup", *act)
        assert figures(folder) == before
    [found] = run_json(folder, "agreement", STAGE)["stages"]
    changed = {a, b, *ids[5:]}
    assert found["n"] == 6 and found["regrouped"] == 3 and set(found["regrouped_ids"]) < changed
    run(folder, "dedup", "--undo", a, b)
    run(folder, "dedup", "--undo", ids[5], ids[6])
    assert run_json(folder, "agreement", STAGE)["stages"][0]["regrouped"] == 1
    assert figures(folder)[0] == 6, "the merge before the opening stays one record"
    with Review(folder) as review:
        then = review_state(review).as_opened(review.stage(STAGE), 1)
        assert len(then.groups.unique) == 6 and set(then.groups.members) == {then.groups.of(ids[5])}


def test_of_words_said_at_the_same_time_the_opening_knows_those_that_its_writer_had_read(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    ids = record_ids(folder)
    for who in ("ANNA", "BO"):
        run(folder, "acts", STAGE, role=who)
    copy = tmp_path / "copy"
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(4)])
    shutil.copytree(folder, copy)
    run(copy, "dedup", "--same", ids[0], ids[1], role="CHIEF")
    decide_all(folder, "BO", STAGE, [(f"T{n}", "include") for n in range(4)])
    assert agreements(folder)[0].result.n == 4  # type: ignore[union-attr]
    exchange(folder, copy)
    for each in (folder, copy):
        assert len(record_ids(each)) == 3
        assert agreements(each)[0].result.n == 4  # type: ignore[union-attr]


def test_duplicates_that_a_search_update_brings_change_nothing(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    file = tmp_path / "update.ris"
    file.write_text(ris(range(4)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Otherbase", "--round", "new")
    run(folder, "dedup")
    [found] = run_json(folder, "agreement", STAGE)["stages"]
    assert len(record_ids(folder)) == 6 and (found["n"], found["regrouped"]) == (6, 0)


def test_a_search_for_duplicates_that_is_taken_back_later_moves_no_figure(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    copy = tmp_path / "copy.ris"
    copy.write_text(ris([0, 1]).replace("AN  - T", "AN  - C"), encoding="utf-8")
    run(folder, "import", str(copy), "--source", "Otherbase")
    assert run_json(folder, "dedup")["duplicates_removed"] == 2
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(4)])
    decide_all(folder, "BO", STAGE, [(f"T{n}", "exclude" if n < 2 else "include") for n in range(4)])
    [before] = agreements(folder)
    assert before.result is not None and before.result.n == 4 and not before.regrouped
    run(folder, "dedup", "--undo-last", "--yes")
    [after] = agreements(folder)
    assert after.result == before.result and after.cells == before.cells and len(after.regrouped) == 2


def test_those_who_read_a_record_are_compared_on_it(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", records=30)
    readers = readers_of(folder)
    beside = next(record for record, those in readers.items() if "C" not in those)
    run(folder, "decide", STAGE, beside, "maybe", role="C")
    said = read_all(folder)
    told = run_json(folder, "agreement", STAGE)
    for pair in told["stages"]:
        both = {record for record, those in readers.items() if set(pair["raters"]) <= set(those)}
        assert pair["n"] == len(both)
        one, two = pair["raters"]
        same = sum(said[one][record] == said[two][record] for record in both)
        assert pair["percent_agreement"] == pytest.approx(same / len(both))
        assert pair["beyond_sample"] == ("C" in pair["raters"] and bool(set(pair["raters"]) & set(readers[beside])))
    [together] = told["all_readers"]
    assert (together["n"], together["raters"]) == (30, list(FIVE))
    for rates in told["readers"]:
        own = said[rates["reviewer"]]
        assert (rates["n"], rates["included"]) == (len(own), sum(each == "include" for each in own.values()))
        others = [
            said[who][record] == own[record]
            for who in FIVE
            if who != rates["reviewer"]
            for record in own
            if record in said[who]
        ]
        assert (rates["compared"], rates["same"]) == (len(others), sum(others))


def test_where_three_read_each_every_two_of_them_are_compared(tmp_path: Path) -> None:
    text = shared_plan('{ any = 3, of = ["A", "B", "C", "D", "E"] }')
    folder = shared_review(tmp_path / "r", records=20, text=text)
    read_all(folder)
    told = run_json(folder, "agreement", STAGE)
    assert sum(each["n"] for each in told["stages"]) == 60
    assert told["all_readers"][0]["fleiss_kappa"] is not None, "three ratings each"


def test_rates_are_told_after_the_opening_alone(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    read_all(folder, "ABCD")
    for role in (None, "A", "CHIEF"):
        assert run_json(folder, "agreement", STAGE, role=role)["readers"] == []
    read_all(folder, "E")
    assert len(run_json(folder, "agreement", STAGE)["readers"]) == 5
    assert owed(folder, "E")
