"""Whether anything can follow from an act, told without deriving the state anew: never no where something does."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from store.work.openings import open_finished_batches
from store.work.unfinished import Unfinished
from tests.reviews import make_review, protocol, record_ids, ris, run

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=4)


def standing(folder: Path, role: str) -> Unfinished:
    return Unfinished(open_finished_batches(Review(folder, role=role)))


def decide(known: Unfinished, folder: Path, record: str, verdict: str = "include", role: str = "ANNA") -> bool:
    """Decide in another process's stead; whether nothing can follow."""
    run(folder, "decide", STAGE, record, verdict, role=role)
    known.review.refresh()
    return known.nothing_follows()


def test_nothing_follows_until_the_last_is_read(folder: Path) -> None:
    *most, last = record_ids(folder)
    run(folder, "decide", STAGE, last, "maybe", role="ANNA")
    run(folder, "undo", STAGE, role="ANNA")
    known = standing(folder, "ANNA")
    assert known.nothing_follows()
    assert [decide(known, folder, each) for each in (*most, last)] == [True, True, True, False]


def test_where_all_is_open_nothing_follows_from_another_verdict(tmp_path: Path) -> None:
    text = protocol().partition('[[stage]]\nid = "full-text"')[0]
    folder = make_review(tmp_path / "review", records=3, text=text)
    ids = record_ids(folder)
    for who in ("ANNA", "BO"):
        for each in ids:
            run(folder, "decide", STAGE, each, "include", role=who)
    known = standing(folder, "ANNA")
    assert [decide(known, folder, each, "exclude") for each in ids] == [True] * 3


@pytest.mark.parametrize("read", [True, False])
def test_a_later_search_leaves_what_is_open_as_it_is(tmp_path: Path, read: bool) -> None:
    """Of the first search round the full texts are read, or not; of the second nothing is."""
    folder = make_review(tmp_path / "review", records=3)
    ids = record_ids(folder)
    for stage, who in ((stage, who) for stage in (STAGE, "full-text")[: 1 + read] for who in ("ANNA", "BO")):
        for each in ids:
            run(folder, "decide", stage, each, "include", role=who)
    (tmp_path / "more.ris").write_text(ris(range(5, 7)), encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    known = standing(folder, "ANNA")
    assert decide(known, folder, ids[0], "maybe") is read


def test_but_something_may_where_a_later_stage_is_not_open(folder: Path) -> None:
    ids = record_ids(folder)
    for who in ("ANNA", "BO"):
        for each in ids:
            run(folder, "decide", STAGE, each, "include", role=who)
    assert not decide(standing(folder, "ANNA"), folder, ids[0], "maybe")


def test_what_anybody_says_for_all_to_see_may_be_followed_by_anything(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    run(folder, "decide", STAGE, first, "include", role="ANNA")
    known = standing(folder, "ANNA")
    assert known.nothing_follows()
    run(folder, "dedup", "--not-same", first, second, role="BO")
    known.review.refresh()
    assert not known.nothing_follows()


ALONE = protocol().replace(
    ', { reviewer = "BO", coverage = "all" }]\nreasons = [{ id = "wrong-topic"', ']\nreasons = [{ id = "wrong-topic"'
)


def test_at_a_stage_of_one_reader_nothing_follows_either_until_the_last(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4, text=ALONE)
    first, *most, last = record_ids(folder)
    run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", role="ANNA")
    known = standing(folder, "ANNA")
    assert [decide(known, folder, each) for each in (first, *most, last)] == [True, True, True, False]


def test_but_not_where_a_pilot_after_it_is_sealed(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4, text=ALONE)
    first, second, *_ = record_ids(folder)
    for each in (first, second):
        run(folder, "decide", STAGE, each, "include", role="ANNA")
    assert standing(folder, "ANNA").nothing_follows()
    run(folder, "sample", "full-text", "--pilot", "1", "--yes", role="ANNA")
    assert not decide(standing(folder, "ANNA"), folder, first, "exclude")


def test_in_a_batch_that_was_opened_early_nothing_follows_until_the_last_is_read(folder: Path) -> None:
    first, *most, last = record_ids(folder)
    run(folder, "decide", STAGE, first, "include", role="ANNA")
    run(folder, "unblind", STAGE, "--rationale", "We stopped.", role="CHIEF")
    known = standing(folder, "ANNA")
    assert [decide(known, folder, each, "maybe") for each in (first, *most, last)] == [True, True, True, False]
