"""How a record is cited, by each of its fields alone."""

from __future__ import annotations

from typing import Any

import pytest

from core.records.record import Author, Record
from core.report.document.citation import Citation, cite

ANN, BO = Author("Nilsen", "Ann-Marie B."), Author("Berg", "Bo")


@pytest.mark.parametrize(
    ("authors", "cited", "short"),
    [
        ((), "", "One two three four…"),
        ((ANN,), "Nilsen AMB", "Nilsen"),
        ((ANN, BO), "Nilsen AMB, Berg B", "Nilsen & Berg"),
        ((ANN, BO, Author("", "Carl")), "Nilsen AMB, Berg B, C", "Nilsen et al."),
        ((ANN, BO, ANN, BO), "Nilsen AMB, Berg B, Nilsen AMB, et al.", "Nilsen et al."),
        ((Author("", "Carl"),), "C", "Carl"),
        ((Author("WHO", ""),), "WHO", "WHO"),
    ],
)
def test_authors(authors: tuple[Author, ...], cited: str, short: str) -> None:
    found = cite(Record(id="r", title="One two three four five", authors=authors))
    assert (found.authors, found.short) == (cited, short)


@pytest.mark.parametrize(
    ("title", "short"),
    [("", "(no title)"), ("One", "One"), ("a b c d", "a b c d"), ("a b c d e", "a b c d…"), ("  ", "(no title)")],
)
def test_without_authors_it_is_named_by_its_title(title: str, short: str) -> None:
    assert cite(Record(id="r", title=title)).short == short and cite(Record(id="r", title=title)).title != ""


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({}, ""),
        ({"journal": "J"}, "J"),
        ({"volume": "2"}, "2"),
        ({"issue": "3"}, "(3)"),
        ({"pages": "4–5"}, "4–5"),
        ({"journal": "J", "pages": "4–5"}, "J:4–5"),
        ({"journal": "J", "volume": "2", "issue": "3", "pages": "4–5"}, "J;2(3):4–5"),
        ({"volume": "2", "pages": "4"}, "2:4"),
    ],
)
def test_where_it_was_published(fields: dict[str, Any], published: str) -> None:
    assert cite(Record(id="r", **fields)).published == published


def test_the_rest() -> None:
    found = cite(Record(id="r", title="A\ntitle", year=0, doi="10.1/a b", authors=(Author("N\u202en", "B"),)))
    assert (
        found == Citation("r", found.authors, "0", "A title", "", "10.1/ab", found.short) and "\u202e" not in found[1]
    )
    assert cite(Record(id="r")).year == "n.d." and cite(Record(id="r")).title == "(no title)"


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        (
            Citation("r", "Nilsen A", "2020", "A title.", "J;2", "10.1/x"),
            "Nilsen A (2020). A title. J;2. https://doi.org/10.1/x",
        ),
        (Citation("r", "", "n.d.", "Why? ", "", ""), "(n.d.). Why?"),
        (Citation("r", "Nilsen A", "2020", "T", "", "10.1/x"), "Nilsen A (2020). T. https://doi.org/10.1/x"),
    ],
)
def test_on_one_line(cited: Citation, text: str) -> None:
    assert cited.text == text
