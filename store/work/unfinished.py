"""Tells after each of many acts of one reader that nothing can follow from it, without deriving the state anew.

As long as a reader owes a record of a batch, no word of theirs in that batch finishes it, nor anything of that search
round at a later stage. While the batch is sealed, what it lets through is hidden from every later stage; else it may
open something there only where all have stated that they are done, or where a pilot is not open. Where the batch is
open, and at each later stage those that its records are in, there is nothing left to finish or to open. The progress
alone is another.
"""

from __future__ import annotations

from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.screening.columns import those
from store.acts.openings import hides
from store.acts.statements import statements
from store.decisions.access import decisions_of, is_open
from store.decisions.decision_journal import TABLE
from store.state.review_state import ReviewState

_Ends = dict[str, dict[str, tuple[int, str]]]
"""Stage → batch → the end of the reader's journal."""


class Unfinished:
    """What a reader has still to read, as it was when all that followed had been said.

    Args:
        state: The state of the review at that moment, for the reader.
    """

    def __init__(self, state: ReviewState) -> None:
        self.review, self._reader = state.review, state.audience.who or ""
        self._left: dict[tuple[str, str], list[str]] = {}
        self._over: set[tuple[str, str]] = set()
        if self.review.acting != {self._reader} or self._states_where_it_stands(state):
            return
        for stage_state in state.funnel.states:
            stage = stage_state.stage
            if stage.reader(self._reader) is not None:
                self._over |= {(stage.id, str(each)) for each in self._closed(state, stage)}
            if stage.kind == "chart":
                continue  # a study of several reports stands under its own number
            torn = those(state.bare_decisions(stage).get(self._reader, {}), lambda word: word.torn)
            if stage_state.left.get(self._reader) and not torn:
                waiting, batch_of = set(stage_state.waiting), state.batch_of(stage)
                left = [each for each in stage_state.left[self._reader] if each in waiting]
                quiet = self._sealed(state, stage) + self._open(state, stage)
                for batch in quiet:
                    # A word on a merged record may stand under another number.
                    alone = (each for each in left if batch_of[each] == batch and each not in state.groups.members)
                    self._left[stage.id, str(batch)] = list(alone)
        self._said, self._ends = self._now()

    def _states_where_it_stands(self, state: ReviewState) -> bool:
        """Whether each word of the reader is stated anew, in a batch that was opened before they had finished."""
        stages = {each.id: each for each in self.review.protocol.stages}
        return any(
            opening.early and stage in stages and not is_open(self.review, self._reader, stages[stage], batch)
            for (stage, batch), opening in state.openings.items()
        )

    def _sealed(self, state: ReviewState, stage: Stage) -> list[int]:
        """The sealed batches of a stage whose search rounds are sealed there too, so that no later stage knows them."""
        rounds = set(state.blind_rounds(stage))
        if not hides(self.review, stage):
            return []
        return [
            each
            for each in state.blind_batches(stage)
            if (stage.id, each) not in state.openings and (rounds.issuperset(state.rounds) if each == PILOT else True)
        ]

    def _open(self, state: ReviewState, stage: Stage) -> list[int]:
        """The search rounds of a stage that all may know, where nothing is on the point of being opened after it."""
        stages = list(self.review.protocol.stages)
        for later in (each for each in stages[stages.index(stage) + 1 :] if hides(self.review, each)):
            for batch in (each for each in state.batches(later) if (later.id, each) not in state.openings):
                said = statements(self.review).get((later.id, batch), {})
                if batch == PILOT or all(each.reviewer in said for each in later.readers):
                    return []
        return [each for each in state.rounds if is_open(self.review, self._reader, stage, each)]

    def _closed(self, state: ReviewState, stage: Stage) -> list[int]:
        """The batches of a stage that are open to all, where those that their records may be in later are too."""
        stages = list(self.review.protocol.stages)
        later = [each for each in stages[stages.index(stage) + 1 :] if hides(self.review, each)]
        sealed = {batch for each in later for batch in state.batches(each) if (each.id, batch) not in state.openings}
        return [
            each
            for each in state.batches(stage)
            if is_open(self.review, self._reader, stage, each)
            and PILOT not in sealed
            and (each not in sealed if each != PILOT else not sealed)
        ]

    def _now(self) -> tuple[tuple[object, ...], _Ends]:
        """What everybody has said for all to see, and where the reader's journals end."""
        acts = self.review.acts
        journals = {each.id: decisions_of(self.review, self._reader, each.id) for each in self._stages()}
        standing = (acts.generation, acts.changes, *(each.generation for each in journals.values()))
        return standing, {stage: each.ends() for stage, each in journals.items()}

    def _stages(self) -> list[Stage]:
        return [each for each in self.review.protocol.stages if each.reader(self._reader) is not None]

    def nothing_follows(self) -> bool:
        """Whether all that was said since was said by the reader where nothing is finished or opened by it."""
        if not self._left and not self._over:
            return False
        said, ends = self._now()
        if said != self._said:
            return False
        changed = [
            (stage, batch)
            for stage, batches in ends.items()
            for batch, end in batches.items()
            if end != self._ends[stage].get(batch)
        ]
        return all(each in self._over or self._owes(*each) for each in changed)

    def _owes(self, stage: str, batch: str) -> bool:
        """Whether a record of the batch is left of which the reader has said nothing."""
        left, journals = self._left.get((stage, batch), []), decisions_of(self.review, self._reader, stage)
        while left and journals.document(TABLE, int(left[-1], 16)) is not None:
            left.pop()
        return bool(left)
