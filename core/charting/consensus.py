"""Two reviewers side by side: item by item, whether they agree, and what the team took where they did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.charting.form import SEVERAL_TYPES, Form
from core.charting.values import Value, Values, is_answered, is_asked
from core.protocol.values import ChartItem


class ItemState(StrEnum):
    """Whether one item of one study has an answer that counts, and how it came about."""

    EMPTY = "empty"
    SINGLE = "single"
    AGREED = "agreed"
    DIFFERS = "differs"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Compared:
    """One item of one study, from all sides.

    Attributes:
        sides: Each reviewer's value, in the order of the protocol; None for an item that a reviewer left empty.
        settled: The consensus, if there is one. It never overwrites a reviewer's value.
        asked: Whether it is asked, by what counts as the answer to the form's first item.
        standing: Whether there is one answer, and from where.
        value: What counts: the consensus, or what the reviewers agree on; None while they differ or nothing was said.
    """

    item: ChartItem
    sides: Mapping[str, Value | None]
    settled: Value | None
    asked: bool = True
    standing: ItemState = field(init=False)
    value: Value | None = field(init=False)

    def __post_init__(self) -> None:
        # Every table, map and page asks for both, of each study many times.
        standing = self._standing()
        value = None
        if standing is ItemState.CONSENSUS:
            value = self.settled
        elif standing in (ItemState.SINGLE, ItemState.AGREED):
            value = next(each for each in self.sides.values() if is_answered(each))
        object.__setattr__(self, "standing", standing)
        object.__setattr__(self, "value", value)

    def _standing(self) -> ItemState:
        if not self.asked:
            return ItemState.EMPTY
        if self.settled is not None:
            return ItemState.CONSENSUS
        given = [value for value in self.sides.values() if is_answered(value)]
        if not given:
            return ItemState.EMPTY
        if len(self.sides) == 1:
            return ItemState.SINGLE
        return ItemState.AGREED if self.same else ItemState.DIFFERS

    @property
    def same(self) -> bool:
        """Whether all reviewers say the same."""
        values = list(self.sides.values())
        return all(same_answer(self.item, values[0], each) for each in values[1:])


def same_answer(item: ChartItem, a: Value | None, b: Value | None) -> bool:
    """Whether two reviewers said the same: letter case, white space and the order of several answers do not matter."""
    if a is not None and b is not None and a.answer == b.answer:
        return True
    return _essence(item, a) == _essence(item, b)


def compare(form: Form, sides: Mapping[str, Values], settled: Mapping[str, Value] | None = None) -> list[Compared]:
    """All items of one study, in the order of the form.

    Args:
        form: The form.
        sides: What each reviewer filled in; only reviewers who have finished the study.
        settled: The consensus by item.
    """
    first: Value | None = None
    found: list[Compared] = []
    for item in form.items:
        asked = not found or is_asked(item, first)
        said = {reviewer: values.get(item.id) for reviewer, values in sides.items()}
        found.append(Compared(item, said, (settled or {}).get(item.id), asked))
        first = found[0].value
    return found


def differing(compared: Sequence[Compared]) -> list[Compared]:
    """The items on which reviewers differ, or differed before there was a consensus."""
    return [each for each in compared if each.standing in (ItemState.DIFFERS, ItemState.CONSENSUS)]


def _essence(item: ChartItem, value: Value | None) -> object:
    if value is None or not value.answered:
        return None
    if value.answer.not_reported:
        return "not reported"
    parts = [" ".join(part.split()).casefold() for part in value.answer.parts]
    return frozenset(parts) if item.type in SEVERAL_TYPES else tuple(parts)
