"""BibTeX: what LaTeX makes of text, and entries that are not quite BibTeX."""

from __future__ import annotations

import pytest

from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import read_bytes


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "bibtex")


def record(*fields: str) -> Record:
    [found] = read("@article{key1,\n" + ",\n".join(fields) + "\n}\n").records
    return found


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("{The {Trial} of {PEERS}}", "The Trial of PEERS"),
        ("{{Whole title in braces}}", "Whole title in braces"),
        ('"In quotes"', "In quotes"),
        (r"{M{\"u}ller and \'{e} \'e {\o} \c{c} na{\"\i}ve \v{s}}", "Müller and é é ø ç naïve š"),
        (r"{Stra\ss{}e and \AA{}s}", "Straße and Ås"),
        (r"{50\% of \textit{cases} \& more \#1 \_x}", "50% of cases & more #1 _x"),
        (r"{a \textless{} b \textbackslash{} \{c\}}", r"a < b \ {c}"),
        (r"{{\it Pavo} in {\bf bold}}", "Pavo in bold"),
        (r"{A path C:\temp\new}", r"A path C:\temp\new"),
        ("{Over\n   two lines}", "Over two lines"),
    ],
)
def test_the_text_of_latex(written: str, title: str) -> None:
    assert record(f"title = {written}").title == title


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Larsen, Mette and Dahl, Tor", ["Larsen, Mette", "Dahl, Tor"]),
        ("Mette Larsen and Ludwig van Beethoven", ["Larsen, Mette", "van Beethoven, Ludwig"]),
        ("{Peers and Friends} and Dahl, Tor", ["Peers and Friends", "Dahl, Tor"]),
        ("{Larsen, Mette and Dahl, Tor}", ["Larsen, Mette", "Dahl, Tor"]),
        ("Larsen, Mette\n  and Dahl, Tor", ["Larsen, Mette", "Dahl, Tor"]),
        (r"M{\"u}ller, J{\o}rgen", ["Müller, Jørgen"]),
        ("Larsen M.", ["Larsen, M."]),
    ],
)
def test_authors(written: str, authors: list[str]) -> None:
    assert [each.name for each in record("title = {T}", f"author = {{{written}}}").authors] == authors


def test_fields() -> None:
    found = record(
        "Title = {T}",
        "JOURNAL = jp",
        "year = 2020",
        "pages = {101--112}",
        "doi = {https://doi.org/10.1000/A_B}",
        r"url = {https://x.org/a_b}",
        "keywords = {peers, care}",
        "issn = {0954-0121}",
    )
    assert (found.title, found.year, found.pages, found.doi) == ("T", 2020, "101-112", "10.1000/a_b")
    assert found.keywords == ("peers", "care") and found.urls == ("https://x.org/a_b",) and found.accession == "key1"


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("@article{Jos& Mar?a 2019,\n title = {Two}\n}", id="EBSCO: a key that is none"),
        pytest.param("@article{,\n title = {Two}\n}", id="no key"),
        pytest.param("@article{two,\n title = {Two},\n note = {a},\n note = {b}\n}", id="Scopus: a field twice"),
        pytest.param("@article{two,\n title = {Two},\n abstract = {open {brace}\n}", id="a brace too many"),
        pytest.param('@article{two,\n title = {Two},\n note = "open,\n}', id="a quote too many"),
        pytest.param("@ARTICLE(two,\n title = {Two}\n)", id="parentheses"),
        pytest.param("@string{jp = {Journal}}\n@article{two,\n title = {Two},\n journal = jp\n}", id="an abbreviation"),
        pytest.param('@comment{no entry}\n@preamble{"x"}\n@article{two,\n title = {Two}}', id="no entries"),
        pytest.param("@article{one,\n title = {Two}\n}", id="a key twice"),
    ],
)
def test_an_odd_entry_is_read_and_costs_no_other(odd: str) -> None:
    result = read(f"@article{{one,\n title = {{One}}\n}}\n\n{odd}\n\n@article{{three,\n title = {{Three}}\n}}\n")
    assert [each.title for each in result.records] == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("@article{one,\n title = {One},\n note = {a},\n note = {b}\n}", "a field comes twice"),
        ("@article{one,\n title = {One},\n abstract = {open {brace}\n}", "not well-formed BibTeX"),
        ("@article{one\n", "left out"),
    ],
)
def test_what_the_parser_gives_up_on_is_said_with_its_line(entry: str, said: str) -> None:
    result = read(f"\n{entry}\n\n@article{{two,\n title = {{Two}}\n}}\n")
    [warning] = result.warnings
    assert said in warning.message and warning.line == 2
    assert result.skipped == (said == "left out") and result.records[-1].title == "Two"


