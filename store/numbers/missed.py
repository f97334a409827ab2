"""Estimates, from the second reader's sample, the relevant records that the first reader excluded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from itertools import chain

from core.agreement.missed import MissedAtStage, chapman, missed, missed_in_total
from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.sampling.share import parse_share
from core.screening.columns import column_of
from core.screening.decision import Decision, Verdict, counted
from core.screening.placed import PlacedRecords, either, mask_of, placed, places_in
from core.words import listed
from store.numbers.agreement import (
    added_late,
    independent_column,
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
    sample: Collection[str] | None = sample_as_read(state, stage)
    readers = readers_as_read(state, stage) if stage.sharing is not None and stage.sharing.one_more else {}
    if readers:
        first, sample = ONE_READER, frozenset(each for each, those in readers.items() if len(those) > 1)
    if not sampled or first is None or sample is None:
        return None
    settled, order = state.without_second_looks(), state.review.records.order
    stage_state = settled.funnel.state(stage.id)
    unsettled = {*stage_state.disagreements, *stage_state.conflicts}
    entered_in, included = _as_read(settled, stage)
    late, late_now = added_late(state, stage, as_read=True), added_late(state, stage)
    # Of each record the verdict alone counts here.
    by_first, by_second = (column_of(_of_each(state, stage, readers, place), order) for place in (0, 1))
    if not readers:
        by_first = independent_column(state, stage, first)

    def keeps(word: Decision | None) -> bool:
        return word is not None and word.verdict is not None and counted(word.verdict, stage.maybe) is Verdict.INCLUDE

    def excludes(word: Decision | None) -> bool:
        return word is not None and not keeps(word)

    for reviewer in () if readers else sampled:
        said = independent_column(state, stage, reviewer)
        if late:
            now = state.decisions(reviewer, stage.id)
            words = {each: now[home] for each in late if (home := state.groups.of(each)) in now}
            said = column_of({each: word for each, word in words.items() if word.verdict is not None}, order).over(said)
        by_second = said.within(by_second.that_hold(lambda word: not keeps(word))).over(by_second)

    in_sample, read_by_second = mask_of(order, sample), by_second.that_hold(_is_said)
    entered = reduce(either, (each.among for batch, each in entered_in.items() if batch != PILOT), bytes(len(order)))
    excluded = PlacedRecords(order, entered).that(by_first.that_hold(excludes))
    double = excluded.that(in_sample).that(read_by_second)
    rounds, whole = {}, {}
    for search_round in state.open_rounds(stage):
        drawn = state.samples.get((stage.id, search_round))
        groups = state.as_opened(stage, search_round).groups
        of_round = excluded.that(entered_in[search_round].among)
        of_round = of_round.that(groups.mask_of(drawn.frame_ids)) if drawn else of_round
        read = of_round.that(double.among)
        rounds[search_round] = missed(len(of_round), len(read), len(read.that(included.among)))
        if drawn and not drawn.sample.extensions and read == of_round.that(in_sample):
            shared = drawn.sample.shared
            whole[search_round] = parse_share(drawn.sample.fraction if shared is None else shared.one_more)
    total = missed_in_total(rounds, whole)
    both = included.that(in_sample).that(read_by_second).that(by_first.that_hold(_is_said))
    kept_by_first, kept_by_second = (both.that(decisions.that_hold(keeps)) for decisions in (by_first, by_second))
    kept_by_both = kept_by_first.that(kept_by_second.among)
    return MissedAtStage(
        stage=stage.id,
        first=first,
        second=ANOTHER if readers else listed(sampled),
        rounds=rounds,
        total=total,
        recall=total.recall(len(included)),
        within_sample=chapman(len(kept_by_first), len(kept_by_second), len(kept_by_both)),
        unresolved=len(double.that(mask_of(order, chain.from_iterable(map(state.groups.around, unsettled))))),
        read_late=len(double.that(mask_of(order, late))),
        regrouped=regrouped(state, stage, excluded),
        complete=not (state.unfinished_rounds(stage) or any(set(ids) - late_now for ids in stage_state.left.values())),
    )


def _is_said(word: Decision | None) -> bool:
    return word is not None


def _as_read(state: ReviewState, stage: Stage) -> tuple[dict[int, PlacedRecords], PlacedRecords]:
    """(open batch → the records that entered it in time, those found relevant), by the survivors at the opening.

    Of a record that was merged or parted since, what is settled now counts; while nothing is, what was settled of it.
    One that was in two batches counts in the later one.
    """
    now, order = state.funnel.state(stage.id), state.review.records.order
    included, excluded = mask_of(order, now.included), mask_of(order, now.excluded)
    found: dict[int, PlacedRecords] = {}
    relevant = bytes(len(order))
    for batch in (*({PILOT} & {*state.batches(stage)}), *state.open_rounds(stage)):
        then = state.as_read(stage, batch)
        at_stage = then.funnel.state(stage.id)
        in_time = placed(then.in_batch(stage, batch, at_stage.entered)).without(entered_late(then, stage))
        found = {before: each.without(in_time) for before, each in found.items()} | {batch: in_time}
        kept = in_time.that(mask_of(order, at_stage.included)).among
        if then is not state:
            homes = state.groups.placed.homes
            settled = bytearray(kept)
            for place in places_in(in_time.among):
                home = homes[place]
                settled[place] = included[home] or (kept[place] and not excluded[home])
            kept = bytes(settled)
        relevant = either(relevant, kept)
    return found, PlacedRecords(order, relevant)


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
