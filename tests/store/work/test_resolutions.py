"""How disagreements end, and who may end them: what was said stays in the log, and nothing blind is touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from core.screening.decision import Verdict
from store.acts.resolutions import resolutions_table
from store.folder.review import Review
from store.numbers.history import history
from store.state.review_state import review_state
from store.work.resolutions import check_reason, disagreements, escalate, reopen, resolve, resolvers
from tests.reviews import (
    decide_all,
    differing_review,
    exchange,
    make_review,
    protocol,
    record_ids,
    run,
    run_json,
    said_in,
)
from tests.sharing import FIVE, read_all, readers_of, shared_plan, shared_review

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The readers differ on the first three records of six."""
    return differing_review(tmp_path / "review")


@pytest.fixture
def review(folder: Path) -> Iterator[Review]:
    with Review(folder, role="ANNA") as opened:
        yield opened


def states(review: Review) -> list[str]:
    state = review_state(review)
    return [each.state(review.stage(STAGE)) for each in disagreements(state, review.stage(STAGE))]


def test_a_reopened_resolution_is_open_again_and_stays_in_the_log(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        stage = review.stage(STAGE)
        record = review_state(review).funnel.state(STAGE).disagreements[0]
        resolve(review_state(review), stage, record, Verdict.EXCLUDE, reason="wrong-topic", rationale="read again")
        assert record in review_state(review).funnel.state(STAGE).excluded
        assert reopen(review_state(review), stage, record) is None
        assert states(review) == ["open"] * 3
        assert record in review_state(review).funnel.state(STAGE).waiting
        acts = [event.act for event in said_in(review, resolutions_table(STAGE))]
        assert acts[-2:] == ["resolve", "reopen"]
        rows, _ = history(review, record)
        assert [row.what for row in rows][-2:] == ["resolve", "reopen"]
        with pytest.raises(TamisError, match="nothing to reopen"):
            reopen(review_state(review), stage, record)
        assert resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="after all").verdict == "include"


def test_a_reopened_ruling_waits_for_the_adjudicator_again(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        stage = review.stage(STAGE)
        record = review_state(review).funnel.state(STAGE).disagreements[0]
        escalated = escalate(review_state(review), stage, record, "we cannot tell")
    with Review(folder, role="CHIEF") as review:
        stage = review.stage(STAGE)
        for verdict in (Verdict.INCLUDE, Verdict.EXCLUDE):
            resolve(review_state(review), stage, record, verdict, rationale="ruled")
        assert reopen(review_state(review), stage, record) == escalated
        assert states(review) == ["escalated", "open", "open"]
        assert reopen(review_state(review), stage, record) is None
        assert states(review) == ["open"] * 3


def test_each_side_of_a_disagreement_is_told(review: Review) -> None:
    items = disagreements(review_state(review), review.stage(STAGE))
    assert len(items) == 3 and states(review) == ["open"] * 3
    first = items[0]
    assert [(each.reviewer, each.decision.verdict) for each in first.sides] == [
        ("ANNA", "include"),
        ("BO", "exclude"),
    ]
    assert first.resolution is None and not any(each.late for each in first.sides)


def test_what_was_changed_after_the_opening_says_what_it_was(folder: Path) -> None:
    decide_all(folder, "ANNA", STAGE, [("T0", "maybe")])
    with Review(folder) as review:
        item = disagreements(review_state(review), review.stage(STAGE))[0]
    marks = {each.reviewer: (each.late, each.before and each.before.verdict) for each in item.sides}
    assert marks == {"ANNA": (True, "include"), "BO": (False, None)}


def test_readers_end_it_together_and_an_adjudicator_alone(folder: Path) -> None:
    for place, (role, by) in enumerate((("ANNA", ("ANNA", "BO")), ("CHIEF", ("CHIEF",)), (None, ("ANNA", "BO")))):
        with Review(folder, role=role) as review:
            stage = review.stage(STAGE)
            assert resolvers(review, stage) == by
            record = disagreements(review_state(review), stage)[place].record
            done = resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="x")
            assert (done.by, done.escalated) == (by, False)


def test_a_ruling_remembers_that_it_was_escalated(review: Review) -> None:
    stage = review.stage(STAGE)
    record = disagreements(review_state(review), stage)[0].record
    escalate(review_state(review), stage, record, "we cannot tell")
    with pytest.raises(TamisError, match="no reviewer “EVE”"):
        resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="x", by=("ANNA", "EVE"))
    assert resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="x", by=("CHIEF",)).escalated


