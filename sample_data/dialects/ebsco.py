"""EBSCOhost: T1 with a full stop, CR LF, language and type inside N1, a copyright notice as a second abstract."""

from __future__ import annotations

from sample_data.dialects.ris import Dialect, Pairs, labelled
from sample_data.listing import SampleListing

_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_TYPES = {
    "article": "Article",
    "review": "Article",
    "editorial": "Editorial",
    "letter": "Letter",
    "opinion": "Opinion",
    "erratum": "Correction Notice",
    "book-review": "Book Review",
    "conference": "Proceeding",
    "thesis": "Doctoral Dissertation",
}
_DOCUMENT_TYPES = {
    "article": "Journal Article",
    "review": "Journal Article",
    "editorial": "Editorial",
    "letter": "Letter",
    "opinion": "Comment/Reply",
    "erratum": "Erratum/Correction",
    "book-review": "Review-Book",
    "chapter": "Chapter",
    "thesis": "Dissertation",
}


class _Ebsco(Dialect):
    newline = "\r\n"
    database = ""

    def pairs(self, listing: SampleListing) -> Pairs:
        """AU, T1, JO and JF, Y1 with slashes, N1 with everything else."""
        publication = listing.publication
        yield "TY", {"book": "BOOK", "chapter": "CHAP", "thesis": "THES"}.get(listing.type, "JOUR")
        for author in listing.authors:
            yield "AU", _name(author.family, author.given)
        yield "T1", listing.title + ("" if listing.title[-1:] in ("", ".", "?", "]") or publication.literal else ".")
        yield "JO", listing.journal or publication.book_title
        yield "JF", listing.journal or publication.book_title
        yield "Y1", self.date(listing)
        yield "VL", listing.volume
        yield "IS", listing.issue
        yield from self.type_pairs(listing)
        yield "SP", listing.first_page or listing.article_number
        yield "EP", listing.last_page
        yield "CY", publication.city if not listing.journal else ""
        yield "PB", publication.publisher
        yield "SN", self.serial_number(listing)
        yield from self.abstract_pairs(listing)
        for keyword in publication.keywords:
            yield "KW", self.keyword(keyword)
        yield "N1", self.note(listing)
        yield from self.doi_pairs(listing)
        yield (
            "UR",
            f"https://search.ebscohost.com/login.aspx?direct=true&db={self.database}&AN={listing.accession}&site=ehost-live",
        )
        yield "DP", "EBSCOhost"
        yield "DB", self.database

    def date(self, listing: SampleListing) -> str:
        """The date with its slashes: "2019/03//"."""
        return f"{listing.year}/{listing.publication.month:02d}//"

    def type_pairs(self, listing: SampleListing) -> Pairs:
        """M3, where the database has it."""
        yield "M3", _TYPES.get(listing.type, "Article")

    def abstract_pairs(self, listing: SampleListing) -> Pairs:
        """The abstract."""
        yield "AB", labelled(listing)

    def doi_pairs(self, listing: SampleListing) -> Pairs:
        """The DOI."""
        yield "DO", listing.doi

    def keyword(self, keyword: str) -> str:
        """The keyword as this database writes it."""
        return keyword

    def serial_number(self, listing: SampleListing) -> str:
        """ISSN or ISBN."""
        journal = listing.publication.journal
        return journal.issn.replace("-", "") if journal else listing.publication.isbn

    def note(self, listing: SampleListing) -> str:
        """N1."""
        raise NotImplementedError


