"""Which column of a table holds what, whatever it is called and however the table is divided."""

from __future__ import annotations

import pytest

from core.formats.columns import delimiter_of, fields_of, is_header


@pytest.mark.parametrize(
    ("line", "delimiter"), [("a,b;c,d", ","), ('"a;b;c",d', ","), ('"a,b";c', ";"), ("a\tb", "\t"), ("a", ",")]
)
def test_what_divides_the_cells_stands_outside_of_quotes(line: str, delimiter: str) -> None:
    assert delimiter_of(line) == delimiter


def test_a_line_that_is_too_long_is_no_header() -> None:
    assert is_header("Title,Year," + "x" * 1000) and not is_header("Title,Year," + "x" * 70_000)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("Title,Year", True),
        ('"Title";"Year"', True),
        ("title\tabstract", True),
        ("TITLE , DOI", True),
        ("Title", False),
        ("Author,Year", False),
        ("The title,is in this line", False),
        ("Name,Address", False),
    ],
)
def test_what_is_a_header(header: str, known: bool) -> None:
    assert is_header(header) == known


def test_headers_are_compared_without_case_blanks_and_signs() -> None:
    assert fields_of("UT (Unique WOS ID)") and fields_of("Author(s)") == fields_of("authors") == fields_of(" AUTHOR_S ")
    assert fields_of("Number of sheep") == []
