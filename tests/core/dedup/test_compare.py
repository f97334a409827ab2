from dataclasses import fields, replace

import pytest

from core.dedup.compare import (
    UNKNOWN,
    Comparison,
    Evidence,
    _forms_differ,
    _worth_a_look,
    agreement,
    authors_similarity,
    is_part,
    issues_agreement,
    names,
    numerals_differ,
    pages_agreement,
)
from core.dedup.normalise import PAPER_PAGES, Keys, keys_of
from core.records.record import Record


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ((221, 228), (221, 228), 3),
        ((221, 0), (221, 228), 2),
        ((488, 0), (487, 488), 1),
        ((1, 17), (1, 17), 1),
        ((1, 9), (12724, 0), 0),
        ((0, 0), (221, 228), 0),
        ((221, 228), (229, 235), -1),
    ],
)
def test_pages(a, b, agreement):
    one, other = (Keys("x", page=page, end=end) for page, end in (a, b))
    assert pages_agreement(one, other) == pages_agreement(other, one) == agreement


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("3", "3", 1),
        ("1.2", "1", 1),
        ("", "3", 0),
        ("s21.1", "21", 0),
        ("s", "4", 0),
        ("9123", "9124", -1),
        ("3", "4", -2),
        ("s1", "7", -3),
    ],
)
def test_issues(a, b, agreement):
    assert issues_agreement(a, b) == issues_agreement(b, a) == agreement


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("recovery part i", "recovery part ii", True),
        ("recovery phase 1", "recovery phase 2", True),
        ("health survey 1999", "health survey 2004", True),
        ("recovery", "recovery part 2", True),
        ("cataract in 2 dogs", "cataract in two dogs", False),
        ("recovery part ii", "recovery part 2", False),
        ("cin2 lesions", "cin 2 lesions", False),
        ("recovery", "recovery results of 12 trials in europe", False),
    ],
)
def test_numerals(a, b, differ):
    assert numerals_differ(a, b) is numerals_differ(b, a) is differ


def test_a_part_of_a_title():
    assert is_part("recoveryincrisis", "recoveryincrisisatrial")
    assert is_part("recoveryincrisishousesandhomes", "onrecoveryincrisishousesandhomes")
    assert not is_part("recovery", "onrecovery")
    assert not is_part("care", "careandrecovery")


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        (("wang li zhao", ""), ("wang li zhao", ""), 100, 100),
        (("wang", ""), ("wang li zhao", ""), 100, 100),
        (("vrane bolanca", ""), ("vranes bolanca", ""), 90, 100),
        (("kneese", "tamara"), ("tamara", "kneese"), 100, 100),
        (("wang li", ""), ("wang zhou chen", ""), 0, 60),
        (("", ""), ("wang", ""), UNKNOWN, UNKNOWN),
    ],
)
def test_authors(a, b, least, most):
    one, other = (Keys("x", authors=authors, given=given) for authors, given in (a, b))
    assert least <= authors_similarity(one, other) <= most
    assert authors_similarity(one, other) == authors_similarity(other, one)


def test_hopeless_pairs_have_no_evidence():
    a = keys_of(Record(id="a", title="Peer support in crisis care", year=2019))
    b = keys_of(Record(id="b", title="Statins after myocardial infarction", year=2019))
    assert Comparison().evidence(a, b) is None


@pytest.mark.parametrize(
    ("a", "b", "worth"),
    [
        ({}, {}, False), ({"authors": "nyberg"}, {"authors": "nybo"}, False),
        ({"authors": "nyberg"}, {"authors": "nybe"}, True),
        ({"authors": "nyberg"}, {}, False), ({"page": 3}, {"page": 3}, True), ({"page": 3}, {"page": 4}, False),
        ({"page": 3, "volume": 1}, {"page": 3, "volume": 1}, True), ({"page": 3, "volume": 1}, {"page": 3}, False),
        ({"volume": 1}, {"volume": 1}, False), ({"doi": "10.1/a"}, {"doi": "10.1/a"}, True),
        ({"doi": "10.1/a"}, {"doi": "10.1/b"}, False), ({"pmid": "7"}, {"pmid": "7"}, True),
        ({"pmid": "7"}, {"pmid": "8"}, False), ({"original": "x"}, {}, True),
    ],
)  # fmt: skip
def test_what_is_worth_a_look(a, b, worth):
    one, other = Keys("a", **a), Keys("b", **b)
    assert _worth_a_look(one, other) is _worth_a_look(other, one) is worth


@pytest.mark.parametrize(
    ("short", "long", "part"),
    [(8, 9, True), (7, 9, False), (8, 8, True), (19, 40, True), (20, 40, True)],
)
def test_how_short_a_part_may_be(short, long, part):
    letters = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst"
    assert is_part(letters[:short], letters[:long]) is is_part(letters[:long], letters[:short]) is part
    assert is_part(letters[1 : short + 1], letters[:long] + "z") is (short >= 20)


@pytest.mark.parametrize(
    ("short", "long", "alike"),
    [
        ("who", "world health organisation", 100), ("wh", "world health", 25),
        ("cdc", "centers disease control prevention", 100),
        ("abcdefgh", "a b c d e f g h", 100), ("abcdefghi", "a b c d e f g h i", 0), ("abd", "a b c", 0),
        ("who", "whoops", 66),
    ],
)  # fmt: skip
def test_an_organisation_by_its_letters(short, long, alike):
    one, other = Keys("a", authors=short), Keys("b", authors=long)
    found = authors_similarity(one, other)
    assert found == authors_similarity(other, one) and (found == 100) == (alike == 100)


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("a b c d e", "a b c d x", 80), ("a b c", "a b x y", 66), ("a b", "c d", 33), ("one two", "two one", 100),
        ("a b c d", "a b", 100),
    ],
)  # fmt: skip
def test_the_share_of_surnames(a, b, alike):
    assert authors_similarity(Keys("a", authors=a), Keys("b", authors=b)) == alike


