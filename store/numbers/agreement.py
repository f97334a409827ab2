"""Agreement at a stage, computed from decisions that were made independently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from core.agreement import (
    ManyAgreement,
    ReaderAgreement,
    ReaderRates,
    ReasonAgreement,
    agreement,
    agreement_of_many,
    categories_under,
    counted_as,
    reader_rates_of,
    reason_agreement,
)
from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.screening.columns import DecisionColumn, column_of
from core.screening.decision import Decision, Verdict
from core.screening.placed import PlacedRecords, in_any
from core.words import listed
from store.state.review_state import ReviewState

Decisions = Mapping[str, Decision]


def stage_agreements(state: ReviewState, stage: Stage, maybe_rule: str | None = None) -> list[ReaderAgreement]:
    """The agreement of each pair of readers of a stage.

    It is computed on what each reader had decided before the stage was opened, so that talking about disagreements does
    not change it, and on the records of that moment, whatever was merged or parted since. A search round that is not
    open yet is left out, and the figures are interim until it is. A record that has left the stage stays counted, since
    it was read independently. The pilot has figures of its own: its readers had not yet talked about how to read, and
    its disagreements change how they go on.

    Args:
        state: The state of the review.
        stage: The stage.
        maybe_rule: "include", "category" or "exclude"; by default the stage's own rule.
    """
    rule = maybe_rule or stage.maybe
    pairs = list(combinations(stage.readers, 2))
    late, pilot = added_late(state, stage), state.pilot(stage)
    late_then = added_late(state, stage, as_read=True)
    left = {who: set(ids) for who, ids in state.funnel.state(stage.id).left.items()}
    owed = {who: len(ids - late - pilot) for who, ids in left.items()}
    pilots = _pilot_agreements(state, stage, rule)
    if state.withholds(stage):
        note = "withheld: the stage is blind until every reader has finished"
        return [
            ReaderAgreement(
                stage=stage.id,
                raters=(a.reviewer, b.reviewer),
                maybe_rule=rule,
                result=None,
                owed=owed[a.reviewer] + owed[b.reviewer],
                pilot=pilots.get((a.reviewer, b.reviewer)),
                note=note,
            )
            for a, b in pairs
        ]
    asked_of = asked_as_read(state, stage)
    columns = {reader.reviewer: independent_column(state, stage, reader.reviewer) for reader in stage.readers}
    now = {reader.reviewer: _verdicts(state.decisions(reader.reviewer, stage.id)) for reader in stage.readers if late}
    unfit = _unfit(state, stage)
    found = []
    for a, b in pairs:
        first, second = a.reviewer, b.reviewer
        said = {
            who: dict(columns[who].where(columns[other]).items()) for who, other in ((first, second), (second, first))
        }
        both = [each for each in said[first] if each not in late_then]
        asked = [
            each for each in both if all(asks is None or each in asks for asks in (asked_of[first], asked_of[second]))
        ]
        pair = agreement_on(stage, rule, said, (first, second), asked)
        to_come = owed[first] + owed[second]
        added = None
        if late and not (a.reads_all and b.reads_all):
            read = [each for each in now[first] if each in late and each in now[second]]
            to_read = len(left[first] & late) + len(left[second] & late)
            added = replace(agreement_on(stage, rule, now, (first, second), read), owed=to_read)
        found.append(
            replace(
                pair,
                complete=not unfit,
                owed=to_come,
                beyond_sample=len(both) - len(asked),
                reasons=_reasons(stage, said[first], said[second], asked),
                pilot=pilots.get((first, second)),
                after_opening=added,
                regrouped=regrouped(state, stage, asked),
                note=unfit.format(n=len(asked), owed=to_come),
            )
        )
    return found


def agreement_of_all(state: ReviewState, stage: Stage, maybe_rule: str | None = None) -> ManyAgreement | None:
    """The agreement of all readers of a stage with three or more; None with fewer, and where it is withheld.

    It is computed on the same decisions as that of the pairs. A reader of a share has no rating outside the sample, nor
    one to whom records are dealt on what was dealt to others.
    """
    if len(stage.readers) < 3 or state.withholds(stage):
        return None
    rule = maybe_rule or stage.maybe
    asked_of, late = asked_as_read(state, stage), added_late(state, stage, as_read=True)
    columns: list[dict[str, str]] = []
    for reader in stage.readers:
        said = independent_decisions(state, stage, reader.reviewer)
        asked = asked_of[reader.reviewer]
        within = said if asked is None else asked
        columns.append(
            {
                each: counted_as(_verdict(decision), rule)
                for each, decision in said.items()
                if each in within and each not in late
            }
        )
    records = dict.fromkeys(each for column in columns for each in column)
    ratings = [[column.get(each) for column in columns] for each in records]
    return agreement_of_many(ratings, [reader.reviewer for reader in stage.readers], categories_under(rule))


def independent_decisions(state: ReviewState, stage: Stage, reviewer: str) -> dict[str, Decision]:
    """A reader's verdicts in the search rounds that are open, made before they were opened.

    They are by survivor at the opening: what was merged or parted since changes nothing.
    """
    return dict(independent_column(state, stage, reviewer).items())


def independent_column(state: ReviewState, stage: Stage, reviewer: str) -> DecisionColumn:
    """As `independent_decisions`, as a column."""
    found = column_of({}, state.review.records.order)
    for search_round in state.open_rounds(stage):
        found = _independent(state, reviewer, stage, search_round).over(found)
    return found


def _independent(state: ReviewState, reviewer: str, stage: Stage, batch: int) -> DecisionColumn:
    """What a reader decided in a batch before it was open; nothing where a journal is not what its reader stated."""
    if state.unfit(stage, batch):
        return column_of({}, state.review.records.order)
    said = state.as_opened(stage, batch).decisions_at_opening(reviewer, stage, batch)
    return said.within(said.that_hold(lambda word: word is not None and word.verdict is not None))


def _pilot_agreements(state: ReviewState, stage: Stage, rule: str) -> dict[tuple[str, str], ReaderAgreement]:
    """The agreement on the stage's pilot, by pair of readers; {} where there is no pilot."""
    pilot = state.pilot(stage)
    if not pilot:
        return {}
    left = {who: len(pilot.intersection(ids)) for who, ids in state.funnel.state(stage.id).left.items()}
    opening = state.openings.get((stage.id, PILOT))
    withheld = state.withholds_pilot(stage)
    said = {} if withheld else {who: dict(_independent(state, who, stage, PILOT).items()) for who in left}
    found = {}
    for a, b in combinations([reader.reviewer for reader in stage.readers], 2):
        owed = left[a] + left[b]
        if withheld:
            note = "withheld: the pilot is blind until every reader has finished it"
            found[a, b] = ReaderAgreement(
                stage=stage.id, raters=(a, b), maybe_rule=rule, result=None, owed=owed, note=note
            )
            continue
        both = [each for each in said[a] if each in said[b]]
        early = opening is not None and opening.early
        note = "interim: the pilot was opened before every reader had finished it" if early else ""
        found[a, b] = replace(agreement_on(stage, rule, said, (a, b), both), complete=not note, owed=owed, note=note)
    return found