class AcademicSearchElite(_Ebsco):
    """Academic Search Elite: the abstract twice, the second time a copyright notice; no language."""

    database = "afh"

    def abstract_pairs(self, listing: SampleListing) -> Pairs:
        """The abstract and the notice."""
        yield "AB", labelled(listing)
        if listing.sections:
            yield (
                "AB",
                f"Copyright of {listing.journal} is the property of {listing.publication.publisher} and its content "
                "may not be sent to several sites or lists without written consent. This abstract may be shortened; "
                "see the original for the full text. (Copyright applies to all abstracts.)",
            )

    def keyword(self, keyword: str) -> str:
        """The first word in capitals."""
        first, _, rest = keyword.partition(" ")
        return f"{first.upper()} {rest}".strip()

    def note(self, listing: SampleListing) -> str:
        """Accession number, authors, where it stands, subjects, type."""
        authors = "; ".join(f"{_name(author.family, author.given)} 1" for author in listing.authors)
        month = listing.publication.month
        where = f"{_MONTHS[month * 3 - 3 : month * 3]}{listing.year}, Vol. {listing.volume}"
        where += f" Issue {listing.issue}" if listing.issue else ""
        where += f", p{listing.first_page}" if listing.first_page else ""
        subjects = " ".join(f"Subject Term: {self.keyword(word)};" for word in listing.publication.keywords)
        return (
            f"Accession Number: {listing.accession}; {authors}; "
            f"Source Info: {where}; {subjects} "
            f"Number of Pages: {listing.chance.between(2, 21)}p; Document Type: {_TYPES.get(listing.type, 'Article')}"
        )


class Cinahl(_Ebsco):
    """Cinahl: the DOI in L3, language and type in N1."""

    database = "rzh"

    def doi_pairs(self, listing: SampleListing) -> Pairs:
        """L3 instead of DO."""
        yield "L3", listing.doi

    def keyword(self, keyword: str) -> str:
        """Headings in title case."""
        return keyword.title()

    def note(self, listing: SampleListing) -> str:
        """Sentences, each "Name: value."."""
        kind = _TYPES.get(listing.type, "Article")
        when = f"{min(listing.year + 1, 2020)}{listing.publication.month:02d}{listing.publication.day:02d}"
        return (
            f"Accession Number: {listing.accession}. Language: {listing.language_name}. Entry Date: {when}. "
            f"Revision Date: 20201113. Publication Type: {kind}. Journal Subset: Nursing; Peer Reviewed."
        )


class PsycInfo(_Ebsco):
    """PsycINFO: the language runs into the next word of N1, the database's mark ends the abstract."""

    database = "psyh"

    def type_pairs(self, listing: SampleListing) -> Pairs:
        """No M3."""
        yield from ()

    def date(self, listing: SampleListing) -> str:
        """The whole date, "2019/03/14/", or the year alone for books."""
        publication = listing.publication
        return (
            f"{listing.year}/{publication.month:02d}/{publication.day:02d}/"
            if listing.journal
            else f"{listing.year}///"
        )

    def abstract_pairs(self, listing: SampleListing) -> Pairs:
        """The abstract with the mark."""
        abstract = labelled(listing)
        yield "AB", abstract and f"{abstract} (PsycInfo Database Record (c) 2020 APA, all rights reserved)"

    def note(self, listing: SampleListing) -> str:
        """One text without separators that can be relied on."""
        publication = listing.publication
        kind = {
            "book": "Book (0200), Authored Book (0240)",
            "chapter": "Book (0200), Edited Book (0280)",
            "thesis": "Dissertation Abstract (0400)",
        }.get(listing.type, "Journal (0100), Peer Reviewed Journal (0110)")
        descriptors = ". ".join(word.title() for word in publication.keywords)
        released = f"{min(listing.year + 1, 2020)}{publication.month:02d}10"
        return (
            f"Accession Number: {listing.accession}. Partial author list: First Author & Affiliation: "
            f"{_name(listing.authors[0].family, listing.authors[0].given)}. Release Date: {released}. "
            f"Publication Type: {kind}. Format Covered: Electronic. "
            f"Document Type: {_DOCUMENT_TYPES.get(listing.type, 'Journal Article')}. "
            f"Language: {listing.language_name}Major Descriptor: {descriptors}. "
            f"Population: Human (10). Issue Publication Date: {self.date(listing).strip('/')}."
        )


def _name(family: str, given: str) -> str:
    if not given:
        return family
    return f"{family}, {given}." if len(given.split()[-1]) == 1 else f"{family}, {given}"
