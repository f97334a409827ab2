"""Agreement at a stage: of what was decided independently, withheld while it is blind, and apart what came later."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.agreement import ReaderAgreement
from store.folder.review import Review
from store.numbers.agreement import added_late, agreement_of_all, independent_decisions, stage_agreements
from store.state.review_state import review_state
from tests.reviews import decide_all, differing_review, make_review, protocol, record_ids, run, run_json

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
    beyond = next(f"T{n}" for n in range(8) if f"T{n}" not in sample)
    decide_all(folder, "BO", STAGE, [(each, "include") for each in (beyond, *sample)])
    [found] = agreements(folder)
    assert found.result is not None and (found.result.n, found.beyond_sample) == (4, 1)


def test_what_was_added_after_the_opening_stands_apart(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    sampled(folder)
    run(folder, "sample", STAGE, "--extend", "2", "--reason", "more", "--yes")
    [found] = agreements(folder)
    assert found.result is not None and found.after_opening is not None
    assert (found.result.n, found.after_opening.result.n, found.after_opening.owed) == (4, 0, 2)
    with Review(folder) as review:
        assert len(added_late(review_state(review), review.stage(STAGE))) == 2


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
