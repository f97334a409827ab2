"""A publication as it really is, before any database has described it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample_data.journals import SampleJournal
from sample_data.people import Person

KEPT_TYPES = ("article", "review", "book", "chapter")
TYPE_REASONS = {
    "editorial": "editorial",
    "letter": "letter",
    "opinion": "opinion",
    "report": "report",
    "conference": "conference",
    "erratum": "other",
    "book-review": "other",
    "thesis": "other",
    "preprint": "other",
}
"""The reason of the step "publication-type" for every type that it removes, as in the template peer-support-2021."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a careful reviewer would say at one stage; the reason only where it is an exclusion."""

    include: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One publication and the truth about it.

    Attributes:
        id: "p0001" and so on; "" until numbered.
        sections: The abstract as pairs of label and text; the label is "" in an unstructured abstract.
        original_title: The title in the language of the publication, when that is not English; `title` is then the
            English one that databases give it.
        journal: None for books, reports and theses.
        first_page: Empty where the journal counts articles; `article_number` then stands instead.
        type: A key of `TYPE_REASONS` or one of `KEPT_TYPES`.
        topic: The id of the topic it was written from.
        relevant: The judgement at each stage after the steps, as far as the publication gets.
        trap: Why somebody might merge it with another publication; "" for most.
        fixed_sources: The databases that list it, where the story demands it; empty: left to chance.
        hard: How one of its records is disguised beyond what an automatic rule should merge; "" for most.
        literal: Whether the title is listed as it stands in every database.
        facts: Words of the study that charting needs (country, roles, design …).
    """

    id: str = ""
    number: int = 0
    title: str
    sections: tuple[tuple[str, str], ...] = ()
    original_title: str = ""
    original_abstract: str = ""
    authors: tuple[Person, ...] = ()
    year: int
    month: int = 0
    day: int = 0
    journal: SampleJournal | None = None
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    article_number: str = ""
    doi: str = ""
    book_title: str = ""
    editors: tuple[Person, ...] = ()
    publisher: str = ""
    city: str = ""
    isbn: str = ""
    language: str = "eng"
    type: str = "article"
    topic: str = ""
    in_field: bool = True
    topic_reason: str = ""
    keywords: tuple[str, ...] = ()
    relevant: dict[str, Judgement] = field(default_factory=dict)
    trap: str = ""
    fixed_sources: tuple[str, ...] = ()
    hard: str = ""
    literal: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    round: int = 1

    @property
    def abstract(self) -> str:
        """The abstract as running text, with its labels."""
        return " ".join(f"{label}: {text}" if label else text for label, text in self.sections)

    @property
    def english(self) -> bool:
        """Whether it passes the language step."""
        return self.language == "eng"

    @property
    def kept_type(self) -> bool:
        """Whether it passes the step of publication types."""
        return self.type in KEPT_TYPES

    @property
    def enters_screening(self) -> bool:
        """Whether a faultless first reader would send it on to title and abstract."""
        return self.english and self.kept_type and self.in_field