def sample_as_read(state: ReviewState, stage: Stage) -> PlacedRecords | None:
    """The sampled records of every round, by the survivors when it was opened; None before the first draw."""
    drawn = {batch: each.sample.ids for (name, batch), each in state.samples.items() if name == stage.id}
    then = {batch: state.as_read(stage, batch).groups for batch in drawn}
    if all(each is state.groups for each in then.values()):
        return state.sample(stage)
    return in_any(state.review.records.order, (then[batch].mask_of(ids) for batch, ids in drawn.items()))


def readers_as_read(state: ReviewState, stage: Stage) -> dict[str, tuple[str, ...]]:
    """Record of an open search round → its readers, at a stage that is shared out; by the survivors of the opening."""
    found: dict[str, tuple[str, ...]] = {}
    for batch in state.open_rounds(stage):
        then = state.as_opened(stage, batch)
        batch_of = then.batch_of(stage)
        found |= {each: those for each, those in then.readers_of(stage).items() if batch_of.get(each) == batch}
    return found


def asked_as_read(state: ReviewState, stage: Stage) -> dict[str, frozenset[str] | None]:
    """Reader → the records that the stage asks them to read in its open search rounds; None where that is all."""
    if stage.sharing is None:
        sample = sample_as_read(state, stage)
        asked = None if sample is None else frozenset(sample)
        return {each.reviewer: None if each.reads_all else asked for each in stage.readers}
    readers = readers_as_read(state, stage).items()
    return {who: frozenset(each for each, those in readers if who in those) for who in stage.sharing.of}


