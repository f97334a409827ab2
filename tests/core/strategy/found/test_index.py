from __future__ import annotations

import re

import pytest

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


def test_nothing_is_near_across_two_keywords() -> None:
    index = Index([record("", "", "peer", "support")], ["peer", "support"])
    assert index.positions("support", "keywords")[0][0] - index.positions("peer", "keywords")[0][0] > APART


def test_a_pattern_finds_what_it_matches_in_any_number_of_records() -> None:
    titles = [f"peer{number} group" for number in range(1000)]
    index = Index(map(record, titles), [r"peer\w*7"])
    assert set(index.positions(r"peer\w*7", "title")) == {n for n in range(1000) if re.search(r"7\b", titles[n])}
