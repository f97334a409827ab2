"""The record: what every format is read into, and the id that its content gives it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple


class RawField(NamedTuple):
    """One tag–value pair, as the database wrote it, in the order of the file.

    Also used where a value must name the field that said it ("Editorial", said by M3).
    """

    tag: str
    value: str


class Author(NamedTuple):
    """One author. A group author has everything in `family`."""

    family: str
    given: str = ""

    @property
    def name(self) -> str:
        """The form that RIS wants: "Larsen, Mette"."""
        return f"{self.family}, {self.given}" if self.given else self.family


class Flag(NamedTuple):
    """One thing that speaks against a record. It is said wherever the record is shown, and excludes nothing by itself.

    Attributes:
        what: "retracted", "expression of concern", "corrected", "reinstated", or that it is itself a notice.
        said_by: Who says so: its "title", its "type", a "notice" among the records, or the name of a database.
        detail: The words of the type, the title of the notice (of a notice, of what it is about), or the reasons.
        record: The id of that other record.
        on: The day of the retraction, "2019-05-03".
    """

    what: str
    said_by: str
    detail: str = ""
    record: str = ""
    on: str = ""


class Record(NamedTuple):
    """One bibliographic reference as imported. A tuple only because many are made at once; its fields have names.

    Text fields are plain text: HTML stripped, entities resolved, control characters removed, white space folded.
    What a source did not say is empty (or None for the year), never "NA".

    Attributes:
        id: 16 hexadecimal digits derived from the content; "" until it is known which source it is from.
        kind: The source's code for the kind of reference, such as "JOUR".
        doi: Bare and in lower case ("10.1000/xyz").
        pmid: PubMed's number, digits only.
        accession: The record's number in the database that exported it.
        languages: What was said of the language, each with the field that said it, the value normalised to an
            ISO 639-2 code where known ("eng"), else as found.
        types: What was said of the publication type, each with the field that said it ("M3", "Editorial").
        raw: The ordered tag–value pairs of the source; only loaded where asked for.
        stray: The pairs that followed these in the file and belong to no record: kept here, and used for no field.
        line: The line of the source file where the record starts, counted from 1.
        flags: What speaks against it by itself or by others; only where the record is shown.
    """

    id: str = ""
    kind: str = ""
    title: str = ""
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    accession: str = ""
    issn: tuple[str, ...] = ()
    publisher: str = ""
    languages: tuple[RawField, ...] = ()
    types: tuple[RawField, ...] = ()
    keywords: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    raw: Sequence[RawField] = ()
    stray: Sequence[RawField] = ()
    line: int | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def first_author(self) -> str:
        """The family name of the first author, or ""."""
        return self.authors[0].family if self.authors else ""

    def as_document(self) -> dict[str, Any]:
        """The JSON form, without the raw pairs, the flags and what is empty."""
        document: dict[str, Any] = {}
        for name, value in zip(self._fields, self, strict=True):
            if name in _DOCUMENT_FIELDS and value not in ("", (), None):
                document[name] = value
        return document

    @classmethod
    def from_document(
        cls, document: dict[str, Any], raw: Iterable[RawField] = (), wanted: Sequence[Any] = ()
    ) -> Record:
        """The inverse of `as_document`; unknown fields of a later version are left aside.

        Args:
            document: The JSON form.
            raw: The raw pairs.
            wanted: What `only` gives, where not all fields are wanted; the others are left empty.
        """
        values: list[Any] = list(map(document.get, wanted or _NAMED, _DEFAULTS))
        for place, kind in _SEVERAL:
            if (several := values[place]) != ():
                values[place] = tuple(several if kind is None else starmap(kind, several))
        if raw:
            values[_RAW] = tuple(raw)
        return cls._make(values)


_DOCUMENT_FIELDS = frozenset(Record._fields).difference(("raw", "stray", "flags"))
_NAMED: list[Any] = [name if name in _DOCUMENT_FIELDS else None for name in Record._fields]
"""The name of each field in a document; None of what no document holds."""


def only(fields: Container[str]) -> Sequence[Any]:
    """Some fields of a record and its id, for `Record.from_document`: each in its place, None for the others."""
    return [name if name == "id" or name in fields else None for name in _NAMED]


def misfit(document: Mapping[str, Any]) -> str:
    """The first field of a JSON form of which no record has such a value; "" where there is none.

    Fields of a later version may hold anything.
    """
    for name, value in document.items():
        if name in _KINDS:
            fits = isinstance(value, list) and all(map(_is_pair if _KINDS[name] else _is_text, value))
        elif name in _NUMBERS:
            fits = value is None or type(value) is int
        else:
            fits = name not in _DOCUMENT_FIELDS or _is_text(value)
        if not fits:
            return name
    return ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_text, value))


_DEFAULTS = [Record._field_defaults[name] for name in Record._fields]
_KINDS: dict[str, type[Author | RawField] | None] = {
    **dict.fromkeys(("issn", "keywords", "urls")),
    **dict.fromkeys(("languages", "types"), RawField),
    "authors": Author,
}
_NUMBERS = frozenset(("year", "line"))
_SEVERAL = [(Record._fields.index(name), kind) for name, kind in _KINDS.items()]
"""The places of the fields of several values, with what each of these is; None of a text."""
_RAW = Record._fields.index("raw")


def fold_space(text: str) -> str:
    """The text with all white space, of whatever kind and length, as one space, and none at its ends."""
    # No white space but the space is printable. To ask takes half as long as to divide an abstract into its words.
    return text.strip() if "  " not in text and text.isprintable() else " ".join(text.split())


def record_id(source: str, raw: Iterable[tuple[str, str]], occurrence: int = 1) -> str:
    """The id of a record: 16 hexadecimal digits of the SHA-256 of what its source said.

    It depends on the name of the source and on the tag–value pairs, white space folded, and on nothing else: not on
    the file's name, its line ends, its order or the version of the rules that derive the fields. So importing a file
    again gives the same ids.

    Args:
        source: The name of the source, such as "Scopus"; letter case does not matter.
        raw: The record's ordered pairs.
        occurrence: 2 for the second record of a file with the very same pairs, and so on.
    """
    parts, pairs = [fold_space(source.casefold())], list(raw)
    together = "|".join([value for _, value in pairs])
    # To ask of all values at once takes half as long as to ask for each.
    fold = str.strip if "  " not in together and together.isprintable() else fold_space
    for tag, value in pairs:
        parts += "\x1e", tag, "\x1f", fold(value)
    if occurrence > 1:
        parts.append(f"\x1d{occurrence}")
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def record_ids(source: str, raws: Iterable[Iterable[tuple[str, str]]]) -> list[str]:
    """The ids of the records of one file, from the pairs of each; identical records get different ones."""
    seen: Counter[str] = Counter()
    result = []
    for raw in raws:
        pairs = list(raw)
        first = record_id(source, pairs)
        seen[first] += 1
        count = seen[first]
        result.append(first if count == 1 else record_id(source, pairs, count))
    return result
