"""Which sources list a publication."""

from __future__ import annotations

from sample_data.chance import Chance
from sample_data.publication import Publication

REFERENCE_LISTS = "Reference lists"
EXPERTS = "Experts"
_JOURNALS = {
    "Medline": 0.125,
    "PsycINFO": 0.12,
    "Embase": 0.1,
    "Oria": 0.035,
    "WorldCat": 0.01,
    "Google Scholar": 0.05,
    "Scopus": 0.125,
    "Academic Search Elite": 0.055,
    "Cinahl": 0.075,
    "Web of Science": 0.08,
}
_BOOKS = {
    "book": {"WorldCat": 0.6, "Oria": 0.4, "PsycINFO": 0.1, "Google Scholar": 0.25},
    "chapter": {"PsycINFO": 0.35, "Oria": 0.35, "Scopus": 0.3, "WorldCat": 0.15, "Google Scholar": 0.1},
    "thesis": {"Oria": 0.5, "WorldCat": 0.35, "Google Scholar": 0.25, "PsycINFO": 0.2},
    "report": {"WorldCat": 0.35, "Oria": 0.4, "Google Scholar": 0.4},
    "preprint": {"Google Scholar": 0.8, "Oria": 0.3},
    "conference": {"Embase": 0.6, "Web of Science": 0.35, "Scopus": 0.3},
}
_ORIGINAL = {"Oria": 0.5, "Google Scholar": 0.3, "WorldCat": 0.05}
_TRANSLATED = {"PsycINFO": 0.3, "Scopus": 0.3, "Medline": 0.15, "Embase": 0.15, "Cinahl": 0.15, "Web of Science": 0.1}
_FIELDS = {
    "school": {
        "Academic Search Elite": 3,
        "PsycINFO": 0.8,
        "Medline": 0.1,
        "Embase": 0.1,
        "Cinahl": 0.1,
        "Scopus": 1.5,
    },
    "chronic-illness": {"Embase": 1.5, "Medline": 1.4, "PsycINFO": 0.4},
    "maternity": {"Cinahl": 2.2, "Medline": 1.3, "PsycINFO": 0.4},
}
_NOT_HEALTH = {
    "Academic Search Elite": 2.5,
    "Scopus": 1.6,
    "Web of Science": 1.8,
    "PsycINFO": 0.4,
    "Medline": 0.05,
    "Embase": 0.05,
    "Cinahl": 0.05,
}


def sources(publication: Publication, chance: Chance) -> list[str]:
    """The sources that list the publication, at least one, in the order of the files."""
    if publication.fixed_sources:
        return list(publication.fixed_sources)
    likely = _likely(publication, chance)
    found = [source for source, probability in likely.items() if chance.happens(probability)]
    found = found or [chance.weighted(likely)]
    if publication.in_field and publication.english and publication.kept_type:
        relevant = publication.topic == "peer-support"
        if chance.happens(0.12 if relevant else 0.015):
            found.append(REFERENCE_LISTS)
        if chance.happens(0.09 if relevant else 0.004):
            found.append(EXPERTS)
        if found[-1] in (REFERENCE_LISTS, EXPERTS) and chance.happens(0.4):
            found = found[-1:]
    return found


def _likely(publication: Publication, chance: Chance) -> dict[str, float]:
    if publication.type in _BOOKS:
        return _BOOKS[publication.type]
    if not publication.english:
        return _ORIGINAL if chance.happens(0.45) else _TRANSLATED
    reach = publication.journal.reach if publication.journal else 1
    factors = _FIELDS.get(publication.topic, {} if publication.in_field else _NOT_HEALTH)
    return {source: min(0.9, weight * reach * factors.get(source, 1)) for source, weight in _JOURNALS.items()}
