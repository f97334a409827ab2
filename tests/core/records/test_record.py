import hashlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.record import Author, Flag, RawField, Record, fold_space, misfit, only, record_id, record_ids

pairs = st.lists(st.tuples(st.sampled_from(["TI", "AU", "AB"]), st.text()), max_size=5).map(
    lambda found: tuple(RawField(*each) for each in found)
)


def test_id_is_sixteen_hexadecimal_digits_of_the_content() -> None:
    first = record_id("Scopus", (RawField("TI", "Peer support"),))
    assert len(first) == 16 and int(first, 16) >= 0
    assert first == record_id("SCOPUS ", (RawField("TI", " Peer  support\n"),))
    assert first != record_id("Cinahl", (RawField("TI", "Peer support"),))
    assert first != record_id("Scopus", (RawField("T1", "Peer support"),))
    assert first == record_id("scopus", (RawField("TI", "Peer  support"),))


def test_id_tells_one_long_value_from_two() -> None:
    assert record_id("x", (RawField("KW", "a b"),)) != record_id("x", (RawField("KW", "a"), RawField("KW", "b")))


@given(pairs)
def test_id_takes_any_text(raw: tuple[RawField, ...]) -> None:
    assert record_id("x", raw) == record_id("x", raw)


def test_white_space_of_every_kind_is_folded() -> None:
    for code in range(sys.maxunicode + 1):
        text = f" a{chr(code)}b{chr(code)}"
        assert fold_space(text) == " ".join(text.split()), hex(code)
    assert fold_space(" a  b ") == "a b"


def test_identical_records_of_a_file_get_different_ids_and_the_same_again() -> None:
    twins = [(RawField("TI", "Editorial"),)] * 3
    ids = record_ids("x", twins)
    assert len(set(ids)) == 3
    assert ids == record_ids("x", twins)


def test_document_holds_everything_but_the_raw_pairs() -> None:
    record = Record(
        id="0123456789abcdef",
        kind="JOUR",
        title="[Erratum] a [/] b",
        authors=(Author("Larsen", "Mette"), Author("The Peer Group")),
        year=2020,
        issn=("1234-5678",),
        languages=(RawField("LA", "eng"),),
        types=(RawField("M3", "Editorial"),),
        keywords=("recovery",),
        urls=("https://example.org",),
        raw=(RawField("TI", "[Erratum] a [/] b"),),
        line=7,
    )
    document = record.as_document()
    assert "raw" not in document and "abstract" not in document
    assert Record.from_document(document, record.raw) == record
    assert Record.from_document({**document, "from_a_later_version": 1, "flags": [1]}, record.raw) == record
    assert Record.from_document(document, wanted=only(("year", "types"))) == Record(
        id=record.id, year=record.year, types=record.types
    )


def test_author_name_is_what_ris_wants() -> None:
    assert [Author("Larsen", "Mette").name, Author("The Peer Group").name] == ["Larsen, Mette", "The Peer Group"]


@given(st.lists(st.tuples(st.sampled_from(["TI", "KW"]), st.text("a |\t\n\u00a0\u2003é", max_size=8)), max_size=5))
def test_an_id_is_that_of_each_value_with_its_white_space_folded(pairs):
    """Whether the values are looked at one by one or together."""
    parts = "".join(f"\x1e{tag}\x1f{' '.join(value.split())}" for tag, value in pairs)
    assert record_id("X", pairs) == hashlib.sha256(f"x{parts}".encode()).hexdigest()[:16]


def test_what_nothing_was_said_of_is_empty() -> None:
    assert all(value in ("", (), None) for value in Record())
    assert Author("The Peer Group") == ("The Peer Group", "")
    assert Flag("retracted", "title") == ("retracted", "title", "", "", "")
    assert [Record(authors=each).first_author for each in ((), (Author("A"), Author("B")))] == ["", "A"]


@pytest.mark.parametrize(
    ("field", "fits", "unfit"),
    [
        ("title", ["", "a"], [None, 5, ["a"]]),
        ("year", [None, 1999], ["1999", 1999.0, True]),
        ("line", [None, 1], ["1"]),
        ("keywords", [[], ["a", "b"]], ["a", [1], None]),
        ("authors", [[], [["Moe", "A"]]], [[["Moe"]], ["Moe"], [["Moe", 1]], [["Moe", "A", ""]]]),
        ("types", [[["M3", "Review"]]], [[[5, "Review"]], {"M3": "Review"}]),
        ("of a later version", [None, {}, 5], []),
    ],
)
def test_which_values_no_record_can_have(field: str, fits: list[object], unfit: list[object]) -> None:
    assert [misfit({"id": "a", field: each}) for each in fits] == [""] * len(fits)
    assert [misfit({"id": "a", field: each}) for each in unfit] == [field] * len(unfit)
