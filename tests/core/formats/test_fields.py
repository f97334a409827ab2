"""What the fields of a record are derived from, vendor by vendor."""

from __future__ import annotations

import pytest

from tests.core.formats.samples import ris


@pytest.mark.parametrize(
    ("lines", "abstract"),
    [
        (["AB  - Short.", "N2  - The longer one of the two."], "The longer one of the two."),
        (["AB  - Text.", "AB  - Copyright of Journal is the property of X and may not be copied. " * 3], "Text."),
        (["AB  - What was found. © 2020 Elsevier Ltd. All rights reserved."], "What was found."),
        (["AB  - What was found. Copyright © 2024 Elsevier Ltd. All rights reserved."], "What was found."),
        (["AB  - Copyright law was asked about."], "Copyright law was asked about."),
        (["AB  - What was found. Copyright."], "What was found."),
        (["AB  - What is copyright? The notion of copyright"], "What is copyright? The notion of copyright"),
        ([f"AB  - Text. Copyright of J is the property of X. {'May be used. ' * 20}for individual use."], "Text."),
        (['AB  - <AbstractText Label="METHODS">We asked.</AbstractText>'], "METHODS: We asked."),
        (["AB  - a &amp;amp;lt; b"], "a < b"),
        (["AB  - NA"], ""),
        (["AB  - <p>H<sub>2</sub>O &amp;lt; 5</p>"], "H2O < 5"),
        (["AB  - a\x1b[31mred\x1b[0m\x07 word\u202e"], "ared word"),
        (["AB  - two  blanks"], "two blanks"),
    ],
)
def test_abstract(lines: list[str], abstract: str) -> None:
    assert ris(*lines).abstract == abstract


def test_endnote_keywords_and_the_order_of_authors() -> None:
    record = ris("KW  - one", "two words", "AU  - Zorn, A", "AU  - Abel, B")
    assert record.keywords == ("one", "two words")
    assert [author.family for author in record.authors] == ["Zorn", "Abel"]


def test_addresses_and_pages_are_without_what_divides_them_from_the_next() -> None:
    record = ris("UR  - https://a.example.org/x?y=1;z=2; https://b.example.org/,", "SP  - e10 - e12")
    assert record.urls == ("https://a.example.org/x?y=1;z=2", "https://b.example.org/")
    assert record.pages == "e10-e12"


@pytest.mark.parametrize(
    ("field", "lines"),
    [
        (
            "doi",
            {
                "DO  - https://doi.org/10.1000/value": "10.1000/value",
                "M3  - doi: 10.1000/marked": "10.1000/marked",
                "N1  - DOI: 10.1000/note": "10.1000/note",
                "UR  - https://doi.org/10.1000/link?x=1": "10.1000/link",
                "N1  - Times cited: 10.5": "",
            },
        ),
        (
            "pmid",
            {
                "U1  - 1111 [PMID]": "1111",
                "N1  - PMID: 2222": "2222",
                "UR  - https://pubmed.ncbi.nlm.nih.gov/3333/": "3333",
                "N1  - https://pubmed.ncbi.nlm.nih.gov/4444/": "",
            },
        ),
        (
            "accession",
            {
                "AN  - 2010-1": "2010-1",
                "N1  - Accession Number: 105; x": "105",
                "U2  - L123456": "L123456",
                "UR  - https://example.org/?a=b&AN=106": "",
                "UR  - https://example.org/?a=b&AN=10600": "10600",
                "N1  - https://example.org/?a=b&AN=10700": "",
            },
        ),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_several_identifiers_the_surest_counts_wherever_it_stands(
    field: str, lines: dict[str, str], turned: bool
) -> None:
    expected = list(lines.values())
    for place, text in enumerate(expected):
        rest = list(lines)[place:]
        said = text or next((each for each in expected[place:] if each), "")
        assert getattr(ris(*(rest[::-1] if turned else rest)), field) == said
