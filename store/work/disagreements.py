"""Stores how the disagreements of a stage end, and starts the session that goes through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.errors import TamisError
from core.protocol.values import Stage
from core.screening.decision import Resolution, Verdict
from core.screening.disagreement import Conflicting
from core.screening.disagreement_session import DisagreementSession
from store.acts.resolutions import resolutions_table
from store.state.review_state import ReviewState, review_state
from store.state.shown_records import DiskShownRecords
from store.work.resolutions import (
    check_reason,
    disagreements,
    ends,
    escalate,
    reopen,
    resolve,
    resolved_at_once,
    resolvers,
    rules,
)
from store.work.screening import DiskDecisionStore


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
        self._take_in()
        self._decided: dict[str, Resolution] = {}

    def _take_in(self) -> None:
        """Derive anew what has been resolved."""
        self.resolutions: Mapping[str, Resolution] = ends(self._state, self._stage)
        self.at_once: Mapping[str, tuple[Conflicting, ...]] = resolved_at_once(self._state, self._stage)

    def resolve(
        self, record_id: str, verdict: Verdict, *, reason: str, rationale: str, ticked: Sequence[int]
    ) -> Resolution:
        """End a disagreement; or a conflict, which while nobody else may know of it the reader decides alone.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        state = self._knowing(record_id)
        if record_id in state.sealed(self._stage) or not self._stage.disputed:
            return self._decide(record_id, verdict, reason=reason, note=rationale)
        done = resolve(state, self._stage, record_id, verdict, reason=reason, rationale=rationale, ticked=ticked)
        self._take_in()
        return done

    def escalate(self, record_id: str, rationale: str) -> Resolution:
        """Hand a disagreement to the adjudicator.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        state = self._knowing(record_id)
        done = escalate(state, self._stage, record_id, rationale)
        self._take_in()
        return done

    def reopen(self, record_id: str) -> Resolution | None:
        """Take back a resolution or an escalation; gives the escalation that holds after it, if any.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        if record_id in self._decided:
            own = self._own()
            if record_id not in {each.record for each in own.undo()}:
                own.redo()
                advice = f"“tamis undo {self._stage.id}” takes back the last act."
                raise TamisError("you have decided something else since", where=f"record {record_id}", advice=advice)
            self._decided.pop(record_id)
            self.resolutions = {each: end for each, end in self.resolutions.items() if each != record_id}
            return None
        left = reopen(self._state, self._stage, record_id)
        self._take_in()
        return left

    def refresh(self) -> list[str]:
        """Read what other processes have written; gives the ids of the records that changed."""
        acts, table = self._state.review.acts, resolutions_table(self._stage.id)
        before = acts.state(table)
        acts.refresh()
        if acts.state(table) == before:
            return []
        known = self.resolutions
        self._take_in()
        touched = known.keys() | self.resolutions.keys()
        return [each for each in touched if known.get(each) != self.resolutions.get(each)]

    def _decide(self, record: str, verdict: Verdict, *, reason: str, note: str) -> Resolution:
        """Decide anew in the reader's own name; what is shown for it is how the conflict ended."""
        check_reason(self._stage, verdict, reason)
        own = self._own()
        torn = own.decisions.get(record)
        if torn is None or not torn.torn:
            raise TamisError(
                "this waits for another answer than include or exclude",
                where=f"stage {self._stage.id}, record {record}",
                advice="“tamis disagreements” lists what was said: answer the form, or say whether the report was had.",
            )
        notes = dict.fromkeys(each for each in (torn.note, note) if each)
        done = own.save(replace(torn, verdict=verdict, reason=reason, note="; ".join(notes), merged=()))
        ended = Resolution(record=record, verdict=verdict, reason=reason, rationale=note, by=self._by, at=done.at)
        self._decided[record] = ended
        self.resolutions = {**self.resolutions, record: ended}
        return ended

    @property
    def _by(self) -> tuple[str, ...]:
        who = self._state.audience.who
        if who is None:
            raise TamisError("a reader decides this alone", advice="Say who you are: --as READER.")
        return (who,)

    def _own(self) -> DiskDecisionStore:
        return DiskDecisionStore(self._state.review, self._by[0], self._stage.id, self._groups)

    def _knowing(self, record: str) -> ReviewState:
        """The state of the review, derived anew if it does not know a reopened record as a disagreement."""
        stage_state = self._state.funnel.state(self._stage.id)
        if record not in {*self.resolutions, *stage_state.disagreements, *stage_state.conflicts}:
            self._state = review_state(self._state.review)
            self._groups, self._shown = self._state.groups, {}
        return self._state


def stages_in_disagreement(state: ReviewState) -> list[Stage]:
    """The stages at which readers can differ, and those with a conflict, in the order of the protocol."""
    stages = state.review.protocol.stages
    return [each for each in stages if each.disputed or state.funnel.state(each.id).conflicts]


def disagreement_session(state: ReviewState, stage: Stage) -> DisagreementSession:
    """The session on all disagreements of a stage, resolved ones too."""
    stage_state = state.funnel.state(stage.id)
    return DisagreementSession(
        stage,
        disagreements(state, stage),
        DiskResolutionStore(state, stage),
        adjudicating=rules(state, stage),
        resolvers=resolvers(state.review, stage),
        blind=state.unfinished_rounds(stage),
        conflicts_at=[each.stage.id for each in state.funnel.states if each.conflicts],
        owing={who: share.left for who, share in state.reviewers(stage_state).items()},
    )
