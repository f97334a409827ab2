"""What reference managers make of records that were found by hand: EndNote and Rayyan."""

from __future__ import annotations

from collections.abc import Iterable

from sample_data.dialects.ris import Dialect, Pairs, initials, labelled
from sample_data.listing import SampleListing


class EndNote(Dialect):
    """EndNote: AU/PY/TI/T2, further keywords on lines without a tag."""

    newline = "\r\n"
    _KINDS = {"book": "BOOK", "chapter": "CHAP", "thesis": "THES", "report": "RPRT", "conference": "CONF"}  # noqa: RUF012

    def pairs(self, listing: SampleListing) -> Pairs:
        """As typed or copied by the person who read the reference list."""
        publication = listing.publication
        yield "TY", self._KINDS.get(listing.type, "JOUR")
        for author in listing.authors:
            yield "AU", f"{author.family}, {initials(author)}".rstrip(", ")
        yield "PY", str(listing.year)
        yield "TI", listing.title
        yield "T2", listing.abbreviation or publication.book_title
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", "-".join(page for page in (listing.first_page or listing.article_number, listing.last_page) if page)
        yield "CY", publication.city if not listing.journal else ""
        yield "PB", publication.publisher if not listing.journal else ""
        yield "SN", publication.isbn
        yield "DO", listing.doi
        yield "AB", labelled(listing) if listing.chance.happens(0.5) else ""
        yield "KW", publication.keywords[0] if publication.keywords else ""
        yield "ID", listing.accession

    def record(self, listing: SampleListing, ordinal: int) -> Iterable[str]:
        """The keywords after the first follow without a tag."""
        for line in super().record(listing, ordinal):
            yield line
            if line.startswith("KW  - "):
                yield from listing.publication.keywords[1:]


class Rayyan(Dialect):
    """Rayyan: Y1 is the year, Y2 the month and Y3 the day; both pages in SP; a label in N1."""

    end = "ER  -"

    def pairs(self, listing: SampleListing) -> Pairs:
        """As Rayyan exports what experts had sent and somebody had entered."""
        publication = listing.publication
        yield "TY", "BOOK" if listing.type in ("book", "report") else "JOUR"
        yield "AN", listing.accession
        yield "TI", listing.title
        yield "T2", listing.journal or publication.book_title
        for author in listing.authors:
            yield "AU", f"{author.family}, {author.given}".rstrip(", ")
        yield "Y1", str(listing.year)
        yield "Y2", str(publication.month)
        yield "Y3", str(publication.day)
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", "-".join(page for page in (listing.first_page or listing.article_number, listing.last_page) if page)
        yield "LA", "en" if publication.english else listing.language_name.lower()[:2]
        yield "PB", publication.publisher
        yield "AB", labelled(listing)
        yield "DO", listing.doi
        yield "N1", "RAYYAN-LABELS: suggested by an expert"
