"""How far two reviewers agree, item by item, on what each had filled in independently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.agreement import agreement
from core.charting.answers import NOT_REPORTED
from core.charting.consensus import same_answer
from core.charting.form import Form
from core.charting.values import Values, is_answered, is_asked
from core.protocol.values import ChartItem

EMPTY = "(empty)"


@dataclass(frozen=True, slots=True)
class ItemAgreement:
    """Two reviewers on one item.

    Attributes:
        n: Studies that both finished, and of which both were asked.
        same: Studies on which they said the same; that both left it empty counts.
        kappa: Cohen's, for an item with one choice; with `not reported` and `(empty)` as categories where they occur.
        kappa_note: Why there is none.
        choices: For an item of which several may apply: each choice, chosen or not, with its kappa.
    """

    item: ChartItem
    n: int
    same: int
    kappa: float | None
    kappa_note: str
    choices: tuple[tuple[str, float | None, str], ...] = ()

    @property
    def percent(self) -> float | None:
        """The share on which they said the same, between 0 and 1; None without a study."""
        return self.same / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class ChartAgreement:
    """Two reviewers at a stage.

    Attributes:
        items: On what they charted independently, the calibration (the stage's pilot) left out.
        pilot: On the calibration forms, once they are open; None without any.
        complete: Whether every search round is open, and none was opened early.
        regrouped: Those of the studies that were joined with others, or whose reports were parted, since the opening.
    """

    stage: str
    raters: tuple[str, str]
    items: list[ItemAgreement]
    pilot: list[ItemAgreement] | None
    complete: bool
    regrouped: tuple[str, ...] = ()


def chart_agreement(
    form: Form, pairs: Sequence[tuple[Values, Values]], *, empty_counts: bool = True
) -> list[ItemAgreement]:
    """Agreement on each item of a form.

    Args:
        form: The form.
        pairs: For each study that both finished, what the one and the other had filled in before they saw each other's.
        empty_counts: Whether that both left an item empty is an agreement: not where there may be nothing to answer.
    """
    first = form.items[0].id if form.items else ""
    return [
        _of_item(item, [pair for pair in pairs if all(is_asked(item, each.get(first)) for each in pair)], empty_counts)
        for item in form.items
    ]


def _of_item(item: ChartItem, pairs: Sequence[tuple[Values, Values]], empty_counts: bool) -> ItemAgreement:
    both = [(a.get(item.id), b.get(item.id)) for a, b in pairs]
    both = [pair for pair in both if empty_counts or any(map(is_answered, pair))]
    same = sum(1 for a, b in both if same_answer(item, a, b))
    kappa, note = None, "kappa is for items of which one choice applies"
    choices: tuple[tuple[str, float | None, str], ...] = ()
    if item.type == "choice":
        said = [(_category(a), _category(b)) for a, b in both]
        kappa, note = _kappa(said, item.choices)
    elif item.type == "multi-choice":
        answered = [(a.answer.parts, b.answer.parts) for a, b in both if a and b and is_answered(a) and is_answered(b)]
        choices = tuple(
            (choice, *_kappa([(_chosen(choice, a), _chosen(choice, b)) for a, b in answered], ("yes", "no")))
            for choice in item.choices
        )
        note = "several may apply: see each choice"
    return ItemAgreement(item, len(both), same, kappa, note, choices)


def _category(value: Any) -> str:
    if not is_answered(value):
        return EMPTY
    return NOT_REPORTED if value.answer.not_reported else "; ".join(value.answer.parts)


def _chosen(choice: str, parts: Sequence[str]) -> str:
    return "yes" if choice in parts else "no"


def _kappa(pairs: Sequence[tuple[str, str]], known: Sequence[str]) -> tuple[float | None, str]:
    used = dict.fromkeys(category for pair in pairs for category in pair)
    categories = [*known, *(category for category in used if category not in known)]
    place: Mapping[str, int] = {category: n for n, category in enumerate(categories)}
    if len(categories) < 2:
        return None, "there is one category"
    table = [[0] * len(categories) for _ in categories]
    for a, b in pairs:
        table[place[a]][place[b]] += 1
    result = agreement(table, categories)
    return result.kappa, result.notes.get("kappa", "")
