"""Handing over: what moves and what stays, who may say it, and what is refused; nothing sealed is told by it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.hand_overs import plan_hand_over
from tests.reviews import acts_file, decide_on, record_ids, ris, run, run_json
from tests.sharing import FIVE, STAGE, owed, read, read_all, readers_of, shared_plan, shared_review


def given(folder: Path, *words: str, role: str | None) -> dict[str, int]:
    told = run_json(folder, "hand-over", STAGE, *words, "--reason", "on leave", role=role)
    return {each["reviewer"]: each["records"] for each in told["to"]}


def loads(folder: Path) -> dict[str, int]:
    return {who: len(owed(folder, who)) for who in FIVE}


def test_what_was_decided_stays_and_the_rest_goes_to_who_has_least(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    before = readers_of(folder)
    decided = owed(folder, "A")[:3]
    read(folder, "A", decided)
    with Review(folder, role="A") as review:
        plan = plan_hand_over(review_state(review), review.stage(STAGE), "A", (), None)
    assert (plan.own, plan.left, plan.decided) == (True, 5, 0)
    assert sum(given(folder, "A", "--all", role="A").values()) == 5
    assert owed(folder, "A") == decided
    after = readers_of(folder)
    assert {record for record in before if before[record] != after[record]} == {
        record for record, those in before.items() if "A" in those and record not in decided
    }
    others = loads(folder)
    assert max(others[each] for each in "BCDE") - min(others[each] for each in "BCDE") <= 1
    assert all(len(set(those)) == 2 for those in after.values())


def test_some_go_to_those_who_are_named_from_the_end_of_the_queue(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    queue = owed(folder, "A")
    assert set(given(folder, "A", "D", "E", "--records", "2", role="A")) <= {"D", "E"}
    assert len(set(queue) - set(owed(folder, "A"))) == 2
    assert loads(folder)["B"] == loads(folder)["C"] == 8


def test_who_has_handed_over_gets_nothing_back_unless_named(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    given(folder, "A", "--all", role="A")
    assert "A" not in given(folder, "B", "--records", "4", role="B")
    assert given(folder, "B", "A", "--records", "1", role="B") == {"A": 1}


def test_who_reads_nothing_by_their_weight_gets_nothing_unless_named(tmp_path: Path) -> None:
    text = shared_plan('{ any = 2, of = ["A", "B", "C", "D", "E"], weights = { B = 0 } }')
    folder = shared_review(tmp_path / "r", text=text)
    assert set(given(folder, "A", "--records", "6", role="A")) == {"C", "D", "E"}
    assert given(folder, "A", "B", "--records", "1", role="A") == {"B": 1}


@pytest.mark.parametrize(
    ("words", "role", "what"),
    [
        (("A", "--all"), "B", "only A or an adjudicator"),
        (("A", "A", "--all"), "A", "A cannot take them"),
        (("A", "CHIEF", "--all"), "A", "CHIEF cannot take them"),
        (("A", "X", "--all"), "A", "X cannot take them"),
        (("X", "--all"), "CHIEF", "X does not read this stage"),
        (("CHIEF", "--all"), None, "only CHIEF or an adjudicator"),
        (("A", "--records", "9"), "A", "only 8 of A's are left"),
        (("A", "B", "--all"), "A", "too few are left: B read"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(tmp_path: Path, words: Any, role: str | None, what: str) -> None:
    folder = shared_review(tmp_path / "r")
    with pytest.raises(TamisError, match=what):
        run(folder, "hand-over", STAGE, *words, "--reason", "ill", role=role)
    assert set(loads(folder).values()) == {8}


def test_where_nothing_is_dealt_yet_and_readers_are_apart_it_is_refused_as_well(tmp_path: Path) -> None:
    text = shared_plan().replace("[review]", '[review]\napart = "machines"')
    folder = shared_review(tmp_path / "r", text=text, draws=False)
    for giver, role, what in (("X", "CHIEF", "X does not read this stage"), ("A", None, "only A or an adjudicator")):
        with pytest.raises(TamisError, match=what):
            run(folder, "hand-over", STAGE, giver, "--all", "--reason", "ill", role=role)


def test_too_few_left_says_who_could_join(tmp_path: Path) -> None:
    text = shared_plan('{ any = 2, of = ["A", "B", "C"] }')
    folder = shared_review(tmp_path / "r", text=text)
    with pytest.raises(TamisError, match="too few are left") as refusal:
        run(folder, "hand-over", STAGE, "A", "B", "--all", "--reason", "ill", role="A")
    assert "Name as TO: C" in refusal.value.advice
    assert "Could join: D, E" in refusal.value.advice
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace('"C"] }', '"C", "D"] }'))
    assert sum(given(folder, "A", "--all", role="A").values()) == 14


def test_a_reason_and_one_of_two_ways_are_asked_for(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    for words in (("--all",), ("--reason", "x"), ("--all", "--records", "1", "--reason", "x")):
        assert run(folder, "hand-over", STAGE, "A", *words, role="A").exit_code == 2
    with pytest.raises(TamisError, match="needs its reason"):
        run(folder, "hand-over", STAGE, "A", "--all", "--reason", "  ", role="A")


def test_at_a_stage_that_is_not_shared_out_nothing_is_handed_over(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    with pytest.raises(TamisError, match="nothing is dealt at this stage"):
        run(folder, "hand-over", "full-text", "A", "--all", "--reason", "ill", role="A")


def test_an_adjudicator_hands_over_what_is_not_stated_and_learns_nothing(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    everything = owed(folder, "A")
    read(folder, "A", everything[:3])
    with Review(folder, role="CHIEF") as review:
        state = review_state(review)
        plan = plan_hand_over(state, review.stage(STAGE), "A", (), None)
    assert set(plan.given) == set(everything)
    assert plan.decided == 3, "how many, never which"
    result = run(folder, "hand-over", STAGE, "A", "--all", "--reason", "ill", role="CHIEF")
    assert "A has decided on 3 that are not stated yet" in result.stderr
    assert owed(folder, "A") == []
    said = json.loads(acts_file(folder, "CHIEF").read_text().splitlines()[-1])
    assert set(said["after"]["says"]) == {"stage", "giver", "given", "reason", "at"}


def test_of_what_the_giver_has_decided_that_of_the_stage_and_of_the_batches_is_counted(tmp_path: Path) -> None:
    readers = '{ any = 1, of = ["A", "B"] }'
    text = shared_plan(readers, people="AB").replace('[{ reviewer = "A", coverage = "all" }]', readers)
    folder = shared_review(tmp_path / "r", records=8, text=text)
    for who in "AB":
        decide_on(folder, who, STAGE, owed(folder, who), "include")
    run(folder, "sample", "full-text", "--draw", "--yes", role="A")
    (tmp_path / "new.ris").write_text(ris(range(20, 28)))
    run(folder, "import", str(tmp_path / "new.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes", role="A")
    new = [each for each in owed(folder, "A") if each in record_ids(folder)[8:]]
    decide_on(folder, "A", STAGE, new[:1], "include")
    decide_on(folder, "A", "full-text", owed(folder, "A", "full-text")[:2], "include")
    with Review(folder, role="CHIEF") as review:
        state = review_state(review)
        plans = [plan_hand_over(state, review.stage(each), "A", (), None) for each in (STAGE, "full-text")]
    assert [(each.left, each.decided) for each in plans] == [(4, 1), (4, 2)]


def test_what_somebody_has_stated_as_read_is_not_handed_over_for_them(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", text=shared_plan('{ any = 1, of = ["A", "B", "C"] }'))
    read(folder, "A", owed(folder, "A"))
    with pytest.raises(TamisError, match="A has nothing left"):
        run(folder, "hand-over", STAGE, "A", "--all", "--reason", "ill", role="CHIEF")
    everything = owed(folder, "A")
    run(folder, "hand-over", STAGE, "B", "A", "--records", "2", "--reason", "ill", role="B")
    with Review(folder, role="CHIEF") as review:
        plan = plan_hand_over(review_state(review), review.stage(STAGE), "A", (), None)
    assert set(plan.given) > set(everything), "two more than what was stated"


def test_the_batch_opens_without_who_has_left(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    read(folder, "A", owed(folder, "A")[:3])
    run(folder, "hand-over", STAGE, "A", "--all", "--reason", "gone for good", role="CHIEF")
    read_all(folder, "BCDE")
    stage = run_json(folder, "status", role="B")["stages"][0]
    assert not stage["blind"]
    pairs = {tuple(each["raters"]): each for each in run_json(folder, "agreement", STAGE)["stages"]}
    assert all(each["complete"] for each in pairs.values())
    assert sum(each["n"] for each in pairs.values()) == 20
    assert all(each["n"] == 0 for raters, each in pairs.items() if "A" in raters)


def test_who_has_handed_over_what_was_contradicted_owes_no_word_more_on_it(tmp_path: Path) -> None:
    """Different things said of two records that were merged then: the batch opens, and its readers end the conflict."""
    folder = shared_review(tmp_path / "review", text=shared_plan('{ any = 2, of = ["A", "B", "C"] }', people="ABC"))
    one, two = owed(folder, "C")[:2]
    run(folder, "decide", STAGE, one, "include", role="C")
    run(folder, "decide", STAGE, two, "exclude", "--reason", "wrong-topic", role="C")
    run(folder, "dedup", "--same", one, two, "--even-so", "--yes", role="A")
    assert {one, two} & set(owed(folder, "C"))
    run(folder, "hand-over", STAGE, "C", "--all", "--reason", "ill", role="C")
    assert owed(folder, "C") == []
    read_all(folder, "AB")
    for who in "ABC":
        run(folder, "status", role=who)
    stage = run_json(folder, "status")["stages"][0]
    assert not stage["blind"] and stage["conflicts"] == 1
    [item] = [each for each in run_json(folder, "disagreements", STAGE)["items"] if each["record_id"] in (one, two)]
    run(folder, "resolve", STAGE, item["record_id"], "include", "--rationale", "so it is", role="A")
    assert run_json(folder, "status")["stages"][0]["conflicts"] == 0