def test_given_names_stand_in_only_where_surnames_do_not_match():
    one, other = Keys("a", authors="karin per", given="nyberg lind"), Keys("b", authors="nyberg lind", given="x")
    assert authors_similarity(one, other) == authors_similarity(other, one) == 100
    bare = Keys("a", authors="karin per")
    assert authors_similarity(bare, Keys("b", authors="nyberg lind", given="karin")) == 50


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("", "", False), ("a", "a 2", True), ("a", "a 2 b c", True), ("a", "a 2 b c d", False), ("a", "a b c", False),
        ("a 1", "a 1 two", True), ("a 1", "b 1", False), ("a 1 2", "a 12", False), ("x 12", "x 21", True),
    ],
)  # fmt: skip
def test_numerals_at_the_edges(a, b, differ):
    assert numerals_differ(a, b) is numerals_differ(b, a) is differ


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ((1, 0), (1, 0), 1), ((5, 5), (5, 5), 2), ((5, 6), (5, 6), 3), ((5, 6), (5, 7), 2), ((5, 9), (9, 12), 1),
        ((5, 8), (9, 12), -1), ((1, 1), (12, 0), -1), ((1, 2), (12, 0), 0), ((2, 9), (12, 0), -1), ((5, 0), (5, 0), 2),
    ],
)  # fmt: skip
def test_pages_at_the_edges(a, b, agreement):
    one, other = (Keys("x", page=page, end=end) for page, end in (a, b))
    assert pages_agreement(one, other) == pages_agreement(other, one) == agreement


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("366", "3", -2), ("367", "3", -1), ("s1", "s2", -2), ("s1", "s1.2", 1), ("s", "s1", -2), ("s1", "1", 0),
        ("", "", 0),
        ("99", "100", -2), ("1.2", "2.3", 1),
    ],
)  # fmt: skip
def test_issues_at_the_edges(a, b, agreement):
    assert issues_agreement(a, b) == issues_agreement(b, a) == agreement


def test_the_same_other_and_not_known():
    assert [agreement(*both) for both in (("a", "a"), ("a", "b"), ("a", ""), ("", ""), (0, 3), (3, 3))] == [
        1,
        -1,
        0,
        0,
        0,
        1,
    ]


def test_a_notice_names_a_work_by_either_number():
    work = Keys("a", doi="10.1/a", pmid="7")
    assert names(Keys("b", about="10.1/b 7"), work) and names(Keys("b", about="10.1/a"), work)
    assert (
        not names(Keys("b", about="10.1/b 8"), work) and not names(Keys("b"), work) and not names(Keys("b"), Keys("a"))
    )


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ({}, {"form": "p"}, True), ({}, {"form": "c"}, False), ({"page": 1, "end": 5}, {"form": "c"}, None),
        ({"form": "j"}, {"form": "b"}, True), ({"form": "j"}, {"form": ""}, False),
        ({"form": "jk"}, {"form": "jk"}, False),
        ({"form": "e"}, {"form": ""}, False),
    ],
)  # fmt: skip
def test_when_forms_differ(a, b, differ):
    one, other = Keys("a", **a), Keys("b", **b)
    if differ is not None:
        assert _forms_differ(one, other) is _forms_differ(other, one) is differ
    for length in (PAPER_PAGES - 1, PAPER_PAGES):
        paper = Keys("a", page=10, end=10 + length)
        assert _forms_differ(paper, Keys("b", form="c")) is (length == PAPER_PAGES)


def test_what_is_shown_of_evidence():
    bare = Evidence(
        **{each.name: -1 if each.name in ("title", "authors", "journal", "years") else 0 for each in fields(Evidence)}
    )
    assert bare.shown() == {}
    full = replace(bare, title=0, authors=7, journal=100, years=0, volume=1, issue=-3, pages=3, doi=-1, pmid=1)
    assert full.shown() == {
        "title": 0, "authors": 7, "journal": 100, "years": "agree", "volume": "agree", "issue": "differ",
        "pages": "agree", "doi": "differ", "pmid": "agree",
    }  # fmt: skip
    assert replace(bare, years=2).shown() == {"years": "2 apart"}
    assert replace(bare, erratum=True, named=True).shown() == {"notice": "agree"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"named": True}, True), ({"named": True, "erratum": False}, False), ({"named": True, "doi": 1}, False),
        ({"named": True, "pmid": 1}, False), ({"length": 30, "part": True}, True),
        ({"length": 29, "part": True}, False),
        ({"length": 30, "title": 95}, True), ({"length": 30, "title": 94}, False),
        ({"length": 30, "part": True, "generic": True}, False), ({"named": True, "doi": -1, "pmid": -1}, True),
        ({}, False),
    ],
)  # fmt: skip
def test_a_notice_of_the_other(changes, said):
    none = Evidence(**{each.name: 0 for each in fields(Evidence)})
    assert replace(none, **{"erratum": True, **changes}).notice_of_the_other == said


@pytest.mark.parametrize(("slips", "title"), [(1, 97), (2, 95), (3, None)])
def test_titles_from_ninety_five_on_are_taken_as_one(slips, title):
    letters = "recovery of peers in wards and homes of towns now"
    places = (1, 14, 20)[:slips]
    other = "".join("z" if place in places else letter for place, letter in enumerate(letters))
    a, b = Keys("a", title=letters, authors="nyberg"), Keys("b", title=other, authors="quist")
    found = Comparison(thorough=False).evidence(a, b)
    assert (found and found.title) == title