def reader_rates(state: ReviewState, stage: Stage, maybe_rule: str | None = None) -> list[ReaderRates]:
    """How often each reader of a stage includes, and says the same as the others; on the decisions of the agreement.

    [] where it is withheld.
    """
    rule = maybe_rule or stage.maybe
    if state.withholds(stage):
        return []
    words: dict[str, dict[str, str]] = {}
    late = added_late(state, stage, as_read=True)
    for who, asked in asked_as_read(state, stage).items():
        said = independent_decisions(state, stage, who)
        within = (each for each in said if each not in late and (asked is None or each in asked))
        words[who] = {each: counted_as(_verdict(said[each]), rule) for each in within}
    return reader_rates_of(words)


def regrouped(state: ReviewState, stage: Stage, units: Iterable[str]) -> tuple[str, ...]:
    """Which of these records, or studies where it is charted, were joined with another such or parted since.

    They are named as when the stage was opened: by their survivors, or the reports that stand for them.
    """
    charts = stage.kind == "chart"
    opened = {each: state.as_opened(stage, each) for each in state.batches(stage) if (stage.id, each) in state.openings}
    if all(then is state for then in opened.values()):
        return ()
    members: dict[str, set[str]] = {}
    for batch, then in opened.items():
        for record in (each for each, its in then.batch_of(stage).items() if its == batch):
            unit = then.studies.of(record) if charts else record
            members.setdefault(unit, set()).update(then.groups.around(record))

    def now(record: str) -> str:
        survivor = state.groups.of(record)
        return state.studies.of(survivor) if charts else survivor

    shared = Counter(map(now, members))
    wanted = frozenset(units)
    return tuple(
        sorted(
            unit
            for unit, records in members.items()
            if unit in wanted and (shared[now(unit)] > 1 or any(now(each) != now(unit) for each in records))
        )
    )


def added_late(state: ReviewState, stage: Stage, *, as_read: bool = False) -> frozenset[str]:
    """The records that were added to the stage's samples after the stage had been opened in their round.

    They are named by their survivors; with `as_read` by those when the stage was opened.
    """
    return frozenset(
        (state.as_opened(stage, key[1]) if as_read else state).groups.of(record)
        for key, drawn in state.samples.items()
        if key[0] == stage.id and key in state.openings
        for record in drawn.sample.added_after(state.openings[key].at)
    )


def _unfit(state: ReviewState, stage: Stage) -> str:
    """Why the agreement of a stage is not for reporting, with {n} and {owed} to be filled in; "" when it is."""
    for batch in state.rounds:
        if readers := state.unfit(stage, batch):
            return f"without search round {batch}: {listed(readers)}'s journal is not the one that was stated"
    if any((stage.id, each) in state.openings and state.openings[stage.id, each].early for each in state.rounds):
        return "interim: the stage was opened before every reader had finished; not for reporting"
    if stage.sampled_reader is not None and state.sample(stage) is None:
        missing = "the records have not been dealt" if stage.sharing is not None else "no sample has been drawn"
        return f"interim: {missing}; not for reporting"
    if state.unfinished_rounds(stage) or not state.rounds:
        return "interim: {n} read by both, {owed} decisions to come; not for reporting"
    return ""


def _verdicts(decisions: Decisions) -> dict[str, Decision]:
    return {each: said for each, said in decisions.items() if said.verdict is not None}


def agreement_on(
    stage: Stage, rule: str, said: Mapping[str, Decisions], raters: tuple[str, str], records: Collection[str]
) -> ReaderAgreement:
    """The figures on records that both raters have read, and the records behind each figure."""
    categories = categories_under(rule)
    first, second = (said[each] for each in raters)
    counted = {each: counted_as(each, rule) for each in Verdict}
    cells: dict[tuple[str, str], list[str]] = {}
    for record in sorted(records):
        both = counted[_verdict(first[record])], counted[_verdict(second[record])]
        cells.setdefault(both, []).append(record)
    table = [[len(cells.get((row, column), ())) for column in categories] for row in categories]
    return ReaderAgreement(
        stage=stage.id, raters=raters, maybe_rule=rule, result=agreement(table, categories), cells=cells
    )


def _reasons(stage: Stage, first: Decisions, second: Decisions, records: Collection[str]) -> ReasonAgreement:
    both = ((first[each], second[each]) for each in records)
    return reason_agreement(
        ((a.reason, b.reason) for a, b in both if a.verdict is Verdict.EXCLUDE and b.verdict is Verdict.EXCLUDE),
        [reason.id for reason in stage.reasons],
    )


def _verdict(decision: Decision) -> Verdict:
    assert decision.verdict is not None, "only verdicts are compared"
    return decision.verdict
