"""From pairs of verdicts to the cross table, and what becomes of `maybe`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.errors import TamisError

Table = list[list[int]]
"""A square table of counts: row = the first reader's category, column = the second's."""

_INCLUDE, _MAYBE, _EXCLUDE = "include", "maybe", "exclude"

MAYBE_RULES: dict[str, tuple[str, ...]] = {
    "include": (_INCLUDE, _EXCLUDE),
    "category": (_INCLUDE, _MAYBE, _EXCLUDE),
    "exclude": (_INCLUDE, _EXCLUDE),
}
"""The rules and the categories that each leaves: `maybe` counts as include, stands for itself, or counts as exclude."""


def categories_under(maybe_rule: str) -> tuple[str, ...]:
    """The categories of the cross table, from the most to the least including.

    Raises:
        TamisError: There is no such rule.
    """
    if maybe_rule not in MAYBE_RULES:
        rules = ", ".join(MAYBE_RULES)
        raise TamisError(f"there is no rule “{maybe_rule}” for maybe", advice=f"The rules are: {rules}.")
    return MAYBE_RULES[maybe_rule]


def counted_as(verdict: str, maybe_rule: str) -> str:
    """The category in which a verdict counts under the rule."""
    return maybe_rule if verdict == _MAYBE and maybe_rule != "category" else str(verdict)


def cross_table(pairs: Iterable[tuple[str, str]], categories: Sequence[str]) -> Table:
    """The counts of each pair of categories.

    Args:
        pairs: For each record what the first reader said and what the second said.
        categories: In the order of the rows and columns.

    Raises:
        ValueError: A pair holds something that is not a category.
    """
    place = {category: index for index, category in enumerate(categories)}
    table = [[0] * len(categories) for _ in categories]
    for first, second in pairs:
        if first not in place or second not in place:
            raise ValueError(f"not both among the categories {list(categories)}: {first!r}, {second!r}")
        table[place[first]][place[second]] += 1
    return table
