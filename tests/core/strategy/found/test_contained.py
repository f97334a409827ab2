from __future__ import annotations

import pytest

from core.strategy.found.contained import contained
from core.strategy.read import read_strategy
from tests.core.strategy.protocols import P


def pairs(text: str, platform: str = "Ovid") -> list[tuple[int, str, int, str]]:
    found = contained(read_strategy(text, platform))
    return [(inner.line, inner.shown, outer.line, outer.shown) for inner, outer in found]


@pytest.mark.parametrize(
    ("platform", "text", "expected"),
    [
        ("Ovid", "1. peer support*.ti.\n2. peer supporter.ti.\n3. or/1-2\n", (2, "peer supporter", 1, "peer support*")),
        ("Ovid", "1. (a adj2 b*).ti.\n2. (bad adj a).ti.\n3. 1 or 2\n", (2, "bad adj a", 1, "a adj2 b*")),
        ("Ovid", "1. peer.ti,ab.\n2. (peer adj group*).ti.\n3. or/1-2\n", (2, "peer adj group*", 1, "peer")),
        ("Ovid", "1. ((child* or children) and x).ti.\n", (1, "children", 1, "child*")),
        ("PubMed", "nurs*[ti] OR nursing[ti]", (1, "nursing", 1, "nurs*")),
        ("Scopus", "TITLE(colo* OR colour)", (1, "colour", 1, "colo*")),
        ("Ovid", "1. (peer adj group).ti.\n2. peer group.ti.\n3. or/1-2\n", (2, "peer group", 1, "peer adj group")),
        ("Ovid", "1. (a adj b).ti.\n2. (a adj1 b).ti.\n3. or/1-2\n", (1, "a adj b", 2, "a adj1 b")),
        ("Ovid", "1. a.ab. or (child* or children).ti.\n", (1, "children", 1, "child*")),
        ("Ovid", "1. peer*.ti.\n2. peers.ti.\n3. or/1-2\n4. 2 or 1\n", (2, "peers", 1, "peer*")),
        ("EBSCOhost", "TI (ab* N2 c*) OR TI (cd W1 abc)", (1, "cd W1 abc", 1, "ab* N2 c*")),
        ("Ovid", "1. (a or (x and (child* or children))).ti.\n", (1, "children", 1, "child*")),
        ("Ovid", "1. (a or (child* or children)).ti.\n", (1, "children", 1, "child*")),
        ("EBSCOhost", "TI (child* OR children) Limiters - English", (1, "children", 1, "child*")),
        ("Scopus", "TITLE(x) AND TITLE-ABS(y AND (child* OR children))", (1, "children", 1, "child*")),
    ],
)  # fmt: skip
def test_a_term_that_another_contains(platform: str, text: str, expected: tuple[int, str, int, str]) -> None:
    assert pairs(text, platform) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "1. peer*.ti.\n2. peers.ab.\n3. or/1-2\n",
        "1. peer*.ti.\n2. peers.ti.\n3. 1 and 2\n",
        "1. (peer adj group).ti.\n2. (group adj peer).ti.\n3. or/1-2\n",
        "1. (a adj3 b).ti.\n2. (a adj4 b).ti.\n3. or/2\n",
        "1. (child* and children).ti.\n",
        "1. (peer$1 or peers).ti.\n",
        "1. (peer group or group peer).ti.\n",
        "1. (a adj3 b).ti.\n2. (c adj3 a).ti.\n3. or/1-2\n",
        "1. (ab adj3 bb).ti.\n2. (bc adj3 ab).ti.\n3. or/1-2\n",
        '1. (("peer group" adj3 x) or ("peer group" adj3 x)).ti.\n',
    ],
)
def test_what_finds_more_or_elsewhere_is_not_contained(text: str) -> None:
    assert pairs(text) == []


def test_the_protocol_has_two() -> None:
    assert pairs(P) == [
        (13, "peer adj provid*", 2, "peer adj provid*"),
        (19, "collaborat* adj innovat*", 16, "collaborat*"),
    ]


@pytest.mark.parametrize(("right", "found"), [("ijklmnop", 1), ("ijklmnopq", 0)])
def test_words_put_together_in_more_than_64_ways_are_not_compared(right: str, found: int) -> None:
    eight, others = (" or ".join(f"{letter}x" for letter in side) for side in ("abcdefgh", right))
    assert len(pairs(f"1. (({eight}) adj2 ({others})).ti. or (ax adj2 ix).ti.\n")) == found


def test_of_neighbours_each_pair_is_compared_and_what_stands_at_one_place_by_itself() -> None:
    assert pairs("1. ((child* or children) adj2 (a or b)).ti.\n") == [
        (1, "children adj2 a", 1, "child* adj2 a"),
        (1, "children adj2 b", 1, "child* adj2 b"),
        (1, "children", 1, "child*"),
    ]


def test_terms_that_begin_with_another_letter_stand_in_no_other_ones_way() -> None:
    many = [f"{letter}{number}" for letter in "abdefghijklmnopqrstuvwxyz" for number in range(3)]
    assert pairs(f"1. ({' or '.join(many)} or child* or children).ti.\n") == [(1, "children", 1, "child*")]
