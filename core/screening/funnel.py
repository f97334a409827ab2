"""The funnel: which records enter a stage, where each of them stands, and the identities that the counts obey.

Everything is a list of record ids first and a number second, so that each number opens its records. A record here is
the survivor of its duplicate group; what was decided on another member of the group has been mapped to it beforehand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import repeat, takewhile
from typing import Any

from core.protocol.values import NOT_RETRIEVED, Protocol, Stage
from core.records.studies import Studies
from core.screening.audience import TEAM, Audience
from core.screening.columns import chosen, numbered, that_hold, those
from core.screening.decision import Act, Decision, Resolution, Verdict, counted
from core.screening.outcome import outcome_of, readers_of

Fate = tuple[Verdict | None, str]
"""What becomes of a record at a stage: the verdict, None where it waits, and with an exclusion its reason."""
_WAITS: Fate = (None, "")
_DIFFER = -1


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
    torn = {who: those(said, lambda word: word.torn) for who, said in log.decisions.items()}
    owed: dict[str, Sequence[str]] = {}
    for reader in stage.readers:
        # Where records are dealt, who handed one over or was never dealt it owes no word more on it.
        own_torn = torn.get(reader.reviewer, ()) if log.dealt is None else ()
        its = frozenset(asked.get(reader.reviewer, ())).union(own_torn)
        owed[reader.reviewer] = readable if reader.reads_all else [each for each in readable if each in its]
    left = {who: that_hold(log.decisions.get(who, {}), ids, _no_verdict) for who, ids in owed.items()}
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
    blind, special = frozenset(log.blind), lost.union(undealt, torn_at_all, brought_back, log.torn)
    fates: dict[Fate, int] = {_WAITS: 0}

    def fate(verdict: Verdict | None, reason: str) -> int:
        return fates.setdefault((verdict, reason if verdict is Verdict.EXCLUDE else ""), len(fates))

    # Records of which the same is said have one outcome: it is asked for once, and all else here is quick.
    shares = {id(records): records for reads_all, records, _ in by_reader if records and not reads_all}
    columns = [
        *(map(records.__contains__, entered) for records in ([blind] if blind else []) + [*shares.values()]),
        *(numbered(decisions, entered) for *_, decisions in by_reader),
    ]
    situations: list[object] = list(
        columns[0] if len(columns) == 1 else zip(*columns, repeat(0, len(entered)), strict=True)
    )
    outcomes: dict[object, int] = {}
    for situation, record in dict(zip(situations, entered, strict=True)).items():
        verdict, reason, differ = outcome_of(record, own if record in blind else by_reader, stage.maybe)
        outcomes[situation] = _DIFFER if differ else fate(verdict, reason)
    come_to = list(map(outcomes.__getitem__, situations))
    of_number = list(fates)
    by_itself = [
        place
        for place, record in enumerate(entered if special or _DIFFER in outcomes.values() else ())
        if come_to[place] == _DIFFER or record in special
    ]
    for place in by_itself:
        record, differ = entered[place], come_to[place] == _DIFFER
        verdict, reason = _WAITS if differ else of_number[come_to[place]]
        if record in lost:
            come_to[place] = fate(Verdict.EXCLUDE, NOT_RETRIEVED)
            continue
        if record in undealt:
            come_to[place] = fate(*_WAITS)
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
        come_to[place] = fate(verdict, reason)

    of_number = list(fates)
    exclusions = [of_number[each] for each in dict.fromkeys(come_to) if of_number[each][0] is Verdict.EXCLUDE]

    def with_fates(*wanted: Fate) -> list[str]:
        among = [each in wanted for each in fates]
        return chosen(entered, [among[each] for each in come_to])

    excluded, waiting = with_fates(*exclusions), with_fates(_WAITS)
    return StageState(
        stage=stage,
        entered=entered,
        included=with_fates((Verdict.INCLUDE, "")),
        excluded=excluded,
        waiting=waiting,
        reasons={each[1]: with_fates(each) for each in exclusions},
        disagreements=disagreements,
        escalated=escalated,
        owed=owed,
        left={who: _without(ids, frozenset(torn.get(who, ())).difference(waiting)) for who, ids in left.items()},
        by_rule=_by_rule(excluded, log) if stage.kind == "step" else (),
        conflicts=conflicts,
    )


def _no_verdict(word: Decision | None) -> bool:
    return word is None or word.verdict is None


def _without(records: Sequence[str], some: Collection[str]) -> Sequence[str]:
    return [each for each in records if each not in some] if some else records


def _by_rule(excluded: Sequence[str], log: StageLog) -> Sequence[str]:
    """The excluded records on which all that was said are suggestions confirmed in bulk."""

    def by_rule(word: Decision | None) -> bool:
        return word is None or word.verdict is None or word.act is Act.CONFIRMED

    for said in log.decisions.values():
        excluded = that_hold(said, excluded, by_rule)
    return _without(excluded, log.resolutions)


def acts(entered: Sequence[str], decisions: Mapping[str, Decision]) -> dict[Act, list[str]]:
    """How a reader decided on the records that entered a stage: the records by the act."""
    numbers = list(numbered(decisions, entered))
    words = {number: decisions.get(record) for number, record in dict(zip(numbers, entered, strict=True)).items()}
    found: dict[Act, list[str]] = {}
    for act in Act:
        such = {
            number: word is not None and word.verdict is not None and word.act is act for number, word in words.items()
        }
        found[act] = chosen(entered, [such[each] for each in numbers]) if any(such.values()) else []
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
        if wanted.issuperset(self.unique):  # of which all lists of the stages are made
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
        wrong: set[str] = set(self.unique).difference(self.identified)
        entering: Iterable[str] = self.unique
        for state in self.states:
            wrong |= set(entering) ^ set(state.entered) if entering is not state.entered else set()
            wrong |= not_exactly_once(state.entered, (state.included, state.excluded, state.waiting))
            wrong |= not_exactly_once(state.excluded, tuple(state.reasons.values()))
            entering = state.included
        return sorted(wrong)


def _within(value: Any, wanted: frozenset[str]) -> Any:
    """A list of records, or lists by a key, without those that are not wanted; anything else as it is."""
    if isinstance(value, Mapping):
        return {key: _within(records, wanted) for key, records in value.items()}
    if isinstance(value, list | tuple):
        return [each for each in value if each in wanted] if wanted else []
    return value


def not_exactly_once(whole: Sequence[str], parts: Sequence[Sequence[str]]) -> set[str]:
    """What of a whole does not stand exactly once in exactly one part, or stands in a part and not in the whole."""
    seen = set[str]().union(*parts)
    if len(seen) == sum(map(len, parts)) == len(whole) and seen.issuperset(whole):
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
