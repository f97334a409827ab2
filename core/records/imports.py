"""One import: the source that its records came from, and the files that held them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the records of an import come from.

    Attributes:
        searched: The day of the search, "2021-01-04".
        strategy: The search strategy as it was run, whole.
        reported: How many records the database said it had found.
        found_by: The ids of the records whose references or citations these are, in citation searching.
    """

    name: str
    route: str = "databases"
    platform: str = ""
    searched: str = ""
    strategy: str = ""
    limits: str = ""
    reported: int | None = None
    found_by: tuple[str, ...] = ()


FACTS = ("platform", "searched", "strategy", "limits", "reported")
"""The facts of a source that can be completed or corrected once its records are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A fact of an import's source, as somebody completed or corrected it.

    Attributes:
        fact: One of `FACTS`.
        was: What stood there before.
        value: What stands there now.
        why: Why, in the person's words.
        by: Who said so: a reviewer's id, or a login.
        at: When, in UTC, ISO 8601.
    """

    fact: str
    was: str | int | None
    value: str | int | None
    why: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """What was found in one file.

    Attributes:
        known_as: The numbers of the imports that all of it had come in with before; () when something of it is new.
    """

    file: str
    format: str
    sha256: str
    encoding: str
    ty_lines: int | None
    er_lines: int | None
    records: int
    skipped: int
    warnings: tuple[tuple[int | None, str], ...] = ()
    known_as: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import: the files of one source in one search round.

    Attributes:
        number: Its place among all imports in the order in which they were made, from 1, for people; 0 for one that was
            only looked at, or that brought nothing and so is none.
        source: As it was corrected.
        id: What it is known by for good, whatever else is imported before it; "" where it has no number.
        file: The first records file below the review folder; "" when nothing was new.
        records: How many records the files held.
        new: How many of them the review did not have.
        corrections: What was completed or corrected of its source, the first one first.
    """

    number: int
    id: str = ""
    source: Source
    round: int
    at: str
    files: tuple[ImportedFile, ...]
    records: int
    new: int
    file: str = ""
    checksums: dict[str, str] = field(default_factory=dict)
    withdrawn: bool = False
    corrections: tuple[Correction, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The records files below the review folder, in their order; each has two files beside it."""
        return parts_of(self.file, self.checksums)

    @property
    def already_imported(self) -> int:
        """How many of the records the review had before."""
        return self.records - self.new

    @property
    def known_as(self) -> list[int]:
        """The numbers of the imports that all its files had come in with before; [] when one of them is new."""
        if not all(each.known_as for each in self.files):
            return []
        return sorted({number for each in self.files for number in each.known_as})

    @classmethod
    def from_document(cls, number: int, document: dict[str, Any]) -> Import:
        """Read the form that `as_document` gives."""
        files = tuple(
            ImportedFile(
                **{
                    **each,
                    "warnings": tuple((line, text) for line, text in each["warnings"]),
                    "known_as": tuple(each.get("known_as", ())),
                }
            )
            for each in document["files"]
        )
        source = document["source"]
        source = Source(**{**source, "found_by": tuple(source.get("found_by", ()))})
        values = {**document, "source": source, "files": files}
        return cls(number=number, **values)

    def as_document(self) -> dict[str, Any]:
        """What is said of an import once; its number, its corrections and a withdrawal follow from other words."""
        document = asdict(self)
        for each in ("number", "id", "withdrawn", "corrections"):
            del document[each]
        if not self.source.found_by:
            del document["source"]["found_by"]
        return document


def parts_of(file: str, checksums: Collection[str]) -> tuple[str, ...]:
    """The records files of an import, in their order.

    Args:
        file: The first one; "" where there is none.
        checksums: All files of the import, three a part.
    """
    if not file:
        return ()
    stem = file.removesuffix(".json")
    return (file, *(f"{stem}-{number}.json" for number in range(2, len(checksums) // 3 + 1)))
