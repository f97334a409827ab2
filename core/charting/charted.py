"""What was charted, study by study, as one value: what tables, maps, exports and reports are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from core.charting.consensus import Compared, ItemState
from core.charting.form import SEVERAL_TYPES, Form
from core.charting.values import Value
from core.protocol.values import CHART_COLUMNS, ChartItem

LONG_COLUMNS = (
    "record_id",
    "item",
    "value",
    "not_reported",
    "by",
    "at",
    "quote",
    "page",
    "prefilled",
    "consensus",
    "counts",
)


@dataclass(frozen=True, slots=True)
class ChartedStudy:
    """One study.

    Attributes:
        study: Its id.
        name: "Nilsen 2019".
        title: Of the record that stands for it.
        items: Every item of the form, from all sides that the audience may see.
        complete: Whether everybody who charts it has finished; never while it is hidden.
        hidden: Whether the stage is still blind at this study, so that what others filled in is not here.
        report: The record that stands for it: the first of its reports that came to the stage.
    """

    study: str
    name: str
    title: str
    items: tuple[Compared, ...]
    complete: bool
    hidden: bool
    report: str = ""

    @property
    def charted_by(self) -> tuple[str, ...]:
        """The reviewers whose values are here."""
        return tuple(self.items[0].sides) if self.items else ()


@dataclass(frozen=True)
class Charted:
    """A charted stage.

    Attributes:
        form: The form.
        studies: Every study that came to the stage, in the order of import.
        coding: The coding of its texts, which is charted like a stage; None where none is planned.
        placed: In which lines of an item each complete study stands, of the items that were crossed so far.
    """

    form: Form
    studies: Sequence[ChartedStudy]
    coding: Charted | None = None
    placed: dict[str, Sequence[Sequence[str]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def complete(self) -> list[ChartedStudy]:
        """The studies that tables and maps count: those whose forms are complete."""
        return [each for each in self.studies if each.complete]

    def item(self, study: ChartedStudy, item: ChartItem) -> Compared:
        """One item of a study."""
        return study.items[self._places[item.id]]

    def counted(self, item: ChartItem) -> ChartItem:
        """An item as tables and maps count it: of texts that are coded, their categories."""
        return self._coded_items.get(item.id, item)

    def is_coded(self, item: ChartItem) -> bool:
        """Whether an item is counted by categories."""
        return item.id in self._coded_items

    def coded(self, study: ChartedStudy, item: ChartItem) -> Compared | None:
        """The categories of a study's text; None where nobody may be told yet, or it came to no coding."""
        assert self.coding is not None
        found = self.coding.study(study.study)
        return self.coding.item(found, item) if found is not None and found.complete else None

    def study(self, study: str) -> ChartedStudy | None:
        """The study of that id; None where it has not come to the stage."""
        return self._by_id.get(study)

    @cached_property
    def _by_id(self) -> dict[str, ChartedStudy]:
        return {each.study: each for each in self.studies}

    @cached_property
    def _coded_items(self) -> dict[str, ChartItem]:
        items = self.coding.form.items if self.coding is not None else ()
        return {each.id: each for each in items if each.choices}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {item.id: place for place, item in enumerate(self.form.items)}

    def wide(self) -> tuple[list[str], list[list[str]]]:
        """(head, rows): one row a study, one column an item; a cell is empty while reviewers differ on it."""
        head = [*CHART_COLUMNS[:-1], *(item.id for item in self.form.items), CHART_COLUMNS[-1]]
        rows = []
        for study in self.studies:
            values = [each.value for each in study.items]
            rows.append(
                [
                    study.study,
                    study.title,
                    "yes" if study.complete else "no",
                    ";".join(study.charted_by),
                    *("" if value is None else value.text for value in values),
                    ";".join(each.item.id for each in study.items if each.standing is ItemState.DIFFERS),
                ]
            )
        return head, rows

    def long(self) -> tuple[list[str], list[list[str]]]:
        """(head, rows): one row a value, with its provenance; `counts` says whether tables count it."""
        return list(LONG_COLUMNS), [_long_row(*each) for each in self._all_values()]

    def _all_values(self) -> Iterator[tuple[Value, str, bool, bool]]:
        for study in self.studies:
            for each in study.items:
                counting = each.value if study.complete else None
                for reviewer, value in each.sides.items():
                    if value is not None:
                        yield value, reviewer, False, value is counting
                if each.settled is not None:
                    yield each.settled, ";".join(each.settled.by), True, each.settled is counting


def typed(item: ChartItem, value: Value | None) -> Any:
    """An answer as JSON has it: a list, a number or a text; None where there is none."""
    if value is None or not value.answer.parts:
        return None
    parts = value.answer.parts
    if item.type in SEVERAL_TYPES or len(parts) > 1:
        return list(parts)
    if item.type in ("number", "year"):
        try:
            return float(parts[0]) if "." in parts[0] else int(parts[0])
        except ValueError:
            return parts[0]
    return parts[0]


def _long_row(value: Value, by: str, consensus: bool, counts: bool) -> list[str]:
    def flag(yes: bool) -> str:
        return "yes" if yes else "no"

    return [
        value.study,
        value.item,
        "" if value.answer.not_reported else value.text,
        flag(value.answer.not_reported),
        by,
        value.at,
        value.quote,
        value.page,
        flag(value.prefilled),
        flag(consensus),
        flag(counts),
    ]
