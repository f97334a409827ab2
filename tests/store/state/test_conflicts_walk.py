"""Random decisions, merges, partings, resolutions and openings: the identities hold after every act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.screening.audience import TEAM, Audience
from core.screening.decision import Verdict
from store.acts.duplicates.verdicts import give_verdict, take_back_verdict, verdicts
from store.folder.review import Review
from store.numbers.agreement import stage_agreements
from store.numbers.missed import missed_at_stages
from store.state.conflicts import conflicts_at
from store.state.review_state import review_state
from store.work.disagreements import DiskResolutionStore
from store.work.openings import open_finished_batches
from store.work.resolutions import disagreements
from store.work.screening import DiskDecisionStore
from tests.examples import examples
from tests.reviews import make_review, protocol, run

STAGE = "title-abstract"
READERS = ("ANNA", "BO")
RECORDS = 5
pairs = st.lists(st.integers(0, RECORDS - 1), min_size=2, max_size=2, unique=True).map(sorted)
any_verdict = st.sampled_from(list(Verdict))
acts = st.one_of(
    st.tuples(st.just("decide"), st.sampled_from(READERS), st.integers(0, RECORDS - 1), any_verdict),
    st.tuples(st.just("same"), pairs, st.booleans()),
    st.tuples(st.just("back"), pairs),
    st.tuples(st.just("resolve"), st.integers(0, RECORDS - 1), any_verdict),
    st.tuples(st.just("finish"), any_verdict, any_verdict),
)


def do(folder: Path, ids: list[str], act: tuple[Any, ...]) -> None:
    kind, *what = act
    with Review(folder, role="CHIEF" if kind == "resolve" else None) as review:
        state = review_state(review)
        stage = review.stage(STAGE)
        if kind == "decide":
            who, number, verdict = what
            DiskDecisionStore(review, who, STAGE).save(_said(state.groups.of(ids[number]), verdict))
        elif kind == "same":
            (a, b), same = what
            give_verdict(review, ids[a], ids[b], same=same)
        elif kind == "back":
            a, b = sorted(ids[each] for each in what[0])
            if (a, b) in verdicts(review):
                take_back_verdict(review, a, b)
        elif kind == "resolve":
            number, verdict = what
            store = DiskResolutionStore(state, stage)
            try:
                store.resolve(state.groups.of(ids[number]), verdict, reason="", rationale="so", ticked=())
            except TamisError:
                assert state.groups.of(ids[number]) not in state.funnel.state(STAGE).disagreements
        else:
            for who, verdict in zip(READERS, what, strict=True):
                told = state.told_to(Audience(who))
                store_of = DiskDecisionStore(review, who, STAGE)
                store_of.save_all([_said(each, verdict) for each in told.funnel.state(STAGE).left[who]], act="pass")


def _said(record: str, verdict: Verdict) -> Any:
    from core.screening.decision import Decision

    return Decision(record=record, verdict=verdict)


def look(folder: Path) -> tuple[Any, ...] | None:
    """Check what must hold, for everybody; gives the figures at the opening once there are some."""
    for who in (None, *READERS):
        with Review(folder, role=who) as review:
            state = open_finished_batches(review).told_to(TEAM if who is None else Audience(who))
            found, stage = state.funnel.state(STAGE), review.stage(STAGE)
            assert not state.funnel.leaks()
            torn = {record for said in state.words(stage).values() for record, word in said.items() if word.torn} - {
                record for record, end in state.resolutions(STAGE).items() if end.verdict
            }
            conflicts = set(found.conflicts)
            assert torn <= conflicts and conflicts <= set(found.waiting)
            assert conflicts == conflicts_at(state, stage).keys()
            listed = {each.record for each in disagreements(state, stage) if each.conflict}
            assert listed == conflicts and not conflicts.intersection(found.included, found.excluded)
            if who is not None and state.sealed(stage):
                other = next(each for each in READERS if each != who)
                assert not state.words(stage)[other] and all(
                    word.by == (who,) for words in conflicts_at(state, stage).values() for word in words
                )
            figures = stage_agreements(state, stage)[0].result
            estimate = missed_at_stages(state, stage)
    if figures is None:
        return None
    return figures.n, figures.table, figures.kappa, estimate and (estimate.total.excluded, estimate.total.double_read)


@pytest.mark.slow
@settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    before=st.lists(acts, max_size=5),
    end=st.tuples(st.just("finish"), any_verdict, any_verdict),
    after=st.lists(acts, min_size=1, max_size=7),
    share=st.sampled_from(["all", "1/2"]),
)
def test_what_waits_and_what_is_frozen(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[Any, ...]],
    end: tuple[Any, ...],
    after: list[tuple[Any, ...]],
    share: str,
) -> None:
    folder = make_review(tmp_path_factory.mktemp("r") / "review", records=RECORDS, text=protocol(share))
    if share != "all":
        run(folder, "sample", STAGE, "--draw", "--yes")
    with Review(folder) as review:
        ids = list(review.records)
    frozen = None
    for act in (*before, end, *after):
        do(folder, ids, act)
        now = look(folder)
        assert frozen is None or now == frozen, act
        frozen = now
