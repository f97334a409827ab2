"""Google Scholar: no abstract, no DOI, no number, first names as initials."""

from __future__ import annotations

from sample_data.dialects.ris import Dialect, Pairs, initials
from sample_data.listing import SampleListing


class GoogleScholar(Dialect):
    """Google Scholar."""

    def pairs(self, listing: SampleListing) -> Pairs:
        """The little that a citation holds."""
        publication = listing.publication
        yield "TY", {"book": "BOOK", "chapter": "CHAP", "thesis": "THES", "report": "BOOK"}.get(listing.type, "JOUR")
        yield "T1", listing.title
        for author in listing.authors[:5]:
            yield "A1", f"{author.family}, {initials(author, dots=False)}".rstrip(", ")
        yield "JO", (listing.journal or publication.book_title) if listing.type != "preprint" else "SkerryRxiv"
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", listing.first_page or listing.article_number
        yield "EP", listing.last_page
        yield "Y1", str(listing.year)
        yield "PB", publication.publisher
        yield "SN", publication.journal.issn if publication.journal else publication.isbn
