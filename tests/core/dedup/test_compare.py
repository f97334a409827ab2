import pytest

from core.dedup.compare import (
    UNKNOWN,
    Comparison,
    authors_similarity,
    is_part,
    issues_agreement,
    numerals_differ,
    pages_agreement,
)
from core.dedup.normalise import Keys, keys_of
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
