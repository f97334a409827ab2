"""A publication as one database lists it: the values that a dialect then writes in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample_data.chance import Chance
from sample_data.people import Person
from sample_data.publication import Publication

LANGUAGE_NAMES = {
    "eng": "English",
    "nor": "Norwegian",
    "swe": "Swedish",
    "dan": "Danish",
    "ger": "German",
    "fre": "French",
    "spa": "Spanish",
    "por": "Portuguese",
    "dut": "Dutch",
    "ita": "Italian",
}
ORIGINAL_TITLES = ("Oria", "WorldCat", "Google Scholar")
"""The sources that give the title in the language of the publication; the others translate it."""

WITHOUT_DOI = ("Google Scholar", "WorldCat")
"""The sources that give no DOI."""


@dataclass(kw_only=True)
class SampleListing:
    """One record before it is written: a publication in one source, with the disguises that this source gave it.

    Attributes:
        copy: 0, or 1 for the second record of the same publication in the same source.
        sections: The abstract, as in `Publication.sections`.
        early: Whether it was listed before the publication had a volume and pages.
        disguises: What was done to it, by name.
        chance: For the choices of the dialect.
    """

    publication: Publication
    source: str
    copy: int
    chance: Chance
    title: str
    sections: tuple[tuple[str, str], ...]
    authors: list[Person]
    journal: str
    year: int
    volume: str
    issue: str
    first_page: str
    last_page: str
    article_number: str
    doi: str
    early: bool = False
    disguises: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The type of the publication."""
        return self.publication.type

    @property
    def is_book(self) -> bool:
        """Whether it stands on its own, outside any journal or book."""
        return self.publication.type in ("book", "report", "thesis") or not (
            self.journal or self.publication.book_title
        )

    @property
    def language_name(self) -> str:
        """The language in English: "Norwegian"."""
        return LANGUAGE_NAMES[self.publication.language]

    @property
    def abbreviation(self) -> str:
        """The short form of the journal's name."""
        return self.publication.journal.abbreviation if self.publication.journal else ""

    @property
    def accession(self) -> str:
        """The number of the record in its source; "" where the source gives none."""
        return accession(self.source, self.publication, self.copy)

    @property
    def pmid(self) -> str:
        """The number in Medline, where a mainstream journal would have one."""
        journal = self.publication.journal
        mainstream = journal is not None and journal.reach >= 1.2 and self.publication.type != "conference"
        return accession("Medline", self.publication, 0) if mainstream else ""


def accession(source: str, publication: Publication, copy: int) -> str:
    """The number that the source gives the publication, in its own form, from ranges not in use."""
    if source not in _ACCESSIONS:
        return ""
    number = (publication.number * 4 + copy) * 7919 % 10_000_000
    return _ACCESSIONS[source].format(number=number, year=publication.year, head=number // 100, tail=number % 100 + 1)


_ACCESSIONS = {
    "Medline": "9{number:07d}",
    "PsycINFO": "{year}-{head:05d}-{tail:03d}",
    "Embase": "L29{number:08d}",
    "Oria": "cdi_sample_primary_{number:07d}",
    "WorldCat": "190{number:07d}",
    "Scopus": "2-s2.0-8590{number:07d}",
    "Academic Search Elite": "98{number:07d}",
    "Cinahl": "96{number:07d}",
    "Web of Science": "WOS:0009{number:011d}",
    "Reference lists": "7{number:07d}",
    "Experts": "rayyan-9{number:07d}",
}
