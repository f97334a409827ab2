"""Estimates, from the second reader's sample, the relevant records that the first reader excluded."""

from __future__ import annotations

from collections.abc import Mapping

from core.agreement.missed import MissedAtStage, chapman, missed, missed_in_total
from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.sampling.share import parse_share
from core.screening.decision import Decision, Verdict, counted
from core.screening.placed import placed, those_in
from core.words import listed
from store.numbers.agreement import (
    added_late,
    independent_decisions,
    readers_as_read,
    regrouped,
    sample_as_read,
)
from store.state.late import entered_late
from store.state.review_state import ReviewState

ONE_READER, ANOTHER = "one reader", "another"
"""Who is first and second where each record is read once, and a share by one more."""


def missed_at_stages(state: ReviewState, stage: Stage) -> MissedAtStage | None:
    """Count a first reader's exclusions at a stage with a sample; None where nobody reads one, or none is drawn.

    Where each record is dealt to one reader, and a share to one more, the first of each record is who it was dealt to.

    A record is relevant when the stage included it in the end, whatever the second reader said. The records of a pilot
    have been read by all, so that nothing is inferred for them: they count neither as excluded nor as sampled, only
    among the records that the stage included. What came too late for the opening, or for the draw, counts in nothing.
    Records are those of the moment at which their batch was opened.
    """
    sampled = [each.reviewer for each in stage.readers if not each.reads_all]
    first = next((reader.reviewer for reader in stage.readers if reader.reads_all), None)
    sample = sample_as_read(state, stage)
    readers = readers_as_read(state, stage) if stage.sharing is not None and stage.sharing.one_more else {}
    if readers:
        first, sample = ONE_READER, frozenset(each for each, those in readers.items() if len(those) > 1)
    if not sampled or first is None or sample is None:
        return None
    settled = state.without_second_looks()
    stage_state = settled.funnel.state(stage.id)
    unsettled = {*stage_state.disagreements, *stage_state.conflicts}
    batch_of, included = _as_read(settled, stage)
    late, late_now = added_late(state, stage, as_read=True), added_late(state, stage)
    by_first = _of_each(state, stage, readers, 0) if readers else independent_decisions(state, stage, first)

    def keeps(verdict: Verdict | None) -> bool:
        return verdict is not None and counted(verdict, stage.maybe) is Verdict.INCLUDE

    by_second: dict[str, Decision] = _of_each(state, stage, readers, 1)
    for reviewer in () if readers else sampled:
        said = independent_decisions(state, stage, reviewer)
        if late:
            now = state.decisions(reviewer, stage.id)
            words = {each: now[home] for each in late if (home := state.groups.of(each)) in now}
            said |= {each: word for each, word in words.items() if word.verdict is not None}
        kept = {each for each, decision in by_second.items() if keeps(decision.verdict)}
        by_second |= {each: decision for each, decision in said.items() if each not in kept}

    entered = {each for each, batch in batch_of.items() if batch != PILOT}
    excluded = {each for each, decision in by_first.items() if each in entered and not keeps(decision.verdict)}
    double = {each for each in excluded if each in sample and each in by_second}
    rounds, whole = {}, {}
    for search_round in state.open_rounds(stage):
        drawn = state.samples.get((stage.id, search_round))
        survivor_of = state.as_opened(stage, search_round).groups.of
        frame = frozenset(map(survivor_of, drawn.frame_ids)) if drawn else excluded
        of_round = {each for each in excluded if batch_of[each] == search_round and each in frame}
        read = of_round & double
        rounds[search_round] = missed(len(of_round), len(read), len(read & included))
        if drawn and not drawn.sample.extensions and read == of_round & sample:
            shared = drawn.sample.shared
            whole[search_round] = parse_share(drawn.sample.fraction if shared is None else shared.one_more)
    total = missed_in_total(rounds, whole)
    both = {each for each in by_first if each in sample and each in by_second and each in included}
    kept_by_first, kept_by_second = (
        {each for each in both if keeps(decisions[each].verdict)} for decisions in (by_first, by_second)
    )
    return MissedAtStage(
        stage=stage.id,
        first=first,
        second=ANOTHER if readers else listed(sampled),
        rounds=rounds,
        total=total,
        recall=total.recall(len(included)),
        within_sample=chapman(len(kept_by_first), len(kept_by_second), len(kept_by_first & kept_by_second)),
        unresolved=len({each for each in double if state.groups.of(each) in unsettled}),
        read_late=len(double & late),
        regrouped=regrouped(state, stage, excluded),
        complete=not (state.unfinished_rounds(stage) or any(set(ids) - late_now for ids in stage_state.left.values())),
    )


def _as_read(state: ReviewState, stage: Stage) -> tuple[dict[str, int], frozenset[str]]:
    """(record that entered an open batch in time → batch, those found relevant), by the survivors at the opening.

    Of a record that was merged or parted since, what is settled now counts; while nothing is, what was settled of it.
    """
    now = state.funnel.state(stage.id)
    included, excluded = frozenset(now.included), frozenset(now.excluded)
    found: dict[str, int] = {}
    relevant: set[str] = set()
    for batch in (*({PILOT} & {*state.batches(stage)}), *state.open_rounds(stage)):
        then = state.as_read(stage, batch)
        at_stage, kept = then.funnel.state(stage.id), frozenset(then.funnel.state(stage.id).included)
        in_time = placed(then.in_batch(stage, batch, at_stage.entered)).without(entered_late(then, stage))
        found.update(dict.fromkeys(in_time, batch))
        if then is state:
            relevant.update(those_in(in_time, kept))
            continue
        for each in in_time:
            home = state.groups.of(each)
            if home in included or (home not in excluded and each in kept):
                relevant.add(each)
    return found, frozenset(relevant)


def _of_each(
    state: ReviewState, stage: Stage, readers: Mapping[str, tuple[str, ...]], place: int
) -> dict[str, Decision]:
    """What the reader of each record said of it, or the one more who read it (place 1)."""
    said = {
        who: independent_decisions(state, stage, who) for who in {who for those in readers.values() for who in those}
    }
    return {
        record: said[those[place]][record]
        for record, those in readers.items()
        if len(those) > place and record in said[those[place]]
    }
