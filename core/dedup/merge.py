"""Merges a group: which of its records goes on, and the best value of each field."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

from core.records.record import Author, Record

_BOTH = {"languages", "types"}
"""Said by several fields of several databases, and judged together: collected from all members."""

_WEIGHTS = {
    "title": 3,
    "abstract": 8,
    "authors": 3,
    "year": 2,
    "journal": 2,
    "volume": 1,
    "pages": 2,
    "doi": 3,
    "pmid": 1,
}


def richness(record: Record) -> int:
    """How much a record tells: a weight for each field that it has, the abstract first, since screening reads it."""
    return sum([weight for name, weight in _WEIGHTS.items() if getattr(record, name)])


def precedence(record: str, search_round: int, richness: int) -> tuple[int, int, str]:
    """Sort key: the record of a group that goes on first, of the earliest round, then the richest, then by id.

    The earliest round comes first so that a search update never takes the place of a record that was screened before.

    Args:
        record: Its id.
        search_round: In which it was imported, from 1.
        richness: How much it says; see `richness`.
    """
    return (search_round, -richness, record)


def best_fields(members: Sequence[Record], wanted: Container[str] = Record._fields) -> tuple[Record, dict[str, str]]:
    """One record with the best that the members say of each field, and which of them said it.

    Args:
        members: The records of a group, the survivor first; it keeps its id, its kind and its number in the database.
        wanted: The fields of which the best is sought; the others may be the survivor's.

    Returns:
        The merged record, and the name of each field that says something -> the id of the record that it is from.
        Volume, issue, pages and year come from one record, so that they fit together. Languages and types are
        collected from all members; their origin is the first that names any.
    """
    survivor = members[0]
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}

    def take(name: str, source: Record) -> None:
        value = getattr(source, name)
        if value not in ("", (), None):
            values[name] = value
            origin[name] = source.id

    for name, worth in _WORTH.items():
        if name in wanted:
            said = [getattr(each, name) for each in members]
            take(name, members[said.index(max(said, key=worth))])
    placed = max(members, key=_place_worth)
    for name in ("volume", "issue", "pages", "year"):
        take(name, placed)
    if "year" not in values:
        take("year", next((record for record in members if record.year), survivor))
    for name in ("doi", "pmid"):
        take(name, next((record for record in members if getattr(record, name)), survivor))
    for name in ("kind", "accession"):
        take(name, survivor)
    for name in (each for each in _BOTH if each in wanted):
        having = [record for record in members if getattr(record, name)]
        if having:
            values[name] = tuple(dict.fromkeys(item for record in having for item in getattr(record, name)))
            origin[name] = having[0].id
    return survivor._replace(**values), dict(sorted(origin.items()))


def _title_worth(title: str) -> tuple[bool, bool, int]:
    """Not all in capitals, not cut off, and long."""
    return (bool(title), not title.isupper(), len(title))


def _authors_worth(authors: tuple[Author, ...]) -> tuple[int, int]:
    """Many names, written out."""
    return (len(authors), sum([len(author.given) for author in authors]))


def _name_worth(name: str) -> tuple[bool, bool, int]:
    return (bool(name), not name.isupper(), len(name))


def _place_worth(record: Record) -> tuple[int, bool]:
    """Volume, issue and pages, rather with a last page."""
    return (sum(map(bool, (record.volume, record.issue, record.pages))), "-" in record.pages)


# The value for which the function is greatest is taken; of equals, the first member's.
_WORTH: dict[str, Callable[[Any], Any]] = {
    "title": _title_worth,
    "abstract": len,
    "authors": _authors_worth,
    "journal": _name_worth,
    "issn": len,
    "publisher": _name_worth,
    "keywords": len,
    "urls": len,
}
