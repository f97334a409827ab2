"""Library catalogues: Oria (Primo) and WorldCat. Books above all, little else, cataloguers' punctuation."""

from __future__ import annotations

from sample_data.dialects.ris import Dialect, Pairs, labelled
from sample_data.listing import SampleListing

_KINDS = {
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "preprint": "GEN",
    "conference": "CONF",
}


class Oria(Dialect):
    """Oria: T1, N2 and JF, a record number of its own in ID, no language and no type but TY."""

    def pairs(self, listing: SampleListing) -> Pairs:
        """Full names, " : " before the subtitle, pages in one field now and then."""
        publication = listing.publication
        yield "TY", _KINDS.get(listing.type, "JOUR")
        yield "T1", _catalogued(listing)
        for author in listing.authors:
            yield "A1", f"{author.family}, {author.given}".rstrip(", ")
        yield (
            "JF",
            listing.journal or publication.book_title or (publication.publisher if listing.type == "preprint" else ""),
        )
        yield "Y1", str(listing.year)
        yield "VL", listing.volume
        yield "IS", listing.issue
        if listing.last_page and listing.chance.happens(0.4):
            yield "SP", f"{listing.first_page}-{listing.last_page}"
        else:
            yield "SP", listing.first_page or listing.article_number
            yield "EP", listing.last_page
        yield "N2", labelled(listing)
        for keyword in publication.keywords[:3]:
            yield "KW", keyword
        yield "CY", publication.city if not listing.journal else ""
        yield "PB", publication.publisher
        journal = publication.journal
        yield "SN", "; ".join((journal.issn, journal.electronic_issn)) if journal else publication.isbn
        yield "DO", listing.doi
        yield "ID", listing.accession


class WorldCat(Dialect):
    """WorldCat: what a catalogue card holds, names with a full stop, the place before the publisher."""

    def pairs(self, listing: SampleListing) -> Pairs:
        """A sparse record."""
        publication = listing.publication
        yield "TY", _KINDS.get(listing.type, "JOUR")
        yield "ID", listing.accession
        yield "T1", _catalogued(listing)
        for author in listing.authors[:3]:
            yield "A1", f"{author.family}, {author.given}".rstrip(", ") + "."
        for editor in publication.editors[:1]:
            yield "A2", f"{editor.family}, {editor.given}."
        yield "T2", publication.book_title
        yield "JF", listing.journal
        yield "Y1", f"{listing.year}///"
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", "-".join(page for page in (listing.first_page or listing.article_number, listing.last_page) if page)
        yield "CY", publication.city
        yield "PB", publication.publisher
        yield "SN", publication.journal.issn if publication.journal else publication.isbn
        yield "N2", labelled(listing) if listing.is_book and listing.chance.happens(0.5) else ""
        yield "LA", listing.language_name


def _catalogued(listing: SampleListing) -> str:
    if listing.publication.literal:
        return listing.title
    return listing.title.replace(" : ", ": ").replace(": ", " : ")
