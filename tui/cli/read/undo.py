"""`tamis undo`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, acting_reviewer, command, print_json, replay, say_undone, yes_option

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from core.undo import Sure
    from store.folder.review import Review
    from store.work.own.acts import OwnActs


@command("undo")
@click.argument("stage")
@yes_option
def undo_command(call: Call, stage: str, yes: bool) -> None:
    """Take back the last decision, or bulk or import of decisions, of the reviewer you act as at a STAGE.

    Where charting, the last answer, sheet or completing of a form. More than three records are not taken back unasked.
    """
    what = replay_at(call, stage, again=False, yes=yes)
    say_undone(what)


def replay_at(call: Call, stage: str, *, again: bool, yes: bool) -> str:
    """Undo or redo at a stage; what that was, "" for nothing."""
    with call.saving() as review:
        this, store = own_acts(review, acting_reviewer(review, stage), stage)
        charts = this.kind == "chart"
        act: Callable[[Sure], list[Any]] = store.redo if again else store.undo
        changed, what = replay(act, "does again" if again else "takes back", yes=yes)
    if call.json:
        records = dict.fromkeys(each.study if charts else each.record for each in changed)
        print_json({"stage": stage, "records": list(records), "what": what})
    return what


def own_acts(review: Review, reviewer: str, stage: str) -> tuple[Stage, OwnActs[Any]]:
    """A stage, and what a reviewer did there, to be taken back or done again."""
    from store.state.review_state import review_state
    from store.work.charting import DiskChartStore
    from store.work.screening import DiskDecisionStore

    this = review.stage(stage)
    if this.kind == "chart":
        return this, DiskChartStore(review_state(review), reviewer, this)
    return this, DiskDecisionStore(review, reviewer, stage)
