"""Tells which report a file holds: by its name (the record's id, its DOI or its PMID), else by a title in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from core.fulltext.text import letters
from core.records.record import Record

_RUN = re.compile(r"[^\W_]+")
_SHORTEST_PMID = 5
"""Digits of a PMID that may stand by itself: fewer are a year or a page; those need “pmid” before them."""

_SHORTEST_TITLE = 25
"""Letters and digits of a title that is found in a text: a shorter one may stand in any."""
_BEGINNING = 4000
"""Letters and digits of a text in which its own title is looked for: further on others' titles stand."""

Runs = tuple[str, ...]


@dataclass(slots=True)
class Names:
    """What a file's name may hold to name a record: the letters and digits of its id or its DOI, or its PMID."""

    by_runs: dict[Runs, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_pmid: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    longest: int = 1


def names_of(records: Iterable[tuple[str, Record]]) -> Names:
    """What files may be named after, for these records.

    Args:
        records: Pairs of the id to answer with and a record; several of one group answer with its survivor.
    """
    names = Names()
    for answer, record in records:
        for key in (record.id, record.doi):
            if runs := tuple(_RUN.findall(key.casefold())):
                names.by_runs[runs].add(answer)
                names.longest = max(names.longest, len(runs))
        if record.pmid:
            names.by_pmid[record.pmid.lstrip("0")].add(answer)
    return names


def meant_by(stem: str, names: Names) -> set[str]:
    """The records that a file's name, without its ending, may mean; one of them is certain, several are not.

    A slash or another sign of a DOI may stand as any other signs ("10.1000_xyz.1", "10.1000%2Fxyz-1"). A DOI that is
    part of a longer one that matches too is not meant, nor one that goes on after a full stop.
    """
    text = unquote(stem).casefold()
    spans = list(_RUN.finditer(text))
    found: list[tuple[int, int, set[str]]] = []
    for start in range(len(spans)):
        for end in range(start + 1, min(start + names.longest, len(spans)) + 1):
            records = names.by_runs.get(tuple(span[0] for span in spans[start:end]))
            if records and not (end - start > 1 and _goes_on(text, spans[end - 1].end())):
                found.append((start, end, records))
    meant = {
        record
        for start, end, records in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in found)
        for record in records
    }
    inside = {place for start, end, _ in found for place in range(start, end)}
    for place, span in enumerate(spans):
        if place not in inside:
            meant |= _by_pmid(span[0], spans[place - 1][0] if place else "", names.by_pmid)
    return meant


def titled(beginning: str, titles: Mapping[str, Iterable[str]]) -> set[str]:
    """The records whose whole title stands at the beginning of a text; one of them is certain, several are not.

    Args:
        beginning: The text of the first page.
        titles: The titles of each record; those of fewer than `_SHORTEST_TITLE` letters and digits tell nothing.
    """
    text = letters(beginning)[:_BEGINNING]
    found: dict[str, str] = {}
    for record, its in titles.items():
        known = [each for each in map(letters, its) if len(each) >= _SHORTEST_TITLE and each in text]
        if known:
            found[record] = max(known, key=len)
    # A title that is part of a longer one that stands there too is not meant.
    return {
        record
        for record, title in found.items()
        if not any(title != other and title in other for other in found.values())
    }


def _goes_on(text: str, end: int) -> bool:
    return re.match(r"\.[^\W_]", text[end:]) is not None


def _by_pmid(run: str, before: str, known: Mapping[str, set[str]]) -> set[str]:
    digits = run.removeprefix("pmid")
    labelled = digits != run or before == "pmid"
    return known.get(digits.lstrip("0"), set()) if labelled or len(digits) >= _SHORTEST_PMID else set()
