"""EndNote's tagged text."""

from __future__ import annotations

import pytest

from core.formats.result import ImportResult
from tests.core.formats.samples import read_bytes


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "enw")


def test_a_record() -> None:
    [found] = read(
        "%0 Journal Article\n%T Peer support\n%A Larsen, Mette\n%A Dahl, Tor\n%J Journal of peers\n%V 8\n"
        "%N 2\n%P 101-112\n"
        "%D 2020\n%K peer support\nrecovery\n%X One paragraph.\n\nAnother.\n%R https://doi.org/10.1000/ABC\n"
        "%@ 0954-0121\n"
        "%G English\n%M 31234567 [PMID]\n%U https://x.org/1\n%Z note\n"
    ).records
    assert (found.title, found.kind, found.year, found.pages) == ("Peer support", "JOUR", 2020, "101-112")
    assert [each.name for each in found.authors] == ["Larsen, Mette", "Dahl, Tor"]
    assert found.keywords == ("peer support", "recovery") and found.abstract == "One paragraph. Another."
    assert (found.doi, found.pmid, found.issn) == ("10.1000/abc", "31234567", ("0954-0121",))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("%0 Book\n%T One\n\n%0 Book\n%T Two\n", id="divided by an empty line"),
        pytest.param("%0 Book\n%T One\n%0 Book\n%T Two\n", id="run together"),
        pytest.param("%T One\n%A A, B\n\n%T Two\n%A C, D\n", id="no %0: empty lines divide"),
        pytest.param("\ufeff%0 Book\r\n%T One\r\n\r\n%0 Book\r\n%T Two", id="a mark, CRLF, no last line end"),
        pytest.param("%0 Book\n%T One\n\n%T Two\n", id="a %0 is missing"),
    ],
)
def test_both_records_are_read(text: str) -> None:
    assert [each.title for each in read(text).records] == ["One", "Two"]


def test_a_missing_start_is_said_with_its_line() -> None:
    [warning] = read("%0 Book\n%T One\n\n%T Two\n").warnings
    assert warning.line == 4 and "without a %0 line" in warning.message


def test_an_enw_file_named_ris_is_read_as_what_it_is() -> None:
    result = read_bytes(b"\xef\xbb\xbf%0 Book\n%T One\n")
    assert result.format == "enw" and result.records[0].title == "One"


def test_a_percent_sign_in_text_is_no_tag() -> None:
    [found] = read("%0 Book\n%X Of all,\n%50 or more\n5 % were\n").records
    assert found.abstract == "Of all, %50 or more 5 % were"


def test_lines_above_the_type_belong_to_its_record() -> None:
    """So AIS writes them: the title first, and of some records no type at all."""
    found = read(
        "%T One\n%0 Journal Article\n%A Guo, Wen\n%D 2021\n\n\n%T Contents\n%D 2022\n\n\n"
        "%T Three\n%0 Journal Article\n%A Berg, Anna\n%D 2023\n"
    ).records
    assert [(each.title, each.year, len(each.authors)) for each in found] == [
        ("One", 2021, 1),
        ("Contents", 2022, 0),
        ("Three", 2023, 1),
    ]


def test_records_that_run_together_start_where_the_first_did() -> None:
    found = read("%T One\n%0 Book\n%A A, B\n%T Two\n%0 Book\n%A C, D\n").records
    assert [(each.title, each.first_author, each.kind) for each in found] == [
        ("One", "A", "BOOK"),
        ("Two", "C", "BOOK"),
    ]


@pytest.mark.parametrize(
    ("tag", "repeated"), [("%A", True), ("%E", True), ("%K", True), ("%U", True), ("%Y", True), ("%J", False)]
)
def test_a_tag_that_a_record_may_have_twice_starts_none_in_its_middle(tag: str, repeated: bool) -> None:
    found = read(f"{tag} x\n%0 Book\n%T One\n{tag} y\n%D 2020\n").records
    assert [len(each.raw) for each in found] == ([5] if repeated else [3, 2])


@pytest.mark.parametrize("tag", ["%X", "%Z"])
def test_texts_may_have_paragraphs(tag: str) -> None:
    result = read(f"%0 Book\n%T One\n{tag} a\n\nb\nc\n\n%D 2020\n\n%0 Book\n%T Two\n\nd\n")
    assert result.records[0].raw[2].value == "a b c" and [each.line for each in result.warnings] == [13]
    assert [each.year for each in result.records] == [2020, None]
