"""What was dealt and handed over, as people have said it; who need not say that a batch is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.acts.allocations import dealt, hand_overs, reads_nothing, say_hand_over
from store.folder.review import Review
from tests.reviews import exchange, record_ids, run
from tests.sharing import FIVE, STAGE, owed, readers_of, shared_plan, shared_review


def test_a_deal_is_read_from_its_word(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    with Review(folder) as review:
        assert dealt(review)[STAGE, 1] == readers_of(folder)


def test_a_stage_has_only_what_was_drawn_for_its_kind(tmp_path: Path) -> None:
    shares = '[{ reviewer = "A", coverage = "all" }, { reviewer = "B", coverage = "20%" }]'
    folder = shared_review(tmp_path / "r", text=shared_plan(shares), draws=False)
    run(folder, "sample", STAGE, "--draw", "--yes", role="B")
    (folder / "protocol.toml").write_text(shared_plan())
    with Review(folder) as review:
        assert dealt(review) == {}
    run(folder, "sample", STAGE, "--draw", "--yes", role="A")
    assert len(readers_of(folder)) == 20
    (folder / "protocol.toml").write_text(shared_plan(shares))
    assert len(owed(folder, "B")) == 4, "the sample is the one that was drawn"


@pytest.mark.parametrize(("who", "counts"), [("A", True), ("B", False), ("CHIEF", True)])
def test_a_hand_over_counts_as_the_givers_or_an_adjudicators_word(tmp_path: Path, who: str, counts: bool) -> None:
    folder = shared_review(tmp_path / "r")
    record, those = next((record, those) for record, those in readers_of(folder).items() if "A" in those)
    taker = next(each for each in FIVE if each not in those)
    with Review(folder, role=who) as review:
        say_hand_over(review, STAGE, "A", {record: taker}, "ill")
    with Review(folder) as review:
        assert len(hand_overs(review)) == counts
    assert (taker in readers_of(folder)[record]) == counts


def test_hand_overs_said_at_the_same_time_all_count(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "one", text=shared_plan().replace("[review]", '[review]\napart = "machines"'))
    other = tmp_path / "other"
    exchange_into(folder, other)
    run(folder, "hand-over", STAGE, "A", "--records", "2", "--reason", "ill", role="A")
    run(other, "hand-over", STAGE, "B", "--records", "2", "--reason", "ill", role="B")
    exchange(folder, other)
    with Review(folder) as one, Review(other) as two:
        assert [each for _, each in hand_overs(one)] == [each for _, each in hand_overs(two)]
        assert len(hand_overs(one)) == 2
    assert readers_of(folder) == readers_of(other)
    assert all(len(set(those)) == 2 for those in readers_of(folder).values())


def exchange_into(folder: Path, other: Path) -> None:
    other.mkdir()
    (other / "protocol.toml").write_text((folder / "protocol.toml").read_text())
    exchange(folder, other)


def test_who_has_nothing_to_read_need_not_say_so(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r", records=2)
    busy = set[str]().union(*readers_of(folder).values())
    with Review(folder) as review:
        assert reads_nothing(review, STAGE, 1) == set(FIVE) - busy
        assert reads_nothing(review, STAGE, 2) == frozenset(), "it was not dealt"
        assert reads_nothing(review, "full-text", 1) == frozenset()
    giver = min(busy)
    run(folder, "hand-over", STAGE, giver, "--all", "--reason", "ill", role=giver)
    with Review(folder) as review:
        assert giver in reads_nothing(review, STAGE, 1)
        [(clock, given)] = hand_overs(review)
        assert set(given.given.values()).isdisjoint(reads_nothing(review, STAGE, 1))
        assert giver not in reads_nothing(review, STAGE, 1, clock), "it was said later"
    assert len(record_ids(folder)) == 2
