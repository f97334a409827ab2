"""Puts the items and answers of a charting form into words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from core.charting.chart_store import Field, StudyProgress
from core.charting.charted import ChartedStudy
from core.charting.form import CHOICE_TYPES
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding.codebook import Category
from core.coding.compare import Combination, StudyComparison
from core.protocol.values import ChartItem
from core.words import count
from tui.text.content import flow
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean, printable
from tui.text.theme import DIM, REMARK

_EXPECTS = {
    "text": "a few words",
    "long-text": "text, as long as it needs to be",
    "number": "a number",
    "year": "a year, in four digits",
    "country": "one country or several, with ; between them",
    "choice": "one of the choices",
    "multi-choice": "all the choices that apply",
}
DIGITS = 9
"""How many choices have a key; further ones are typed."""


def item_paragraphs(field: Field, width: int, lost: Collection[str] = ()) -> list[Paragraph]:
    """The item to answer: its choices, what it means, the answer whole, and what it rests on.

    Args:
        field: The item.
        width: Columns.
        lost: The quotes that the text of the report no longer holds.
    """
    item = field.item
    result = [Paragraph(line) for line in flow(_choices(item, field.value), width)]
    result.append(paragraph(f"{item.label}: {_EXPECTS[item.type]}. {item.help}".strip(), DIM))
    if field.text and item.type not in CHOICE_TYPES:
        result += [paragraph(line) for line in field.text.split("\n")]
    if field.outdated:
        result.append(paragraph(f"! the form no longer allows: {'; '.join(field.outdated)}", REMARK))
    for quote in field.value.quotes if field.value is not None else ():
        gone = "! no longer in the text: " if quote.text in lost else ""
        result.append(paragraph(gone + quote_words(quote), REMARK))
    return result


def _choices(item: ChartItem, value: Value | None) -> list[str]:
    chosen = value.answer.parts if value is not None else ()
    open_, close = ("[", "]") if item.type == "multi-choice" else ("(", ")")
    return [
        f"{place if place <= DIGITS else ' '} {open_}{'x' if choice in chosen else ' '}{close} {clean(choice)}"
        for place, choice in enumerate(item.choices, start=1)
    ]


def coding_paragraphs(
    field: Field, width: int, charted: Value | None, categories: Sequence[Category]
) -> list[Paragraph]:
    """The categories to give, the answer that they are given to with its quotes, and what each category means."""
    result = [Paragraph(line) for line in flow(_choices(field.item, field.value), width)]
    if charted is None or not charted.answer.parts:
        return [*result, paragraph(f"{field.item.label}: nothing to code", DIM)]
    result += [paragraph(line) for line in charted.text.split("\n")]
    coded = field.value.quotes if field.value is not None else ()
    for quote in charted.quotes:
        given = ", ".join(each.category for each in coded if each.text == quote.text and each.category)
        result.append(paragraph(quote_words(quote) + (f" ({given})" if given else ""), REMARK))
    for each in categories:
        parts = (f"{each.theme}: " if each.theme else "") + each.name, each.definition
        result.append(paragraph(" – ".join(filter(None, parts)), DIM))
    return result


def rests_on(value: Value | None) -> str:
    """The evidence of an answer: "p. 7 “workshops were led by …”"; "" when there is none."""
    return "  ".join(quote_words(each) for each in value.quotes) if value is not None else ""


def quote_words(quote: Quote) -> str:
    """A quote with its page, and the category that it was given."""
    words = (quote.page and f"p. {quote.page}", quote.text and f"“{quote.text}”")
    return " ".join((*filter(None, words), *([f"({quote.category})"] if quote.category else [])))


def quotes_words(value: Value | None) -> str:
    """How much an answer rests on, in few columns: "2 quotes p. 4", "” p. 2"; "" when there is nothing."""
    if value is None or not value.quotes:
        return ""
    several = f"{len(value.quotes)} quotes" if len(value.quotes) > 1 else "”" if value.quote else ""
    return " ".join(filter(None, (several, f"p. {value.page}" if value.page else "")))


def progress_words(progress: StudyProgress) -> str:
    """How far a form is: "complete", or "12 of 14 answered, 2 required"."""
    if progress.complete:
        return "complete"
    required = f", {progress.missing} required" if progress.missing else ""
    return f"{progress.answered} of {progress.total} answered{required}"


def answer_paragraphs(value: Value | None) -> list[Paragraph]:
    """An answer whole, with its evidence."""
    text = value.text if value is not None else ""
    result = [paragraph(line) for line in text.split("\n")] if text else [paragraph("(nothing)", DIM)]
    evidence = rests_on(value)
    return [*result, paragraph(evidence, REMARK)] if evidence else result


def study_words(study: ChartedStudy) -> list[str]:
    """A study by its name and title, and under them what counts as its answers."""
    answers = ((each.item.label, each.value.text) for each in study.items if each.value is not None)
    return [f"{study.name}  {study.title}", *(f"  {label}: {text}" for label, text in answers if text)]


def combination_words(
    found: StudyComparison, combination: Combination, about: Callable[[str], Sequence[str]] | None = None
) -> list[str]:
    """A combination of answers, its studies (by name and id, or as `about` has them), and what it rests on in each."""
    lines = [f"{' × '.join(combination.values)}: {count(len(combination.studies), 'study')}"]
    if found.by is not None:
        by = ", ".join(f"{answer} {n}" for answer, n in combination.by.items())
        lines.append(f"  {found.by.label}: {by}")
    for study in combination.studies:
        lines += [f"  {each}" for each in (about(study) if about else [f"{found.names[study]}  {study}"])]
        lines += [f"    {each.item}: {quote_words(each.quote)}" for each in combination.quotes if each.study == study]
    return [printable(line.replace("\n", " ")) for line in lines]
