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
