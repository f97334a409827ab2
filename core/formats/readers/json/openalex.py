"""OpenAlex's JSON: an answer of its API ("results"), an array of works, or one work a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.json.csl_json import CSL_TYPES
from core.formats.readers.json.objects import JsonObjects, flat, objects_of
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

RULES = FieldRules(
    title=("title", "display_name"),
    abstract=("abstract",),
    authors=("authorships.author.display_name",),
    author_cells=True,
    given_names_first=True,
    year=("publication_year", "publication_date"),
    journal=("primary_location.source.display_name", "host_venue.display_name", "primary_location.raw_source_name"),
    volume=("biblio.volume",),
    issue=("biblio.issue",),
    pages=("biblio.first_page",),
    last_page="biblio.last_page",
    doi=("doi", "ids.doi"),
    pmid=("pmid",),
    accession=("id", "ids.openalex"),
    issn=("primary_location.source.issn", "primary_location.source.issn_l", "host_venue.issn"),
    publisher=("primary_location.source.host_organization_name", "host_venue.publisher"),
    languages=("language",),
    types=("type", "type_crossref", "is_retracted"),
    kind="kind",
    kinds={**CSL_TYPES, "article": "JOUR", "preprint": "UNPB", "review": "JOUR"},
    keywords=("keywords.display_name", "keywords.keyword", "mesh.descriptor_name"),
    urls=("primary_location.landing_page_url", "open_access.oa_url", "ids.pmid"),
)

# Of a work that has kilobytes of figures, citations and classifications, what describes it.
_KEPT = (
    *("id", "doi", "title", "display_name", "publication_year", "publication_date"),
    *("language", "type", "type_crossref", "cited_by_count"),
)
_LOCATION = ("landing_page_url", "raw_source_name", "source", "display_name", "issn", "publisher")
_LONGEST_ABSTRACT = 50_000  # words


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The works of an OpenAlex file."""
    found = JsonObjects(source, log, tally, "results")
    return Reading((RawRecord.of(line, _pairs(each)) for line, each in found), partial(derive, rules=RULES))


def _pairs(work: dict[str, Any]) -> Iterator[RawField]:
    for key in _KEPT:
        yield from flat(work.get(key), key)
    yield RawField("kind", str(work.get("type_crossref") or work.get("type") or ""))
    if work.get("is_retracted") is True:
        yield RawField("is_retracted", "retracted publication")
    for each in objects_of(work.get("authorships")):
        author = each.get("author")
        name = author.get("display_name") if isinstance(author, dict) else None
        yield from flat(name or each.get("raw_author_name"), "authorships.author.display_name")
    for place in ("primary_location", "host_venue"):
        location = work.get(place)
        if isinstance(location, dict):
            yield from flat({name: location[name] for name in _LOCATION if name in location}, place)
    for key, names in (("keywords", ("display_name", "keyword")), ("mesh", ("descriptor_name",))):
        for each in objects_of(work.get(key)):
            yield from flat({name: each[name] for name in names if name in each}, key)
    for key in ("biblio", "ids"):
        yield from flat(work.get(key), key)
    numbers = work.get("ids")
    if isinstance(numbers, dict) and isinstance(numbers.get("pmid"), str):
        yield RawField("pmid", numbers["pmid"].rpartition("/")[2])
    access = work.get("open_access")
    yield from flat(access.get("oa_url") if isinstance(access, dict) else None, "open_access.oa_url")
    yield from flat(work.get("abstract") or _abstract(work.get("abstract_inverted_index")), "abstract")


def _abstract(index: object) -> str:
    """The text of an inverted index: word → the places where it stands."""
    if not isinstance(index, dict):
        return ""
    words = [
        (int(place), word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, str) and place.isdecimal() and len(place) < 8
    ]
    return " ".join(word for _, word in sorted(words)[:_LONGEST_ABSTRACT])
