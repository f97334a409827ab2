"""How a record is cited in a report: authors, year, title, where it was published."""

from __future__ import annotations

from typing import NamedTuple

from core.records.record import Author, Record
from core.report.document.plain import one_line

MOST_AUTHORS = 3
CITED = frozenset(("authors", "year", "title", "journal", "volume", "issue", "pages", "doi"))
"""The fields of a record that its citation has."""


class Citation(NamedTuple):
    """One record as a report names it; each part on one line and fit for a page, none of it escaped.

    Attributes:
        authors: "Larsen M, Dahl T, et al."; "" when unknown.
        year: "2020" or "n.d.".
        published: "J Ment Health 2020;19(2):101–112"; "" when unknown.
        short: Its authors as a text names them: "Larsen", "Larsen & Dahl", "Larsen et al."; else its title's beginning.
    """

    record: str
    authors: str
    year: str
    title: str
    published: str
    doi: str
    short: str = ""

    @property
    def text(self) -> str:
        """The whole on one line."""
        parts = (f"{self.authors} ({self.year})" if self.authors else f"({self.year})", self.title, self.published)
        link = f"https://doi.org/{self.doi}" if self.doi else ""
        return ". ".join(part.rstrip(". ") for part in (*parts, link) if part)


def cite(record: Record) -> Citation:
    """The citation of a record."""
    names = [_name(author) for author in record.authors[:MOST_AUTHORS]]
    if len(record.authors) > MOST_AUTHORS:
        names.append("et al.")
    numbers = f"{record.volume}({record.issue})" if record.issue else record.volume
    where = f"{record.journal};{numbers}" if record.journal and numbers else record.journal or numbers
    if record.pages:
        where += f":{record.pages}" if where else record.pages
    return Citation(
        record.id,
        one_line(", ".join(names)),
        str(record.year) if record.year is not None else "n.d.",
        one_line(record.title) or "(no title)",
        one_line(where),
        one_line(record.doi).replace(" ", ""),
        one_line(_short(record)),
    )


def _short(record: Record) -> str:
    families = [author.family or author.given for author in record.authors[:MOST_AUTHORS]]
    if not families:
        words = record.title.split()
        return " ".join(words[:4]) + ("…" if len(words) > 4 else "") if words else "(no title)"
    return f"{families[0]} et al." if len(families) > 2 else " & ".join(families)


def _name(author: Author) -> str:
    given = author.given
    initials = (
        given[0]
        if given.isalpha()
        else "".join([part[0] for part in given.replace(".", " ").replace("-", " ").split()])
    )
    return f"{author.family} {initials}".strip()
