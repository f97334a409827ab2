"""The team's categories for two texts of the charting form, and which of them each charted answer would be given."""

from __future__ import annotations

from typing import NamedTuple


class SampleCategory(NamedTuple):
    """A category, and words of an answer that it is given for."""

    item: str
    theme: str
    name: str
    definition: str
    words: tuple[str, ...]


CATEGORIES = (
    SampleCategory(
        "factors",
        "antecedents",
        "leadership and mandate",
        "Managers who want it, and a task that is put down.",
        ("committed leadership", "a clear mandate", "early involvement"),
    ),
    SampleCategory(
        "factors",
        "antecedents",
        "time and learning together",
        "Training, supervision and hours for it.",
        ("joint training", "protected time", "regular supervision"),
    ),
    SampleCategory(
        "factors",
        "antecedents",
        "being several, and near",
        "More than one peer, at the same place.",
        ("a critical mass", "shared office"),
    ),
    SampleCategory(
        "factors", "barriers", "unclear roles", "Nobody knows what peers are there for.", ("unclear role", "tokenism")
    ),
    SampleCategory(
        "factors",
        "barriers",
        "culture and stigma",
        "How colleagues think of peers and of rank.",
        ("a hierarchical culture", "stigma among"),
    ),
    SampleCategory(
        "factors",
        "barriers",
        "working conditions",
        "Pay, contracts, time.",
        ("short-term contracts", "low pay", "time pressure"),
    ),
    SampleCategory(
        "factors",
        "barriers",
        "lack of support",
        "Supervision, access and steady management are missing.",
        ("lack of supervision", "limited access", "changing management"),
    ),
    SampleCategory("aims", "", "to produce together", "Services are made and given together.", ("co-production",)),
    SampleCategory("aims", "", "to create or design", "Something new comes of it.", ("co-creation", "co-design")),
    SampleCategory("aims", "", "to develop further", "Something that is there gets better.", ("joint development",)),
)
CODED = tuple(dict.fromkeys(each.item for each in CATEGORIES))
"""The items that are coded."""


def categories_of(item: str, answer: str) -> list[str]:
    """The categories that an answer would be given, in their order."""
    return [each.name for each in CATEGORIES if each.item == item and any(word in answer for word in each.words)]
