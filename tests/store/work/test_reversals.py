"""A long walk through a real review: what is said later survives every reversal of what was said before."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from core.errors import TamisError
from core.screening.decision import Decision, Verdict
from store.acts.duplicates.studies import group, set_apart
from store.acts.resolutions import resolutions_table
from store.acts.retrieval import TABLE, lost, retrieved, set_retrievals
from store.decisions.access import decisions_of
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.openings import open_finished_batches
from store.work.resolutions import reopen, resolve
from store.work.screening import DiskDecisionStore
from tests.reviews import make_review

EARLIER, LATER = "title-abstract", "full-text"
READERS = ("ANNA", "BO")


def everything(review: Review) -> dict[str, Any]:
    """All that the readers' journals hold and all that was said; what an undo puts back is there as it was."""
    pairs = [(reader, stage) for reader in READERS for stage in (EARLIER, LATER)]
    tables = {f"{reader}/{stage}": decisions_of(review, reader, stage).tables for reader, stage in pairs} | {
        name: {name: held} for name, held in review.acts.tables.items()
    }
    return {name: {table: dict(held) for table, held in its.items() if held} for name, its in tables.items()}


def say_something(review: Review, random: Random, records: list[str]) -> None:
    """One act of somebody, as far as it is possible now."""
    state = open_finished_batches(review)
    record, other = random.sample(records, 2)
    stage = review.stage(random.choice((EARLIER, LATER)))
    verdict = random.choice(tuple(Verdict))
    reason = stage.reasons[0].id if verdict is Verdict.EXCLUDE else ""
    act = random.randrange(8)
    try:
        if act < 3:
            desk = DiskDecisionStore(review, random.choice(READERS), stage.id)
            desk.save(Decision(record=record, verdict=verdict, reason=reason))
        elif act == 3:
            final = random.choice((Verdict.INCLUDE, Verdict.EXCLUDE))
            why = stage.reasons[0].id if final is Verdict.EXCLUDE else ""
            resolve(state, stage, record, final, reason=why, rationale="we talked")
        elif act == 4:
            reopen(state, stage, record)
        elif act == 5:
            where = retrieved(review, record, "https://example.org") if random.random() < 0.5 else lost(record, "gone")
            set_retrievals(review, state.groups, review.stage(LATER), [where])
        elif act == 6:
            group(review, state.groups, [record, other])
        else:
            set_apart(review, state.groups, record)
    except TamisError:
        pass  # nothing to resolve, to reopen or to part


def test_reversing_an_include_and_reinstating_it_loses_nothing(tmp_path: Path) -> None:
    random = Random(8)
    hidden = 0
    with Review(make_review(tmp_path / "review", records=5)) as review:
        records = list(review.records)
        for record in records:
            for reader in READERS:
                DiskDecisionStore(review, reader, EARLIER).save(Decision(record=record, verdict=Verdict.INCLUDE))
        for _ in range(60):
            say_something(review, random, records)
            before = review_state(review)
            assert before.funnel.leaks() == []
            kept = everything(review)
            record = random.choice(records)
            desks = [DiskDecisionStore(review, reader, EARLIER) for reader in READERS]
            taken = [desk for desk in desks if not is_excluded(desk, record)]
            for desk in taken:
                desk.save(Decision(record=record, verdict=Verdict.EXCLUDE, reason="wrong-topic"))
            without = review_state(review).funnel
            assert without.leaks() == [] and record not in without.state(LATER).entered
            hidden += record in before.funnel.state(LATER).entered
            later = f"ANNA/{LATER}", f"BO/{LATER}", resolutions_table(LATER), TABLE
            assert {name: everything(review).get(name) for name in later} == {name: kept.get(name) for name in later}
            for desk in taken:
                desk.undo()
            assert everything(review) == kept and review_state(review).funnel == before.funnel
    assert hidden > 10, "the walk never hid any later work"


def is_excluded(desk: DiskDecisionStore, record: str) -> bool:
    decision = desk.decisions.get(record)
    return decision is not None and (decision.verdict, decision.reason) == (Verdict.EXCLUDE, "wrong-topic")
