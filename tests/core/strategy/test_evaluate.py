from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.strategy.evaluate import as_bits, joined, places
from tests.core.strategy.made import GERMAN, found, record, surely
from tests.core.strategy.protocols import P

RECORDS = [
    record("Peer mentors in municipal services", "They take part in co-creation."),  # 0
    record("A peer group", "", "Humans", "*Mental Health Services"),  # 1
    record("Lived experience", "Peer providers collaborated in the public service.", "Humans"),  # 2
    record("Kollegen", "Peer support, co-production and mental health care.", languages=GERMAN),  # 3
    record("Peers support each other: groups", "Groups of peers cooperate."),  # 4
    record("Coproduction by the peer group", "A boundary spanner in social work.", languages=()),  # 5
]


def test_each_line_of_the_protocol_finds_what_was_written_down_before() -> None:
    expected = {1: [1, 5], 2: [2, 3], 3: [2], 8: [5], 9: [0], 13: [2], 14: [0, 1, 2, 3, 5], 16: [2], 20: [4], 22: [0]}
    expected |= {
        23: [5],
        24: [3],
        25: [0, 2, 3, 4, 5],
        28: [1],
        34: [2],
        35: [3],
        40: [0],
        47: [0, 1, 2, 3],
        48: [0, 2, 3],
    }
    expected |= {49: [0, 2]}
    result = surely(P, RECORDS)
    assert {number: ids for number, ids in result.items() if ids} == expected


def test_a_heading_is_undecidable_unless_the_keywords_decide() -> None:
    lines = found("1. exp Mental Health Services/\n2. Mental Health Services/\n3. peer.ti.\n4. 1 not 3\n", RECORDS)
    assert (places(lines[1].surely), places(lines[1].undecidable)) == ([1], [0, 2, 3, 4, 5])
    assert (places(lines[2].surely), places(lines[2].undecidable)) == ([1], [0, 3, 4, 5])
    assert (places(lines[4].surely), places(lines[4].undecidable)) == ([], [2, 3, 4])


def test_what_is_not_said_or_not_there_is_undecidable() -> None:
    lines = found(
        '1. peer.ti,ab.\n2. limit 1 to english\n3. limit 1 to yr="2000"\n4. ti,ab.\n5. 1 and 9\n6. a.xx.\n', RECORDS
    )
    assert places(lines[2].undecidable) == [5]
    assert (
        places(lines[3].undecidable) == places(lines[5].undecidable) == [0, 1, 2, 3, 4, 5][:0] + places(lines[1].surely)
    )
    assert places(lines[4].undecidable) == places(lines[6].undecidable) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("platform", "text", "ids"),
    [
        ("PubMed", '"peer mentors"[ti] OR spanner[tiab]', [0, 5]),
        ("PubMed", '"peer services"[ti:~4]', [0]),
        ("EBSCOhost", "TI (peer N1 group*) AND AB spanner", [5]),
        ("EBSCOhost", "AB (groups W1 peers)", [4]),
        ("Scopus", "TITLE(peer PRE/0 group) AND NOT ABS(spanner)", [1]),
        ("Web of Science", "TS=(peer NEAR/0 support) OR TI=(municipal)", [0, 3]),
        ("ProQuest", "TI(peer N/2 municipal)", [0]),
        ("Embase.com", "(peer NEXT/1 'mentors'):ti OR 'mental health services'/de", [0, 1]),
        ("Embase.com", "(peer NEAR/1 municipal):ti", []),
        ("other", 'ti:"peer group"', [1, 5]),
    ],
)  # fmt: skip
def test_the_platforms_are_evaluated_by_their_own_operators(platform: str, text: str, ids: list[int]) -> None:
    assert surely(text, RECORDS, platform)[1] == ids


_WORD = st.sampled_from(["a", "b", "ab", "b*", "a*"])
_TREE = st.recursive(
    _WORD,
    lambda part: st.tuples(st.sampled_from(["and", "or", "not", "adj", "adj2"]), part, part),
    max_leaves=6,
).filter(lambda tree: _fits(tree))
_TITLES = st.lists(st.lists(st.sampled_from(["a", "b", "ab", "c"]), max_size=6).map(" ".join), min_size=1, max_size=8)


def _fits(tree: object, near: bool = False) -> bool:
    if isinstance(tree, str):
        return True
    operator, left, right = tree  # type: ignore[misc]
    if near and operator in ("and", "not"):
        return False
    return all(_fits(each, near or operator.startswith("adj")) for each in (left, right))


def _written(tree: object) -> str:
    return tree if isinstance(tree, str) else f"({_written(tree[1])} {tree[0]} {_written(tree[2])})"  # type: ignore[index]


def _slow(tree: object, words: list[str]) -> set[tuple[int, int]] | bool:
    """All spans of a tree in a title, by trying every place; of "and" and "not" only whether it holds."""
    if isinstance(tree, str):
        pattern = tree.replace("*", ".*")
        return {(at, at) for at, word in enumerate(words) if re.fullmatch(pattern, word)}
    operator, left, right = tree[0], _slow(tree[1], words), _slow(tree[2], words)  # type: ignore[index]
    if operator == "or" and not isinstance(left, bool) and not isinstance(right, bool):
        return left | right
    if operator in ("and", "or", "not"):
        return {"and": bool(left) and bool(right), "or": bool(left) or bool(right), "not": bool(left) and not right}[
            operator
        ]
    assert not isinstance(left, bool) and not isinstance(right, bool)
    gap = 0 if operator == "adj" else 1
    return {
        (min(a, c), max(b, d))
        for a, b in left
        for c, d in right
        if 0 <= c - b - 1 <= gap or (operator != "adj" and 0 <= a - d - 1 <= gap)
    }


@settings(max_examples=500)
@given(_TREE, _TITLES)
def test_a_slow_evaluator_agrees(tree: object, titles: list[str]) -> None:
    result = surely(f"{_written(tree)}.ti.", [record(title) for title in titles])[1]
    assert result == [place for place, title in enumerate(titles) if _slow(tree, title.split())]


def test_spans_are_joined_in_order_or_in_either() -> None:
    assert joined([(0, 0), (5, 5)], [(1, 2), (3, 3)], 1, ordered=True) == [(0, 2)]
    assert joined([(0, 0), (5, 5)], [(1, 2), (3, 3)], 1, ordered=False) == [(0, 2), (3, 5)]


def test_bits_are_places_and_back() -> None:
    assert places(as_bits([0, 3, 9], 10)) == [0, 3, 9]
    assert places(0) == []
