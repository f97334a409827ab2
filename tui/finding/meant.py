"""Which item of a list a person means."""

from __future__ import annotations

from collections.abc import Sequence

from core.words import number_in


def place_meant(text: str, ids: Sequence[str]) -> int | None:
    """The place, from 0, that a number in the list, an id or the beginning of one means; None where it means none.

    Args:
        text: What was typed: "1,203", "4f0c".
        ids: The ids of the items, in the order of the list.
    """
    if text in ids:
        return ids.index(text)
    number = number_in(text)
    if number is not None and 1 <= number <= len(ids):
        return number - 1
    return next((place for place, each in enumerate(ids) if text and each.startswith(text.lower())), None)
