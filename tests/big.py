"""Reviews of any size, made in seconds: records written straight into the store, one import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.record import Author, Record
from store.imports import JOURNAL, Import, Source
from store.journal import Change
from store.records import write_records
from store.review import Review, make_shared_dir
from tests.reviews import protocol

SENTENCE = "Peer support workers took part in the design of the service, and the interviews were analysed twice. "


def big_records(count: int) -> Iterator[Record]:
    """Records with abstracts of about 1.5 kB."""
    for n in range(count):
        yield Record(
            id=f"{n * 0x9E3779B97F4A7C15 % (1 << 64):016x}",
            kind="JOUR",
            title=f"Peer workers and the co-production of recovery-oriented services in municipality {n}",
            abstract=f"BACKGROUND: Study {n}. " + SENTENCE * 14,
            authors=(Author("Larsen", "M"), Author("Dahl", "T")),
            year=1990 + n % 31,
            journal="Journal of Tests",
            doi=f"10.5555/{n}",
            line=n,
        )


def make_big_review(folder: Path, count: int, coverage: str = "1/5") -> Path:
    """A review with `count` different records, imported and not yet screened."""
    with Review.create(folder, protocol(coverage)) as review:
        make_shared_dir(folder / "records")
        checksums = write_records(folder / "records", "1-big", big_records(count), ({} for _ in range(count)))
        done = Import(
            number=1,
            source=Source(name="Big"),
            round=1,
            at="2021-01-04T08:00:00.000Z",
            files=(),
            records=count,
            new=count,
            file="records/1-big.json",
            checksums=checksums,
        )
        review.journal(JOURNAL, write=True).commit([Change("imports", 1, done.as_document())], act="import")
    return folder
