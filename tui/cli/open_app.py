"""Opens the app from a command: on the dashboard, at a stage, on another screen, or where there is no review yet."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import TamisError
from tui.cli.call import Call, acting_reviewer, has_terminal

if TYPE_CHECKING:
    from store.folder.review import Review
    from tui.adapter.on_disk import DiskReview


def open_app(call: Call, *, stage: str | None = None, screening: bool = False, screen: str = "screening") -> None:
    """Open the app: on the dashboard, at a stage, or on another screen (see `TamisApp`).

    Raises:
        TamisError: There is no terminal, or no reviewer to act as.
    """
    if not has_terminal():
        raise TamisError(
            "the app needs a terminal",
            advice="In a script, use the commands: status, decide, suggest, sample, agreement … (tamis --help).",
        )
    _open(call, stage=stage, screening=screening, screen=screen)


def open_or_begin(call: Call) -> None:
    """Open the app on the dashboard; where there is no review, offer to make one or to open one seen lately.

    Raises:
        TamisError: There is no terminal; the message names the reviews seen lately.
    """
    from tui.settings.reviews import seen_reviews

    folder = (call.folder or Path.cwd()).absolute()
    try:
        call.review_folder()
    except TamisError as problem:
        seen = seen_reviews()
        if not folder.is_dir() or not has_terminal():
            listed = "".join(f"\n    tamis -C {shlex.quote(each.folder)}" for each in seen)
            lately = f"\nSeen lately:{listed}" if seen else ""
            raise TamisError(problem.what, where=problem.where, advice=problem.advice + lately) from problem
        from tui.adapter.beginning import Beginning, ReviewToOpen
        from tui.screens.start.screen import StartScreen
        from tui.settings.reviews import remember
        from tui.start_app import chosen_on

        begun = Beginning.of(folder, unsafe_filesystem=call.unsafe_filesystem)
        opening: ReviewToOpen | None = chosen_on(lambda given: StartScreen(begun, seen, given), mouse=call.mouse)
        if opening is None:
            return
        call.folder = opening.folder
        if opening.who:
            remember(opening.folder, "", opening.who)
            call.reviewer = call.reviewer or opening.who
        _open(call, exports=opening.exports)
        return
    open_app(call)


def _open(
    call: Call,
    *,
    stage: str | None = None,
    screening: bool = False,
    screen: str = "screening",
    exports: Path | None = None,
) -> None:
    with call.review(may_be_empty=True) as review:
        review.role = review.role or who_is_there(call, review, asks=True)
        if review.role is None:
            return
        with at_desk(review, stage, reads=screen == "screening") as adapter:
            from tui.app import run_app

            if screening and stage is None:
                stage = adapter.first_owed()
            run_app(adapter, stage=stage, screen=screen, exports=exports, mouse=call.mouse)


@contextmanager
def at_desk(review: Review, stage: str | None, *, reads: bool) -> Iterator[DiskReview]:
    """A review in somebody's role, to work on at a stage or all; batches that this finishes are opened at its end.

    Args:
        review: The review, in that role.
        stage: The stage, where one is named.
        reads: Whether one must be a reader of it.

    Raises:
        TamisError: They do not read the stage.
    """
    from store.work.openings import settle_after_saving
    from tui.adapter.on_disk import DiskReview
    from tui.settings.reviews import remember

    if stage is not None and reads:
        acting_reviewer(review, stage)
    elif stage is not None:
        review.stage(stage)
    remember(review.folder, review.protocol.title)
    warn = review.warn
    adapter = DiskReview(review)
    yield adapter
    review.warn = warn
    for each in adapter.warnings():
        warn(each)
    settle_after_saving(review)


def who_is_there(call: Call, review: Review, *, asks: bool) -> str | None:
    """Who is at the keys, as they said once for this folder on this machine; else they are asked. None: they left.

    Args:
        call: The call.
        review: The review.
        asks: Whether a screen may ask.

    Raises:
        TamisError: Nobody of this account is in the plan, or it is not known and may not be asked.
    """
    from tui.settings.reviews import remember, who_in

    protocol = review.protocol
    mine = [each for each in protocol.reviewers if not each.logins]  # one bound to this account acts unasked
    kept = who_in(review.folder)
    if kept in {each.id for each in mine}:
        return kept
    if not mine:
        people = ", ".join(each.id for each in protocol.reviewers)
        advice = f"The protocol names: {people}; each is bound to another account than “{review.login}”."
        raise TamisError("you are nobody of this review", advice=advice)
    if not asks:
        people = ", ".join(each.id for each in mine)
        example = f"tamis --as {shlex.quote(mine[0].id)}"
        advice = f"The protocol names: {people}. For instance: {example}\n(or once: export TAMIS_REVIEWER=…)"
        raise TamisError("who are you?", advice=advice)
    from tui.screens.start.who import WhoScreen
    from tui.start_app import chosen_on

    who: str | None = chosen_on(lambda given: WhoScreen(protocol.title, mine, given), mouse=call.mouse)
    if who:
        remember(review.folder, protocol.title, who)
    return who
