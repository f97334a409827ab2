"""What the fields of a record are derived from, vendor by vendor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.records.record import RawField, Record
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


RULES = FieldRules(
    title=("T", "BT"), abstract=("A", "B"), authors=("AU", "A2"), groups=("G",), year=("Y", "Z"), second_title="T2",
    journal=("J", "T2", "BT", "JO", "J2"), volume=("V",), issue=("I",), pages=("P",), last_page="L",
    article_number=("N",), doi=(), accession=(), issn=(), languages=("LA", "LB"), types=("TY", "TZ"), kind="TY",
    kinds={"": "GEN", "a": "JOUR", "b": "BOOK", "c - d": "CHAP", "e": "", "f": "CONF"}, keywords=("K", "L2"),
    urls=("U",), notes=("NO", "NP"),
)  # fmt: skip


def made(*lines: str, plain: bool | None = None, own: int | None = None, **changed: Any) -> Record:
    pairs = [RawField(*line.split("=", 1)) for line in lines]
    raw = RawRecord.of(3, pairs)._replace(plain=plain, own=own)
    return derive(raw, replace(RULES, **changed))


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["TY=x"], "kind", "GEN"),
        (["TY=A"], "kind", "JOUR"),
        (["TY=B", "TY=A"], "kind", "JOUR"),
        (["TY=e"], "kind", "GEN"),
        (["TY=B", "TY=f"], "kind", "BOOK"),
        (["TY=C - D"], "kind", "CHAP"),
        (["TY=F - x - y"], "kind", "CONF"),
        ([], "kind", "GEN"),
        (["TY=x", "TY=B"], "kind", "BOOK"),
        (["TY=x - A"], "kind", "GEN"),
        (["T=", "T=two", "BT=x"], "title", "two"),
        (["T=NA", "BT=b"], "title", "b"),
        (["T= a   b "], "title", "a b"),
        (["A=one", "B=longer", "B=x"], "abstract", "longer"),
        (["A=ones", "B=four"], "abstract", "ones"),
        (["AU=", "A2=Dahl, T"], "first_author", "Dahl"),
        (["AU=Ek, A", "A2=Dahl, T"], "first_author", "Ek"),
        (["G=WHO", "AU=Ek, A", "G=WHO"], "authors", (("Ek", "A"), ("WHO", ""))),
        (["AU=Ek, A;Dahl, B"], "authors", (("Ek", "A"), ("Dahl", "B"))),
        (["AU=Ek, A", "AU=Ek, A"], "authors", (("Ek", "A"), ("Ek", "A"))),
        (["AU=Ek,  A"], "authors", (("Ek", "A"),)),
        (["Y=in 12345", "Z=3 May 1999"], "year", 1234),
        (["Y=12 x", "Y=2001", "Z=1999"], "year", 2001),
        (["Y=a2999"], "year", 2999),
        (["Y=3000"], "year", None),
        (["Y=0999"], "year", None),
        (["J=http://x", "J=NA", "J=Real"], "journal", "Real"),
        (["T=x", "T2=Sub", "BT=Book"], "journal", "Sub"),
        (["T2=Sub"], "journal", "Sub"),
        (["BT=Book"], "journal", ""),
        (["T=x", "BT=Book"], "journal", "Book"),
        (["T2=The J of Seas", "JO=J Seas"], "journal", "The J of Seas"),
        (["T2=Sub", "JO=Seas"], "journal", "Seas"),
        (["T2=Sub", "JO=Sea. S"], "journal", "Sub"),
        (["T2=Seas", "JO=Sx"], "journal", "Sx"),
        (["JO=J.Sea"], "journal", "J.Sea"),
        (["T2=Sub", "J2=Seas"], "journal", "Sub"),
        (["P=1", "L=9"], "pages", "1-9"),
        (["P=1", "L=1"], "pages", "1"),
        (["P=1-2", "L=9"], "pages", "1-2"),
        (["L=9"], "pages", ""),
        (["P=1 - 9"], "pages", "1-9"),
        (["P=1 -9"], "pages", "1-9"),
        (["P=1- 9"], "pages", "1-9"),
        (["P=1---9"], "pages", "1-9"),
        (["P=1‐9"], "pages", "1-9"),
        (["P=1—9"], "pages", "1-9"),
        (["P=No pagination", "N=e1"], "pages", "e1"),
        (["N=e1", "P=2"], "pages", "2"),
        (["P=no pagination specified"], "pages", ""),
        (["P=No-Specified", "N=5"], "pages", "5"),
        (["P=é1"], "pages", "é1"),
        (["K=a;b ; a", "L2=NA", "K=", "L2=c"], "keywords", ("a", "b", "c")),
        (["K=a  b"], "keywords", ("a b",)),
        (["K=a,b"], "keywords", ("a,b",)),
        (["U=see http://a, ftp://b; https://c x://d http://a"], "urls", ("http://a", "ftp://b", "https://c")),
        (["U=http:/a"], "urls", ()),
        (["LA=English", "LB=eng; no"], "languages", (("LA", "eng"), ("LB", "eng"), ("LB", "nor"))),
        (["LA=en", "LA=eng"], "languages", (("LA", "eng"),)),
        (["NO=x", "NP=Language: English"], "languages", (("NO", "eng"),)),
        (["LA=no", "NO=Language: English"], "languages", (("LA", "nor"),)),
        (["TZ=Review ; Letter;"], "types", (("TZ", "Review"), ("TZ", "Letter"))),
        (["TZ=a [12]"], "types", ()),
        (["TZ=10.1000/x"], "types", ()),
        (["TZ=12"], "types", ()),
        (["TZ=x://y"], "types", ()),
        (["TZ=a [12] b"], "types", (("TZ", "a [12] b"),)),
        (["TY=A", "TZ=x", "TZ=x"], "types", (("TY", "A"), ("TZ", "x"))),
        (["NP=Document Type: A, B (12). x"], "types", (("NO", "A"), ("NO", "B"))),
        (["NO=Publication Type: One twoThree Four: x"], "types", (("NO", "One two"),)),
        (["NO=Document Type:a"], "types", ()),
        (["NO=Publication Type: ab\nc", "NP=Document Type: ab"], "types", (("NO", "ab"),)),
    ],
)
@pytest.mark.parametrize("plain", [None, False])
def test_each_field_by_itself(lines: list[str], field: str, value: object, plain: bool | None) -> None:
    assert getattr(made(*lines, plain=plain), field) == value


def test_what_is_said_to_be_plain_is_not_cleaned_but_of_blanks() -> None:
    assert (
        made("T=a &amp;  b ", plain=True).title == "a &amp; b" and made("T=a &amp;  b ", plain=False).title == "a & b"
    )
    assert made("T=NA", plain=True).title == "" and made("K=NA", "K=x", plain=True).keywords == ("x",)


def test_only_the_pairs_of_its_own_count_for_the_fields() -> None:
    found = made("T=one", "V=1", "T=two", "V=2", own=1)
    assert (found.title, found.volume, found.line) == ("one", "", 3)
    assert [each.tag for each in found.raw] == ["T"] and [each.value for each in found.stray] == ["1", "two", "2"]
    whole = made("T=one", "V=1")
    assert [each.tag for each in whole.raw] == ["T", "V"] and whole.stray == ()


def test_of_a_value_without_end_the_start_is_looked_at() -> None:
    assert len(made(f"T={'x' * 100_002}").title) == 100_000 and len(made(f"T={'x' * 99_999}").title) == 99_999


def test_kinds_by_the_first_type_and_kinds_that_are_codes() -> None:
    assert made("TY=x; B", "TZ=A", kind="").kind == "BOOK" and made("TZ=x", kind="").kind == "GEN"
    assert made("TY=jo ur", kinds={}).kind == "JO UR" and made("TY=book", "TY=x", kinds={}).kind == "BOOK"
    assert made("TY=&amp;a", kinds={}).kind == "&A" and made(kinds={}).kind == ""


def test_all_authors_in_one_cell() -> None:
    cell = "AU=Ola Ek, Siv Dahl"
    assert [each.name for each in made(cell, author_cells=True, given_names_first=True).authors] == [
        "Ek, Ola",
        "Dahl, Siv",
    ]
    assert [each.name for each in made("AU=Ek O, Dahl S", author_cells=True).authors] == ["Ek, O", "Dahl, S"]
