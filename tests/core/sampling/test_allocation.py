"""Records dealt to any k of several readers: k each, loads as stated, all pairs meet, and a shell deals the same."""

import hashlib
import shutil
import subprocess
from collections import Counter
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from core.sampling.allocation import (
    Sharing,
    TooFewReadersError,
    deal,
    deal_late,
    deal_seed,
    handed_over,
    shell_line,
    takers,
)
from core.sampling.sample import draw_sample, order, verify
from tests.examples import examples

SEED = deal_seed("a 'seed' of\\ours", "title-abstract")
sharings = st.builds(
    lambda any_, weights, one_more: Sharing(
        any=1 if one_more else any_, of=tuple("ABCDEFGH"[: len(weights)]), weights=tuple(weights), one_more=one_more
    ),
    st.integers(1, 4),
    st.lists(st.integers(0, 4), min_size=2, max_size=8),
    st.sampled_from(["", "", "1/5", "50%"]),
).filter(
    lambda each: (
        sum(map(bool, each.weights)) >= each.any + bool(each.one_more) and all(each.share(who) <= 1 for who in each.of)
    )
)


def some_ids(count: int) -> list[str]:
    return [hashlib.sha256(f"rec{number}".encode()).hexdigest()[:16] for number in range(count)]


def dealt(sharing: Sharing, count: int) -> dict[str, tuple[str, ...]]:
    return deal(sharing, SEED, order(SEED, some_ids(count)))


def even(k: int, n: int) -> Sharing:
    return Sharing(any=k, of=tuple("ABCDEFGH"[:n]), weights=(1,) * n)


@given(sharings, st.integers(0, 60))
@settings(max_examples=examples(200))
def test_each_record_has_its_readers_and_each_reader_the_stated_load(sharing: Sharing, count: int) -> None:
    found = dealt(sharing, count)
    twice = sharing.read_by_one_more(count)
    assert [len(set(those)) for those in found.values()] == [sharing.any + (n < twice) for n in range(count)]
    loads = Counter(who for those in found.values() for who in those)
    whole = sum(loads.values())
    assert whole == count * sharing.any + twice
    for who, load in zip(sharing.of, sharing.loads(count), strict=True):
        assert loads[who] == load <= count
        due = Fraction(whole * sharing.weights[sharing.of.index(who)], sum(sharing.weights))
        assert abs(load - due) < 1 or due > count or count < len(sharing.of)


@pytest.mark.parametrize(("k", "n"), [(1, 4), (2, 3), (2, 5), (2, 6), (3, 5), (3, 7)])
def test_equal_readers_are_never_more_than_one_apart_and_meet_equally_often(k: int, n: int) -> None:
    found = list(dealt(even(k, n), 501).values())
    had: Counter[str] = Counter()
    for those in found[:-n]:
        had.update(those)
        assert max(had[each] for each in "ABCDEFGH"[:n]) - min(had[each] for each in "ABCDEFGH"[:n]) <= 2
    loads = Counter(who for those in found for who in those).values()
    assert max(loads) - min(loads) <= 1
    if k > 1:
        met = Counter(pair for those in found for pair in combinations(sorted(those), 2))
        assert len(met) == n * (n - 1) // 2
        assert max(met.values()) - min(met.values()) <= 4


@pytest.mark.parametrize("weights", [(3, 2, 2, 1), (4, 3, 2, 2, 1), (3, 3, 2, 2, 1, 1)])
def test_readers_of_different_shares_all_meet(weights: tuple[int, ...]) -> None:
    sharing = Sharing(any=2, of=tuple("ABCDEF"[: len(weights)]), weights=weights)
    met = Counter(frozenset(those) for those in dealt(sharing, 400).values())
    assert len(met) == len(weights) * (len(weights) - 1) // 2


def test_the_share_read_by_one_more_is_the_first_in_hash_order_and_falls_to_all() -> None:
    sharing = Sharing(any=1, of=tuple("ABCD"), weights=(2, 1, 1, 1), one_more="20%")
    found = list(dealt(sharing, 500).values())
    assert [len(each) for each in found] == [2] * 100 + [1] * 400
    assert {each[0] for each in found[:100]} == {each[1] for each in found[:100]} == set("ABCD")


def test_the_deal_depends_on_nothing_but_seed_records_and_plan() -> None:
    ids = some_ids(40)
    again = deal(even(2, 5), SEED, order(SEED, reversed(ids)))
    assert again == dealt(even(2, 5), 40)
    assert again != deal(even(2, 5), "other", order("other", ids))


@pytest.mark.skipif(shutil.which("awk") is None or shutil.which("sha256sum") is None, reason="no awk or sha256sum")
@pytest.mark.parametrize(
    "sharing",
    [
        even(2, 5),
        even(3, 4),
        Sharing(any=2, of=("A", "B-1", "C_x", "D"), weights=(3, 2, 2, 1)),
        Sharing(any=1, of=tuple("ABCDE"), weights=(4, 3, 0, 2, 1), one_more="20%"),
    ],
)
def test_a_line_of_shell_deals_the_same(sharing: Sharing, tmp_path: Path) -> None:
    ids = some_ids(70)
    sample = draw_sample(
        stage="title-abstract", search_round=1, seed=SEED, fraction="all", frame_ids=ids, drawn_at="", base="entering",
        shared=sharing,
    )  # fmt: skip
    assert not verify(sample, ids)
    (tmp_path / "my ids.txt").write_text("".join(f"{each}\n" for each in sorted(ids)))
    line = sample.shell_line(str(tmp_path / "my ids.txt"))
    assert "\n" not in line
    printed = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout
    assert printed == "".join(f"{each} {' '.join(those)}\n" for each, those in sample.readers().items())


