"""Goes through the disagreements of a stage: both sides, how each ended, what is resolved or reopened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol as Interface

from core.protocol.values import Stage
from core.screening.decision import Resolution, Verdict
from core.screening.disagreement import Conflicting, Disagreement, State, state_of
from core.walk import ShownRecords, Walk


class ResolutionStore(ShownRecords, Interface):
    """What a session needs of the store, for one stage.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    @property
    def resolutions(self) -> Mapping[str, Resolution]:
        """Resolutions and escalations by record id; always up to date."""

    @property
    def at_once(self) -> Mapping[str, tuple[Conflicting, ...]]:
        """By record id the different resolutions of people who did not know of each other's; always up to date."""

    def resolve(
        self, record_id: str, verdict: Verdict, *, reason: str, rationale: str, ticked: Sequence[int]
    ) -> Resolution:
        """End a disagreement."""

    def escalate(self, record_id: str, rationale: str) -> Resolution:
        """Hand a disagreement to the adjudicator."""

    def reopen(self, record_id: str) -> Resolution | None:
        """Take a resolution or an escalation back; what holds now, if anything."""

    def refresh(self) -> list[str]:
        """Take in what other windows have done; the ids of the records that it concerns."""


class DisagreementSession(Walk[Disagreement]):
    """The way through the disagreements of one stage.

    The session holds a view and a place in it. What the view shows changes only when the person asks for another.

    Args:
        stage: The stage.
        disagreements: Its disagreements, ended ones too, in the order of the stage.
        store: The part of the store that the session needs.
        adjudicating: Whether the person at the keyboard is an adjudicator; then the escalated ones come first.
        resolvers: In whose name a resolution is made.
        blind: The search rounds in which the stage is still blind; their records are not among the disagreements.
        owing: How many records each reader has still to read here; those who have none are left out.
        conflicts_at: The stages at which somebody said different things of records that are one now.
    """

    noun = "disagreement"
    _store: ResolutionStore

    def __init__(
        self,
        stage: Stage,
        disagreements: Sequence[Disagreement],
        store: ResolutionStore,
        *,
        adjudicating: bool = False,
        resolvers: Sequence[str] = (),
        blind: Sequence[int] = (),
        owing: Mapping[str, int] | None = None,
        conflicts_at: Sequence[str] = (),
    ) -> None:
        self.stage = stage
        self.disputes = disagreements
        self.adjudicating = adjudicating
        self.resolvers = tuple(resolvers)
        self.blind = tuple(blind)
        self.owing = dict(owing or {})
        self.conflicts_at = tuple(conflicts_at)
        self.shown: State | None = State.OPEN
        self.stark_first = False
        self._acts: list[str] = []
        super().__init__((), store)
        first = adjudicating or stage.only_ruled
        self.show(State.ESCALATED if first and self.count(State.ESCALATED) else State.OPEN)

    @property
    def may_end(self) -> bool:
        """Whether the person at the keyboard may end a disagreement here, or reopen one."""
        return self.adjudicating or not self.stage.only_ruled

    def resolution(self, disagreement: Disagreement) -> Resolution | None:
        """How it ended, or that it was escalated."""
        return self._store.resolutions.get(disagreement.record)

    def waits(self, disagreement: Disagreement) -> bool:
        """Whether it waits for the person at the keyboard."""
        return self._shown_as(disagreement) is State.OPEN or (
            self.adjudicating and self.state(disagreement) is State.ESCALATED
        )

    def at_once(self, disagreement: Disagreement) -> tuple[Conflicting, ...]:
        """The different resolutions of people who did not know of each other's, until one is said that answers them."""
        return self._store.at_once.get(disagreement.record, ())

    def state(self, disagreement: Disagreement) -> State:
        """Where it stands."""
        return state_of(self.resolution(disagreement), self.stage, disagreement.conflict)

    def count(self, state: State) -> int:
        """How many disagreements of the stage stand there; a conflict is open."""
        return sum(1 for each in self.disputes if self._shown_as(each) is state)

    def _shown_as(self, disagreement: Disagreement) -> State:
        state = self.state(disagreement)
        return State.OPEN if state is State.CONFLICT or self.at_once(disagreement) else state

    @property
    def earlier_words(self) -> list[str]:
        """The rationales of this stage so far, each once, the last first."""
        ended = sorted(self._store.resolutions.values(), key=lambda each: each.at, reverse=True)
        return list(dict.fromkeys(each.rationale for each in ended if each.rationale))

    def show(
        self,
        state: State | None,
        *,
        stark_first: bool = False,
        wanted: Callable[[Disagreement], bool] | None = None,
    ) -> None:
        """Narrow the view to one state (all, when None), keeping the place if possible.

        Args:
            state: What to show.
            stark_first: Whether include against exclude comes before the disagreements with a maybe.
            wanted: Which of those to show; by default all.
        """
        self.shown, self.stark_first = state, stark_first
        view = [each for each in self.disputes if state in (None, self._shown_as(each))]
        view = view if wanted is None else list(filter(wanted, view))
        view.sort(
            key=lambda each: (
                self.adjudicating and self.state(each) is not State.ESCALATED,
                stark_first and not each.stark,
            ),
        )
        self._look_at(view, again=state is not None)

    def resolve(self, verdict: Verdict, *, reason: str = "", rationale: str, ticked: Sequence[int] = ()) -> Resolution:
        """End the current disagreement and go on to the next one that waits.

        Raises:
            LookupError: There is none.
        """
        record = self.here.record
        resolution = self._store.resolve(record, verdict, reason=reason, rationale=rationale, ticked=ticked)
        self._acted(record)
        return resolution

    def escalate(self, rationale: str = "") -> Resolution:
        """Hand the current disagreement to the adjudicator and go on.

        Raises:
            LookupError: There is none.
        """
        record = self.here.record
        resolution = self._store.escalate(record, rationale)
        self._acted(record)
        return resolution

    def reopen(self) -> Disagreement | None:
        """Reopen what this session ended last, else the current disagreement if it has ended, and go to it.

        Returns:
            The disagreement, or None when there is nothing to reopen.
        """
        current = self.current
        if self._acts:
            record = self._acts[-1]
        elif current is not None and self.resolution(current) is not None:
            record = current.record
        else:
            return None
        self._store.reopen(record)
        if self._acts:
            self._acts.pop()
        disagreement = next(each for each in self.disputes if each.record == record)
        self.go_to(disagreement)
        return disagreement

    def refresh(self) -> list[Disagreement]:
        """Take in what other windows have done; the disagreements that it concerns. View and place stay."""
        changed = set(self._store.refresh())
        # What somebody else has done to a record since is not this session's to take back.
        self._acts = [record for record in self._acts if record not in changed]
        return [each for each in self.disputes if each.record in changed]

    def _acted(self, record: str) -> None:
        self._acts = [*(each for each in self._acts if each != record), record]
        self.advance()
