"""What a bundle says of itself: `bundle.json`, its README and its data dictionary, which all follow from the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import TamisError
from store.bundle.copying import Chain
from store.bundle.dictionary import data_dictionary
from store.bundle.readme import readme
from store.bundle.results import as_bytes

REVIEW = "review"
REPORT = "report"
MANIFEST = "bundle.json"
README = "README.md"
DICTIONARY = "DATA-DICTIONARY.md"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Description:
    """How a bundle was made.

    Attributes:
        software: The name and version of the program that made it.
        abstracts: Whether abstracts, and the pairs as the databases wrote them, are in it.
        pseudonyms: Whether the reviewers are called R1, R2 …
        chains: The journals in it.
    """

    software: str
    abstracts: bool
    pseudonyms: bool
    chains: tuple[Chain, ...]

    def as_bytes(self) -> bytes:
        """The file `bundle.json`."""
        journals = [
            {
                "file": f"{REVIEW}/{each.journal}",
                "lines": each.lines,
                "original_last_hash": each.last,
                "lines_naming_people": each.naming,
            }
            for each in self.chains
        ]
        made = {"software": self.software, "abstracts": self.abstracts, "pseudonyms": self.pseudonyms}
        return as_bytes({"format": FORMAT, **made, "journals": journals})

    @classmethod
    def from_bytes(cls, content: bytes) -> Description:
        """The inverse of `as_bytes`.

        Raises:
            TamisError: It is none that this version of tamis has written.
        """
        try:
            said = json.loads(content)
            chains = tuple(
                Chain(
                    str(each["file"]).removeprefix(f"{REVIEW}/"),
                    int(each["lines"]),
                    str(each["original_last_hash"]),
                    tuple(map(int, each["lines_naming_people"])),
                )
                for each in said["journals"]
            )
            found = cls(str(said["software"]), bool(said["abstracts"]), bool(said["pseudonyms"]), chains)
        except (ValueError, KeyError, TypeError, RecursionError):
            found = None
        if found is None or found.as_bytes() != content:
            raise TamisError("it is not what a tamis of this version writes", where=MANIFEST)
        return found


def first_line(content: bytes) -> bytes:
    """The first line of a file: of a table, the names of its columns."""
    return content.partition(b"\n")[0]


def described_files(made: Description, title: str, first_lines: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name in the bundle → content of each file that describes the bundle.

    Args:
        made: How it was made.
        title: The title of the review.
        first_lines: Name → first line of the derived files in it, whose tables the dictionary describes.
    """
    tables = {
        name: line for name, line in first_lines.items() if name.startswith(f"{REPORT}/") and name.endswith(".csv")
    }
    return {
        MANIFEST: made.as_bytes(),
        README: readme(title, made.chains, abstracts=made.abstracts, other_names=made.pseudonyms).encode(),
        DICTIONARY: data_dictionary(tables).encode(),
    }
