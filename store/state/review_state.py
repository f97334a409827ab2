"""Derives the state of a review from its journals for an audience; blindness is enforced here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from core.fulltext.retrieval import lost_reports
from core.protocol.values import NOT_RETRIEVED, Stage
from core.sampling.sample import PILOT
from core.screening.audience import PUBLIC, Audience
from core.screening.columns import without
from core.screening.decision import Decision, Resolution, ToldInFull, Verdict
from core.screening.funnel import Funnel, StageLog, StageState, funnel
from core.screening.merged_words import in_conflict, parts_of, resolutions_as_one, said_of
from core.screening.status import OwedAndDone
from store.acts.duplicates.groups import at_one_record, duplicate_groups
from store.acts.imports import imports
from store.acts.openings import hides, sealed_by
from store.acts.resolutions import ends, resolutions_table
from store.acts.retrieval import conflicting_retrievals, not_had
from store.acts.statements import hash_of, statements
from store.decisions.access import awaited, decisions_of
from store.decisions.decision_journal import SECOND_LOOKS, TABLE, decisions_in
from store.decisions.pace import pace_in
from store.folder.progress import Shares, published_progress
from store.folder.review import Review
from store.state.merged_at_opening import merged_at_opening
from store.state.review_facts import ReviewFacts, once_in

_told = once_in("_views")
Word = TypeVar("Word", Decision, ToldInFull)


@dataclass(frozen=True, eq=False)
class ReviewState(ReviewFacts):
    """The state of a review at one moment, for an audience: it gives nothing that the audience may not know.

    It must be derived anew after a change. Only decisions and resolutions are looked up again at each call.

    Attributes:
        audience: For whom it is derived: a reviewer, an adjudicator, the team or the public.
        second_looks: Whether the funnel goes by what was said at second looks too.
    """

    audience: Audience
    second_looks: bool = True
    _views: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False)

    def told_to(self, audience: Audience) -> ReviewState:
        """The state at the same moment for another audience."""
        return self if audience == self.audience else replace(self, audience=audience)

    @_told
    def as_opened(self, stage: Stage, batch: int) -> ReviewState:
        """The state as if no records had been merged or parted, and no reports of studies, since a batch was opened.

        Where none were it is this one. What was said since of records that were merged only then does not count in it.
        """
        groups, words = merged_at_opening(self, stage, batch)
        then = replace(self, groups=groups, said_of_studies=words, _read={}, _facts={})
        same = groups is self.groups and (then.studies, then.joined) == (self.studies, self.joined)
        return self if same else then

    def as_read(self, stage: Stage, batch: int) -> ReviewState:
        """`as_opened`; this state where the batch is not open."""
        return self.as_opened(stage, batch) if (stage.id, batch) in self.openings else self

    @property
    @_told
    def funnel(self) -> Funnel:
        """The counts as lists of ids."""
        logs = {stage.id: self._log(stage, self.bare_decisions(stage)) for stage in self.review.protocol.stages}
        return funnel(self.review.protocol, self.review.records.all(), self.groups.unique, logs, self.studies)

    def waits_for(self, stage: Stage) -> list[str]:
        """The readers whose program has to run once more: to state what they have read, or to let the others in."""
        found: dict[str, None] = {}
        stated, stage_state = statements(self.review), self.funnel.state(stage.id)
        shares = self.reviewers(stage_state)
        for batch in self.blind_batches(stage):
            if (stage.id, batch) in self.openings:
                found.update(dict.fromkeys(awaited(self.review, stage, batch)))
            elif hides(self.review, stage) and not (batch != PILOT and self.waiting_before(stage, batch)):
                if not self.in_batch(stage, batch, stage_state.entered):
                    continue
                said = stated.get((stage.id, batch), {})
                owed = {
                    who: hash_of(self.in_batch(stage, batch, stage_state.owed.get(who, ())))
                    for who, each in said.items()
                    if each.complete
                }
                good = {who for who, each in owed.items() if who in stage_state.owed and said[who].owed_sha256 == each}
                drawn = batch == PILOT or (stage.id, batch) in self.samples
                owing = {each.reviewer for each in stage.readers if each.reads_all or drawn}
                found.update((who, None) for who, each in shares.items() if each.complete and who in owing - good)
        return list(found)

    @_told
    def unfinished_rounds(self, stage: Stage) -> list[int]:
        """The blind search rounds of which a record has entered the stage or may still enter it.

        A search update may bring no record that enters the stage. Its round is then never opened, and none is missing.
        """
        blind = self.blind_rounds(stage)
        if not blind:
            return []
        waiting = (stage_state.waiting for stage_state in self.funnel.before(stage.id))
        coming = (self.funnel.state(stage.id).entered, *waiting)
        return sorted(set[int]().union(*map(self.round_of.among, coming)).intersection(blind))

    def waiting_before(self, stage: Stage, search_round: int | None = None) -> dict[str, int]:
        """Earlier stage → how many records, of a search round or of all, wait there; without stages where none do."""
        rounds = self.rounds if search_round is None else (search_round,)
        waiting = {
            stage_state.stage.id: len(self.round_of.those(stage_state.waiting, rounds))
            for stage_state in self.funnel.before(stage.id)
        }
        return {name: count for name, count in waiting.items() if count}

    def hidden_before(self, stage: Stage, search_round: int) -> str:
        """The first earlier stage that is blind in a search round; "" when there is none.

        A stage that no record has entered counts as not blind.
        """
        for stage_state in self.funnel.before(stage.id):
            blind = search_round in self.blind_rounds(stage_state.stage)
            if blind and self.round_of.those(stage_state.entered, (search_round,)):
                return stage_state.stage.id
        return ""

    def open_rounds(self, stage: Stage) -> list[int]:
        """The search rounds of a stage that two or more read whose batch is open, and was opened to the last reader."""
        blind = set(self.blind_rounds(stage))
        return [each for each in self.rounds if (stage.id, each) in self.openings and each not in blind]

    def withholds(self, stage: Stage) -> bool:
        """Whether figures on a stage are withheld from all, since it is open in no search round and blind in one."""
        return bool(self.unfinished_rounds(stage)) and not self.open_rounds(stage)

    def withholds_pilot(self, stage: Stage) -> bool:
        """Whether figures on the stage's pilot are withheld from all, since it is not open."""
        return (stage.id, PILOT) not in self.openings or PILOT in self.blind_batches(stage)

    def counts(self, reviewer: str, stage: Stage) -> bool:
        """Whether all decisions of a reviewer at a stage may be in the audience's counts."""
        return self.audience.hears(reviewer) or not self.blind_rounds(stage)

    def hears(self, reviewer: str, stage: Stage, record: str | None = None) -> bool:
        """Whether the audience may be told all decisions of a reviewer at a stage, or the one on a unique record."""
        sealed = bool(self.blind_rounds(stage)) if record is None else record in self.sealed(stage)
        return self.audience.hears(reviewer) or not sealed

    @_told
    def log(self, stage: Stage) -> StageLog:
        """The decisions, resolutions and retrievals at a stage, as far as the audience may count them."""
        return self._log(stage, {each.reviewer: self.decisions(each.reviewer, stage.id) for each in stage.readers})

    def _log(self, stage: Stage, decisions: Mapping[str, Mapping[str, Decision]]) -> StageLog:
        again = {who: self.brought_back(who, stage) for who in decisions} if self.second_looks else {}
        fulltext, merges = stage.kind == "fulltext", bool(self.groups.survivor)
        lost = not_had(self.review, self.groups, stage.id) if fulltext else ()
        torn = conflicting_retrievals(self.review, self.groups, stage.id) if fulltext and merges else {}
        return StageLog(
            decisions=decisions,
            resolutions=self.resolutions(stage.id),
            sample=self.asked(stage, "") if stage.sharing is None else None,
            dealt=self.dealt(stage),
            blind=self.sealed(stage) if hides(self.review, stage) else (),
            audience=self.audience,
            not_retrieved=lost_reports(lost, partial(self._decided_on, stage)),
            again={who: words for who, words in again.items() if words},
            torn=torn.keys(),
            torn_ends=self.conflicting_resolutions(stage.id).keys() if merges else (),
        )

    @_told
    def words(self, stage: Stage) -> dict[str, Mapping[str, Decision]]:
        """Reader of a stage → survivor → decision, as far as the audience may be told who decided what."""
        hears = self.audience.hears
        return {
            who: self._unsealed(self._all_decisions, who, stage, hears(who))
            for who in (each.reviewer for each in stage.readers)
        }

    def words_on(self, stage: Stage, records: Collection[str]) -> dict[str, Mapping[str, Decision]]:
        """As `words`, of some unique records alone: of the others no decision is made."""
        hears, read = self.audience.hears, partial(self._decisions_on, records)
        return {who: self._unsealed(read, who, stage, hears(who)) for who in (each.reviewer for each in stage.readers)}

    def second_words(self, reviewer: str, stage: Stage) -> dict[str, Decision]:
        """What a reader said at a second look, by survivor, on exclusions that the audience may count."""
        own = self.audience.hears(reviewer)
        if not self._unsealed(self._all_bare, reviewer, stage, own) or not self._looked_again(reviewer, stage.id, own):
            return {}
        said = self.decisions(reviewer, stage.id)
        table = decisions_of(self.review, reviewer, stage.id, own=own).tables.get(SECOND_LOOKS, {})
        words = decisions_in(table, self.groups) if table else {}
        return {
            record: replace(word, record=record)
            for record, word in words.items()
            if record in said and said[record].verdict is Verdict.EXCLUDE
        }

    def brought_back(self, reviewer: str, stage: Stage) -> dict[str, Decision]:
        """Of `second_words`, those that would include."""
        words = self.second_words(reviewer, stage)
        return {record: word for record, word in words.items() if word.verdict is not Verdict.EXCLUDE}

    def without_second_looks(self) -> ReviewState:
        """The state whose funnel leaves second looks out; the same state where nothing was said at one."""
        stages = self.review.protocol.stages
        said = any(self.second_words(each.reviewer, stage) for stage in stages for each in stage.readers)
        return replace(self, second_looks=False) if said else self

    def read_by_one(self, stage: Stage) -> frozenset[str]:
        """The records that a single reader has decided on, of those that the audience may count."""
        readers = [self.decisions(each.reviewer, stage.id) for each in stage.readers]
        times = Counter(record for said in readers for record, word in said.items() if word.verdict is not None)
        return frozenset(record for record, count in times.items() if count == 1)

    def let_go(self, stage: Stage) -> None:
        """As of `ReviewFacts`."""
        super().let_go(stage)
        for name in ("words", "log"):
            self._views.pop((name, stage), None)

    def decisions(self, reviewer: str, stage: str) -> Mapping[str, Decision]:
        """A reviewer's decisions at a stage, by survivor, as far as the audience may know them."""
        return self._unsealed(self._all_decisions, reviewer, self.review.stage(stage), self.audience.hears(reviewer))

    def in_full(self, reviewer: str, stage: Stage) -> Mapping[str, ToldInFull]:
        """As `decisions`, with all that is told of each; read anew each time, and not held: there may be 100,000."""
        return self._unsealed(self._all_in_full, reviewer, stage, self.audience.hears(reviewer))

    @_told
    def bare_decisions(self, stage: Stage) -> Mapping[str, Mapping[str, Decision]]:
        """Reader of a stage → survivor → verdict, reason and act of the decision, as far as the audience may know it.

        Nothing else of the decisions is filled in, not even the record.
        """
        hears = self.audience.hears
        return {
            who: self._unsealed(self._all_bare, who, stage, hears(who))
            for who in (each.reviewer for each in stage.readers)
        }

    def _unsealed(
        self, read: Callable[[str, str, bool], Mapping[str, Word]], reviewer: str, stage: Stage, known: bool
    ) -> Mapping[str, Word]:
        """What is read of a reviewer's decisions without those on sealed records, unless the audience knows these."""
        sealed: Sequence[str] = () if known else self.sealed(stage)
        if sealed and len(sealed) == len(self.groups.unique):
            return {}  # The journal is not opened at all: what is not read cannot leak.
        said = read(reviewer, stage.id, known)
        return without(said, sealed) if sealed else said

    def conflicting_resolutions(self, stage: str) -> dict[str, tuple[Resolution, ...]]:
        """Survivor → the different ends at a stage of disagreements on records that are one now."""
        said = at_one_record(ends(self.review, resolutions_table(stage)), self.groups)
        return in_conflict(map(Resolution.from_document, said), self.groups.survivor)

    def resolutions(self, stage: str) -> dict[str, Resolution]:
        """Survivor → the resolution or escalation that counts at a stage; see `core.screening.merged_words`."""
        return resolutions_as_one(
            map(Resolution.from_document, ends(self.review, resolutions_table(stage))),
            self.groups.survivor,
            lambda record: self.decided_as(self.review.stage(stage), record),
        )

    def decided_as(self, stage: Stage, record: str) -> dict[str, set[str]]:
        """As `_decided_on`; none while the stage is blind.

        Args:
            stage: The stage.
            record: The group's survivor.
        """
        return {} if record in self.sealed(stage) else self._decided_on(stage, record)

    def _decided_on(self, stage: Stage, record: str) -> dict[str, set[str]]:
        """The records of a group that readers have decided on, with their verdicts, as far as the audience may know."""
        found: dict[str, set[str]] = {}
        for who, said in self.bare_decisions(stage).items():
            word = said.get(record)
            if word is not None and (word.verdict or word.torn):
                several = self._several_words(who, stage)
                of_one = several is not None and record not in several
                for each in (word,) if of_one else parts_of(self.decisions(who, stage.id)[record]):
                    for one in {record} if of_one else said_of(each):
                        found.setdefault(one, set()).add(each.verdict or "")
        return found

    @_told
    def _several_words(self, reviewer: str, stage: Stage) -> Collection[str] | None:
        """The records on which a reader's decision was made of several words; None where that is not known."""
        columns = self._columns(reviewer, stage.id, own=self.audience.hears(reviewer))
        return None if columns is None else columns.merged

    def assigned(self, stage_state: StageState, reviewer: str) -> Sequence[str]:
        """The records that a reader would owe at a stage if every report could be retrieved."""
        lost = frozenset(stage_state.reasons.get(NOT_RETRIEVED, ()))
        if not lost:
            return stage_state.owed[reviewer]
        reader = stage_state.stage.reader(reviewer)
        asked = (
            lost
            if reader is not None and reader.reads_all
            else lost.intersection(self.asked(stage_state.stage, reviewer))
        )
        owed = {*stage_state.owed[reviewer], *asked}
        return [each for each in stage_state.entered if each in owed]

    def shares(self, reviewer: str) -> dict[tuple[str, int], OwedAndDone]:
        """(stage, batch) → how much a reviewer owes and has done, at batches that nothing sealed lies before."""
        found = {}
        for stage_state in self.funnel.states:
            stage = stage_state.stage
            if reviewer not in stage_state.owed:
                continue
            for batch in self.batches(stage):
                if sealed_by(self.review, stage, batch) in ("", stage.id) and not self._hidden_before(stage, batch):
                    owed, left = (
                        len(self.in_batch(stage, batch, ids))
                        for ids in (stage_state.owed[reviewer], stage_state.left[reviewer])
                    )
                    pace = pace_in(self.review, reviewer, stage, batch) if 0 < left < owed else None
                    found[stage.id, batch] = OwedAndDone(owed=owed, done=owed - left, per_hour=pace)
        return found

    def _hidden_before(self, stage: Stage, batch: int) -> bool:
        """Whether an earlier stage is sealed in a search round; for a pilot, in any."""
        rounds = self.rounds if batch == PILOT else [batch]
        return any(self.hidden_before(stage, each) for each in rounds)

    def reviewers(self, stage_state: StageState) -> dict[str, OwedAndDone]:
        """Reader of a stage → owed and done; of others' sealed batches what they have stated, or their programs show.

        The public is told what was stated alone: what programs show is not exchanged between machines.
        """
        result = {}
        for reader in stage_state.stage.readers:
            name = reader.reviewer
            shown = {} if self.audience == PUBLIC else published_progress(self.review, name)
            done = len(stage_state.owed[name]) - len(stage_state.left[name])
            if not self.counts(name, stage_state.stage):
                done += self._done_in_sealed(stage_state, name, shown)
            owed, here = len(stage_state.owed[name]), stage_state.stage.id
            paces = [each.per_hour for (stage, _), each in shown.items() if stage == here and each.per_hour]
            result[name] = OwedAndDone(owed=owed, done=done, per_hour=paces[-1] if paces and done < owed else None)
        return result

    def _done_in_sealed(self, stage_state: StageState, reader: str, shown: Shares) -> int:
        stage, done = stage_state.stage, 0
        for batch in self.blind_batches(stage):
            owed = self.in_batch(stage, batch, stage_state.left[reader])
            stated = statements(self.review).get((stage.id, batch), {}).get(reader)
            if stated is not None and stated.complete and stated.owed_sha256 == hash_of(owed):
                done += len(owed)
            elif share := shown.get((stage.id, batch)):
                # It was counted at another moment: a merge since then may leave fewer to read.
                done += min(share.done, len(owed))
        return done


def review_state(review: Review, audience: Audience | None = None) -> ReviewState:
    """Derive the state of a review for an audience; by default the one that the review was opened for."""
    return ReviewState(review, duplicate_groups(review), imports(review), audience or review.audience)


def screened_records(state: ReviewState) -> set[str]:
    """The records, merged ones too, that somebody has decided on, as far as the audience may know."""
    found: set[str] = set()
    for stage in state.review.protocol.stages:
        sealed = state.sealed(stage)
        for reader in stage.readers:
            table = decisions_of(state.review, reader.reviewer, stage.id).tables.get(TABLE, {})
            said = {document["record"] for document in table.values() if document.get("verdict")}
            own = state.audience.hears(reader.reviewer)
            found |= said if own else {each for each in said if state.groups.of(each) not in sealed}
    return found
