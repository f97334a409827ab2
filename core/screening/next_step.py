"""What one person does next: the first thing that holds the team up and that this person can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.protocol.values import Protocol
from core.screening.status import StageStatus, Status


class Work(StrEnum):
    """A kind of work that waits for somebody."""

    IMPORT = "import"
    SEARCH = "search"
    RULE = "rule"
    SETTLE = "settle"
    READ = "read"
    DRAW = "draw"
    DEAL = "deal"
    PAIRS = "pairs"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is next for one person.

    Attributes:
        work: Its kind.
        stage: Where, if at a stage; of nothing to do, the first stage that waits for others.
        count: How many imports, records, disagreements or pairs.
        others: Who settles it too; of nothing to do, for whom the stage waits, with how many records each.
    """

    work: Work
    stage: StageStatus | None = None
    count: int = 0
    others: Mapping[str, int] = field(default_factory=dict)


def next_step(status: Status, protocol: Protocol, reviewer: str) -> NextStep:
    """The first thing that holds the team up, in the order of the funnel, and that this person can do.

    What two people must talk about comes before what one reads alone, since it waits for both. Duplicates are searched
    before anybody reads; once the reading has begun, they and doubtful pairs hold nobody up, and come last.

    Args:
        status: The counts, as this person may know them.
        protocol: The plan.
        reviewer: Whose next step.
    """
    if not status.funnel.identified:
        return NextStep(work=Work.IMPORT)
    unread = len(status.imports_to_search)
    begun = any(share.done for stage in status.stages for share in stage.readers.values())
    if unread and not begun:
        return NextStep(work=Work.SEARCH, count=unread)
    mine = (each for each in status.stages if _to_rule(each) and protocol.rules(reviewer, each.state.stage))
    if (ruled := next(mine, None)) is not None:
        return NextStep(work=Work.RULE, stage=ruled, count=_to_rule(ruled))
    earlier, waits = 0, None
    for stage in status.stages:
        if reviewer in stage.readers and (differ := _to_settle(stage)):
            others = {who: 0 for who in stage.readers if who != reviewer}
            return NextStep(work=Work.SETTLE, stage=stage, count=differ, others=others)
        if left := stage.left(reviewer):
            return NextStep(work=Work.READ, stage=stage, count=left)
        if not earlier and _sample_is_due(stage, reviewer):
            sharing = stage.state.stage.sharing
            if sharing is None or reviewer == sharing.of[0]:
                return NextStep(work=Work.DRAW if sharing is None else Work.DEAL, stage=stage)
            dealer = {sharing.of[0]: 0}
            waits = waits or NextStep(work=Work.NOTHING, stage=stage, others=dealer)
        earlier += len(stage.state.waiting)
    if unread:
        return NextStep(work=Work.SEARCH, count=unread)
    if status.pairs_to_review:
        return NextStep(work=Work.PAIRS, count=status.pairs_to_review)
    return waits or _waits_for_others(status, protocol, reviewer)


def team_step(status: Status, protocol: Protocol) -> tuple[str, NextStep]:
    """Whom the team waits for first, and what that one does next: who has something to do where the funnel is stuck.

    Of several at one stage it is the first of the plan; "" where nobody has anything to do.
    """
    stages = [each.id for each in status.stages]
    found = [(each.id, next_step(status, protocol, each.id)) for each in protocol.reviewers]
    able = [pair for pair in found if pair[1].work is not Work.NOTHING]
    return min(
        able,
        key=lambda pair: stages.index(pair[1].stage.id) if pair[1].stage else len(stages),
        default=("", NextStep(work=Work.NOTHING)),
    )


def _to_rule(stage: StageStatus) -> int:
    """How many disagreements wait for an adjudicator."""
    return len(stage.state.escalated)


def _to_settle(stage: StageStatus) -> int:
    """How many disagreements and conflicts wait for the stage's readers."""
    state = stage.state
    return len({*state.disagreements, *state.conflicts}.difference(state.escalated))


def _sample_is_due(stage: StageStatus, reviewer: str) -> bool:
    """Whether the reviewer reads a sample of the stage that is still to be drawn; they are asked when they open it."""
    owes_nothing_yet = reviewer in stage.readers and not stage.readers[reviewer].owed
    return bool(owes_nothing_yet and stage.state.entered and stage.sample_drawn is False)


def _waits_for_others(status: Status, protocol: Protocol, reviewer: str) -> NextStep:
    """The first stage that waits for somebody else: for reading, talking or a ruling."""
    for stage in status.stages:
        people = (each.id for each in protocol.reviewers if each.id != reviewer)
        rulers = {who: 0 for who in people if protocol.rules(who, stage.state.stage)}
        behind = {who: share.left for who, share in stage.readers.items() if who != reviewer and share.left}
        if behind:
            return NextStep(work=Work.NOTHING, stage=stage, others=behind)
        for count, who in ((_to_settle(stage), dict.fromkeys(stage.readers, 0)), (_to_rule(stage), rulers)):
            if count and who:
                return NextStep(work=Work.NOTHING, stage=stage, count=count, others=who)
    return NextStep(work=Work.NOTHING)
