"""What the order in which a reader has read says on stopping; nothing stops by it."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import TamisError
from core.protocol.values import Stage
from core.ranking.stopping import p_target_missed
from core.screening.decision import Verdict, counted
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE
from store.state.review_state import ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """How far a reader is, and what that says of what is unread.

    Attributes:
        target: The share of the relevant records to be found.
        read: How many records were decided on.
        of: How many the reader reads here.
        included: How many of those read were included.
        since_last: How many were read after the last that was included; all, where none was.
        p: See `p_target_missed`; None where nothing is read or may be known.
        note: Why there is no p.
    """

    stage: str
    reviewer: str
    target: float
    read: int | None
    of: int | None
    included: int | None
    since_last: int | None
    p: float | None
    note: str = ""


def stopping(state: ReviewState, stage: Stage, target: float) -> Stopping:
    """The evidence of the reader for whom the state is derived, else of the first who reads all.

    Raises:
        TamisError: Nobody reads all of the stage, or it has no verdicts.
    """
    who = state.audience.who or ""
    reader = stage.reader(who) or next((each for each in stage.readers if each.reads_all), None)
    if reader is None or stage.kind == "chart":
        what = "nobody reads all of it" if reader is None else "nothing is included or excluded by charting"
        raise TamisError(what, where=f"stage {stage.id}", advice="“tamis status” lists the stages and their readers.")
    name = reader.reviewer
    if not state.counts(name, stage):
        return Stopping(
            stage=stage.id,
            reviewer=name,
            target=target,
            read=None,
            of=None,
            included=None,
            since_last=None,
            p=None,
            note="sealed",
        )
    said = [
        counted(verdict, stage.maybe) is Verdict.INCLUDE
        for record in _in_the_order_read(state, stage, name)
        if (verdict := state.decisions(name, stage.id)[record].verdict) is not None
    ]
    of = len(said) + len(state.funnel.state(stage.id).left.get(name, ()))
    since = next((count for count, each in enumerate(reversed(said)) if each), len(said))
    return Stopping(
        stage=stage.id,
        reviewer=name,
        target=target,
        read=len(said),
        of=of,
        included=sum(said),
        since_last=since,
        p=p_target_missed(said, of, target) if said else None,
        note="" if said else "nothing has been read",
    )


def _in_the_order_read(state: ReviewState, stage: Stage, reviewer: str) -> list[str]:
    """The records that count as decided on, by when each was first given a verdict."""
    first: dict[str, tuple[str, int]] = {}
    for _, event in decisions_of(state.review, reviewer, stage.id).events():
        if event.table == TABLE and event.after and event.after.get("verdict"):
            survivor = state.groups.of(event.after["record"])
            first.setdefault(survivor, (event.after.get("at", ""), event.seq))
    entered = set(state.funnel.state(stage.id).entered)
    decided = [each for each, said in state.decisions(reviewer, stage.id).items() if said.verdict and each in entered]
    return sorted(decided, key=lambda each: first.get(each, ("", 0)))
