"""The funnel: which records enter a stage, where each of them stands, and the identities that the counts obey.

Everything is a list of record ids first and a number second, so that each number opens its records. A record here is
the survivor of its duplicate group; what was decided on another member of the group has been mapped to it beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from itertools import takewhile
from typing import Any

from core.protocol.values import NOT_RETRIEVED, Protocol, Stage
from core.records.studies import Studies
from core.screening.audience import TEAM, Audience
from core.screening.decision import Act, Decision, Resolution, Verdict, counted
from core.screening.outcome import outcome_of, readers_of


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
        lost = frozenset(self.not_retrieved)
        return [each for each in self.excluded if each not in lost] if lost else self.excluded

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
    sample = frozenset(log.sample) if log.sample is not None else frozenset()
    lost = frozenset(log.not_retrieved)
    asked = {each.reviewer: sample for each in stage.readers} if log.dealt is None else log.dealt
    readable = [each for each in entered if each not in lost] if lost else entered
    torn = {who: _those(said, lambda word: word.torn) for who, said in log.decisions.items()}
    owed: dict[str, Sequence[str]] = {}
    for reader in stage.readers:
        own_torn = () if reader.reads_all else torn.get(reader.reviewer, ())
        owed[reader.reviewer] = (
            readable
            if reader.reads_all
            else [each for each in readable if each in asked.get(reader.reviewer, ()) or each in own_torn]
        )
    left: dict[str, Sequence[str]] = {}
    for reviewer, ids in owed.items():
        given = _those(log.decisions.get(reviewer, {}), lambda word: word.verdict is not None)
        left[reviewer] = [each for each in ids if each not in given] if given else ids
    by_reader, own = (readers_of(stage, asked, log.decisions, each) for each in (None, log.audience))
    brought_back = frozenset[str]().union(*log.again.values())
    then = {who: {**log.decisions.get(who, {}), **words} for who, words in log.again.items()}
    by_reader_again, own_again = (
        readers_of(stage, asked, {**log.decisions, **then}, each) for each in (None, log.audience)
    )
    undealt = frozenset[str]() if log.dealt is None else frozenset(entered).difference(*log.dealt.values())
    torn_at_all = frozenset[str]().union(*torn.values())
    included: list[str] = []
    excluded: list[str] = []
    waiting: list[str] = []
    disagreements: list[str] = []
    escalated: list[str] = []
    conflicts: list[str] = []
    reasons: dict[str, list[str]] = {}
    blind, special = frozenset(log.blind), lost.union(undealt, torn_at_all, brought_back, log.torn)

    def lists_of(verdict: Verdict | None, reason: str) -> tuple[list[str], ...]:
        if verdict is None:
            return (waiting,)
        return (included,) if verdict is Verdict.INCLUDE else (excluded, reasons.setdefault(reason, []))

    # Records of which the same is said, mostly by one object for all of them, have one outcome.
    outcomes: dict[object, tuple[Verdict | None, str, bool, tuple[list[str], ...]]] = {}
    said = (map(id, map(decisions.get, entered)) for *_, decisions in by_reader)
    of_whom = (map(each.__contains__, entered) for each in {id(each): each for _, each, _ in by_reader}.values())
    situations = zip(map(blind.__contains__, entered), *of_whom, *said, strict=True)
    for record, situation in zip(entered, situations, strict=True):
        if (outcome := outcomes.get(situation)) is None:
            readers = own if record in blind else by_reader
            verdict, reason, differ = outcome_of(record, readers, stage.maybe)
            lists = () if differ else lists_of(verdict, reason)
            outcome = outcomes[situation] = (verdict, reason, differ, lists)
        verdict, reason, differ, lists = outcome
        if lists and record not in special:
            for each in lists:
                each.append(record)
            continue
        if record in lost:
            excluded.append(record)
            reasons.setdefault(NOT_RETRIEVED, []).append(record)
            continue
        if record in undealt:
            waiting.append(record)
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
        for each in lists_of(verdict, reason):
            each.append(record)
    return StageState(
        stage=stage,
        entered=entered,
        included=included,
        excluded=excluded,
        waiting=waiting,
        reasons={reason: ids for reason, ids in reasons.items() if ids},
        disagreements=disagreements,
        escalated=escalated,
        owed=owed,
        left={who: _without(ids, frozenset(torn.get(who, ())).difference(waiting)) for who, ids in left.items()},
        by_rule=_by_rule(excluded, log) if stage.kind == "step" else (),
        conflicts=conflicts,
    )


def _those(said: Mapping[str, Decision], holds: Callable[[Decision], bool]) -> Set[str]:
    """The records with a decision that is such; each object is asked once, since many records may share one."""
    objects = dict(zip(map(id, said.values()), said.values(), strict=True))
    such = {number for number, each in objects.items() if holds(each)}
    if len(such) in (0, len(objects)):
        return said.keys() if such else frozenset()
    return {record for record, each in said.items() if id(each) in such}


def _without(records: Sequence[str], some: Collection[str]) -> Sequence[str]:
    return [each for each in records if each not in some] if some else records


def _by_rule(excluded: Sequence[str], log: StageLog) -> list[str]:
    """The excluded records on which all that was said are suggestions confirmed in bulk."""

    def otherwise(word: Decision) -> bool:
        return word.verdict is not None and word.act is not Act.CONFIRMED

    read = frozenset(log.resolutions).union(*(_those(said, otherwise) for said in log.decisions.values()))
    return [record for record in excluded if record not in read]


def acts(entered: Collection[str], decisions: Mapping[str, Decision]) -> dict[Act, list[str]]:
    """How a reader decided on the records that entered a stage: the records by the act."""
    found: dict[Act, list[str]] = {act: [] for act in Act}
    wanted = frozenset(entered)
    lists: dict[int, list[str]] = {}  # by object, since many records may share one
    for record, decision in decisions.items():
        if record in wanted:
            if (those := lists.get(id(decision))) is None:
                those = lists[id(decision)] = found[decision.act] if decision.verdict is not None else []
            those.append(record)
    return found


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
        wanted = frozenset(records)
        if wanted.issuperset(self.identified):
            return self
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
        wrong: set[str] = set(self.unique) - set(self.identified)
        entering: Iterable[str] = self.unique
        for state in self.states:
            wrong |= set(entering) ^ set(state.entered)
            wrong |= not_exactly_once(state.entered, (state.included, state.excluded, state.waiting))
            wrong |= not_exactly_once(state.excluded, tuple(state.reasons.values()))
            entering = state.included
        return sorted(wrong)


def _within(value: Any, wanted: frozenset[str]) -> Any:
    """A list of records, or lists by a key, without those that are not wanted; anything else as it is."""
    if isinstance(value, Mapping):
        return {key: _within(records, wanted) for key, records in value.items()}
    if isinstance(value, list | tuple):
        return [each for each in value if each in wanted]
    return value


def not_exactly_once(whole: Sequence[str], parts: Sequence[Sequence[str]]) -> set[str]:
    """What of a whole does not stand exactly once in exactly one part, or stands in a part and not in the whole."""
    seen = set[str]().union(*parts)
    if len(seen) == sum(map(len, parts)) and seen == set(whole):
        return set()
    seen.clear()
    twice: set[str] = set()
    for part in parts:
        for each in part:
            (twice if each in seen else seen).add(each)
    return twice | (seen ^ set(whole))


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
