"""Which column of a table holds what, whatever it is called and however the table is divided."""

from __future__ import annotations

import pytest

from core.formats.columns import delimiter_of, fields_of, has_given_names_first, is_header, is_known


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


NAMES = {
    "title": "title", "originalnonenglishtitle": "title", "translatedtitle": "title", "description": "abstract",
    "originalnonenglishabstract": "abstract", "authorlist": "authors", "authorshipsauthordisplayname": "authors",
    "authorshipsrawauthorname": "authors", "autoren": "authors", "collectivename": "groups", "published": "year",
    "creationdate": "year", "onlinedate": "year", "jahr": "year", "ano": "year", "journalname": "journal",
    "series": "journal", "pubtitle": "journal", "source": "journal", "journalabbreviation": "journal",
    "revista": "journal", "is": "issue", "zeitschrift": "journal", "bibliovolume": "volume", "sp": "pages",
    "ep": "last_page", "elocationid": "article_number", "itemdoi": "doi", "idsdoi": "doi", "articledoi": "doi",
    "idspmid": "pmid", "key": "accession", "ui": "accession", "rayyanid": "accession", "itemid": "accession",
    "refid": "accession", "journalissn": "issn", "sn": "issn", "primarylocationsourceissnl": "issn",
    "pb": "publisher", "la": "languages", "referencetype": "types", "typecrossref": "types",
    "manualtags": "keywords", "subjectterms": "keywords", "subject": "keywords", "de": "keywords",
    "emtreedrugindexterms": "keywords", "ieeeterms": "keywords", "plink": "urls", "dimensionsurl": "urls",
    "sourceurls": "urls", "abstracturl": "urls", "extra": "notes", "citation": "citation",
}  # fmt: skip


def test_what_columns_of_many_names_hold() -> None:
    assert {name: [field for field, _ in fields_of(name)] for name in NAMES} == {
        name: [field] for name, field in NAMES.items()
    }
    assert [field for field, _ in fields_of("DOI Link")] == ["doi", "urls"]
    assert (
        fields_of("Abbreviated Source Title")[0][1] > fields_of("Source title")[0][1] > fields_of("Journal")[0][1] == 0
    )


def test_which_columns_are_known_and_who_writes_given_names_first() -> None:
    known = ("WoS Categories", "180 Day Usage Count", "Abbreviation", "Year", "tamis-outcome")
    assert all(map(is_known, known)) and not any(map(is_known, ("Mood", "tamis", "x-tamis-outcome", "")))
    turned = (
        "Lens ID",
        "authorships.author.display_name",
        "Document Identifier",
        "Date Added To Xplore",
        "IEEE Terms",
        "Item DOI",
    )
    assert all(has_given_names_first(["Title", each]) for each in turned) and not has_given_names_first(
        ["Title", "DOI"]
    )
    assert is_header("Title,Year," + "x" * ((1 << 16) - 11)) and not is_header("Title,Year," + "x" * ((1 << 16) - 10))
