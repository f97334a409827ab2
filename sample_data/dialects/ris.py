"""What all RIS dialects share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from sample_data.listing import SampleListing
from sample_data.people import Person

Pairs = Iterator[tuple[str, str]]


class Dialect:
    """One vendor's way of writing RIS.

    Subclasses say which tags a record has (`pairs`) and may change how records are put together.

    Attributes:
        bom: Whether the file begins with a byte-order mark.
        newline: What ends a line.
        end: The line that ends a record.
    """

    bom = False
    newline = "\n"
    end = "ER  - "

    def pairs(self, listing: SampleListing) -> Pairs:
        """The tags and values of a record, in the vendor's order, without ER."""
        raise NotImplementedError

    def record(self, listing: SampleListing, ordinal: int) -> Iterable[str]:
        """The lines of a record; the ordinal is its place in the file, from 1."""
        yield from (f"{tag}  - {value}" for tag, value in self.pairs(listing) if value)
        yield self.end
        yield ""

    def file(self, listings: Iterable[SampleListing]) -> bytes:
        """The whole file."""
        lines = (line for ordinal, each in enumerate(listings, start=1) for line in self.record(each, ordinal))
        text = "".join(f"{line}{self.newline}" for line in lines)
        return text.encode("utf-8-sig" if self.bom else "utf-8")


def initials(person: Person, dots: bool = True) -> str:
    """The initials, "M.K." or "MK"."""
    return "".join(f"{letter}." if dots else letter for letter in person.initials)


def ascii_only(text: str) -> str:
    """The text without diacritics, as some vendors write names: "Sorensen"."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ß": "ss", "’": "'"})


def labelled(listing: SampleListing, mark: str = ": ", capitals: bool = False) -> str:
    """The abstract in one line; the mark follows each label."""
    labels = ((label.upper() if capitals else label, text) for label, text in listing.sections)
    return " ".join(f"{label}{mark}{text}" if label else text for label, text in labels)


def subject(keyword: str) -> str:
    """A keyword as a heading: first letter a capital."""
    return keyword[:1].upper() + keyword[1:]
