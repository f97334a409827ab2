"""Opening the app from a command: on the dashboard, at a stage, or on another screen."""

from __future__ import annotations

import shlex

from tui.cli.call import Call, acting_reviewer, has_terminal


def open_app(call: Call, *, stage: str | None = None, screening: bool = False, screen: str = "screening") -> None:
    """Open the app: on the dashboard, at a stage, or on another screen (see `TamisApp`).

    Raises:
        TamisError: There is no terminal, or no reviewer to act as.
    """
    from core.errors import TamisError

    if not has_terminal():
        raise TamisError(
            "the app needs a terminal",
            advice="In a script, use the commands: status, decide, suggest, sample, agreement … (tamis --help).",
        )
    with call.review(may_be_empty=True) as review:
        if review.role is None:
            people = ", ".join(each.id for each in review.protocol.reviewers)
            example = f"tamis --as {shlex.quote(review.protocol.reviewers[0].id)}"
            advice = f"The protocol names: {people}. For instance: {example}\n(or once: export TAMIS_REVIEWER=…)"
            raise TamisError("who are you?", advice=advice)
        if stage is not None and screen == "screening":
            acting_reviewer(review, stage)
        elif stage is not None:
            review.stage(stage)

        from store.work.openings import settle_after_saving
        from tui.adapter.on_disk import DiskReview
        from tui.app import run_app

        warn = review.warn
        adapter = DiskReview(review)
        if screening and stage is None:
            stage = adapter.first_owed()
        run_app(adapter, stage=stage, screen=screen, mouse=call.mouse)
        review.warn = warn
        for each in adapter.warnings():
            warn(each)
        settle_after_saving(review)
