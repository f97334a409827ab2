"""Gives the disagreements of a stage to their screen, and keeps how they end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.protocol.values import Stage
from core.screening.decision import Resolution, Verdict
from core.screening.disagreement_session import DisagreementSession
from store.resolutions import disagreements, escalate, reopen, resolve, resolvers
from store.review import Review
from store.review_state import ReviewState, overview
from store.shown_records import DiskShownRecords


class DiskResolutionStore(DiskShownRecords):
    """How the disagreements of a stage end, durable before each call returns; a `ResolutionStore`.

    Args:
        seen: The state of the review.
        stage: The stage.
    """

    def __init__(self, seen: ReviewState, stage: Stage) -> None:
        super().__init__(seen.review, seen.groups)
        self._seen = seen
        self._stage = stage
        self.resolutions: Mapping[str, Resolution] = seen.resolutions(stage.id)

    def resolve(
        self, record_id: str, verdict: Verdict, *, reason: str, rationale: str, ticked: Sequence[int]
    ) -> Resolution:
        """End a disagreement.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        seen = self._knowing(record_id)
        done = resolve(seen, self._stage, record_id, verdict, reason=reason, rationale=rationale, ticked=ticked)
        self.resolutions = seen.resolutions(self._stage.id)
        return done

    def escalate(self, record_id: str, rationale: str) -> Resolution:
        """Hand a disagreement to the adjudicator.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        seen = self._knowing(record_id)
        done = escalate(seen, self._stage, record_id, rationale)
        self.resolutions = seen.resolutions(self._stage.id)
        return done

    def reopen(self, record_id: str) -> Resolution | None:
        """Take a resolution or an escalation back; what holds now, if anything.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        left = reopen(self._seen, self._stage, record_id)
        self.resolutions = self._seen.resolutions(self._stage.id)
        return left

    def refresh(self) -> list[str]:
        """Take in what other windows have done; the ids of the records that it concerns."""
        journal = self._seen.review.journal(f"resolutions/{self._stage.id}")
        before = (journal.generation, journal.seq)
        journal.refresh()
        if (journal.generation, journal.seq) == before:
            return []
        known, self.resolutions = self.resolutions, self._seen.resolutions(self._stage.id)
        touched = known.keys() | self.resolutions.keys()
        return [each for each in touched if known.get(each) != self.resolutions.get(each)]

    def _knowing(self, record: str) -> ReviewState:
        """The state of the review; derived anew when it would not know that the readers differ on a reopened record."""
        state = self._seen.funnel.state(self._stage.id)
        if record not in self.resolutions and record not in state.disagreements:
            self._seen = overview(self._seen.review)
            self._groups, self._shown = self._seen.groups, {}
        return self._seen


def stages_in_disagreement(review: Review) -> list[Stage]:
    """The stages at which readers can differ: those that two or more read."""
    return [stage for stage in review.protocol.stages if stage.disputed]


def disagreement_session(seen: ReviewState, stage: Stage) -> DisagreementSession:
    """The disagreements of a stage, ended ones too, to go through."""
    state = seen.funnel.state(stage.id)
    return DisagreementSession(
        stage,
        disagreements(seen, stage),
        DiskResolutionStore(seen, stage),
        adjudicating=seen.audience.adjudicates,
        resolvers=resolvers(seen.review, stage),
        blind=seen.unfinished_rounds(stage),
        owing={who: share.left for who, share in seen.reviewers(state).items()},
    )
