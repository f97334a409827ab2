"""The family and given names of authors, from names as databases write them.

Own code, since nameparser 2.6 takes the initials of "Larsen MK" for the family name (right in 0 of 590 names that
PubMed gives in both forms; here in 589), divides the names of groups, and takes 60 times as long.
"""

from __future__ import annotations

import re
from functools import partial
from sys import intern

from core.records.record import Author

_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?[-\s]?){1,4}")
# "Adeli K.Lewis G. F.": a full stop with a family name right after it, and not a further initial.
_GLUED = re.compile(r"(?<=\.)(?=[^\W\d_][^\s.]*\s)")


# As Author(family, given), without a call in Python: every record has several.
_author = partial(tuple.__new__, Author)


def author(name: str) -> Author | None:
    """One author, from "Larsen, Mette", "Larsen M", "Larsen M. K." or the name of a group.

    A name without a comma is divided only when it ends in initials: what looks like a given and a family name may as
    well be a group's name. Returns None for an empty name. Names are interned, since a review meets most of them often.
    """
    if "$$" in name:  # Primo (Oria) adds fields of its own: "Larsen, Mette$$QLarsen, Mette"
        name = name[: name.index("$$")]
    family, comma, given = name.partition(",")
    if comma:
        family, given = family.strip(), given.strip(" ,")
        if not family:
            family, given = given, ""
    else:
        family, given = _without_initials(name.strip())
    return _author((intern(family), intern(given))) if family and name != "NA" else None


def divide_names(cell: str) -> list[str]:
    """The names in one cell of a table, however they are divided: ";", line ends, "and", commas or full stops."""
    for mark in (";", "\n", "|", " and "):
        if mark in cell:
            return _stripped(cell.split(mark))
    parts = _stripped(cell.split(","))
    if len(parts) == 1:
        return _stripped(_GLUED.split(cell))
    if all(_without_initials(part)[1] for part in parts):
        return parts
    family_first = [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=False)]
    if len(parts) > 2 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(given) for given in parts[1::2]):
        return family_first
    return [cell.strip()] if len(parts) == 2 else parts


def _without_initials(name: str) -> tuple[str, str]:
    """The name and the initials at its end, or the whole name and ""."""
    words = name.split(" ")
    first = len(words)
    while first > 1 and _INITIALS.fullmatch(words[first - 1]):
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:])


def _stripped(names: list[str]) -> list[str]:
    return [name.strip() for name in names if name.strip()]
