"""Embase.com: byte-order mark, tags that no specification knows (U2, U4, LK), language and type stated."""

from __future__ import annotations

from sample_data.dialects.ris import Dialect, Pairs, initials, labelled, subject
from sample_data.listing import SampleListing

_TYPES = {
    "article": "Article",
    "review": "Review",
    "editorial": "Editorial",
    "letter": "Letter",
    "opinion": "Note",
    "erratum": "Erratum",
    "conference": "Conference Abstract",
    "chapter": "Chapter",
    "preprint": "Preprint",
    "book-review": "Note",
}


class Embase(Dialect):
    """Embase.com."""

    bom = True
    end = "ER  -"

    def pairs(self, listing: SampleListing) -> Pairs:
        """M3 first, A1 with dotted initials, both forms of the journal, two SN."""
        publication = listing.publication
        journal = publication.journal
        yield "TY", "JOUR"
        yield "M3", "Article in Press" if listing.early else _TYPES.get(listing.type, "Article")
        yield "T1", listing.title
        for author in listing.authors:
            yield "A1", f"{author.family} {initials(author)}".strip()
        yield "Y1", f"{listing.year}//"
        yield "N2", labelled(listing)
        for keyword in publication.keywords:
            yield "KW", keyword
        yield "KW", "human"
        yield "JF", listing.journal or publication.publisher
        yield "JO", listing.abbreviation
        yield "LA", listing.language_name
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", listing.first_page
        yield "EP", listing.last_page
        yield "C7", listing.article_number
        yield "CY", subject(publication.city)
        yield "PB", publication.publisher
        if journal:
            yield "SN", journal.electronic_issn
            yield "SN", journal.issn
        yield "C5", listing.pmid
        yield (
            "UR",
            f"https://www.embase.com/search/results?subaction=viewrecord&id={listing.accession}&from=export",
        )
        yield "U2", listing.accession
        yield "DB", "Embase"
        yield "U4", f"{min(listing.year + 1, 2020)}-{publication.month:02d}-{publication.day:02d}"
        yield "DO", listing.doi
        yield "LK", f"http://dx.doi.org/{listing.doi}" if listing.doi else ""
