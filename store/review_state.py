"""Where the review stands, derived anew from the journals, as far as the one who looks may know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from core.errors import TamisError
from core.fulltext.retrieval import lost_reports
from core.protocol.values import NOT_RETRIEVED, Stage
from core.records.studies import Studies
from core.sampling.sample import PILOT
from core.screening.decision import Decision, Resolution
from core.screening.funnel import Funnel, StageLog, StageState, funnel
from core.screening.merged_words import resolutions_as_one, said_of
from store.duplicates import Groups, duplicate_groups
from store.errors import StoreUnreadable
from store.imports import Import, imports, records_with_imports
from store.journal import Journal
from store.openings import Opening, OwedAndDone, hides, openings, published_shares
from store.published import published, published_frozen
from store.retrieval import retrievals
from store.review import Review
from store.samples import Drawn, drawn_samples
from store.screening import TABLE, decisions_in, documents_at
from store.studies import studies_of

_Standing = tuple[Journal, int, int]
"""A journal at one moment: itself, its generation, and how many lines it had."""


@dataclass(frozen=True)
class ReviewState:
    """The state of a review.

    Attributes:
        review: The review it was derived from.
        groups: The duplicate groups.
        imports: The imports that count.
    """

    review: Review
    groups: Groups
    imports: list[Import]
    _read: dict[tuple[str, str], tuple[_Standing, Mapping[str, Decision]]] = field(default_factory=dict, init=False)

    @cached_property
    def round_of(self) -> Mapping[str, int]:
        """The search round of each unique record: the earliest in which a member of its group was found."""
        if len(self.rounds) < 2:
            return dict.fromkeys(self.groups.unique, self.rounds[0] if self.rounds else 1)
        found: dict[str, int] = {}
        for record, came_with in records_with_imports(self.review):
            survivor = self.groups.of(record)
            found[survivor] = min(found.get(survivor, came_with.round), came_with.round)
        return found

    @cached_property
    def rounds(self) -> list[int]:
        """The search rounds so far."""
        return sorted({each.round for each in self.imports})

    @cached_property
    def openings(self) -> dict[tuple[str, int], Opening]:
        """What has been opened, by stage and search round (or `PILOT`)."""
        return openings(self.review)

    @cached_property
    def samples(self) -> dict[tuple[str, int], Drawn]:
        """The drawn samples, by stage and search round."""
        return {key: each for key, each in drawn_samples(self.review).items() if key[1] != PILOT}

    @cached_property
    def pilots(self) -> dict[str, Drawn]:
        """The drawn pilots, by stage."""
        return {stage: each for (stage, number), each in drawn_samples(self.review).items() if number == PILOT}

    @cached_property
    def funnel(self) -> Funnel:
        """The counts as lists of ids."""
        logs = {stage.id: self.log(stage) for stage in self.review.protocol.stages}
        return funnel(self.review.protocol, list(self.review.records), self.groups.unique, logs, self.studies)

    @cached_property
    def studies(self) -> Studies:
        """Which records report the same study."""
        return studies_of(self.review, self.groups)

    @property
    def onlooker(self) -> str | None:
        """The reviewer who looks and must be kept blind; None for the team and for adjudicators."""
        role = self.review.role
        if role is None or self.review.protocol.reviewer(role).role == "adjudicator":
            return None
        return role

    def blind_rounds(self, stage: Stage) -> list[int]:
        """The search rounds in which the stage is still blind, whoever looks."""
        if not hides(stage):
            return []
        return [each for each in self.rounds if (stage.id, each) not in self.openings]

    def unfinished_rounds(self, stage: Stage) -> list[int]:
        """The blind search rounds of which a record has come to the stage or may still come.

        A search update may bring nothing that gets this far. Its round is then never opened, and nothing is missing.
        """
        blind = self.blind_rounds(stage)
        if not blind:
            return []
        coming: set[str] = set()
        for state in self.funnel.states:
            if state.stage.id == stage.id:
                coming.update(state.entered)
                break
            coming.update(state.waiting)
        return sorted({self.round_of[each] for each in coming}.intersection(blind))

    def waiting_before(self, stage: Stage) -> dict[str, int]:
        """How many records wait at each of the stages before this one, where any do."""
        earlier = takewhile(lambda state: state.stage.id != stage.id, self.funnel.states)
        return {state.stage.id: len(state.waiting) for state in earlier if state.waiting}

    def batches(self, stage: Stage) -> list[int]:
        """What of a stage is opened by itself: its pilot (`PILOT`), where it has one, and then each search round."""
        return [PILOT, *self.rounds] if stage.id in self.pilots else self.rounds

    def batch_of(self, stage: Stage) -> Mapping[str, int]:
        """The batch of a stage that each unique record belongs to: the pilot, or else its search round."""
        pilot = self.pilot(stage)
        return {**self.round_of, **dict.fromkeys(pilot, PILOT)} if pilot else self.round_of

    def blind_batches(self, stage: Stage) -> list[int]:
        """The batches at which the stage is still blind, whoever looks. While its pilot is, so is all of it."""
        if not hides(stage):
            return []
        return [each for each in self.batches(stage) if (stage.id, each) not in self.openings]

    def log(self, stage: Stage) -> StageLog:
        """What has been said at a stage, as far as the onlooker may know it."""
        onlooker = self.onlooker
        closed = set(self.blind_batches(stage)) if onlooker is not None else set()
        all_closed = bool(closed) and len(closed) == len(self.batches(stage))
        blind: frozenset[str] = frozenset()
        if all_closed:
            blind = frozenset(self.groups.unique)
        elif closed:
            batch_of = self.batch_of(stage)
            blind = frozenset(each for each in self.groups.unique if batch_of[each] in closed)
        decisions: dict[str, Mapping[str, Decision]] = {}
        for reader in stage.readers:
            if reader.reviewer == onlooker:
                decisions[reader.reviewer] = self.decisions(reader.reviewer, stage.id)
            elif not all_closed:
                # Not opened at all while everything is blind: what is not read cannot leak.
                said = self.decisions(reader.reviewer, stage.id)
                decisions[reader.reviewer] = {each: said[each] for each in said if each not in blind}
        reports = retrievals(self.review, self.groups, stage.id) if stage.kind == "fulltext" else {}
        return StageLog(
            decisions=decisions,
            resolutions=self.resolutions(stage.id),
            sample=self._owed_by_all(stage),
            blind=blind,
            onlooker=onlooker,
            not_retrieved=lost_reports(reports.values(), decisions.values()),
        )

    def decisions(self, reviewer: str, stage: str) -> Mapping[str, Decision]:
        """A reviewer's decisions at a stage, by survivor. Reads the journal: ask `blind_rounds` first.

        Where the journal belongs to an account that keeps it to itself, what that account has published is read.
        """
        try:
            journal = self.review.decisions_journal(reviewer, stage)
        except StoreUnreadable:
            return decisions_in(published(self.review, reviewer, stage), self.groups)
        standing = (journal, journal.generation, journal.seq)
        read, found = self._read.get((reviewer, stage), (None, {}))
        if read != standing:
            found = decisions_in(journal.tables.get(TABLE, {}), self.groups)
            self._read[reviewer, stage] = (standing, found)
        return found

    def decisions_at_opening(self, reviewer: str, stage: str, batch: int) -> dict[str, Decision]:
        """A reviewer's decisions at a stage as they stood when a batch of it was opened, by survivor."""
        last = self.openings[stage, batch].journals[reviewer]
        try:
            journal = self.review.decisions_journal(reviewer, stage)
        except StoreUnreadable:
            documents = dict(published_frozen(self.review, reviewer, stage, batch))
        else:
            documents = documents_at(journal, last)
        return decisions_in(documents, self.groups)

    def resolutions(self, stage: str) -> dict[str, Resolution]:
        """How disagreements ended at a stage, by survivor, as it counts; see `core.screening.merged_words`."""
        table = self.review.journal(f"resolutions/{stage}").tables.get("resolutions", {})
        found = map(Resolution.from_document, table.values())
        return resolutions_as_one(
            found, self.groups.survivor, lambda record: self.decided_as(self.review.stage(stage), record)
        )

    def decided_as(self, stage: Stage, record: str) -> set[str]:
        """The records of a group that readers have decided on at a stage; none of them while that is blind.

        Args:
            stage: The stage.
            record: The group's survivor.
        """
        sealed = self.blind_batches(stage)
        if sealed and self.batch_of(stage).get(record) in sealed:
            return set()
        said = (self.decisions(reader.reviewer, stage.id).get(record) for reader in stage.readers)
        return {each for word in said if word is not None and (word.verdict or word.torn) for each in said_of(word)}

    def sample(self, stage: Stage) -> frozenset[str] | None:
        """The sampled records of every round, as the survivors that they go on under; None before the first draw."""
        drawn = [each for (name, _), each in self.samples.items() if name == stage.id]
        if not drawn:
            return None
        return frozenset(self.groups.of(record) for each in drawn for record in each.sample.ids)

    def pilot(self, stage: Stage) -> frozenset[str]:
        """The records of the stage's pilot, as the survivors that they go on under; none where there is no pilot."""
        drawn = self.pilots.get(stage.id)
        return frozenset(map(self.groups.of, drawn.sample.ids)) if drawn else frozenset()

    def _owed_by_all(self, stage: Stage) -> frozenset[str] | None:
        """What a reader of a share owes: the pilot and the sample."""
        sample, pilot = self.sample(stage), self.pilot(stage)
        return sample | pilot if sample is not None else pilot or None

    def assigned(self, state: StageState, reviewer: str) -> Sequence[str]:
        """What a reader would owe at a stage if every report could be had."""
        lost = frozenset(state.reasons.get(NOT_RETRIEVED, ()))
        if not lost:
            return state.owed[reviewer]
        reader = state.stage.reader(reviewer)
        sample = self._owed_by_all(state.stage) or frozenset()
        owed = {*state.owed[reviewer], *(lost if reader is not None and reader.reads_all else lost & sample)}
        return [each for each in state.entered if each in owed]

    def shares(self, reviewer: str) -> dict[tuple[str, int], OwedAndDone]:
        """What a reviewer owes and has done, by stage and batch, counted from the reviewer's own journals."""
        found = {}
        for state in self.funnel.states:
            if reviewer not in state.owed:
                continue
            seq = self.review.decisions_journal(reviewer, state.stage.id).seq
            batch_of = self.batch_of(state.stage)
            owed = Counter(batch_of[each] for each in state.owed[reviewer])
            left = Counter(batch_of[each] for each in state.left[reviewer])
            for batch in self.batches(state.stage):
                found[state.stage.id, batch] = OwedAndDone(owed=owed[batch], done=owed[batch] - left[batch], seq=seq)
        return found

    def reviewers(self, state: StageState) -> dict[str, dict[str, int]]:
        """Owed and done for each reader of a stage; a blind reader's own word is taken for the others'."""
        result = {}
        for reader in state.stage.readers:
            name = reader.reviewer
            blind = self.onlooker not in (None, name) and bool(self.blind_rounds(state.stage))
            if blind:
                shares = published_shares(self.review, name)
                done = sum(share.done for (stage, _), share in shares.items() if stage == state.stage.id)
            else:
                done = len(state.owed[name]) - len(state.left[name])
            result[name] = {"owed": len(state.owed[name]), "done": done}
        return result


def overview(review: Review) -> ReviewState:
    """Derive the state of a review."""
    return ReviewState(review, duplicate_groups(review), imports(review))


def screened_records(seen: ReviewState) -> set[str]:
    """The records, merged ones too, that somebody has decided on.

    Raises:
        TamisError: Another reader has begun at a stage that is blind to the one who asks, so that it cannot be told.
    """
    found: set[str] = set()
    for stage in seen.review.protocol.stages:
        for reader in stage.readers:
            if seen.onlooker not in (None, reader.reviewer) and seen.blind_rounds(stage):
                shares = published_shares(seen.review, reader.reviewer).items()
                if any(share.done for (name, _), share in shares if name == stage.id):
                    raise TamisError(
                        f"{reader.reviewer} has begun at {stage.id}, and what was decided there is hidden from you",
                        where=f"stage {stage.id}",
                        advice="Let an adjudicator do it, or do it as the team, without --as.",
                    )
                continue
            table = seen.review.decisions_journal(reader.reviewer, stage.id).tables.get(TABLE, {})
            found |= {document["record"] for document in table.values() if document.get("verdict")}
    return found
