"""What a report is written from: everything that the whole team may know at this moment, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from core.agreement import ManyAgreement, ReaderAgreement
from core.agreement.missed import MissedAtStage
from core.charting.charted import Charted
from core.protocol.amendment import Amendment
from core.protocol.values import Protocol, Stage
from core.records.imports import Import
from core.records.loss import Loss
from core.records.record import Flag
from core.records.seeds import Seed, seeds
from core.report.document.citation import Citation
from core.report.flow.boxes import Flow
from core.retractions.database import RetractionFile
from core.sampling.allocation import HandOver
from core.sampling.sample import Sample
from core.screening.columns import those
from core.screening.decision import Act, Decision, ToldInFull, Verdict, counted
from core.screening.disagreement import Disagreement, State
from core.screening.funnel import Funnel, StageState, acts
from core.screening.opening import Opening
from core.screening.outside_suggestion import ProgramAtStage
from core.screening.status import OwedAndDone
from core.sentences import Fact


class Endings(NamedTuple):
    """How the disagreements at a stage ended, counted.

    Attributes:
        differed: All of them.
        agreed: Ended by agreement of the readers.
        ruled: Ended by the ruling of `rulers`.
        included: Of those that ended, how many as included.
        outside_agreement: Those that are no part of the agreement: of the pilot, read late, or changed since.
        no_longer: Those of the agreement that are none any more.
    """

    differed: int
    agreed: int
    ruled: int
    rulers: tuple[str, ...]
    escalated: int
    open: int
    included: int
    excluded: int
    outside_agreement: int
    no_longer: int


class BesideFirst(NamedTuple):
    """What the first reader excludes: all, those of them that are kept in the end; and others excluded in the end."""

    excluded: int
    kept: int
    added: int


@dataclass(frozen=True, kw_only=True)
class StageReport:
    """One stage of the report.

    Attributes:
        state: Where its records stand; in the search rounds in which it is blind, all of them wait.
        blind: The search rounds in which it is blind; what was decided there is not in the report.
        waiting_before: How many records wait at earlier stages, so that it cannot be finished.
        progress: For each reader, how many decisions they owe and have made.
        pilot: How many records its pilot holds; 0 without one.
        samples: The drawn samples, one a search round.
        decisions: What each reader says now, without the search rounds in which the stage is blind: verdict, reason and
            act; at a full-text stage all of it.
        in_full: Gives all that is told of a reader's decisions, in the order of record ids; read anew for each call,
            since there may be hundreds of thousands.
        undecided: The records of which a reader says “maybe”.
        again: For each reader, what they said at a second look at what they had excluded, by record.
        late: For each reader, the records on which that was said, or changed, after the opening.
        came_late: The records that came into an open batch late: they are in no agreement, sample or estimate.
        missed: None without a sample, and while the stage is blind.
        programs: The other programs whose suggestions were brought in.
        hand_overs: What readers to whom records are dealt have given to others; of merged records only one.
        lost: Why the report of a record could not be had, by record.
    """

    state: StageState
    blind: tuple[int, ...]
    waiting_before: int
    opened: tuple[Opening, ...]
    progress: Mapping[str, OwedAndDone]
    pilot: int
    samples: tuple[Sample, ...]
    frames: Mapping[int, Sequence[str]]
    decisions: Mapping[str, Mapping[str, Decision]]
    in_full: Callable[[str], Iterable[ToldInFull]]
    undecided: frozenset[str]
    again: Mapping[str, Mapping[str, Decision]]
    late: Mapping[str, frozenset[str]]
    pairs: Sequence[ReaderAgreement]
    together: ManyAgreement | None
    disagreements: Sequence[Disagreement]
    came_late: Sequence[str]
    missed: MissedAtStage | None
    programs: Sequence[ProgramAtStage]
    hand_overs: Sequence[HandOver]
    lost: Mapping[str, str]

    @property
    def stage(self) -> Stage:
        """The stage itself."""
        return self.state.stage

    @property
    def name(self) -> str:
        """How a sentence names it; a step, whose title says what it excludes, as "Step “Not in English”"."""
        return f"Step “{self.stage.title}”" if self.stage.kind == "step" else self.stage.title

    @property
    def titled(self) -> Fact:
        """The same as a value."""
        return Fact(self.name, "", f"report: stages/stage={self.stage.id}/name")

    @property
    def unit(self) -> str:
        """What is read there: "record", or "report" where full texts are."""
        return "report" if self.stage.kind == "fulltext" else "record"

    def acts(self, reviewer: str) -> dict[Act, Sequence[str]]:
        """How a reader decided on what entered: the records by the act."""
        return acts(self.state.entered, self.decisions.get(reviewer, {}))

    def at(self, place: str) -> str:
        """Where the JSON of `tamis status` holds a count of it."""
        return f"status: stages/stage={self.stage.id}/{place}"

    def counted(self, name: str) -> Fact:
        """How many of its records entered, wait and so on, by the name of the attribute of `state`."""
        return Fact(len(getattr(self.state, name)), self.unit, self.at(name))

    @property
    def read_out(self) -> Fact:
        """How many were read and excluded."""
        at = f"{self.at('excluded')} - {self.at('not_retrieved')}"
        return Fact(len(self.state.read_excluded), self.unit, at)

    def named(self, reviewer: str) -> Fact:
        """A reader of it."""
        return Fact(reviewer, "", self.at("reviewers"))

    @property
    def first(self) -> str:
        """The reader who reads all of it; "" where there is none."""
        return next((each.reviewer for each in self.stage.readers if each.reads_all), "")

    @cached_property  # of 100,000 records, and said in four files of the report
    def beside_first(self) -> BesideFirst:
        """What the reader who reads all excluded, beside what was excluded in the end."""
        said = self.decisions.get(self.first, {})
        entered, gone = frozenset(self.state.entered), frozenset(self.state.read_excluded)
        by_first = those(
            said,
            lambda each: each.verdict is not None and counted(each.verdict, self.stage.maybe) is Verdict.EXCLUDE,
        )
        return BesideFirst(len(by_first & entered), len(by_first & entered - gone), len(gone - by_first))

    def left_since(self, pair: ReaderAgreement) -> int:
        """How many records of the agreement of a pair have left the stage since, or could not be retrieved."""
        still = frozenset(self.state.entered) - frozenset(self.state.not_retrieved)
        return sum(each not in still for ids in pair.cells.values() for each in ids)

    def endings(self, adjudicators: Collection[str]) -> Endings:
        """How the disagreements of the readers ended; those of second looks apart."""
        differed = [each for each in self.disagreements if each.differs and not each.by_second_look]
        ended = [each.resolution for each in differed if each.resolution and each.resolution.verdict]
        states = Counter(each.state(self.stage) for each in differed)
        kept = sum(each.verdict is Verdict.INCLUDE for each in ended)
        ruled = [each for each in ended if not frozenset(each.by).isdisjoint(adjudicators)]
        now = {each.record for each in differed}
        before = {
            record for pair in self.pairs for (one, other), ids in pair.cells.items() if one != other for record in ids
        }
        return Endings(
            differed=len(differed),
            agreed=len(ended) - len(ruled),
            ruled=len(ruled),
            rulers=tuple(sorted({who for each in ruled for who in each.by})),
            escalated=states[State.ESCALATED],
            open=states[State.OPEN],
            included=kept,
            excluded=len(ended) - kept,
            outside_agreement=len(now - before) if before else 0,
            no_longer=len(before - now),
        )

    @property
    def finished(self) -> bool:
        """Whether nothing waits at it and nothing is hidden; so where nothing has entered."""
        return not self.state.entered or (not self.blind and not self.state.waiting)


@dataclass(frozen=True, slots=True)
class LineFound:
    """How many records one line of a search surely finds, and of how many that cannot be decided.

    Attributes:
        reported: How many the platform gave, where the line says so.
    """

    number: int
    reported: int | None
    finds: int
    undecidable: int


@dataclass(frozen=True, kw_only=True)
class ReportValues:
    """The whole review as the team may know it.

    Attributes:
        at: The time of the last event in any journal, in UTC, ISO 8601; "" for an empty review.
        version: The first 12 digits of the hash of the protocol in use.
        software: "tamis 0.1.0".
        removed: Duplicates removed automatically, and by a person's verdict.
        pairs_in_doubt: Pairs that may be duplicates, which nobody has looked at.
        round_of: The search round of each unique record.
        brought: The records that each import was the first to bring, duplicates included, by its number.
        cite: Gives the citation of a record.
        cite_all: Gives those of many at once, in any order, and of their duplicates too.
        flags: What speaks against a record or its duplicates, for those without duplicates of which something does.
        retractions: The file of a database of retractions that was compared last, and how many records came in since.
        line_finds: Gives what each line of a search finds among the records that it was the first to bring.
    """

    protocol: Protocol
    at: str
    version: str
    software: str
    removed: tuple[int, int]
    pairs_in_doubt: int
    rounds: Sequence[int]
    round_of: Mapping[str, int]
    searches: Sequence[Import]
    brought: Mapping[int, Sequence[str]]
    flow: Flow
    funnel: Funnel
    stages: Sequence[StageReport]
    charts: Sequence[Charted]
    amendments: Sequence[Amendment]
    losses: Sequence[Loss]
    cite: Callable[[str], Citation]
    cite_all: Callable[[Iterable[str]], Iterable[Citation]]
    flags: Mapping[str, Sequence[Flag]]
    retractions: tuple[RetractionFile, int] | None
    line_finds: Callable[[Import], Sequence[LineFound]]

    @property
    def sought(self) -> list[Import]:
        """The searches: the imports without those of which every file had come in before."""
        seen: set[str] = set()
        found = []
        for each in self.searches:
            sums = {file.sha256 for file in each.files}
            if not each.known_as and not sums <= seen:
                found.append(each)
            seen |= sums
        return found

    @property
    def seeds(self) -> list[Seed]:
        """The records that citations were searched of, with what came of each."""
        included = self.funnel.included if self.funnel.states else ()
        return seeds(self.searches, self.brought, self.funnel.unique, included)

    @property
    def duplicates(self) -> int:
        """How many records were removed as duplicates."""
        return len(self.funnel.identified) - len(self.funnel.unique)

    @property
    def adjudicators(self) -> frozenset[str]:
        """Those who rule on disagreements."""
        return frozenset(each.id for each in self.protocol.reviewers if each.role == "adjudicator")

    def rulers(self, stage: Stage) -> frozenset[str]:
        """Those who rule on the disagreements of a stage."""
        return self.adjudicators | ({self.protocol.lead} if stage.ruler == "lead" else set())

    @property
    def order(self) -> list[str]:
        """The people as the plan names them."""
        return [each.id for each in self.protocol.reviewers]

    @property
    def together(self) -> frozenset[str]:
        """Those who read a stage independently of somebody else."""
        shared = [each.stage.readers for each in self.screening if len(each.stage.readers) > 1]
        return frozenset(each.reviewer for readers in shared for each in readers)

    @property
    def screening(self) -> list[StageReport]:
        """The stages that exclude."""
        return [each for each in self.stages if each.stage.kind != "chart"]

    @property
    def finished(self) -> bool:
        """Whether there are records and every stage that excludes is through."""
        return bool(self.funnel.identified) and all(each.finished for each in self.screening)
