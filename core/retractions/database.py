"""Reads a file of the Retraction Watch database, as they publish it, and finds the records that it speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.errors import TamisError
from core.records.record import Author, Flag

if TYPE_CHECKING:
    from core.dedup.normalise import Keys

NAME = "Retraction Watch"
_NATURES = {
    "retraction": "retracted",
    "expression of concern": "expression of concern",
    "correction": "corrected",
    "reinstatement": "reinstated",
}
_DOI, _PMID, _TITLE, _NATURE = "OriginalPaperDOI", "OriginalPaperPubMedID", "Title", "RetractionNature"
_OTHERS = ("RetractionDate", "OriginalPaperDate", "Author", "Reason")
_BARE_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DATE = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")
_LONG_TITLE = 30
"""Letters of a title that hardly two papers of the same authors share."""
_SAME_AUTHORS = 60
_DETAIL = 300
"""Characters of the reasons that are kept."""


class Retraction(NamedTuple):
    """One row of the database.

    Attributes:
        line: The line of the file where it begins, from 1.
        keys: What the paper is compared with records by; it has no id.
        flag: What it says of the paper.
    """

    line: int
    keys: Keys
    flag: Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionFile:
    """A file of a database of retractions that was compared with the records.

    Attributes:
        database: The name of the database.
        file: The name of the file.
        sha256: The checksum of the file.
        dated: The day of the file, "2026-11-20".
        newest: The day of the newest retraction in it; "" where it names none.
        rows: How many rows were read.
        imports: The ids of the imports whose records were compared.
        found: Each record that it speaks of, with what it says.
    """

    database: str
    file: str
    sha256: str
    dated: str
    newest: str
    rows: int
    imports: frozenset[str]
    found: Sequence[tuple[str, Flag]]
    by: str
    at: str


class Unreadable(NamedTuple):
    """A row that cannot be read."""

    line: int
    what: str


def read_database(lines: Iterable[str], where: str) -> Iterator[Retraction | Unreadable]:
    """The rows of a file of the database.

    Args:
        lines: The lines of the file.
        where: How messages name it.

    Raises:
        TamisError: It is no such file.
    """
    import csv  # only a file of theirs needs it; what follows from one is asked at each start

    lines = iter(lines)
    first = next(lines, "")
    separator = max(",;\t", key=first.count)
    head = [each.strip().strip('"').lstrip("\ufeff") for each in first.strip().split(separator)]
    lacking = [each for each in (_TITLE, _DOI, _PMID, _NATURE) if each not in head]
    if lacking:
        raise TamisError(
            f"it is no file of the Retraction Watch database: the column {lacking[0]} is missing",
            where=f"{where}, line 1",
            advice="Take retraction_watch.csv as Crossref gives it; its columns are named in the first line.",
        )
    place = {name: head.index(name) for name in (_TITLE, _DOI, _PMID, _NATURE, *_OTHERS) if name in head}
    rows = csv.reader(lines, delimiter=separator)
    while True:
        line = rows.line_num + 2  # the reader has not seen the first one
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Unreadable(line, str(error))
            continue
        if row is None:
            return
        if not any(row):
            continue
        if len(row) != len(head):
            yield Unreadable(line, f"{len(row)} columns, where the first line has {len(head)}")
            continue
        yield _retraction(line, {name: row[at].strip() for name, at in place.items()})


def _retraction(line: int, row: Mapping[str, str]) -> Retraction:
    from core.dedup.names import author_words  # likewise
    from core.dedup.normalise import Keys
    from core.dedup.titles import clean_title

    doi = _BARE_DOI.search(row[_DOI].lower())
    pmid = row[_PMID].removesuffix(".0")
    authors = tuple(_author(each) for each in row.get("Author", "").split(";") if each.strip())
    names, given = author_words(authors) if authors else ("", "")
    year = _day(row.get("OriginalPaperDate", ""))[:4]
    keys = Keys(
        "",
        title=clean_title(row[_TITLE])[0],
        authors=names,
        given=given,
        year=int(year) if year else 0,
        doi=doi[0].rstrip(".,;") if doi else "",
        pmid=pmid if pmid.isdecimal() and int(pmid) else "",
    )
    nature = row[_NATURE].casefold()
    reasons = "; ".join(filter(None, (each.strip(" +") for each in row.get("Reason", "").split(";"))))
    flag = Flag(
        _NATURES.get(nature, nature or "retracted"), NAME, reasons[:_DETAIL], on=_day(row.get("RetractionDate", ""))
    )
    return Retraction(line, keys, flag)


def _author(name: str) -> Author:
    """A name: “Mette Larsen”, as the database writes it, or “Larsen, Mette”."""
    if "," in name:
        family, _, given = name.partition(",")
    else:
        given, _, family = name.strip().rpartition(" ")
    return Author(family.strip(), given.strip())


def _day(text: str) -> str:
    """A day, “5/3/2019 0:00” (the month first) or “2019-05-03”, as the latter; "" for none."""
    found = _DATE.match(text)
    if not found:
        return ""
    one, two, three = found.groups()
    year, month, date = (one, two, three) if len(one) == 4 else (three, one, two)
    if len(year) != 4 or len(date) > 2:
        return ""
    if int(month) > 12:
        month, date = date, month
    return f"{year}-{int(month):02}-{int(date):02}" if 1 <= int(month) <= 12 and 1 <= int(date) <= 31 else ""


class Matching:
    """Finds the records that rows of the database speak of.

    A row speaks of the records with its DOI or its PubMed number. Where a record has neither, or the row, it speaks of
    those with the same long title, authors and year.

    Args:
        records: The keys of the review's records.
    """

    def __init__(self, records: Iterable[Keys]) -> None:
        self._by_id: defaultdict[str, list[Keys]] = defaultdict(list)
        self._by_title: defaultdict[str, list[Keys]] = defaultdict(list)
        for each in records:
            for identifier in filter(None, (each.doi, each.pmid)):
                self._by_id[identifier].append(each)
            if len(each.title) >= _LONG_TITLE:
                self._by_title[each.title].append(each)

    def records_of(self, row: Retraction) -> list[str]:
        """The ids of the records that a row speaks of."""
        from core.dedup.compare import authors_similarity  # likewise

        keys = row.keys
        found = [each.id for name in (keys.doi, keys.pmid) if name for each in self._by_id.get(name, ())]
        for each in self._by_title.get(keys.title, ()):
            known = any(one and other for one, other in ((keys.doi, each.doi), (keys.pmid, each.pmid)))
            close = not keys.year or not each.year or abs(keys.year - each.year) <= 1
            if not known and close and authors_similarity(keys, each) >= _SAME_AUTHORS:
                found.append(each.id)
        return list(dict.fromkeys(found))
