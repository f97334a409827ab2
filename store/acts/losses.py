"""What people said of lines of their journals that are lost for good."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.loss import Loss
from store.folder.journal_memory import LOSSES
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now
from store.journal.known_ends import KnownEnd


def losses(review: Review) -> list[Loss]:
    """The losses, in the order in which they were said."""
    found = []
    for _, word in review.in_order(LOSSES):
        says = word.says or {}
        known = max((seq for seq, _ in says["lost"]), default=0)
        found.append(
            Loss(who=word.who, file=says["file"], kept=says["kept"], known=known, why=says["why"], at=says["at"])
        )
    return found


def say_loss(review: Review, file: str, *, kept: int, lost: Sequence[KnownEnd], why: str) -> None:
    """Say in one's own name that lines of one of one's own journals are lost for good, and why.

    Args:
        review: The review.
        file: The journal, below one's own folder.
        kept: How many lines are left.
        lost: The lines known that are not there.
        why: What happened.

    Raises:
        TamisError: It could not be saved.
    """
    now = utc_now()
    ends = sorted({(each.seq, each.link) for each in lost})
    says = {"file": file, "kept": kept, "lost": [list(each) for each in ends], "why": why, "at": now}
    review.say([Change(LOSSES, document_id(review.who, file, now), says)], act="accept-loss", note=why)