def test_what_was_escalated_and_is_agreed_on_since_waits_for_no_adjudicator(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        record, *others = review_state(review).funnel.state(STAGE).disagreements
        escalate(review_state(review), review.stage(STAGE), record, "we cannot")
        assert states(review).count("escalated") == 1
    run(folder, "decide", STAGE, record, "include", role="BO")
    listed = run_json(folder, "disagreements", STAGE)["items"]
    assert {each["record_id"]: each["state"] for each in listed} == dict.fromkeys(others, "open")
    stage = run_json(folder, "status")["stages"][0]
    assert (stage["disagreements"], stage["escalated"]) == (2, 0)
    run(folder, "decide", STAGE, record, "exclude", role="BO")
    listed = run_json(folder, "disagreements", STAGE)["items"]
    assert {each["record_id"]: each["state"] for each in listed}[record] == "escalated", "it waits again"


def test_a_record_that_they_agree_on_is_not_resolved(review: Review) -> None:
    stage = review.stage(STAGE)
    agreed = review_state(review).funnel.state(STAGE).included[0]
    for act in (
        lambda state: resolve(state, stage, agreed, Verdict.INCLUDE, rationale="x"),
        lambda state: escalate(state, stage, agreed),
    ):
        with pytest.raises(TamisError, match="do not differ") as refused:
            act(review_state(review))
        assert f"tamis disagreements {STAGE}" in refused.value.advice
    with pytest.raises(TamisError, match="nothing to reopen"):
        reopen(review_state(review), stage, agreed)


def test_a_blind_stage_is_left_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    decide_all(folder, "BO", STAGE, [("T0", "exclude")])
    with Review(folder) as review:
        stage, record = review.stage(STAGE), next(iter(review.records))
        assert disagreements(review_state(review), stage) == []
        with pytest.raises(TamisError, match="still blind"):
            resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="x")


def test_where_only_an_adjudicator_may_end_it_the_readers_cannot(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "ruled")
    text = protocol().replace('kind = "screen"', 'kind = "screen"\ndisagreements = "adjudicator"', 1)
    (folder / "protocol.toml").write_text(text)
    with Review(folder, role="ANNA") as review:
        state, stage = review_state(review), review.stage(STAGE)
        record = state.funnel.state(STAGE).disagreements[0]
        for by in ((), ("CHIEF",)):
            with pytest.raises(TamisError, match="the readers cannot end"):
                resolve(state, stage, record, Verdict.INCLUDE, rationale="x", by=by)
        with pytest.raises(TamisError, match="waits for the adjudicator already"):
            escalate(state, stage, record)
    with Review(folder, role="CHIEF") as review:
        resolve(review_state(review), review.stage(STAGE), record, Verdict.INCLUDE, rationale="x")
    with Review(folder, role="BO") as review, pytest.raises(TamisError, match="the readers cannot end"):
        reopen(review_state(review), review.stage(STAGE), record)


@pytest.mark.parametrize(
    ("stage", "verdict", "reason", "why"),
    [
        (STAGE, Verdict.INCLUDE, "wrong-topic", "a reason goes with “exclude”, not with “include”"),
        (STAGE, None, "wrong-topic", "not with “no verdict”"),
        (STAGE, Verdict.EXCLUDE, "no-such", "there is no reason “no-such”"),
        ("full-text", Verdict.EXCLUDE, "", "excluded for one main reason"),
        (STAGE, Verdict.EXCLUDE, "", None),
        (STAGE, Verdict.EXCLUDE, "wrong-topic", None),
        ("full-text", Verdict.INCLUDE, "", None),
    ],
)
def test_a_reason_is_the_stages_and_goes_with_an_exclusion(
    review: Review, stage: str, verdict: Verdict | None, reason: str, why: str | None
) -> None:
    if why is None:
        check_reason(review.stage(stage), verdict, reason)
        return
    with pytest.raises(TamisError, match=why) as refused:
        check_reason(review.stage(stage), verdict, reason)
    assert refused.value.where == f"stage {stage}" and refused.value.advice


def test_nothing_is_handed_to_an_adjudicator_whom_the_plan_does_not_have(tmp_path: Path) -> None:
    plan = protocol().replace('[[reviewer]]\nid = "CHIEF"\nrole = "adjudicator"\n', "")
    folder = differing_review(tmp_path / "review", plan)
    with Review(folder, role="ANNA") as review:
        state = review_state(review)
        record = state.funnel.state(STAGE).disagreements[0]
        with pytest.raises(TamisError, match="no adjudicator") as refused:
            escalate(state, review.stage(STAGE), record, "we could not agree")
        assert "--rationale" in refused.value.advice
        assert states(review) == ["open"] * 3


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    here = differing_review(tmp_path / "here")
    there = tmp_path / "there"
    shutil.copytree(here, there)
    return here, there


