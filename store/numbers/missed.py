"""Estimates, from the second reader's sample, the relevant records that the first reader excluded."""

from __future__ import annotations

from core.agreement.missed import MissedAtStage, chapman, missed, missed_in_total
from core.protocol.values import Stage
from core.sampling.sample import parse_share
from core.screening.decision import Decision, Verdict, counted
from core.words import listed
from store.numbers.agreement import added_late, independent_decisions
from store.state.late import entered_late
from store.state.review_state import ReviewState


def missed_at_stages(state: ReviewState, stage: Stage) -> MissedAtStage | None:
    """Count a first reader's exclusions at a stage with a sample; None where nobody reads one, or none is drawn.

    A record is relevant when the stage included it in the end, whatever the second reader said. The records of a pilot
    have been read by all, so that nothing is inferred for them: they count neither as excluded nor as sampled, only
    among the records that the stage included. What came too late for the opening, or for the draw, counts in nothing.
    """
    sampled = [each.reviewer for each in stage.readers if not each.reads_all]
    first = next((reader for reader in stage.readers if reader.reads_all), None)
    sample = state.sample(stage)
    if not sampled or first is None or sample is None:
        return None
    stage_state = state.without_second_looks().funnel.state(stage.id)
    opened = set(state.open_rounds(stage))
    came_late = set(entered_late(state, stage))
    entered = set(stage_state.entered) - state.pilot(stage)
    included = {
        each
        for each in stage_state.included
        if each not in came_late and (state.round_of[each] in opened or each not in entered)
    }
    late = added_late(state, stage)
    by_first = independent_decisions(state, stage, first.reviewer)

    def keeps(verdict: Verdict | None) -> bool:
        return verdict is not None and counted(verdict, stage.maybe) is Verdict.INCLUDE

    by_second: dict[str, Decision] = {}
    for reviewer in sampled:
        said = independent_decisions(state, stage, reviewer)
        if late:
            now = state.decisions(reviewer, stage.id)
            said |= {each: now[each] for each in late if each in now and now[each].verdict is not None}
        kept = {each for each, decision in by_second.items() if keeps(decision.verdict)}
        by_second |= {each: decision for each, decision in said.items() if each not in kept}

    excluded = {each for each, decision in by_first.items() if each in entered and not keeps(decision.verdict)}
    double = {each for each in excluded if each in sample and each in by_second}
    rounds, whole = {}, {}
    for search_round in sorted(opened):
        drawn = state.samples.get((stage.id, search_round))
        frame = frozenset(map(state.groups.of, drawn.frame_ids)) if drawn else excluded
        of_round = {each for each in excluded if state.round_of[each] == search_round and each in frame}
        read = of_round & double
        rounds[search_round] = missed(len(of_round), len(read), len(read & included))
        if drawn and not drawn.sample.extensions and read == of_round & sample:
            whole[search_round] = parse_share(drawn.sample.fraction)
    total = missed_in_total(rounds, whole)
    both = {each for each in by_first if each in sample and each in by_second and each in included}
    kept_by_first, kept_by_second = (
        {each for each in both if keeps(decisions[each].verdict)} for decisions in (by_first, by_second)
    )
    return MissedAtStage(
        stage=stage.id,
        first=first.reviewer,
        second=listed(sampled),
        rounds=rounds,
        total=total,
        recall=total.recall(len(included)),
        within_sample=chapman(len(kept_by_first), len(kept_by_second), len(kept_by_first & kept_by_second)),
        unresolved=len(double.intersection(stage_state.disagreements)),
        read_late=len(double & late),
        complete=not (state.unfinished_rounds(stage) or any(set(ids) - late for ids in stage_state.left.values())),
    )
