"""Web of Science: byte-order mark, journals in capitals, names without dots or diacritics, month and year apart."""

from __future__ import annotations

from collections.abc import Iterable

from sample_data.dialects.ris import Dialect, Pairs, ascii_only, initials, labelled
from sample_data.listing import SampleListing
from sample_data.writing import title_case

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_TYPES = {
    "article": "Article",
    "review": "Review",
    "editorial": "Editorial Material",
    "letter": "Letter",
    "opinion": "Editorial Material",
    "erratum": "Correction",
    "conference": "Meeting Abstract",
    "book-review": "Book Review",
}


class WebOfScience(Dialect):
    """Web of Science: some records in full, the others as most people export them."""

    bom = True
    end = "ER  -"

    def pairs(self, listing: SampleListing) -> Pairs:
        """Without the accession number, which `record` adds in the way of a full or a short export."""
        publication = listing.publication
        full = self._full(listing)
        yield "TY", "CONF" if listing.type == "conference" and listing.chance.happens(0.3) else "JOUR"
        for author in listing.authors:
            yield "AU", ascii_only(f"{author.family}, {initials(author, dots=False)}".rstrip(", "))
        yield "TI", listing.title if publication.literal else title_case(listing.title)
        yield "T2", (listing.journal or publication.book_title).upper()
        if full:
            yield "LA", listing.language_name
            yield "M3", _TYPES.get(listing.type, "Article")
            for keyword in publication.keywords:
                yield "KW", keyword
        yield "AB", labelled(listing, " ")
        journal = publication.journal
        yield "SN", journal.issn if journal else publication.isbn
        yield "SN", journal.electronic_issn if journal else ""
        yield "J9", listing.abbreviation.replace(".", "").upper() if full else ""
        yield "DA", _MONTHS[publication.month - 1]
        yield "PY", str(listing.year)
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", listing.first_page
        yield "EP", listing.last_page
        yield "C7", listing.article_number
        yield "DO", listing.doi
        yield "C6", f"{_MONTHS[publication.month - 1]} {listing.year}" if listing.early else ""

    def record(self, listing: SampleListing, ordinal: int) -> Iterable[str]:
        """In full exports a bare carriage return, not a new line, stands before the accession number."""
        *lines, end, blank = super().record(listing, ordinal)
        yield from lines
        number = f"AN  - {listing.accession}"
        yield f"WE  - Social Science Citation Index (SSCI)\r{number}" if self._full(listing) else number
        yield end
        yield blank

    @staticmethod
    def _full(listing: SampleListing) -> bool:
        return listing.publication.number % 3 == 0
