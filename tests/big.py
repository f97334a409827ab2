"""Reviews of any size, made in seconds: records written straight into the store, one import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from core.records.imports import Import, Source
from core.records.record import Author, Record
from store.folder.people import PEOPLE
from store.folder.records import RECORDS, write_records
from store.folder.review import Review
from store.journal.files import make_own_dir
from store.journal.journal import Change
from tests.reviews import protocol

SENTENCES = (
    "Peer support workers took part in the design of the service, and the interviews were analysed twice.",
    "Little is known of how users and staff decide together what a ward should offer.",
    "METHODS: We held six focus groups, kept field notes for a year and read the minutes of the steering group.",
    "Data came from 41 municipalities; two readers coded them independently (κ = 0.71).",
    "Participants were adults with a severe mental illness who lived at home.",
    "RESULTS: Trust grew slowly – and faster where tasks had been written down.",
    "Managers named cost, time and unclear roles as barriers, which the peer workers did not.",
    "Contacts with crisis teams fell by 14 % (95 % CI 6–22), and admissions did not change.",
    "Families were heard late in the process, if at all.",
    "CONCLUSION: Co-production needs paid hours and somebody who answers for it.",
    "The protocol was registered, and the instruments are available from the authors.",
    "Housing, work and education came up more often than symptoms did.",
    "Whether this holds for other services remains to be shown.",
)


def big_records(count: int, abstracts: int | None = None) -> Iterator[Record]:
    """Records with abstracts of about 1.5 kB, no two of them alike; by default each has one, or so many have."""
    for n in range(count):
        picked = (SENTENCES[(n * 5 + place * (1 + n % 7)) % len(SENTENCES)] for place in range(16))
        has_one = abstracts is None or n < abstracts
        yield Record(
            id=f"{n * 0x9E3779B97F4A7C15 % (1 << 64):016x}",
            kind="JOUR",
            title=f"Peer workers and the co-production of recovery-oriented services in municipality {n}",
            abstract=f"BACKGROUND: Study {n}. {' '.join(picked)}" if has_one else "",
            authors=(Author("Larsen", "M"), Author("Dahl", "T")),
            year=1990 + n % 31,
            journal="Journal of Tests",
            doi=f"10.5555/{n}",
            line=n,
        )


def make_big_review(folder: Path, count: int, coverage: str = "1/5", *, abstracts: int | None = None) -> Path:
    """A review with `count` different records, imported and not yet screened; so many of them have an abstract."""
    return make_review_of(folder, [big_records(count, abstracts)], coverage)


def make_review_of(
    folder: Path,
    imports: Sequence[Iterable[Record]],
    coverage: str = "1/5",
    keys_of: Callable[[Record], dict[str, Any]] = lambda _: {},
) -> Path:
    """A review with these records, one import a search round, not yet screened.

    Args:
        folder: Where.
        imports: The records of each search round.
        coverage: How much the second reader reads.
        keys_of: The keys for finding duplicates; by default there are none, which is quicker.
    """
    with Review.create(folder, protocol(coverage)) as review:
        for number, records in enumerate(imports, start=1):
            add_round(review, number, records, keys_of)
    return folder


def add_round(
    review: Review, number: int, records: Iterable[Record], keys_of: Callable[[Record], dict[str, Any]]
) -> None:
    """Import these records as a search round of that number."""
    folder = review.folder / PEOPLE / review.who / RECORDS
    make_own_dir(folder)
    made = list(records)
    name = f"big-{number:015x}"
    checksums = write_records(folder, name, made, keys_of)
    done = Import(
        number=number,
        source=Source(name="Big"),
        round=number,
        at="2021-01-04T08:00:00.000Z",
        files=(),
        records=len(made),
        new=len(made),
        file=f"{RECORDS}/{name}.json",
        checksums=checksums,
    )
    review.say([Change("imports", number, done.as_document())], act="import")
