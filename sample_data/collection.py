"""Puts the review together: which publications there are, and what each source lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sample_data import hard, hostile, traps
from sample_data.chance import Chance
from sample_data.coverage import sources
from sample_data.disguises import disguised, listed, settle
from sample_data.listing import SampleListing
from sample_data.publication import Judgement, Publication
from sample_data.publications import Library
from sample_data.sources import SOURCES, UPDATE

UPDATE_SHARE = 60 / 1300
_REPEATED = {"Scopus": 0.02, "Google Scholar": 0.03, "PsycINFO": 0.012}


@dataclass(kw_only=True)
class Collection:
    """A generated review before it is written.

    Attributes:
        files: The listings of every file, in the order of the file.
        groups: The traps: kind, and the ids of the publications that look alike.
    """

    publications: dict[str, Publication] = field(default_factory=dict)
    files: dict[str, list[SampleListing]] = field(default_factory=dict)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(frozen=True)
class _Found:
    """A publication, the story it belongs to (-1: none), and where it is listed: source, and 1 for a second time."""

    publication: Publication
    kind: str = ""
    group: int = -1
    copies: tuple[tuple[str, int], ...] = ()


def collect(chance: Chance, records: int) -> Collection:
    """A review whose first search has exactly that many records."""
    library = Library(chance.child("library"))
    found = chance.child("order").shuffled(_found(library, chance, records))
    width = max(4, len(str(len(found))))
    collection = Collection()
    groups: dict[tuple[int, str], list[str]] = {}
    by_source: dict[str, list[SampleListing]] = {source.name: [] for source in SOURCES}
    for place, each in enumerate(found, start=1):
        publication = _numbered(each.publication, f"p{place:0{width}d}")
        collection.publications[publication.id] = publication
        if each.group >= 0:
            groups.setdefault((each.group, each.kind), []).append(publication.id)
        for listing in _listings(publication, each.copies, chance):
            by_source[listing.source].append(listing)
    collection.groups = [(kind, ids) for (_, kind), ids in sorted(groups.items()) if len(ids) > 1]
    for source in SOURCES:
        collection.files[source.file] = _as_exported(by_source[source.name], chance.child("file", source.name))
    _update(collection, library, chance, width, round(records * UPDATE_SHARE))
    return collection


def _found(library: Library, chance: Chance, records: int) -> list[_Found]:
    """Publications until they give that many records; of the last one, some listings may be left out."""
    found = []
    missing = records
    for each in _stream(library, chance, records / 1300):
        copies = _copies(each.publication, chance.child("sources", each.publication.number))[:missing]
        found.append(replace(each, copies=tuple(copies)))
        missing -= len(copies)
        if not missing:
            break
    return found


def _stream(library: Library, chance: Chance, scale: float) -> Iterator[_Found]:
    """All publications: the stories, those that need a person, the hostile ones, then ordinary ones for ever."""
    group = 0
    for kind, story, count in traps.STORIES:
        for turn in range(max(1, round(count * scale))):
            for publication in story(library, chance.child("story", story.__name__, turn)):
                yield _Found(replace(publication, trap=kind), kind, group)
            group += 1
    yield from map(_Found, hard.publications(library, chance.child("hard"), scale))
    yield from map(_Found, hostile.publications(library, chance.child("hostile"), max(1, round(scale))))
    while True:
        yield _Found(library.ordinary())


def _listings(publication: Publication, copies: Iterable[tuple[str, int]], chance: Chance) -> list[SampleListing]:
    """What each source makes of it. A second record in Google Scholar is made by the same chance, hence identical."""
    listings = []
    for source, copy in copies:
        draw = chance.child("listing", source, publication.number, "" if source == "Google Scholar" else copy)
        listings.append(disguised(publication, source, draw, copy))
    if len(listings) > 1:
        settle(listings)
    return listings


def _copies(publication: Publication, chance: Chance) -> list[tuple[str, int]]:
    copies = []
    for source in sources(publication, chance):
        copies.append((source, 0))
        plain = not (publication.trap or publication.hard or publication.literal or publication.original_title)
        if plain and publication.journal and publication.doi and chance.happens(_REPEATED.get(source, 0)):
            copies.append((source, 1))
    return copies


def _numbered(publication: Publication, name: str, round_: int = 1) -> Publication:
    """With its id, and with the judgement of those that ought to have left before title and abstract."""
    relevant = publication.relevant
    if not publication.enters_screening:
        relevant = {"title-abstract": Judgement(False, publication.topic_reason or "other")}
    return replace(publication, id=name, relevant=relevant, round=round_)


def _as_exported(listings: list[SampleListing], chance: Chance) -> list[SampleListing]:
    """In the order of an export: the newest first, Google Scholar's by what it calls relevance."""
    shuffled = chance.shuffled(listings)
    if shuffled and shuffled[0].source == "Google Scholar":
        return shuffled
    return sorted(shuffled, key=lambda each: -each.year)


def _update(collection: Collection, library: Library, chance: Chance, width: int, records: int) -> None:
    """A second search of Scopus: half of what it finds is known, and stands there as it did before, if it did."""
    known = [
        each
        for each in collection.publications.values()
        if each.journal and each.english and not (each.trap or each.hard or each.literal) and each.year >= 2015
    ]
    again = chance.child("update").some(known, records // 2)
    new = []
    for _ in range(records - len(again)):
        publication = library.ordinary(year=2021)
        name = f"p{len(collection.publications) + 1:0{width}d}"
        collection.publications[name] = _numbered(publication, name, round_=2)
        new.append(collection.publications[name])
    before = {
        each.publication.id for listings in collection.files.values() for each in listings if each.source == UPDATE.name
    }
    listings = []
    for each in (*again, *new):
        draw = chance.child("listing", UPDATE.name, each.number, 0)
        listings.append((disguised if each.id in before else listed)(each, UPDATE.name, draw))
    collection.files[UPDATE.file] = _as_exported(listings, chance.child("file", UPDATE.file))
