"""The versions of the plan that people have used, with who said each: shown where machines bring two together."""

from __future__ import annotations

from typing import NamedTuple

from store.acts.amendments import amendments
from store.folder.review import Review


class Plan(NamedTuple):
    """A version of the plan.

    Attributes:
        version: The first 12 digits of its hash.
        who: Who used it first.
        at: When, in UTC, ISO 8601.
        why: Why it was changed, in a person's words; "" where nobody has said.
        text: The plan.
    """

    version: str
    who: str
    at: str
    why: str
    text: str


def plans(review: Review) -> list[Plan]:
    """The versions of the plan in the order in which they count; the last one is in force."""
    said = [word for _, word in review.in_order("amendments") if word.says]
    logged = amendments(review)
    return [Plan(each.version, word.who, each.at, each.why, each.text) for word, each in zip(said, logged, strict=True)]
