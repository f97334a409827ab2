"""Kinds of pairs on which rules go wrong: each stands for others of its kind."""

import pytest

from core.dedup.find import find_duplicates
from core.dedup.normalise import keys_of
from tests.core.dedup.kinds import PAIRS, KindPair


def outcome(pair: KindPair) -> str:
    found = find_duplicates([keys_of(pair.a._replace(id="a")), keys_of(pair.b._replace(id="b"))])
    return "merged" if found.merges else "asked" if found.reviews else "nothing"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.kind} {pair.name}")
def test_nothing_unique_is_merged_and_nothing_doubtful_passed_over(pair):
    found = outcome(pair)
    if pair.one:
        assert found == "merged" if pair.merged else found in ("merged", "asked")
    else:
        assert found == "asked" if pair.asked else found in ("asked", "nothing")


def test_there_are_enough_on_each_side():
    assert min(sum(pair.one is side for pair in PAIRS) for side in (True, False)) >= 40
    assert {(pair.kind, pair.one) for pair in PAIRS} == {(kind, side) for kind in range(3, 7) for side in (True, False)}
