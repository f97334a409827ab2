"""Puts the items and answers of a charting form into words."""

from __future__ import annotations

from core.charting.chart_store import Field, StudyProgress
from core.charting.form import CHOICE_TYPES
from core.charting.values import Value
from core.protocol.values import ChartItem
from tui.text.content import flow
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
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


def item_paragraphs(field: Field, width: int) -> list[Paragraph]:
    """The item to answer: its choices, what it means, the answer whole, and what it rests on."""
    item = field.item
    result = [Paragraph(line) for line in flow(_choices(item, field.value), width)]
    result.append(paragraph(f"{item.label}: {_EXPECTS[item.type]}. {item.help}".strip(), DIM))
    if field.text and item.type not in CHOICE_TYPES:
        result += [paragraph(line) for line in field.text.split("\n")]
    if field.outdated:
        result.append(paragraph(f"! the form no longer allows: {'; '.join(field.outdated)}", REMARK))
    if evidence := rests_on(field.value):
        result.append(paragraph(evidence, REMARK))
    return result


def _choices(item: ChartItem, value: Value | None) -> list[str]:
    chosen = value.answer.parts if value is not None else ()
    open_, close = ("[", "]") if item.type == "multi-choice" else ("(", ")")
    return [
        f"{place if place <= DIGITS else ' '} {open_}{'x' if choice in chosen else ' '}{close} {clean(choice)}"
        for place, choice in enumerate(item.choices, start=1)
    ]


def rests_on(value: Value | None) -> str:
    """The evidence of an answer: "p. 7 “workshops were led by …”"; "" when there is none."""
    if value is None:
        return ""
    page = f"p. {value.page}" if value.page else ""
    quote = f"“{value.quote}”" if value.quote else ""
    return " ".join(part for part in (page, quote) if part)


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
