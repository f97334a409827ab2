"""What a publication can be about, as templates for its title and abstract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One subject, and what a careful reviewer says of it.

    Attributes:
        share: How much of the literature it makes up; only the proportions matter.
        in_field: Whether it is about mental health or addiction services.
        reason: The id of the reason for exclusion at title and abstract; "" when the topic is relevant.
        casts: Words that belong together (a role in the plural and in the singular); one is drawn per publication.
        subject: The topic in a few words, for editorials, letters and books.
        keywords: The first three, one for each part of the search, are always listed.
        designs: The kinds of `studies.DESIGNS` that suit it.
        journals: Which group of journals prints it, by the keys of `journals.JOURNALS`.
    """

    id: str
    share: float
    in_field: bool = True
    reason: str = ""
    casts: tuple[Mapping[str, str], ...] = ({},)
    titles: tuple[str, ...]
    background: tuple[str, ...]
    aims: tuple[str, ...]
    results: tuple[str, ...]
    conclusions: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subject: str
    keywords: tuple[str, ...]
    designs: tuple[str, ...] = ("qualitative", "quantitative", "mixed", "review")
    journals: tuple[str, ...]
