"""Stores how the disagreements of a stage end, and starts the session that goes through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.protocol.values import Stage
from core.screening.decision import Resolution, Verdict
from core.screening.disagreement_session import DisagreementSession
from store.acts.resolutions import resolutions_table
from store.folder.review import Review
from store.state.review_state import ReviewState, review_state
from store.state.shown_records import DiskShownRecords
from store.work.resolutions import disagreements, escalate, reopen, resolve, resolvers


class DiskResolutionStore(DiskShownRecords):
    """How the disagreements of a stage end, durable before each call returns; a `ResolutionStore`.

    Args:
        state: The state of the review.
        stage: The stage.
    """

    def __init__(self, state: ReviewState, stage: Stage) -> None:
        super().__init__(state.review, state.groups)
        self._state = state
        self._stage = stage
        self.resolutions: Mapping[str, Resolution] = state.resolutions(stage.id)

    def resolve(
        self, record_id: str, verdict: Verdict, *, reason: str, rationale: str, ticked: Sequence[int]
    ) -> Resolution:
        """End a disagreement.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        state = self._knowing(record_id)
        done = resolve(state, self._stage, record_id, verdict, reason=reason, rationale=rationale, ticked=ticked)
        self.resolutions = state.resolutions(self._stage.id)
        return done

    def escalate(self, record_id: str, rationale: str) -> Resolution:
        """Hand a disagreement to the adjudicator.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        state = self._knowing(record_id)
        done = escalate(state, self._stage, record_id, rationale)
        self.resolutions = state.resolutions(self._stage.id)
        return done

    def reopen(self, record_id: str) -> Resolution | None:
        """Take back a resolution or an escalation; gives the escalation that holds after it, if any.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        left = reopen(self._state, self._stage, record_id)
        self.resolutions = self._state.resolutions(self._stage.id)
        return left

    def refresh(self) -> list[str]:
        """Read what other processes have written; gives the ids of the records that changed."""
        acts, table = self._state.review.acts, resolutions_table(self._stage.id)
        before = acts.state(table)
        acts.refresh()
        if acts.state(table) == before:
            return []
        known, self.resolutions = self.resolutions, self._state.resolutions(self._stage.id)
        touched = known.keys() | self.resolutions.keys()
        return [each for each in touched if known.get(each) != self.resolutions.get(each)]

    def _knowing(self, record: str) -> ReviewState:
        """The state of the review, derived anew if it does not know a reopened record as a disagreement."""
        stage_state = self._state.funnel.state(self._stage.id)
        if record not in self.resolutions and record not in stage_state.disagreements:
            self._state = review_state(self._state.review)
            self._groups, self._shown = self._state.groups, {}
        return self._state


def stages_in_disagreement(review: Review) -> list[Stage]:
    """The stages at which readers can differ, in the order of the protocol."""
    return [stage for stage in review.protocol.stages if stage.disputed]


def disagreement_session(state: ReviewState, stage: Stage) -> DisagreementSession:
    """The session on all disagreements of a stage, resolved ones too."""
    stage_state = state.funnel.state(stage.id)
    return DisagreementSession(
        stage,
        disagreements(state, stage),
        DiskResolutionStore(state, stage),
        adjudicating=state.audience.adjudicates,
        resolvers=resolvers(state.review, stage),
        blind=state.unfinished_rounds(stage),
        owing={who: share.left for who, share in state.reviewers(stage_state).items()},
    )
