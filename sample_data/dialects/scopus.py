"""Scopus: TI/AB/T2/J2, dotted initials, the type in M3, the number only inside the address."""

from __future__ import annotations

from sample_data.dialects.ris import Dialect, Pairs, initials, labelled
from sample_data.listing import SampleListing

_TYPES = {
    "article": "Article",
    "review": "Review",
    "editorial": "Editorial",
    "letter": "Letter",
    "opinion": "Note",
    "erratum": "Erratum",
    "conference": "Conference Paper",
    "book": "Book",
    "chapter": "Book Chapter",
    "book-review": "Note",
}


class Scopus(Dialect):
    """Scopus; `exported` is the day that stands in N1."""

    bom = True

    def __init__(self, exported: str = "04 January 2021") -> None:
        self.exported = exported

    def pairs(self, listing: SampleListing) -> Pairs:
        """All that Scopus gives when everything is ticked but the references."""
        publication = listing.publication
        journal = publication.journal
        yield (
            "TY",
            {"conference": "CONF", "chapter": "CHAP", "book": "BOOK"}.get(
                listing.type, "INPR" if listing.early else "JOUR"
            ),
        )
        yield "TI", _title(listing)
        yield "T2", listing.journal or publication.book_title
        yield "J2", listing.abbreviation
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "C7", listing.article_number
        yield "SP", listing.first_page
        yield "EP", listing.last_page
        yield "PY", str(listing.year)
        yield "DO", listing.doi
        for author in listing.authors:
            yield "AU", f"{author.family}, {initials(author)}".rstrip(", ")
        yield "AD", f"University of {publication.city or 'Skerry'}"
        abstract = labelled(listing)
        yield "AB", abstract and f"{abstract} © {listing.year} {_holder(listing)}."
        for keyword in publication.keywords:
            yield "KW", keyword
        yield "PB", publication.publisher
        yield "SN", f"{journal.issn.replace('-', '')} (ISSN)" if journal else _isbn(listing)
        yield "C2", listing.pmid if listing.chance.happens(0.5) else ""
        yield "LA", listing.language_name if listing.year >= 1998 else ""
        yield "M3", "Article in Press" if listing.early else _TYPES.get(listing.type, "Article")
        yield "DB", "Scopus"
        yield "N1", f"Export Date: {self.exported}"
        if listing.chance.happens(0.7):
            yield "N1", f"Cited By :{listing.chance.between(1, max(2, 9 * (2021 - listing.year)))}"
        doi = listing.doi.replace("/", "%2f")
        yield (
            "UR",
            f"https://www.scopus.com/inward/record.uri?eid={listing.accession}"
            + (f"&doi={doi}" if doi else "")
            + "&partnerID=40",
        )


def _title(listing: SampleListing) -> str:
    if listing.publication.original_title and listing.chance.happens(0.4):
        return f"{listing.title} [{listing.publication.original_title}]"
    return listing.title


def _holder(listing: SampleListing) -> str:
    return "The Author(s)" if listing.chance.happens(0.4) else listing.publication.publisher


def _isbn(listing: SampleListing) -> str:
    return f"{listing.publication.isbn} (ISBN)" if listing.publication.isbn else ""
