"""What is said on the screens of the dashboard."""

from __future__ import annotations

from core.words import number

TO_BE_DRAWN = "To read here, this must be drawn:"


def draw_question(stage: str) -> str:
    return f"{stage} · draw?"


DUPLICATES = "duplicates"
DISAGREEMENTS = "disagreements"


def second_look_where(next: str) -> str:
    return f"{next}: first go to a stage that you have read"


def second_look_begins(stage: str) -> str:
    return f"{stage}: looking for what is worth a second look …"


def no_second_look(stage: str) -> str:
    return f"{stage}: nothing to read again; it takes an inclusion and an exclusion"


def excluded_by_one(records: int) -> str:
    return f"second look: of {number(records)} read by one alone"


READ_AGAIN = {
    "open": "not read again",
    "confirmed": "read again, stays excluded",
    "changed": "read again, goes on after all",
}
EXCHANGING = "exchanging with the other machines …"
BUNDLE_QUESTION = "bundle?"
PACKING = "packing …"
NO_FORM = 'no stage of this review has a form: protocol.toml, kind = "chart"'


def exchanged(news: str) -> str:
    return f"exchange: {news}"


SEALED = " sealed"
COUNTING = " counting …"
STAGE = "stage"
WHO = "who"
PACE = "pace"


def title_of(reviewer: str, title: str) -> str:
    return f"tamis · {reviewer} · {title}"


def decided_by(number: str, who: str) -> str:
    return f"{number} by {who}"


def number_opens(where: str, number: str, counted: str, key: str) -> str:
    return f"{where}, {number}: {counted} — {key} shows them"


COUNTS = {
    name: name
    for name in ("identified", "duplicates", "unique", "entered", "included", "excluded", "waiting", "owed", "done")
}
DRAW = "draw"
PACK = "pack"
