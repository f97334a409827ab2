"""What is so in a review for whatever audience: which records are in which batch, and which of these are blind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from itertools import chain, takewhile
from typing import Any, TypeVar, cast

from core.protocol.values import Stage
from core.records.imports import Import
from core.records.studies import Studies
from core.sampling.allocation import HandOver
from core.sampling.sample import PILOT
from core.screening.columns import DecisionColumn, NumberColumn, number_column
from core.screening.decision import Decision, ToldInFull
from core.screening.opening import Opening
from core.screening.placed import PlacedRecords, in_any, mask_of, placed
from store.acts.allocations import hand_overs
from store.acts.duplicates.groups import Groups, duplicate_groups
from store.acts.duplicates.studies import joined, studies_of, study_words
from store.acts.imports import imports_in_turn
from store.acts.openings import OPENINGS, UNBLINDINGS, openings, sealed_by
from store.acts.samples import Drawn, drawn_samples
from store.decisions.access import awaited, decisions_of
from store.decisions.at_opening import said_at_opening
from store.decisions.columns import VerdictColumns, columns_of
from store.decisions.decision_journal import TABLE, VALUES, JoinedReports, decisions_in, told_in_full, unfinished_again
from store.decisions.reader_journals import ReaderJournals
from store.folder.review import Review
from store.journal.known_ends import KnownEnd
from store.journal.line import Document, Event
from store.journal.past import lines_seen
from store.journal.snapshot import passing
from store.state.dealt import readers_of_records

Method = TypeVar("Method", bound=Callable[..., Any])


def once_in(kept_in: str) -> Callable[[Method], Method]:
    """A decorator that caches the results of a method, by arguments, in the attribute `kept_in`."""

    def decorated(method: Method) -> Method:
        @wraps(method)
        def once(self: object, *args: object) -> Any:
            derived, key = getattr(self, kept_in), (method.__name__, *args)
            if key not in derived:
                derived[key] = method(self, *args)
            return derived[key]

        return cast(Method, once)

    return decorated


_fact = once_in("_facts")


@dataclass(frozen=True, eq=False)
class ReviewFacts:
    """The facts of a review at one moment that are the same for every audience.

    Attributes:
        review: The review they were derived from.
        groups: The duplicate groups.
        imports: The imports that count.
        said_of_studies: What counts of what was said of studies, of a moment of the past; None of now.
    """

    review: Review
    groups: Groups
    imports: list[Import]
    said_of_studies: Sequence[Document] | None = field(default=None, kw_only=True)
    _read: dict[tuple[str, str, bool], tuple[tuple[int, ...], Mapping[str, Decision]]] = field(
        default_factory=dict, kw_only=True
    )
    _facts: dict[tuple[object, ...], Any] = field(default_factory=dict, kw_only=True)

    @property
    @_fact
    def round_of(self) -> NumberColumn:
        """The search round of each unique record: the earliest in which a member of its group was found."""
        order, unique = self.review.records.order, placed(self.groups.unique)
        if len(self.rounds) < 2:
            return number_column(unique, self.rounds * len(order))
        found = list(chain.from_iterable([each.round] * many for each, many in imports_in_turn(self.review)))
        homes = self.groups.placed.homes
        for merged in self.groups.placed.merged:
            found[homes[merged]] = min(found[homes[merged]], found[merged])
        return number_column(unique, found)

    @property
    @_fact
    def rounds(self) -> list[int]:
        """The search rounds so far."""
        return sorted({each.round for each in self.imports})

    @property
    @_fact
    def openings(self) -> dict[tuple[str, int], Opening]:
        """(stage, search round or `PILOT`) → its opening."""
        return openings(self.review)

    @_fact
    def lines_at_opening(self, stage: Stage, batch: int) -> Mapping[str, int]:
        """Person → the number of the last line of their words that whoever opened a batch had read."""
        opening = self.openings[stage.id, batch]
        table = UNBLINDINGS if opening.early else OPENINGS
        return lines_seen(self.review.acts, opening.said[0], table, opening.said[1])

    @property
    @_fact
    def _drawn(self) -> dict[tuple[str, int], Drawn]:
        return drawn_samples(self.review)

    @property
    @_fact
    def samples(self) -> dict[tuple[str, int], Drawn]:
        """The drawn samples, by stage and search round."""
        return {key: each for key, each in self._drawn.items() if key[1] != PILOT}

    @property
    @_fact
    def pilots(self) -> dict[str, Drawn]:
        """The drawn pilots, by stage."""
        return {stage: each for (stage, number), each in self._drawn.items() if number == PILOT}

    @property
    @_fact
    def studies(self) -> Studies:
        """Which records report the same study."""
        return studies_of(self.review, self.groups, self.said_of_studies)

    @property
    @_fact
    def joined(self) -> Mapping[str, str]:
        """Report → when it was last said to be one of its study's, in UTC, ISO 8601."""
        words = study_words(self.review) if self.said_of_studies is None else self.said_of_studies
        return joined(self.review, self.groups, words)

    @property
    def _reports(self) -> JoinedReports:
        return JoinedReports(self.studies, self.joined)

    def batches(self, stage: Stage) -> list[int]:
        """The batches of a stage, each opened by itself: its pilot (`PILOT`), if any, and then each search round."""
        return [PILOT, *self.rounds] if stage.id in self.pilots else self.rounds

    @_fact
    def batch_of(self, stage: Stage) -> NumberColumn:
        """The batch of a stage that each unique record belongs to: the pilot, or else its search round."""
        pilot = self.pilot(stage)
        return self.round_of.changed(pilot, PILOT) if pilot else self.round_of

    def in_batch(self, stage: Stage, batch: int, records: Sequence[str]) -> Sequence[str]:
        """Those of some unique records that are in a batch of a stage, in their order."""
        return self.batch_of(stage).those(records, (batch,))

    @_fact
    def blind_batches(self, stage: Stage) -> list[int]:
        """The batches that are still blind, for whatever audience; none of a stage that one person reads.

        What such a stage is given tells what the stages before it included, so it is blind as long as one of those is.
        """
        return [each for each in self.batches(stage) if self._is_blind(stage, each)]

    def _is_blind(self, stage: Stage, batch: int) -> bool:
        if sealed_by(self.review, stage, batch):
            return True
        stages = list(takewhile(lambda each: each.id != stage.id, self.review.protocol.stages))
        return any(awaited(self.review, each, batch) for each in [*(stages if batch != PILOT else ()), stage])

    def blind_rounds(self, stage: Stage) -> list[int]:
        """The search rounds in which the stage is still blind, for whatever audience."""
        return [each for each in self.blind_batches(stage) if each != PILOT]

    @_fact
    def sealed(self, stage: Stage) -> Sequence[str]:
        """The unique records whose batch is still blind, for whatever audience."""
        blind = self.blind_batches(stage)
        return self.batch_of(stage).those(self.groups.unique, blind) if blind else ()

    def _all_decisions(self, reviewer: str, stage: str, own: bool) -> Mapping[str, Decision]:
        """A reviewer's decisions at a stage, as far as this session may read them; `own` as for `decisions_of`."""
        journals = decisions_of(self.review, reviewer, stage, own=own)
        standing = (*journals.state(TABLE), *journals.state(VALUES))
        read, found = self._read.get((reviewer, stage, own), ((), {}))
        if read != standing:
            found = decisions_in(journals.tables.get(TABLE, {}), self.groups)
            if values := journals.tables.get(VALUES, {}):
                found |= unfinished_again(found, list(passing(values)), self.groups, self._reports)
            self._read[reviewer, stage, own] = (standing, found)
        return found

    def _decisions_on(self, records: Collection[str], reviewer: str, stage: str, own: bool) -> Mapping[str, Decision]:
        """As `_all_decisions`, of some unique records alone."""
        tables = decisions_of(self.review, reviewer, stage, own=own).tables
        if tables.get(VALUES):  # a complete form may count as not complete again
            every = self._all_decisions(reviewer, stage, own)
            return {record: every[record] for record in records if record in every}
        members = frozenset(chain.from_iterable(map(self.groups.around, records)))
        return decisions_in(tables.get(TABLE, {}), self.groups, members)

    def _all_in_full(self, reviewer: str, stage: str, own: bool) -> Mapping[str, ToldInFull]:
        """As `_all_decisions`, with all that is told of each; read anew each time, and not held."""
        tables = decisions_of(self.review, reviewer, stage, own=own).tables
        if tables.get(VALUES):
            every = replace(self, _read={})._all_decisions(reviewer, stage, own)
            return {record: ToldInFull.of(each) for record, each in every.items()}
        return told_in_full(tables.get(TABLE, {}), self.groups)

    def let_go(self, stage: Stage) -> None:
        """Hold the decisions at a stage no longer; they are read anew when somebody asks for them."""
        for read in [each for each in self._read if each[1] == stage.id]:
            del self._read[read]

    def _all_bare(self, reviewer: str, stage: str, own: bool) -> Mapping[str, Decision]:
        """As `_all_decisions`, with verdict, reason and act alone; from columns, where that is enough."""
        columns = self._columns(reviewer, stage, own)
        return self._all_decisions(reviewer, stage, own) if columns is None else columns.bare

    def _looked_again(self, reviewer: str, stage: str, own: bool) -> bool:
        """Whether a reviewer may have said something at a second look."""
        columns = self._columns(reviewer, stage, own)
        return columns is None or columns.second_looks

    def events_at(self, reviewer: str, stage: str, holding: Collection[str]) -> Iterator[tuple[str, Event]]:
        """A reviewer's events at a stage, as far as this session may read them; see `ReaderJournals.events`."""
        return self._journals(reviewer, stage, own=True).events(holding)

    def speaks_of_gone_records(self, reviewer: str, stage: str, own: bool) -> bool:
        """Whether bare decisions of a reviewer lack some: on records that are in no import, such as a withdrawn one."""
        columns = self._columns(reviewer, stage, own)
        return columns is not None and not columns.whole

    def last_open(self, reviewer: str, stage: str) -> str:
        """The time of the last event in a reader's batches at a stage that are open to all; "" where there is none."""
        return self._journals(reviewer, stage, own=False).last_at()

    def _journals(self, reviewer: str, stage: str, own: bool) -> VerdictColumns | ReaderJournals:
        """A reviewer's journals at a stage, for what columns tell of them too."""
        return self._columns(reviewer, stage, own) or decisions_of(self.review, reviewer, stage, own=own)

    def _columns(self, reviewer: str, stage: str, own: bool) -> VerdictColumns | None:
        """The columns of a reviewer at a stage; None where groups are supposed, or studies charted are of the past."""
        this = self.review.stage(stage)
        charts, past = this.kind == "chart", self.said_of_studies is not None
        if not self.groups.origin or (past and charts):
            return None
        reports = self._reports if charts else JoinedReports(Studies(), {})
        past = past and self.groups is not duplicate_groups(self.review)
        return columns_of(self.review, reviewer, this, self.groups, reports, own=own, past=past)

    @_fact
    def unfit(self, stage: Stage, batch: int) -> list[str]:
        """The readers whose journal of an open batch does not hold the line that they stated."""
        opening = self.openings.get((stage.id, batch))
        stated = [who for who, last in opening.journals.items() if last] if opening is not None else []
        late = awaited(self.review, stage, batch) if stated else ()
        return [who for who in stated if who not in late and not self._holds_stated(who, stage, batch)]

    def ends(self, reviewer: str, stage: Stage) -> dict[str, tuple[int, str]]:
        """As `ReaderJournals.ends`, of the batches that this session may know."""
        return self._journals(reviewer, stage.id, own=True).ends()

    def _holds_stated(self, reviewer: str, stage: Stage, batch: int) -> bool:
        """Whether a reader's journal of an open batch is there and holds the line that they stated."""
        opening = self.openings[stage.id, batch]
        end = KnownEnd(opening.journals.get(reviewer, 0), opening.links.get(reviewer, ""), "")
        return end.seq > 0 and not self._journals(reviewer, stage.id, own=True).lacks(str(batch), end)

    @_fact
    def decisions_at_opening(self, reviewer: str, stage: Stage, batch: int) -> DecisionColumn:
        """A reviewer's decisions on the records of a batch as they had stated it before it was opened, by survivor.

        Verdict, reason and act alone.
        """
        opening, holds = self.openings[stage.id, batch], self._holds_stated(reviewer, stage, batch)
        columns = self._columns(reviewer, stage.id, own=True) if holds else None
        stated = {str(batch): (opening.journals.get(reviewer, 0), opening.links.get(reviewer, ""))}
        # Where nothing was said since, nor elsewhere, the columns tell it.
        if columns is not None and columns.as_said and columns.ends() == stated:
            then = columns.bare
        else:
            then = said_at_opening(self.review, reviewer, opening, self.groups, holds=holds)
        return then.within(mask_of(then.places, self.in_batch(stage, batch, placed(self.groups.unique))))

    @_fact
    def sample(self, stage: Stage) -> PlacedRecords | None:
        """The survivors of the sampled records of every round; None before the first draw."""
        drawn = [each for (name, _), each in self.samples.items() if name == stage.id]
        if not drawn:
            return None
        return in_any(self.groups.unique.order, (self.groups.mask_of(each.sample.ids) for each in drawn))

    @_fact
    def pilot(self, stage: Stage) -> frozenset[str]:
        """The survivors of the records of the stage's pilot; empty where there is no pilot."""
        drawn = self.pilots.get(stage.id)
        return frozenset(self.groups.of_all(drawn.sample.ids)) if drawn else frozenset()

    @_fact
    def readers_of(self, stage: Stage) -> Mapping[str, tuple[str, ...]]:
        """Unique record → who reads it, at a stage that is shared out; see `store.state.dealt`."""
        pilot, studies = self.pilot(stage), self.studies
        return readers_of_records(self.review, stage, self.groups, self.batch_of(stage), pilot, studies)

    @_fact
    def dealt(self, stage: Stage) -> dict[str, frozenset[str]] | None:
        """Reader → the unique records that were dealt to them; None at a stage that is not shared out."""
        if stage.sharing is None:
            return None
        found: dict[str, set[str]] = {who: set() for who in stage.sharing.of}
        for record, those in self.readers_of(stage).items():
            for who in those:
                found.setdefault(who, set()).add(record)
        return {who: frozenset(records) for who, records in found.items()}

    def hand_overs(self, stage: Stage) -> list[HandOver]:
        """What readers of a stage have handed over, by unique record."""
        every = [each for _, each in hand_overs(self.review) if each.stage == stage.id]
        return [replace(each, given={self.groups.of(r): who for r, who in each.given.items()}) for each in every]

    def asked(self, stage: Stage, reviewer: str) -> Collection[str]:
        """The records that a reader of a share owes: the pilot, and the sample or what was dealt to them."""
        dealt = self.dealt(stage)
        if dealt is not None:
            return dealt.get(reviewer, frozenset())
        order = self.groups.unique.order
        return in_any(order, (mask_of(order, each) for each in (self.sample(stage) or (), self.pilot(stage))))
