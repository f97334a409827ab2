"""The versions of the plan that were in use, each but the first with the reason why it was changed."""

from __future__ import annotations

from dataclasses import replace

from core.errors import TamisError
from core.protocol.amendment import Amendment
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.journal import Change, utc_now
from store.journal.line import Document

REASONS = "reasons"
"""The table of why the plan was changed, each reason under the number of its amendment.

It often comes later, and said as a word of its own it leaves the amendment at its place in the order.
"""


def amendments(review: Review) -> list[Amendment]:
    """The versions of the protocol that were in use, the oldest first."""
    return [each for _, each in _numbered(review)]


def _numbered(review: Review) -> list[tuple[int, Amendment]]:
    reasons = {key: word.says for key, word in review.in_order(REASONS) if word.says}
    return [
        (int(key), _explained(Amendment.from_document(word.says), reasons.get(key)))
        for key, word in review.in_order("amendments")
        if word.says
    ]


def _explained(amendment: Amendment, says: Document | None) -> Amendment:
    return replace(amendment, why=says["why"], by=says["by"]) if says else amendment


def unexplained(review: Review) -> Amendment | None:
    """The last change of the plan, where nobody has said why it was made; it may not be logged yet."""
    logged = amendments(review)
    if not logged:
        return None
    if (change := review.unlogged_change()) is not None:
        return change
    return logged[-1] if len(logged) > 1 and not logged[-1].why else None


def amend(review: Review, why: str) -> Amendment:
    """Say why the plan was changed last; the change is logged first where nobody has used the new plan yet.

    Raises:
        TamisError: No reason is given, the plan was never changed, or it could not be saved.
    """
    why = " ".join(why.split())
    if not why:
        raise TamisError("an amendment needs its reason in words", where="WHY", advice='Write: tamis amend "WHY"')
    with review.saying(explained=True):
        *_, (number, last) = logged = _numbered(review)
        if len(logged) == 1:
            raise TamisError(
                "the plan was not changed since it was first in use",
                where=PROTOCOL_FILE,
                advice="Change it in an editor, then say why.",
            )
        says = {"why": why, "by": review.role or review.login, "at": utc_now()}
        review.say([Change(REASONS, number, says)], act="amend", note=why)
    return _explained(last, says)
