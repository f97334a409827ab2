"""Invented records of several databases, of which it is known which are one publication."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import accumulate

from core.records.record import Author, Record

_SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]


def _as_it_is(record: Record, _: random.Random) -> Record:
    return record


def _shouted(record: Record, _: random.Random) -> Record:
    """Web of Science: capitals, no DOI."""
    authors = tuple(Author(author.family.upper(), author.given[:1]) for author in record.authors)
    return record._replace(title=record.title.upper(), journal=record.journal.upper(), authors=authors, doi="")


def _scholar(record: Record, _: random.Random) -> Record:
    """Google Scholar: four authors with initials before the name, half a journal, no place."""
    authors = tuple(Author(f"{author.given[:1]} {author.family}") for author in record.authors[:4])
    journal = " ".join(record.journal.split()[:2]) + " …"
    return record._replace(authors=authors, journal=journal, volume="", issue="", pages="", doi="", abstract="")


def _ovid(record: Record, rng: random.Random) -> Record:
    """Ovid: notes in the title, an abbreviated journal, short pages."""
    note = rng.choice(("", " [Review] [33 refs]", " [see comment]", ". [References]."))
    journal = " ".join(word[:4] for word in record.journal.split())
    first, _, last = record.pages.partition("-")
    volume = f"{record.volume} ({record.issue})"
    return record._replace(
        title=record.title + "." + note, journal=journal, pages=f"{first}-{last[-1:]}", volume=volume, issue=""
    )


def _online_first(record: Record, _: random.Random) -> Record:
    """Before the issue came out: the year before, no place yet."""
    return record._replace(year=(record.year or 1) - 1, volume="", issue="", pages="")


DIALECTS: tuple[Callable[[Record, random.Random], Record], ...] = (_as_it_is, _shouted, _scholar, _ovid, _online_first)


def records(count: int, *, seed: int = 1, vocabulary: int = 6_000, copied: float = 0.3) -> Iterator[Record]:
    """That many records; the id is the publication's number, a dot, and the number of the copy.

    Args:
        count: How many.
        seed: Of the random numbers.
        vocabulary: How many words titles are made of; the fewer, the more titles look alike.
        copied: The share of the publications that further databases have too.
    """
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 5))) for _ in range(vocabulary)]
    weights = list(accumulate(1 / (rank + 2) for rank in range(vocabulary)))
    names = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).title() for _ in range(5_000)]
    journals = [" ".join(word.title() for word in rng.sample(words, 4)) for _ in range(800)]
    made = 0
    publication = 0
    while made < count:
        year, first = rng.randint(1985, 2024), rng.randint(2, 2_500)
        original = Record(
            title=" ".join(rng.choices(words, cum_weights=weights, k=rng.randint(8, 16))).capitalize(),
            abstract=" ".join(rng.choices(words, k=30)),
            authors=tuple(Author(rng.choice(names), rng.choice(names)) for _ in range(rng.randint(1, 7))),
            year=year,
            journal=rng.choice(journals),
            volume=str(year - 1970),
            issue=str(rng.randint(1, 12)),
            pages=f"{first}-{first + rng.randint(4, 15)}",
            doi=f"10.{rng.randint(1000, 9999)}/{publication:08}",
        )
        copies = rng.sample(DIALECTS[1:], rng.randint(1, 3)) if rng.random() < copied else []
        for number, dialect in enumerate((_as_it_is, *copies)):
            if made < count:
                made += 1
                yield dialect(original, rng)._replace(id=f"{publication:08}.{number}")
        publication += 1
