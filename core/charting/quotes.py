"""The words of a report that an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

BETWEEN_QUOTES = " […] "
"""What stands between several quotes in one cell of a table."""


class Quote(NamedTuple):
    """Words of a report.

    Attributes:
        text: The words; "" where only their page is known.
        page: Where they stand ("7", "4–5", "e12", "table 2"); "" where the text has no pages.
        category: Where a quote was coded and not the whole answer: the category that it was given.
    """

    text: str = ""
    page: str = ""
    category: str = ""


def quotes_document(quotes: Sequence[Quote]) -> dict[str, Any]:
    """The JSON form: of a single one `quote` and `page`, of several `quotes`; without what is empty."""
    found = [{name: part for name, part in each._asdict().items() if part} for each in quotes]
    if len(quotes) == 1 and not quotes[0].category:
        return {{"text": "quote"}.get(name, name): part for name, part in found[0].items()}
    return {"quotes": found} if found else {}


def quotes_of(document: dict[str, Any]) -> tuple[Quote, ...]:
    """The inverse of `quotes_document`."""
    if "quotes" in document:
        return tuple(
            Quote(each.get("text", ""), each.get("page", ""), each.get("category", "")) for each in document["quotes"]
        )
    alone = Quote(document.get("quote", ""), document.get("page", ""))
    return (alone,) if any(alone) else ()
