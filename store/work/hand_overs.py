"""Hands over what a reader of a shared-out stage has still to read: who leaves, falls ill, or has too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.values import Stage
from core.sampling.allocation import TooFewReadersError, takers
from core.sampling.sample import PILOT, queue_order
from core.words import listed
from store.acts.allocations import hand_overs, say_hand_over
from store.acts.behind_sealed import refuse_behind_sealed
from store.acts.statements import hash_of, statements
from store.folder.progress import published_progress
from store.state.review_state import ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPlan:
    """What is to be handed over; nothing of it is said yet.

    Attributes:
        given: Record → who reads it instead.
        left: How many the giver has still to read, as far as may be known.
        decided: Of them, how many the giver's own program shows as decided: which ones is sealed.
        own: Whether it is said in the giver's own name.
    """

    stage: Stage
    giver: str
    given: Mapping[str, str]
    left: int
    decided: int
    own: bool

    @property
    def loads(self) -> dict[str, int]:
        """Who takes over → how many."""
        return dict(sorted(Counter(self.given.values()).items()))


def plan_hand_over(
    state: ReviewState, stage: Stage, giver: str, to: Sequence[str], records: int | None
) -> HandOverPlan:
    """What a hand-over would move: of what the giver has not decided, what they would have read last.

    An adjudicator cannot tell what the giver has decided in a sealed batch; there, everything is to be read by another.

    Args:
        state: The state of the review.
        stage: The stage.
        giver: Who gives.
        to: Who may take; () for all others to whom records of the stage are dealt, but for those who have handed some
            over themselves.
        records: How many; None for all.

    Raises:
        TamisError: The stage is not shared out, or it is not this session's to say; there are fewer records, or a
            record would be left with too few readers.
    """
    where, sharing = f"stage {stage.id}", stage.sharing
    if sharing is None:
        advice = "Who reads how much of it is said in protocol.toml; records are dealt where readers = { any = … }."
        raise TamisError(
            "nothing is dealt at this stage, so that nothing can be handed over", where=where, advice=advice
        )
    own = _speaks_for(state, stage, giver)
    seen = state.told_to(replace(state.audience, who=giver)) if own else state
    for each in to:
        if each == giver or stage.reader(each) is None:
            others = ", ".join(who for who in sharing.of if who != giver)
            raise TamisError(f"{each} cannot take them", where=where, advice=f"They can go to: {others}.")
    gave = {giver, *(each.giver for _, each in hand_overs(state.review) if each.stage == stage.id)}
    able = to or [who for who, weight in zip(sharing.of, sharing.weights, strict=True) if weight and who not in gave]
    owners, batch_of = seen.readers_of(stage), seen.batch_of(stage)
    left = [each for each in _left(seen, stage, giver, own) if batch_of[each] != PILOT]
    wanted = len(left) if records is None else records
    if not left or wanted > len(left):
        found = (
            f"only {len(left):,} of {giver}'s are left" if left else f"{giver} has nothing left to read that was dealt"
        )
        raise TamisError(found, where=where, advice="“tamis status” shows what each has still to read.")
    chosen = list(reversed(queue_order(state.review.protocol.seed, stage.id, giver, left)))[:wanted]
    refuse_behind_sealed(state.review, state.groups, chosen, stage)
    try:
        given = takers(owners, giver, chosen, list(able))
    except TooFewReadersError:
        free = [each.id for each in state.review.protocol.reviewers if each.role != "adjudicator"]
        join = [who for who in free if who != giver and who not in able]
        here, new = ([who for who in join if (stage.reader(who) is None) == out] for out in (False, True))
        advice = " ".join(
            [f"Name as TO: {', '.join(here)}."] * bool(here)
            + [f"Could join: {', '.join(new)} (in protocol.toml, readers of {stage.id}, of)."] * bool(new)
        )
        raise TamisError(
            f"too few are left: {listed(able)} read some of these records already"
            if able
            else "nobody is left to take them",
            where=where,
            advice=advice or "Add a reader in protocol.toml, or lower any there.",
        ) from None
    shown = () if own else published_progress(state.review, giver).items()
    decided = sum(
        share.done for (name, batch), share in shown if name == stage.id and batch in set(map(batch_of.get, left))
    )
    return HandOverPlan(stage=stage, giver=giver, given=given, left=len(left), decided=min(decided, len(left)), own=own)


def hand_over(state: ReviewState, plan: HandOverPlan, reason: str) -> None:
    """Say it, for a reason; of merged records all are named, so that it holds when they are parted.

    Raises:
        TamisError: There is no reason, or it could not be saved.
    """
    if not reason.strip():
        raise TamisError("a hand-over needs its reason in words", where="--reason", advice="Say why; it is logged.")
    given = {member: taker for record, taker in plan.given.items() for member in state.groups.around(record)}
    say_hand_over(state.review, plan.stage.id, plan.giver, given, reason.strip(), plan.giver if plan.own else "")


def _speaks_for(state: ReviewState, stage: Stage, giver: str) -> bool:
    """Whether this session speaks as the giver; else it must be an adjudicator's."""
    review = state.review
    everybody = review.role is None and review.protocol.one_account and stage.reader(giver) is not None
    if everybody:
        review.act_as(giver)
    if not (everybody or review.role == giver or state.audience.adjudicates):
        raise TamisError(
            f"only {giver} or an adjudicator can hand over what {giver} reads",
            where=f"stage {stage.id}",
            advice=f"Say it with --as {giver}, or --as ADJUDICATOR.",
        )
    if stage.reader(giver) is None and giver not in (state.dealt(stage) or {}):
        advice = f"It is read by: {', '.join(each.reviewer for each in stage.readers)}."
        raise TamisError(f"{giver} does not read this stage", where=f"stage {stage.id}", advice=advice)
    return everybody or review.role == giver


def _left(state: ReviewState, stage: Stage, giver: str, own: bool) -> list[str]:
    """What the giver has to read still; for another, without the batches that the giver has stated as read."""
    stage_state = state.funnel.state(stage.id)
    if stage.reader(giver) is None:
        gone = (state.dealt(stage) or {}).get(giver, frozenset())
        return [each for each in stage_state.entered if each in gone]
    left, batch_of = list(stage_state.left[giver]), state.batch_of(stage)
    if own:
        return left
    stated = set()
    for batch in state.blind_batches(stage):
        said = statements(state.review).get((stage.id, batch), {}).get(giver)
        owed = state.in_batch(stage, batch, stage_state.owed[giver])
        if said is not None and said.complete and said.owed_sha256 == hash_of(owed):
            stated.add(batch)
    return [each for each in left if batch_of[each] not in stated]
