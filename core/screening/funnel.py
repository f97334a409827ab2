"""The funnel: which records enter a stage, where each of them stands, and the identities that the counts obey.

Everything is a list of record ids first and a number second, so that each number opens its records. A record here is
the survivor of its duplicate group; what was decided on another member of the group has been mapped to it beforehand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import takewhile
from typing import Any

from core.protocol.values import NOT_RETRIEVED, Protocol, Stage
from core.records.studies import Studies
from core.screening.audience import TEAM, Audience
from core.screening.columns import DecisionColumn, changed, column_of, combined, first_places, mapped, masked
from core.screening.decision import Act, Decision, Resolution, Verdict, counted
from core.screening.outcome import outcome_of, readers_of
from core.screening.placed import (
    PlacedRecords,
    among,
    both,
    either,
    is_within,
    mask_of,
    name_at,
    not_exactly_once,
    outside,
    placed,
    places_in,
)

Fate = tuple[Verdict | None, str]
"""What becomes of a record at a stage: the verdict, None where it waits, and with an exclusion its reason."""
_WAITS: Fate = (None, "")
_DIFFER = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLog:
    """What has been said at one stage, as far as an audience may know it.

    Attributes:
        decisions: By reviewer, then by record.
        resolutions: By record.
        sample: The records that a reader of a fraction owes, those of a pilot too; None while none have been drawn.
        dealt: Where the stage is shared out, reader → the records dealt to them; None elsewhere. A reader who is in the
            plan no more is named too: what was dealt to them waits.
        blind: The records at which the stage is still blind to the audience: there, what others said and the sample
            do not exist for it, so that neither can be told from where a record stands.
        audience: For whom it was put together.
        not_retrieved: At a full-text stage, the records whose reports could not be had. Known to all, blind or not: it
            is nobody's verdict.
        again: By reviewer, what they would include after a second look at what they had excluded, by record.
        torn: The merged records of which different things were said for all to see: whether the report was had.
        torn_ends: Those whose disagreements ended in different ways.
    """

    decisions: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)
    sample: Collection[str] | None = None
    dealt: Mapping[str, Collection[str]] | None = None
    blind: Collection[str] = frozenset()
    audience: Audience = TEAM
    not_retrieved: Collection[str] = frozenset()
    again: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    torn: Collection[str] = frozenset()
    torn_ends: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageState:
    """Where the records of one stage stand; every list is in the order of import.

    Attributes:
        waiting: Not yet through: a reader owes a decision, or a disagreement is open.
        reasons: The excluded records by the id of their reason ("" where none was given, `NOT_RETRIEVED` of a report
            that could not be had).
        by_rule: At a step, the excluded records that nobody looked at one by one: a rule suggested to exclude them, and
            the suggestions were confirmed in bulk.
        disagreements: Open ones, escalated ones included.
        escalated: Those that wait for an adjudicator; by plan only once no reader is in conflict.
        conflicts: The waiting records of which one voice said different things before they were merged, as far as the
            audience may know it; see `core.screening.merged_words`.
        owed: What each reader has to read, decided or not; nobody owes what could not be had.
        left: What of it they have not decided.
    """

    stage: Stage
    entered: Sequence[str]
    included: Sequence[str]
    excluded: Sequence[str]
    waiting: Sequence[str]
    reasons: Mapping[str, Sequence[str]]
    disagreements: Sequence[str]
    escalated: Sequence[str]
    owed: Mapping[str, Sequence[str]]
    left: Mapping[str, Sequence[str]]
    by_rule: Sequence[str] = ()
    conflicts: Sequence[str] = ()

    @property
    def not_retrieved(self) -> Sequence[str]:
        """The excluded records whose reports could not be had, and so were not read."""
        return self.reasons.get(NOT_RETRIEVED, ())

    @property
    def read_reasons(self) -> Mapping[str, Sequence[str]]:
        """The reasons of what was read and excluded: `reasons` without reports that could not be had."""
        return {reason: ids for reason, ids in self.reasons.items() if reason != NOT_RETRIEVED}

    @property
    def read_excluded(self) -> Sequence[str]:
        """The records that were read and excluded: `excluded` without reports that could not be had."""
        return placed(self.excluded).without(self.not_retrieved)

    @property
    def complete(self) -> bool:
        """Whether every reader has decided all they owe."""
        return not any(self.left.values())


def stage_state(stage: Stage, entered: Sequence[str], log: StageLog) -> StageState:
    """Derive where the records of one stage stand.

    A record leaves the stage when every reader who owes it has decided and they agree, or when a resolution says how a
    disagreement ended. `maybe` counts as the stage's rule says. A reader's verdict on a record that the sample did not
    ask for counts as well: it is never set aside in silence. A reader who said different things of records that were
    merged owes the record, sampled or not, until that conflict is resolved like a disagreement. A report that could not
    be had leaves, whatever was said of it, until it is retrieved; then all of that counts again.

    A second look brings back only what would leave as excluded: what one reader alone had excluded goes on; what
    another had excluded as well is a disagreement, to be settled like any other. It ends none: those who differed when
    they read independently differ until it is resolved.

    Args:
        stage: The stage.
        entered: The records that enter it.
        log: What has been said.
    """
    entered = placed(entered)
    order = entered.order
    said = {who: column_of(words, order) for who, words in log.decisions.items()}
    lost, sample = frozenset(log.not_retrieved), among(order, log.sample or ())
    dealt = log.dealt and {who: among(order, its) for who, its in log.dealt.items()}
    asked = {each.reviewer: sample for each in stage.readers} if dealt is None else dealt
    readable = entered.without(lost)
    torn = {who: column.those(lambda word: word.torn) for who, column in said.items()}
    owed: dict[str, PlacedRecords] = {}
    for reader in stage.readers:
        # Where records are dealt, who handed one over or was never dealt it owes no word more on it.
        own_torn = torn.get(reader.reviewer, ()) if log.dealt is None else ()
        its = mask_of(order, asked.get(reader.reviewer, ()))
        its = either(its, mask_of(order, own_torn)) if own_torn else its
        owed[reader.reviewer] = readable if reader.reads_all else readable.that(its)
    left = {who: ids.that(said[who].that_hold(_no_verdict)) if who in said else ids for who, ids in owed.items()}
    by_reader, own = (readers_of(stage, asked, log.decisions, each) for each in (None, log.audience))
    brought_back = frozenset[str]().union(*log.again.values())
    then = {who: {**log.decisions.get(who, {}), **words} for who, words in log.again.items()}
    by_reader_again, own_again = (
        readers_of(stage, asked, {**log.decisions, **then}, each) for each in (None, log.audience)
    )
    undealt = frozenset[str]() if log.dealt is None else frozenset(entered).difference(*log.dealt.values())
    torn_at_all = frozenset[str]().union(*torn.values())
    disagreements: list[str] = []
    escalated: list[str] = []
    conflicts: list[str] = []
    blind, special = log.blind, lost.union(undealt, torn_at_all, brought_back, log.torn)
    fates: dict[Fate | None, int] = {_WAITS: 0, _DIFFER: 1}

    def fate(verdict: Verdict | None, reason: str) -> int:
        return fates.setdefault((verdict, reason if verdict is Verdict.EXCLUDE else ""), len(fates))

    # Records of which the same is said have one outcome: it is asked for once, and all else here is quick.
    shares = {id(records): records for reads_all, records, _ in by_reader if records and not reads_all}
    masks = [*([blind] if blind else []), *shares.values()]
    situations, below = combined(
        [
            *((mask_of(order, records), 2) for records in masks),
            *(column.told_apart(_as_outcomes_go) for column in said.values()),
        ],
        len(order),
    )
    outcomes = [0] * below
    for situation, place in first_places(situations, below).items():
        record = name_at(order, place)
        verdict, reason, differ = outcome_of(record, own if record in blind else by_reader, stage.maybe)
        outcomes[situation] = fates[_DIFFER] if differ else fate(verdict, reason)
    come_to = mapped(situations, outcomes)
    by_itself = either(masked(come_to, (each is _DIFFER for each in fates)), mask_of(order, special))
    of_number, otherwise = list(fates), dict[int, int]()
    for place in places_in(both(entered.among, by_itself)):
        record = name_at(order, place)
        differ = (found := of_number[come_to[place]]) is _DIFFER
        verdict, reason = found or _WAITS
        if record in lost:
            otherwise[place] = fate(Verdict.EXCLUDE, NOT_RETRIEVED)
            continue
        if record in undealt:
            otherwise[place] = fate(*_WAITS)
            if record in log.torn:
                conflicts.append(record)
            continue
        if verdict is Verdict.EXCLUDE and record in brought_back:
            readers = own_again if record in blind else by_reader_again
            verdict, reason, differ = outcome_of(record, readers, stage.maybe)
        in_conflict = record in torn_at_all
        if differ or in_conflict:
            resolution = log.resolutions.get(record)
            if resolution is not None and in_conflict and (record in blind or not (differ or resolution.as_one)):
                resolution = None  # It ended what was said of each record, and no conflict.
            if resolution is not None and resolution.verdict is not None:
                verdict, reason, in_conflict = counted(resolution.verdict, stage.maybe), resolution.reason, False
            else:
                if differ:
                    disagreements.append(record)
                in_conflict = in_conflict or record in log.torn_ends
                by_plan = differ and stage.only_ruled and not in_conflict and record not in log.torn
                if by_plan or (resolution is not None and resolution.escalated):
                    escalated.append(record)
        if in_conflict or record in log.torn:
            verdict = None
            conflicts.append(record)
        otherwise[place] = fate(verdict, reason)
    come_to = changed(come_to, otherwise, len(fates))

    def that_came_to(*wanted: Fate) -> PlacedRecords:
        return entered.that(masked(come_to, (each in wanted for each in fates)))

    of_reason = {each[1]: that_came_to(each) for each in fates if each is not None and each[0] is Verdict.EXCLUDE}
    excluded = that_came_to(*((Verdict.EXCLUDE, reason) for reason in of_reason))
    waiting = that_came_to(_WAITS)
    return StageState(
        stage=stage,
        entered=entered,
        included=that_came_to((Verdict.INCLUDE, "")),
        excluded=excluded,
        waiting=waiting,
        reasons={reason: ids for reason, ids in sorted(of_reason.items(), key=_first_place) if ids},
        disagreements=disagreements,
        escalated=escalated,
        owed=owed,
        left={who: ids.without(each for each in torn.get(who, ()) if each not in waiting) for who, ids in left.items()},
        by_rule=_by_rule(excluded, said.values()).without(log.resolutions) if stage.kind == "step" else (),
        conflicts=conflicts,
    )


def _no_verdict(word: Decision | None) -> bool:
    return word is None or word.verdict is None


def _as_outcomes_go(word: Decision | None) -> Fate | None:
    """What `outcome_of` asks of a decision."""
    return None if word is None or not (word.verdict or word.torn) else (word.verdict, word.reason)


def _first_place(of_reason: tuple[str, PlacedRecords]) -> int:
    return of_reason[1].among.find(1)


def _by_rule(excluded: PlacedRecords, said: Iterable[DecisionColumn]) -> PlacedRecords:
    """The excluded records on which all that was said are suggestions confirmed in bulk."""
    for column in said:
        excluded = excluded.that(column.that_hold(lambda one: not (one and one.verdict) or one.act is Act.CONFIRMED))
    return excluded


def acts(entered: Sequence[str], decisions: Mapping[str, Decision]) -> dict[Act, Sequence[str]]:
    """How a reader decided on the records that entered a stage: the records by the act."""
    entered = placed(entered)
    column = column_of(decisions, entered.order)
    return {act: entered.that(column.that_hold(partial(_given_by, act))) for act in Act}


def _given_by(act: Act, word: Decision | None) -> bool:
    return word is not None and word.verdict is not None and word.act is act


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """The whole review, from identified to included.

    Attributes:
        identified: All imported records, duplicates too.
        unique: The survivors of duplicate groups, in the order of import.
        states: One for each stage of the protocol, in its order.
        studies: Which records report the same study.
    """

    identified: Sequence[str]
    unique: Sequence[str]
    states: Sequence[StageState]
    studies: Studies = field(default_factory=Studies)

    def state(self, stage: str) -> StageState:
        """The state of the stage of that id."""
        return next(state for state in self.states if state.stage.id == stage)

    def before(self, stage: str) -> Sequence[StageState]:
        """The states of the stages before the one of that id."""
        return list(takewhile(lambda state: state.stage.id != stage, self.states))

    @property
    def excluding(self) -> list[StageState]:
        """The stages that exclude; charting excludes none."""
        return [state for state in self.states if state.stage.kind != "chart"]

    @property
    def reading_records(self) -> list[StageState]:
        """Those of them that come before the full texts."""
        return list(takewhile(lambda state: state.stage.kind != "fulltext", self.excluding))

    @property
    def reading_reports(self) -> list[StageState]:
        """Those of them from the first full-text stage on."""
        return self.excluding[len(self.reading_records) :]

    @property
    def included(self) -> Sequence[str]:
        """The records that came through every stage that excludes."""
        excluding = self.excluding
        return excluding[-1].included if excluding else self.unique

    @property
    def included_studies(self) -> Sequence[str]:
        """The studies that the included records report, by id."""
        return self.studies.among(self.included)

    def within(self, records: Collection[str]) -> Funnel:
        """The part of the funnel that is about some records, such as those of one search round."""
        order = placed(self.identified).order
        wanted = PlacedRecords(order, mask_of(order, records))
        if is_within(self.identified, wanted):
            return self
        if is_within(self.unique, wanted):  # of which all lists of the stages are made
            return replace(self, identified=_within(self.identified, wanted))
        return Funnel(
            identified=_within(self.identified, wanted),
            unique=_within(self.unique, wanted),
            states=[
                replace(state, **{each.name: _within(getattr(state, each.name), wanted) for each in fields(state)})
                for state in self.states
            ],
            studies=self.studies,
        )

    def leaks(self) -> list[str]:
        """Ids of the records at which an identity of the funnel fails; [] when it adds up.

        The identities, as sets: what is unique enters the first stage; what a stage includes enters the next; what
        enters is included, excluded or waiting, and only one of them; every excluded record has one reason; every
        unique record was identified.
        """
        wrong = outside(self.unique, self.identified)
        entering = self.unique
        for state in self.states:
            wrong |= outside(entering, state.entered) | outside(state.entered, entering)
            wrong |= not_exactly_once(state.entered, (state.included, state.excluded, state.waiting))
            wrong |= not_exactly_once(state.excluded, tuple(state.reasons.values()))
            entering = state.included
        return sorted(wrong)


def _within(value: Any, wanted: PlacedRecords) -> Any:
    """A list of records, or lists by a key, without those that are not wanted; anything else as it is."""
    if isinstance(value, Mapping):
        return {key: _within(records, wanted) for key, records in value.items()}
    if isinstance(value, PlacedRecords):
        return value.that(mask_of(value.order, wanted))
    if isinstance(value, list | tuple):
        return [each for each in value if each in wanted]
    return value


def funnel(
    protocol: Protocol,
    identified: Sequence[str],
    unique: Sequence[str],
    logs: Mapping[str, StageLog],
    studies: Studies | None = None,
) -> Funnel:
    """Derive every stage in turn, each entered by what the one before included.

    Args:
        protocol: The plan.
        identified: All imported records.
        unique: The survivors of duplicate groups.
        logs: What has been said, by stage; at a missing stage nothing has.
        studies: Which records report the same study; by default each its own.
    """
    states = []
    entering = unique
    for stage in protocol.stages:
        state = stage_state(stage, entering, logs.get(stage.id, StageLog()))
        states.append(state)
        entering = state.included
    return Funnel(identified=identified, unique=unique, states=states, studies=studies or Studies())
