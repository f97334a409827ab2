"""Frequencies of an item, and two items crossed; every count is the list of studies behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.charting.answers import NOT_REPORTED
from core.charting.charted import Charted, ChartedStudy
from core.charting.consensus import ItemState
from core.charting.form import CHOICE_TYPES
from core.protocol.values import ChartItem

NO_ANSWER = "no answer"
DIFFERS = "reviewers differ"
NOT_CODED = "not coded yet"
NOT_ASKED = "not asked: another checklist"
NO_ANSWERS = (NOT_REPORTED, DIFFERS, NOT_CODED, NO_ANSWER, NOT_ASKED)
"""Why a study has no answer by which it could be counted."""
ANSWERED = "answered"
"""How a long text that is not coded is counted: its words are for reading, not for counting."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table.

    Attributes:
        label: The answer; or that the report does not say, that nobody answered, or that reviewers differ.
        is_answer: Whether it is an answer.
        studies: Their ids, in the order of import.
    """

    label: str
    is_answer: bool
    studies: Sequence[str]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often each answer to an item was given.

    Attributes:
        rows: The answers, then why other studies have none. Where several may apply, a study stands in several rows.
        studies: All studies that are counted.
    """

    item: ChartItem
    rows: Sequence[TableRow]
    studies: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cross:
    """Two items crossed.

    Attributes:
        rows: The answers to the one, in order.
        columns: The answers to the other.
        cells: The studies that gave both, by (row, column); where several may apply, a study stands in several cells.
        studies: All studies that are counted.
        outside: Those in no cell: one of the items has no answer, or reviewers differ on it.
    """

    row_item: ChartItem
    column_item: ChartItem
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[str, str], Sequence[str]]
    studies: Sequence[str]
    outside: Sequence[str]


def frequency(charted: Charted, item: ChartItem) -> Frequency:
    """How often each answer was given in the studies whose forms are complete.

    Choices come in the order of the form, also those that nobody gave; years and numbers by size; anything else by how
    often, then by name. A text that is coded is counted by its categories, another long text only as answered.
    """
    item = charted.counted(item)
    given: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for study in charted.complete:
        labels, no_answer = labels_of(charted, study, item)
        for label in labels:
            given.setdefault(label, []).append(study.study)
        if no_answer:
            others.setdefault(no_answer, []).append(study.study)
    rows = [TableRow(label, True, given.get(label, [])) for label in ordered(item, given)]
    rows += [TableRow(label, False, others[label]) for label in NO_ANSWERS if label in others]
    return Frequency(item, rows, [study.study for study in charted.complete])


def cross(charted: Charted, row_item: ChartItem, column_item: ChartItem) -> Cross:
    """Cross two items over the studies whose forms are complete; “not reported” is a line where it occurs."""
    row_item, column_item = charted.counted(row_item), charted.counted(column_item)
    cells: dict[tuple[str, str], list[str]] = {}
    outside = []
    for study, rows, columns in zip(
        charted.complete, placed(charted, row_item), placed(charted, column_item), strict=True
    ):
        for row in rows:
            for column in columns:
                cells.setdefault((row, column), []).append(study.study)
        if not rows or not columns:
            outside.append(study.study)
    return Cross(
        row_item=row_item,
        column_item=column_item,
        rows=_lines(row_item, _counted(cells, 0)),
        columns=_lines(column_item, _counted(cells, 1)),
        cells=cells,
        studies=[study.study for study in charted.complete],
        outside=outside,
    )


def labels_of(charted: Charted, study: ChartedStudy, item: ChartItem) -> tuple[list[str], str]:
    """(the answers of a study by which it is counted, why there are none).

    Texts that differ in letter case or white space alone are one answer.
    """
    compared = charted.item(study, item)
    value = compared.value
    if charted.is_coded(item) and value is not None and value.answer.parts:
        coded = charted.coded(study, item)
        if coded is None or coded.standing is ItemState.EMPTY:
            return [], NOT_CODED
        compared, value, item = coded, coded.value, coded.item
    if not compared.asked:
        return [], NOT_ASKED
    if value is None:
        return [], DIFFERS if compared.standing is ItemState.DIFFERS else NO_ANSWER
    if value.answer.not_reported:
        return [], NOT_REPORTED
    if not value.answer.parts:
        return [], NO_ANSWER
    if item.type == "long-text":
        return [ANSWERED], ""
    return list(dict.fromkeys(" ".join(part.split()) for part in value.answer.parts)), ""


def ordered(item: ChartItem, given: Mapping[str, Sequence[str]]) -> list[str]:
    """The answers in the order in which a table lists them."""
    if item.type == "long-text":
        return [ANSWERED]
    if item.type in CHOICE_TYPES:
        return [*item.choices, *sorted(each for each in given if each not in item.choices)]
    if item.type in ("number", "year"):
        return sorted(given, key=_size)
    return sorted(given, key=lambda each: (-len(given[each]), each.casefold()))


def placed(charted: Charted, item: ChartItem) -> Sequence[Sequence[str]]:
    """The lines of an item in which each complete study stands; derived once, however often it is crossed."""
    if item.id not in charted.placed:
        told = (labels_of(charted, study, item) for study in charted.complete)
        charted.placed[item.id] = [labels or ([why] if why == NOT_REPORTED else []) for labels, why in told]
    return charted.placed[item.id]


def _lines(item: ChartItem, given: Mapping[str, Sequence[str]]) -> list[str]:
    lines = ordered(item, {label: ids for label, ids in given.items() if label != NOT_REPORTED})
    return [*lines, NOT_REPORTED] if NOT_REPORTED in given and NOT_REPORTED not in lines else lines


def _counted(cells: Mapping[tuple[str, str], Iterable[str]], place: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, ids in cells.items():
        found.setdefault(key[place], []).extend(ids)
    return {label: list(dict.fromkeys(ids)) for label, ids in found.items()}


def _size(text: str) -> tuple[float, str]:
    try:
        return float(text), text
    except ValueError:
        return float("inf"), text
