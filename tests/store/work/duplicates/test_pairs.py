"""Verdicts in bulk, and the store's side of the screen of doubtful pairs, on real folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import (
    VERDICTS,
    give_verdict,
    give_verdicts,
    take_back_verdict,
    take_back_verdicts,
    verdicts,
)
from store.folder.review import Review
from store.work.duplicates.pairs import pairing_session
from store.work.duplicates.search import find_duplicates
from tests.reviews import said_in
from tests.twins import make_twin_review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_twin_review(tmp_path / "review")


def test_several_verdicts_are_one_batch_and_all_or_none(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        ids = list(review.records)
        with pytest.raises(TamisError):
            give_verdicts(review, [(ids[0], ids[1]), (ids[2], ids[2])], same=False)
        assert verdicts(review) == {}
        give_verdicts(review, [(ids[0], ids[1]), (ids[2], ids[3])], same=True)
        events = said_in(review, VERDICTS)[-2:]
        assert [event.batch for event in events] == [(1, 2), (2, 2)]
        assert len(duplicate_groups(review).members) == 2
        with pytest.raises(TamisError):
            take_back_verdicts(review, [(ids[0], ids[1]), (ids[4], ids[5])])
        assert len(verdicts(review)) == 2
        take_back_verdicts(review, [(ids[1], ids[0]), (ids[2], ids[3])])
        assert verdicts(review) == {} and duplicate_groups(review).members == {}


def test_a_session_on_a_review(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        session = pairing_session(review)
        assert len(session.pairs) == 4 and session.merged == 0
        first = session.current
        assert first is not None and session.sources(first.a) == ("Twinbase",)
        session.give(True)
        session.give(False)
        assert session.left == 2
        assert [each.same for each in verdicts(review).values()].count(True) == 1
        session.undo()
        session.undo()
        assert verdicts(review) == {}
        session.give(True)
    with Review(folder, role="ANNA") as review:
        find_duplicates(review)
        assert len(pairing_session(review).pairs) == 3
        assert next(iter(verdicts(review).values())).by == "ANNA"


def test_another_windows_verdicts_arrive(folder: Path) -> None:
    with Review(folder, role="ANNA") as here, Review(folder, role="BO") as there:
        session = pairing_session(here)
        assert session.refresh() == []
        pair = session.pairs[2]
        give_verdict(there, pair.a, pair.b, same=False)
        assert session.refresh() == [pair] and session.verdict(pair) is False and session.left == 3
        assert session.refresh() == []
        session.give(True)
        assert session.refresh() == [], "one's own verdict is no news"
        take_back_verdict(there, pair.a, pair.b)
        assert session.refresh() == [pair] and session.left == 3
