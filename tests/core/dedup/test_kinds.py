"""Kinds of pairs on which rules go wrong: each stands for others of its kind."""

from dataclasses import asdict

import pytest

from core.dedup.compare import Comparison
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


def compared(pair: KindPair, *, thorough: bool) -> str:
    """What the two agree and disagree on, without what is not so; and what is decided, by which rule."""
    a, b = keys_of(pair.a._replace(id="a")), keys_of(pair.b._replace(id="b"))
    evidence = Comparison(thorough=thorough).evidence(a, b)
    if evidence is None:
        return "nothing alike"
    return " ".join(f"{name}={int(value)}" for name, value in asdict(evidence).items() if value)


def decided(pair: KindPair) -> str:
    found = find_duplicates([keys_of(pair.a._replace(id="a")), keys_of(pair.b._replace(id="b"))])
    by = [(name, each) for name in ("merges", "reviews", "rest", "links") for each in getattr(found, name)]
    return "; ".join(f"{name} by {each.rule} ({each.outcome}) {dict(each.evidence)}" for name, each in by)


@pytest.mark.parametrize("kind", range(3, 7))
def test_what_is_compared_and_decided_is_as_it_was_looked_at(kind, snapshot):
    lines = []
    for pair in (each for each in PAIRS if each.kind == kind):
        thorough, quick = (compared(pair, thorough=each) for each in (True, False))
        lines += [f"{pair.name}: {thorough}", f"  {decided(pair)}", *([f"  else {quick}"] if quick != thorough else [])]
    assert "\n".join(lines) == snapshot


@pytest.mark.parametrize("kind", range(3, 7))
def test_the_keys_that_records_are_compared_by(kind, snapshot):
    """Of each record those that are not empty; but for the digest, which is of all that it says."""
    records = [record for pair in PAIRS if pair.kind == kind for record in (pair.a, pair.b)]
    told = ({name: value for name, value in keys_of(each)._asdict().items() if value and name != "digest"}
            for each in records)  # fmt: skip
    assert "\n".join(f"{each}" for each in told) == snapshot