@given(sharings, st.integers(0, 300))
def test_what_comes_late_has_its_readers_by_its_own_hash(sharing: Sharing, number: int) -> None:
    those = deal_late(sharing, SEED, f"late{number}")
    assert len(set(those)) == sharing.any
    assert all(sharing.weights[sharing.of.index(each)] for each in those)


def test_what_comes_late_falls_by_weight() -> None:
    sharing = Sharing(any=1, of=tuple("ABC"), weights=(2, 1, 1))
    loads = Counter(who for each in some_ids(2000) for who in deal_late(sharing, SEED, each))
    assert 900 < loads["A"] < 1100
    assert loads["B"] > 400 < loads["C"]


@given(sharings, st.integers(1, 40), st.randoms(use_true_random=False))
@settings(max_examples=examples(100))
def test_a_hand_over_moves_only_what_it_names_and_keeps_the_number_of_readers(sharing, count, random) -> None:  # type: ignore[no-untyped-def]
    owners = dealt(sharing, count)
    giver = random.choice(sharing.of)
    his = [each for each, those in owners.items() if giver in those]
    given_away = random.sample(his, random.randint(0, len(his)))
    assume(len(sharing.of) > sharing.any + bool(sharing.one_more))
    taken = takers(owners, giver, given_away, sharing.of)
    after = owners | handed_over(owners, giver, taken)
    assert {each for each in owners if owners[each] != after[each]} == set(given_away)
    for each in given_away:
        assert set(after[each]) == set(owners[each]) - {giver} | {taken[each]}
        assert len(after[each]) == len(owners[each])


def test_what_is_handed_over_goes_to_who_reads_least() -> None:
    owners = dealt(even(1, 4), 40)
    taken = takers(owners, "A", [each for each, those in owners.items() if those == ("A",)], tuple("BCD"))
    assert sorted(Counter(taken.values()).values()) == [3, 3, 4]


def test_nobody_reads_a_record_twice() -> None:
    owners = {"1": ("A", "B")}
    with pytest.raises(TooFewReadersError):
        takers(owners, "A", ["1"], ["A", "B"])
    assert not handed_over(owners, "A", {"1": "B"})
    assert not handed_over(owners, "C", {"1": "D"})
    assert handed_over(owners, "A", {"1": "C", "2": "C"}) == {"1": ("C", "B")}


PLANS = (
    Sharing(any=1, of=("A", "B"), weights=(1, 1)), Sharing(any=1, of=("A", "B",
    "C"), weights=(2, 1, 1), one_more="1/3"),
    Sharing(any=2, of=("A", "B", "C"), weights=(1, 1, 1)), Sharing(any=2, of=("A", "B", "C",
    "D"), weights=(3, 2, 1, 0)),
    Sharing(any=2, of=("A", "B", "C", "D", "E"), weights=(1, 1, 1, 1, 1)),
    Sharing(any=3, of=("A", "B", "C", "D"), weights=(1, 2, 2, 4)), Sharing(any=1, of=("A", "B"), weights=(0, 0)),
)  # fmt: skip


def test_loads_and_deals_are_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    lines = []
    for plan in PLANS:
        loads = [plan.loads(size) for size in (0, 1, 2, 3, 7, 10)]
        shares = " ".join(f"{who} {plan.share(who)}" for who in plan.of)
        lines += [f"{plan.any} of {plan.weights} {plan.one_more}: {shares}", f"  {loads} {plan.read_by_one_more(10)}"]
        if any(plan.weights):
            lines.append(f"  {' '.join(''.join(each) for each in dealt(plan, 17).values())}")
        lines.append(f"  late: {' '.join(''.join(deal_late(plan, SEED, each)) for each in some_ids(12))}")
    assert "\n".join([*lines, shell_line(PLANS[1], SEED, 17)]) == snapshot


def test_how_records_are_shared_out_comes_back_from_its_document() -> None:
    assert [Sharing.from_document(each.as_document()) for each in PLANS] == list(PLANS)
    assert PLANS[0].as_document() == {"any": 1, "of": ["A", "B"], "weights": [1, 1], "one_more": ""}
    assert deal_seed("seed", "stage") == "seed stage dealt"


def test_what_a_hand_over_does_not_move() -> None:
    owners = {"a": ("A", "B"), "b": ("B", "C"), "c": ("A", "C")}
    assert handed_over(owners, "A", {"a": "C", "b": "D", "c": "C", "d": "D"}) == {"a": ("C", "B")}
    assert takers(owners, "A", ["a", "c"], ("A", "B", "C", "D")) == {"a": "D", "c": "D"}
    assert takers(owners, "A", ["a"], ("A", "C", "B")) == {"a": "C"}
    with pytest.raises(TooFewReadersError, match="a"):
        takers(owners, "A", ["a"], ("A", "B"))
