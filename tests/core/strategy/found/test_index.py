from __future__ import annotations

import re

import pytest

from core.records.record import RawField, Record
from core.strategy.dialects import DIALECTS
from core.strategy.found.index import APART, Index, patterns_of, words_of
from tests.core.strategy.made import record


@pytest.mark.parametrize(
    ("platform", "term", "yes", "no"),
    [
        ("Ovid", "provid*", "providers", "improvide"),
        ("Ovid", "provid$2", "provider", "providers"),
        ("Ovid", "wom#n", "women", "womn"),
        ("Ovid", "colo?r", "color", "coloour"),
        ("EBSCOhost", "wom?n", "women", "womn"),
        ("EBSCOhost", "colo#r", "colour", "coloour"),
        ("Web of Science", "colo$r", "color", "coloour"),
        ("Scopus", "*peer", "copeer", "peers"),
        ("Ovid", "Ærø*", "ærøe", "aero"),
    ],
)
def test_wildcards_mean_what_the_platform_says(platform: str, term: str, yes: str, no: str) -> None:
    patterns = patterns_of(term, DIALECTS[platform])
    index = Index([record(yes), record(no)], patterns)
    assert set(index.positions(patterns[0], "title")) == {0}


def test_words_are_parted_by_hyphens_and_have_no_accents() -> None:
    assert words_of("Co-création: service users’ views") == ["co", "creation", "service", "users", "views"]
    assert patterns_of("co-creat*", DIALECTS["Ovid"]) == ("co", r"creat\w*")
    assert words_of("cre\u0301ation ＡＢ１ ⅣX ﬁt ℌausΣ 日本 Ωμέγας") == [
        "creation",
        "ab1",
        "ivx",
        "fit",
        "hausς",
        "日本",
        "ωμεγας",
    ]


def test_nothing_is_near_across_two_keywords() -> None:
    index = Index([record("", "", "peer", "support")], ["peer", "support"])
    assert index.positions("support", "keywords")[0][0] - index.positions("peer", "keywords")[0][0] > APART


def test_a_pattern_finds_what_it_matches_in_any_number_of_records() -> None:
    titles = [f"peer{number} group" for number in range(1000)]
    index = Index(map(record, titles), [r"peer\w*7"])
    assert set(index.positions(r"peer\w*7", "title")) == {n for n in range(1000) if re.search(r"7\b", titles[n])}


@pytest.mark.parametrize("tag", ["TY", "%0", "ENTRYTYPE", "ref-type"])
def test_the_kind_of_a_reference_is_no_publication_type(tag: str) -> None:
    kind, other = RawField(tag, "article"), RawField("M3", "Review")
    index = Index([Record(types=types) for types in ((kind,), (kind, other), (other,), ())], ["article"])
    assert index.has["type"] == {1, 2} and set(index.positions("article", "type")) == {0, 1}


def test_a_wildcard_is_looked_for_in_words_of_at_most_64_letters_and_in_three_places() -> None:
    titles = ["a" * 63 + "b", "a" * 64 + "b", "axbxc", "axbxcxdxe", "axbxcxd", "xb", "az"]
    caught = {
        pattern: set(Index(map(record, titles), [pattern]).positions(pattern, "title"))
        for pattern in (
            r"a\w*b", r"a\w*", r"a\w*b\w*c\w*d", r"a\w*b\w*c\w*d\w*e", r"a\w*z\w*c\w*d\w*", r"\w*b", r"a\w", r"\w*",
        )
    }  # fmt: skip
    assert caught == {
        r"a\w*b": {0},
        r"a\w*": {0, 1, 2, 3, 4, 6},
        r"a\w*b\w*c\w*d": {4},
        r"a\w*b\w*c\w*d\w*e": {0, 1, 2, 3, 4, 6},
        r"a\w*z\w*c\w*d\w*": {0, 1, 2, 3, 4, 6},
        r"\w*b": {0, 5},
        r"a\w": {6},
        r"\w*": {0, 1, 2, 3, 4, 5, 6},
    }


def test_plain_text_has_the_words_that_it_has_beside_a_sign_that_is_not_plain() -> None:
    text = "".join(f"a{chr(sign)}B7 {chr(sign)}" for sign in range(128))
    assert words_of(text) == words_of(f"{text} —") and len(words_of(text)) > 128
