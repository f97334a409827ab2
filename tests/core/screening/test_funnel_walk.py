"""The funnel over random sequences of decisions, reversals, resolutions and retrievals at several stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from core.protocol.values import NOT_RETRIEVED
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.funnel import Funnel, StageLog, funnel
from tests.core.screening.test_funnel import DOUBLE, PLAN, SAMPLED
from tests.examples import examples

RECORDS = ("r0", "r1", "r2", "r3")
READERS = {stage.id: [reader.reviewer for reader in stage.readers] for stage in PLAN.stages}


@dataclass
class Log:
    """What has been said so far: nothing is ever taken out of it but by the act that takes it back."""

    decisions: dict[tuple[str, str, str], Verdict | None] = field(default_factory=dict)
    resolutions: dict[tuple[str, str], Verdict | None] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def copy(self) -> Log:
        return Log(dict(self.decisions), dict(self.resolutions), set(self.lost))

    def funnel(self) -> Funnel:
        logs = {
            stage.id: StageLog(
                decisions={
                    reader: {
                        record: Decision(record=record, verdict=verdict)
                        for (at, who, record), verdict in self.decisions.items()
                        if (at, who) == (stage.id, reader)
                    }
                    for reader in READERS[stage.id]
                },
                resolutions={
                    record: Resolution(record=record, verdict=verdict, escalated=verdict is None)
                    for (at, record), verdict in self.resolutions.items()
                    if at == stage.id
                },
                sample=RECORDS[:2] if stage is SAMPLED else None,
                not_retrieved=self.lost if stage is DOUBLE else frozenset(),
            )
            for stage in PLAN.stages
        }
        return funnel(PLAN, RECORDS, RECORDS, logs)


def holds(whole: Funnel) -> None:
    """Every identity of the funnel, and that nobody owes what is not there."""
    assert whole.leaks() == []
    for before, after in zip(whole.states, whole.states[1:], strict=False):
        assert list(after.entered) == list(before.included)
    for state in whole.states:
        parts = [*state.included, *state.excluded, *state.waiting]
        assert sorted(parts) == sorted(state.entered) and len(parts) == len(set(parts))
        assert set(state.escalated) <= set(state.disagreements) <= set(state.waiting)
        for reviewer, owed in state.owed.items():
            assert set(state.left[reviewer]) <= set(owed) <= set(state.entered)
            assert not set(owed) & set(state.reasons.get(NOT_RETRIEVED, ()))


def beyond(whole: Funnel, record: str, stage: str) -> Iterable[str]:
    """The stages after this one that the record has entered."""
    ids = [state.stage.id for state in whole.states]
    return [state.stage.id for state in whole.states[ids.index(stage) + 1 :] if record in state.entered]


stages = st.sampled_from([stage.id for stage in PLAN.stages])
records = st.sampled_from(RECORDS)
acts = st.one_of(
    st.tuples(st.just("decide"), stages, st.sampled_from(["ANNA", "BO"]), records, st.sampled_from([None, *Verdict])),
    st.tuples(st.just("resolve"), stages, records, st.sampled_from([None, Verdict.INCLUDE, Verdict.EXCLUDE])),
    st.tuples(st.just("reopen"), stages, records),
    st.tuples(st.just("lose"), records),
    st.tuples(st.just("find"), records),
)


def do(log: Log, act: tuple) -> None:  # type: ignore[type-arg]
    what, *rest = act
    if what == "decide":
        stage, reader, record, verdict = rest
        log.decisions[stage, reader if reader in READERS[stage] else "ANNA", record] = verdict
    elif what == "resolve":
        log.resolutions[rest[0], rest[1]] = rest[2]
    elif what == "reopen":
        log.resolutions.pop((rest[0], rest[1]), None)
    elif what == "lose":
        log.lost.add(rest[0])
    else:
        log.lost.discard(rest[0])


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(acts, max_size=40))
def test_the_identities_hold_at_every_step_and_every_reversal_is_undone_by_reinstating(made: list) -> None:  # type: ignore[type-arg]
    log = Log()
    for act in made:
        before, was = log.copy(), log.funnel()
        do(log, act)
        now = log.funnel()
        holds(now)
        # What somebody says of one record moves no other one.
        record = act[3] if act[0] == "decide" else act[2] if act[0] in ("resolve", "reopen") else act[1]
        for old, new in zip(was.states, now.states, strict=True):
            for part in ("entered", "included", "excluded", "waiting"):
                assert {*getattr(old, part)} - {record} == {*getattr(new, part)} - {record}
        if before == log:
            assert now == was


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(acts, max_size=40), stages, records, st.lists(acts, max_size=8))
def test_reversing_an_include_hides_later_work_and_reinstating_brings_it_back(
    made: list,  # type: ignore[type-arg]
    stage: str,
    record: str,
    meanwhile: list,  # type: ignore[type-arg]
) -> None:
    log = Log()
    for act in made:
        do(log, act)
    before, was = log.copy(), log.funnel()
    # Out of the review at this stage, whoever said what, and work on other records goes on meanwhile.
    for reader in READERS[stage]:
        log.decisions[stage, reader, record] = Verdict.EXCLUDE
    log.resolutions.pop((stage, record), None)
    others = [act for act in meanwhile if record not in act]
    for act in others:
        do(log, act)
    hidden = log.funnel()
    holds(hidden)
    assert not beyond(hidden, record, stage)
    later = {key: value for key, value in log.decisions.items() if key[2] == record and key[0] != stage}
    assert later == {key: value for key, value in before.decisions.items() if key[2] == record and key[0] != stage}
    for reader in READERS[stage]:
        if (stage, reader, record) in before.decisions:
            log.decisions[stage, reader, record] = before.decisions[stage, reader, record]
        else:
            del log.decisions[stage, reader, record]
    if (stage, record) in before.resolutions:
        log.resolutions[stage, record] = before.resolutions[stage, record]
    again = log.funnel()
    holds(again)
    for old, new in zip(was.states, again.states, strict=True):
        for part in ("entered", "included", "excluded", "waiting", "disagreements", "escalated"):
            assert (record in getattr(old, part)) == (record in getattr(new, part)), (new.stage.id, part)
    if not others:
        assert log == before and again == was