def resolved(folder: Path, role: str, record: str, verdict: str, why: str) -> None:
    run(folder, "resolve", STAGE, record, verdict, "--rationale", why, role=role)


def item(folder: Path, record: str) -> dict[str, Any]:
    items = run_json(folder, "disagreements", STAGE, role="ANNA")["items"]
    return next(dict(each) for each in items if each["record_id"] == record)


def test_both_words_are_shown_until_one_answers_them(copies: tuple[Path, Path]) -> None:
    here, there = copies
    first, second, third, *_ = record_ids(here)
    resolved(here, "ANNA", first, "include", "workshops")
    resolved(here, "ANNA", third, "include", "sure")
    run(there, "resolve", STAGE, third, "--escalate", "--rationale", "unsure", role="BO")
    resolved(there, "BO", first, "exclude", "interviews only")
    resolved(here, "ANNA", second, "include", "the same")
    resolved(there, "BO", second, "include", "the same, too")
    exchange(here, there)
    said = item(here, first)
    assert [(each["by"], each["said"], each["note"]) for each in said["at_once"]] == [
        (["ANNA"], "include", "workshops"),
        (["BO"], "exclude", "interviews only"),
    ]
    assert said["state"] == "resolved" and said["resolution"]["rationale"] in ("workshops", "interviews only")
    assert "ANNA" in run(here, "disagreements", STAGE, role="BO").stdout
    assert item(here, second)["at_once"] == [], "they agree"
    assert [each["said"] for each in item(here, third)["at_once"]] == ["include", "escalated"]
    hidden = run_json(here, "disagreements", STAGE, "--hide-names")["items"]
    assert {name for each in hidden for word in each["at_once"] for name in word["by"]} == {"reader 1", "reader 2"}
    resolved(here, "BO", first, "exclude", "talked about it")
    assert item(here, first)["at_once"] == []
    exchange(here, there)
    assert item(there, first)["at_once"] == []


def test_what_one_has_answered_and_said_anew_is_not_said_at_once(copies: tuple[Path, Path]) -> None:
    here, _ = copies
    first = record_ids(here)[0]
    resolved(here, "BO", first, "exclude", "one")
    resolved(here, "ANNA", first, "include", "two: it answers one")
    resolved(here, "ANNA", first, "include", "three: said anew")
    assert item(here, first)["at_once"] == []


def test_those_who_read_a_record_end_it(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    read_all(folder)
    readers = readers_of(folder)
    for each in run_json(folder, "disagreements", STAGE)["items"]:
        record = each["record_id"]
        assert {side["reviewer"] for side in each["decisions"]} == set(readers[record])
        done = run_json(
            folder, "resolve", STAGE, record, "include", "--rationale", "we talked", role=readers[record][0]
        )
        assert set(done["by"]) == set(readers[record])
    with Review(folder, role=readers[record][0]) as review:
        stage = review.stage(STAGE)
        done = resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="x", by=FIVE)
        assert done.by == FIVE and done.record == record, "who is named, whether they read it or not"
    with Review(folder, role="CHIEF") as review:
        assert resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="x").by == ("CHIEF",)


def test_where_the_lead_ends_it_the_readers_and_nobody_else_cannot(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", text=shared_plan(extra='disagreements = "lead"'))
    read_all(folder)
    items = run_json(folder, "disagreements", STAGE)["items"]
    assert {each["state"] for each in items} == {"escalated"}
    record = items[0]["record_id"]
    with pytest.raises(TamisError, match="the readers cannot end") as refusal:
        run(folder, "resolve", STAGE, record, "include", "--rationale", "x", role="B")
    assert "to the lead at once: --as A" in refusal.value.advice
    with pytest.raises(TamisError, match="waits for the lead already"):
        run(folder, "resolve", STAGE, record, "--escalate", role="B")
    assert run_json(folder, "resolve", STAGE, record, "include", "--rationale", "x", role="A")["by"] == ["A"]
    assert run_json(folder, "resolve", STAGE, record, "exclude", "--rationale", "x", role="CHIEF")["by"] == ["CHIEF"]
    with pytest.raises(TamisError, match="the readers cannot end"):
        run(folder, "resolve", STAGE, record, "--reopen", role="B")
    run(folder, "resolve", STAGE, record, "--reopen", role="CHIEF")


def test_readers_is_another_word_for_consensus(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", text=shared_plan(extra='disagreements = "readers"'))
    read_all(folder)
    record = run_json(folder, "disagreements", STAGE)["items"][0]["record_id"]
    run(folder, "resolve", STAGE, record, "include", "--rationale", "x", role=readers_of(folder)[record][0])
