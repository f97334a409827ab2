"""The text of a report of the sample review: what is charted of it stands in it, so that quotes can be taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

PAGE_END = "\f"


class QuotedPassage(NamedTuple):
    """Words of a text that the answer to an item rests on."""

    item: str
    text: str
    page: int


def full_text(title: str, abstract: str, charting: Mapping[str, Any]) -> tuple[str, list[QuotedPassage]]:
    """The text, with a form feed between pages and a blank line between paragraphs; and what can be quoted from it."""
    listed = ", ".join(charting["participants"])
    pages: list[list[tuple[str, str]]] = [
        [("", title), ("", abstract), ("", f"This study is a {charting['design']}, done in {charting['country']}.")],
        [
            ("participants", f"Those who took part were {listed}."),
            ("involvement", f"The part of the peers was to {', to '.join(charting['involvement'])}."),
            ("aims", f"The aim was clear to all. {charting['aims']}"),
        ],
        [
            *(("factors", _factor(*line.split(": ", 1))) for line in str(charting["factors"]).splitlines()),
            ("outcome", f"What came of it was felt {', and '.join(charting['outcome'])}."),
            ("findings", str(charting["findings"])),
        ],
    ]
    passages = [
        QuotedPassage(item, text, number) for number, page in enumerate(pages, start=1) for item, text in page if item
    ]
    return PAGE_END.join("\n\n".join(text for _, text in page if text) for page in pages) + "\n", passages


def _factor(kind: str, what: str) -> str:
    begins = {"antecedent": "What helped was", "barrier": "What stood in the way was"}.get(kind, "What mattered was")
    return f"{begins} {what}."