def test_a_field_that_comes_twice_is_kept_twice() -> None:
    notes = [value for tag, value in record("title = {T}", "note = {a}", "note = {b}").raw if tag == "note"]
    assert notes == ["a", "b"]


def test_fields_that_lost_their_entry_are_said_and_given_to_none() -> None:
    result = read_bytes(
        b"@article{a,\n title = {First},\n year = 2001\n}\n\n author = {Cole, B},\n doi = {10.1000/lost}\n}\n\n"
        b"Encoding = UTF-8\n\n@article{c,\n title = {Third}\n}\n",
        "bibtex",
    )
    assert [(each.title, each.doi) for each in result.records] == [("First", ""), ("Third", "")]
    assert [(each.line, each.message) for each in result.warnings] == [
        (6, "left out, since it is in no entry: “author = {Cole, B},”")
    ]


_TWO = "author = {Smith, Anna and Larsen, Mette},\n title = {{Peers} in wards},\n pages = {{1--9}}, year = 2020"


@pytest.mark.parametrize(
    ("entry", "key", "said"),
    [
        pytest.param(f"@article{{one,\n {_TWO}\n}}", "one", "the key “one” was there before", id="a key twice"),
        pytest.param(f"@article{{,\n {_TWO}\n}}", "", "without a key", id="an empty key"),
        pytest.param(f"@article{{Smith, 2020,\n {_TWO}\n}}", "Smith, 2020", "has a comma", id="a comma in the key"),
        pytest.param(f"@article{{A, B and C, 2020, {_TWO}}}", "A, B and C, 2020", "has a comma", id="on one line"),
        pytest.param(f"@article{{\n {_TWO}\n}}", "", "without a key", id="no key at all"),
        pytest.param(f"@article{{{_TWO}}}", "", "without a key", id="no key at all, on one line"),
        pytest.param(
            '@article{two,\n title = "Peers in wards"\n author = "Smith, Anna and Larsen, Mette",\n pages = "1--9"\n}',
            "two",
            "a comma is missing",
            id="a comma missing",
        ),
    ],
)
def test_an_entry_with_an_odd_key_has_all_its_fields_and_is_said(entry: str, key: str, said: str) -> None:
    result = read(f"@article{{one,\n title = {{One}}\n}}\n\n{entry}\n\n@article{{three,\n title = {{Three}}\n}}\n")
    _, odd, _ = result.records
    assert (odd.title, odd.pages, odd.accession) == ("Peers in wards", "1-9", key)
    assert [author.name for author in odd.authors] == ["Smith, Anna", "Larsen, Mette"]
    [warning] = result.warnings
    assert said in warning.message and warning.line == 5


def test_keys_are_remembered_beyond_what_the_parser_is_given_at_a_time() -> None:
    many = "@string{jp = {Journal of Peers}}\n" + "".join(
        f"@article{{k{place % 250},\n title = {{T{place}}},\n journal = jp,\n pages = {{{{1--2}}}}\n}}\n"
        for place in range(251)
    )
    result = read(many)
    assert [each.message[:24] for each in result.warnings] == ["the key “k0” was there b"]
    assert {(each.pages, each.journal) for each in result.records} == {("1-2", "Journal of Peers")}
    assert [each.line for each in result.records[198:202]] == [992, 997, 1002, 1007] and result.warnings[0].line == 1252


@pytest.mark.parametrize("end", ["and others", "and {others}", "and Others", "and et al."])
def test_and_others_is_no_author_and_is_said(end: str) -> None:
    result = read(f"@article{{one,\n title = {{T}},\n author = {{Smith, Anna {end}}}\n}}\n")
    assert [author.name for author in result.records[0].authors] == ["Smith, Anna"]
    assert "and others" in result.warnings[0].message
    assert not read("@article{one,\n title = {T},\n note = {Larsen et al.}\n}\n").warnings


def test_values_joined_with_a_cross_are_one() -> None:
    assert record('title = "Peers " # "in" # { wards}').title == "Peers in wards"


def test_a_key_of_our_own_is_no_accession_number() -> None:
    entries = "".join(
        f"@article{{{key},\n title = {{T}}\n}}\n" for key in ("r0123456789abcdef", "r0123", "xr0123456789abcdef")
    )
    assert [each.accession for each in read(entries).records] == ["", "r0123", "xr0123456789abcdef"]


def test_an_entry_that_says_its_type_in_a_field() -> None:
    [found] = read("@misc{a,\n title = {T},\n type = {Book Chapter}\n}\n").records
    [other] = read("@article{a,\n title = {T},\n type = {Book Chapter}\n}\n").records
    assert (found.kind, other.kind) == ("CHAP", "JOUR")
