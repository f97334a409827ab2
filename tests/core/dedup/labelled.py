"""The labelled sets beside the project: reading them and scoring a grouping of their records."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.records.record import Author, Record

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "dedup"
SETS = ("diabetes", "cytology_screening", "respiratory", "neuroimaging", "digital_work")


@dataclass(frozen=True)
class Score:
    """`lost`: unique publications lost (fp). `missed`: duplicates missed (fn)."""

    records: int
    removable: int
    lost: int
    missed: int


def read_records(name: str) -> list[Record]:
    limit = csv.field_size_limit(1 << 30)  # of the whole process: the tests after this one have their own
    try:
        with open(FOLDER / name / "records.csv", encoding="utf-8", newline="") as file:
            return [_record(row) for row in csv.DictReader(file)]
    finally:
        csv.field_size_limit(limit)


def _record(row: Mapping[str, str]) -> Record:
    year = row["year"].strip()
    authors = row["author"] or ""
    return Record(
        id=row["ID"],
        accession=row["ID"],
        title=row["title"],
        authors=tuple(_author(name) for name in authors.split(" and ")) if authors else (),
        year=int(year) if year.isdigit() else None,
        journal=row["journal"] or row.get("booktitle") or "",
        volume=row["volume"],
        issue=row["number"],
        pages=row["pages"],
        doi=row.get("doi") or "",
    )


def _author(name: str) -> Author:
    family, comma, given = name.partition(",")
    return Author(family.strip(), given.strip()) if comma else Author(name)


def gold_of(name: str, ids: list[str]) -> dict[str, str]:
    """Record id -> the publication it reports."""
    with open(FOLDER / name / "groups.csv", encoding="utf-8", newline="") as file:
        groups = [row["merged_ids"].split(";") for row in csv.DictReader(file)]
    return {i: i for i in ids} | {member: group[0] for group in groups for member in group}


def score(gold: Mapping[str, str], predicted: Mapping[str, str]) -> Score:
    in_predicted, in_gold = defaultdict(set), defaultdict(set)
    for record in gold:
        in_predicted[predicted[record]].add(gold[record])
        in_gold[gold[record]].add(predicted[record])
    return Score(
        records=len(gold),
        removable=len(gold) - len(set(gold.values())),
        lost=sum(len(publications) - 1 for publications in in_predicted.values()),
        missed=sum(len(groups) - 1 for groups in in_gold.values()),
    )
