"""What the team said of its categories for coding, and the forms of the charting stages: coding's follows from it."""

from __future__ import annotations

from core.charting.form import Form, form_of
from core.coding.codebook import CategoryWord, Codebook, checked_name, codebook
from core.errors import TamisError
from core.protocol.coding import CODED_TYPES, CODING
from core.protocol.values import ChartItem, Stage
from store.folder.review import Review
from store.journal.journal import Change, document_id

TABLE = "categories"


def categories(review: Review, clock: int | None = None) -> Codebook:
    """The categories as they count now, or by the words up to a clock."""
    if clock is None:
        return review.once(_now, TABLE)
    return _of(review, clock)


def _now(review: Review) -> Codebook:
    return _of(review, None)


def _of(review: Review, clock: int | None) -> Codebook:
    words = (word for _, word in review.in_order(TABLE) if clock is None or word.clock <= clock)
    return codebook(CategoryWord(**word.says) for word in words if word.says)


def form_at(review: Review, stage: Stage, clock: int | None = None) -> Form:
    """The form of a stage; that of coding has the categories as choices.

    Raises:
        TamisError: The stage has none.
    """
    form = form_of(review.protocol, stage)
    return categories(review, clock).form(form) if stage.id == CODING else form


def say_of_category(review: Review, word: CategoryWord) -> Codebook:
    """Say something of a category: that there is one and what it means, another name, or that it goes into another.

    Raises:
        TamisError: It names no category, or one that cannot be had, or it could not be saved.
    """
    item = coded_item(review, word.item)
    known = categories(review)
    if word.does == "category":
        word = word._replace(name=known.name(item.id, checked_name(item.id, word.name)))
    else:
        word = word._replace(name=known.known(item.id, word.name))
    if word.does == "merge":
        word = word._replace(to=known.known(item.id, word.to))
        if word.to == word.name:
            raise TamisError("a category cannot go into itself", where=f"item {item.id}", advice="Name two.")
    if word.does == "rename":
        word = word._replace(to=checked_name(item.id, word.to))
        taken = known.now.get((item.id, word.to.casefold()))
        if taken not in (None, word.name):
            what = f"“{word.to}” is, or was, a name of “{taken}”"
            raise TamisError(what, where=f"item {item.id}", advice="Give another name, or merge the two.")
    with review.saying():
        said = len(review.in_order(TABLE))
        review.say([Change(TABLE, document_id(str(said), *word), word._asdict())], act=word.does)
    return categories(review)


def coded_item(review: Review, item: str) -> ChartItem:
    """An item of the form whose answers can be coded.

    Raises:
        TamisError: There is none of that id, or its answers are no text.
    """
    stages = [each for each in review.protocol.stages if each.kind == "chart"]
    if not stages:
        raise TamisError("no stage has a form", where="protocol.toml", advice='Add a stage with kind = "chart".')
    found = form_of(review.protocol, stages[0]).item(item)
    if found.type not in CODED_TYPES:
        texts = [each.id for each in review.protocol.chart_items if each.type in CODED_TYPES]
        raise TamisError(
            f"an item of type “{found.type}” has its choices, and needs no categories",
            where=f"item {item}",
            advice=f"Items that are texts: {', '.join(texts) or 'none'}.",
        )
    return found
