"""Ovid: a number before every record, T1/N2, DOIs as addresses, neither language nor type of publication."""

from __future__ import annotations

from collections.abc import Iterable

from sample_data.dialects.ris import Dialect, Pairs, ascii_only, labelled, subject
from sample_data.listing import SampleListing


class Medline(Dialect):
    """Ovid MEDLINE."""

    end = "ER  -  "

    def pairs(self, listing: SampleListing) -> Pairs:
        """T1, A1, Y1, N2, KW, JF, JA; the DOI under DO as an address."""
        publication = listing.publication
        yield "TY", "JOUR"
        yield "ID", listing.accession
        yield "T1", _title(listing)
        for author in listing.authors:
            yield "A1", ascii_only(author.family + (f", {author.given}" if author.given else ""))
        yield "Y1", f"{listing.year}//"
        yield "N2", labelled(listing, capitals=True)
        yield "KW", "Humans"
        for place, keyword in enumerate(publication.keywords):
            yield "KW", ("*" if place < 2 else "") + subject(keyword)
        yield "JF", listing.journal
        yield "JA", listing.abbreviation.replace(".", "")
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield "SP", listing.first_page or listing.article_number
        yield "EP", listing.last_page
        yield "CY", publication.city
        yield "SN", publication.journal.electronic_issn if publication.journal else ""
        yield "DO", f"https://dx.doi.org/{listing.doi}" if listing.doi else ""
        yield (
            "L2",
            f"http://ovidsp.ovid.com/ovidweb.cgi?T=JS&PAGE=reference&D=med{listing.year % 10}&AN={listing.accession}",
        )

    def record(self, listing: SampleListing, ordinal: int) -> Iterable[str]:
        """The number first; after some records a line that belongs to nothing."""
        yield f"{ordinal}."
        yield from super().record(listing, ordinal)
        if listing.chance.happens(0.2):
            yield "Link to the Ovid Full Text or citation: http://ovidsp.ovid.com/ovidweb.cgi?T=JS&PAGE=fulltext"
            yield ""


def _title(listing: SampleListing) -> str:
    publication = listing.publication
    if publication.original_title:
        return f"[{listing.title}]." if listing.chance.happens(0.8) else f"{listing.title}. [{listing.language_name}]"
    if publication.literal or publication.trap:
        return listing.title
    if publication.type == "review" and listing.chance.happens(0.25):
        listing.disguises.append("note")
        return f"{listing.title}. [Review] [{listing.chance.between(18, 96)} refs]"
    if listing.chance.happens(0.04):
        listing.disguises.append("note")
        return listing.title + listing.chance.pick((" [see comment].", _erratum_note(listing)))
    return f"{listing.title}." if not listing.title.endswith("?") else listing.title


def _erratum_note(listing: SampleListing) -> str:
    return f".[Erratum appears in {listing.abbreviation.replace('.', '')}. {listing.year + 1};1:{listing.volume}]"
