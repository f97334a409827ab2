"""Begins the coding of an item, and gives categories to a study's answer or to one of its quotes."""

from __future__ import annotations

from collections.abc import Sequence

from core.charting.session import ChartSession
from core.errors import TamisError
from core.protocol.coding import CODING
from core.toml.edit import with_value
from store.acts.amendments import amend
from store.acts.categories import categories, coded_item
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.files import atomic_write
from store.state.review_state import ReviewState
from store.work.charting import chart_session


def begin_coding(review: Review, item: str) -> bool:
    """Put an item into the plan as one that is coded, as an amendment with its reason; whether it was not there yet.

    Sessions of the review that are open end here.

    Raises:
        TamisError: There is no such text among the items, or the plan cannot be changed.
    """
    found, plan = coded_item(review, item), review.protocol
    if found.id in plan.coding_items:
        return False
    order = [each.id for each in plan.chart_items if each.id in (*plan.coding_items, found.id)]
    text = with_value(review.protocol_text, ("coding", "items"), order)
    review.log_amendment()
    path = review.folder / PROTOCOL_FILE
    atomic_write(path, [text.encode()], path.stat().st_mode & 0o777)
    review.take_plan()
    amend(review, f"the answers to {found.id} are coded")
    return True


def coding_session(state: ReviewState, reviewer: str) -> ChartSession:
    """The session in which a reviewer gives categories.

    Raises:
        TamisError: No item is coded, or the reviewer does not code.
    """
    if not state.review.protocol.coding_items:
        advice = "Begin with: tamis chart code ITEM --category NAME"
        raise TamisError("no item is coded yet", where=PROTOCOL_FILE, advice=advice)
    return chart_session(state, state.review.stage(CODING), reviewer)


def give(session: ChartSession, review: Review, item: str, given: Sequence[str], quote: int | None = None) -> bool:
    """Give categories to the answer of the study in front, in place of those that it had, or to one of its quotes too.

    Once nothing of the study is left to code, its form is complete.

    Args:
        session: The session, at the study.
        review: The review.
        item: The item.
        given: The categories, by any of their names or their beginnings.
        quote: Which quote of the charted answer they are given to, from 1; the answer then has them too, beside its
            others. None for the whole answer.

    Returns:
        Whether the study's form is complete now.

    Raises:
        TamisError: There is no such category, no such quote, or no answer to code; nothing has changed.
    """
    session.form.item(item)
    study, book = session.here, categories(review)
    names = [book.known(item, each) for each in given]
    value = (session.material or {}).get(study, {}).get(item)
    if value is None or not value.answer.parts:
        raise TamisError(
            "there is no answer to code here",
            where=f"study {study}, item {item}",
            advice="It is charted first, and where two charted, agreed on: tamis chart consensus.",
        )
    if quote is None:
        session.set(item, "; ".join(names))
    else:
        if not 1 <= quote <= len(value.quotes):
            what = f"there is no quote {quote}: the answer has {len(value.quotes)}"
            raise TamisError(what, where=f"study {study}, item {item}", advice="“tamis chart code ITEM” lists them.")
        session.code_quote(item, value.quotes[quote - 1], names)
    if not session.is_complete(study) and not any(each.missing for each in session.fields()):
        session.complete()
        session.go_to(study)
    return session.is_complete(study)
