"""Where a publication appeared: volume, pages and DOI in a journal, or publisher and ISBN."""

from __future__ import annotations

from dataclasses import replace

from sample_data.chance import Chance
from sample_data.journals import SampleJournal
from sample_data.people import authors
from sample_data.publication import KEPT_TYPES, Publication

_PUBLISHERS = (
    ("Lanternfish Press", "London"),
    ("Meridian House", "Amsterdam"),
    ("Kestrel University Press", "Leeds"),
    ("Holt & Marrow", "New York"),
    ("Skerry Academic", "Bergen"),
)
_UNIVERSITIES = (("University of Skerry", "Bergen"), ("Kestrel University", "Leeds"))
_HANDBOOKS = (
    "The Skerry Handbook of Lived Experience in Public Services",
    "Co-Production in Welfare States: A Reader",
    "Partners in Recovery: Essays on Shared Mental Health Care",
    "Beyond Consultation: Citizens and the Making of Services",
    "Peers at Work: An International Companion",
)


def printed(publication: Publication, chance: Chance, journals: tuple[SampleJournal, ...]) -> Publication:
    """The publication as a book, or in one of the journals that existed in its year."""
    if publication.type in ("book", "chapter", "report", "thesis"):
        return _as_book(publication, chance)
    running = [journal for journal in journals if journal.founded < publication.year]
    return in_journal(publication, chance, chance.pick(running or journals))


def in_journal(publication: Publication, chance: Chance, journal: SampleJournal) -> Publication:
    """The publication with a place in the journal: volume, issue, pages or article number, and mostly a DOI.

    One that is older than the journal becomes as old as its first volume.
    """
    number = publication.number
    year = max(publication.year, journal.founded + 1)
    doi = chance.pick(
        (
            f"10.5555/{journal.code}.{year}.{number:04d}",
            f"10.5555/{journal.issn.replace('-', '')}.{year}.{1_000_000 + number * 7}",
            f"10.5555/s{number + 10_000}-{year % 100:03d}-{number:04d}-{number % 10}",
            f"10.5555/j.{journal.issn}.{year}.{number:05d}.x",
        )
    )
    first = chance.between(1, 1200 if journal.issues > 6 else 620)
    last = first + (chance.between(5, 19) if publication.type in KEPT_TYPES else chance.between(0, 3))
    article = ""
    if not journal.issues:
        article = f"e{10_000 + number}" if number % 2 else str(104_000 + number)
    return replace(
        publication,
        year=year,
        journal=journal,
        volume=str(year - journal.founded),
        issue=str((publication.month * journal.issues + 11) // 12) if journal.issues else "",
        first_page="" if article else str(first),
        last_page="" if article else str(last),
        article_number=article,
        doi=doi if chance.happens(0.92 if year >= 2004 else 0.4) else "",
        publisher=journal.publisher,
        city=journal.city,
    )


def isbn(number: int) -> str:
    """An ISBN-13 from a range that is not in use, with a valid check digit."""
    digits = f"97999{number % 10_000_000:07d}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
    return f"{digits}{check}"


def _as_book(publication: Publication, chance: Chance) -> Publication:
    publisher, city = chance.pick(_UNIVERSITIES if publication.type == "thesis" else _PUBLISHERS)
    edited = publication.type in ("book", "chapter")
    placed = replace(
        publication,
        publisher=publisher,
        city=city,
        isbn=isbn(publication.number),
        doi=f"10.5555/9799{publication.number:06d}" if edited and chance.happens(0.4) else "",
    )
    if publication.type != "chapter":
        return placed
    first = chance.between(11, 320)
    return replace(
        placed,
        book_title=chance.pick(_HANDBOOKS),
        editors=authors(chance, alone=0),
        first_page=str(first),
        last_page=str(first + chance.between(9, 28)),
    )
