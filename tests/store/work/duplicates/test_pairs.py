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
    undo_last,
    verdicts,
)
from store.folder.review import Review
from store.journal.errors import UndoConflict
from store.work.duplicates.pairs import pairing_session
from store.work.duplicates.search import find_duplicates
from store.work.own.words import OwnWords, Saying
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
        undo_last(review)
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


def test_all_with_one_title_is_one_act_that_is_taken_back_whole_after_a_restart(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        session = pairing_session(review)
        asked = list(session.pairs)
        session.give(True)
        session.part(session.pairs[1:])
    with Review(folder, role="ANNA") as review:
        acts = list(OwnWords(review, Saying.PAIRS).acts())
        assert [(each.past.what, each.past.records) for each in acts[:2]] == [
            ("not the same: 3 pairs", 3),
            (f"same: {asked[0].a}, {asked[0].b}", 1),
        ]
        session = pairing_session(review)
        assert session.pairs == []
        assert sorted(session.undo()) == sorted((each.a, each.b) for each in asked[1:])
        assert session.pairs == asked[1:] and session.left == 3 and session.current == asked[1]
        assert [each.holds for each in OwnWords(review, Saying.PAIRS).acts()][:2] == [False, True]
        assert session.undo() == ((asked[0].a, asked[0].b),)
        assert session.left == 4 and session.current == asked[0] and verdicts(review) == {}
        assert session.undo() == () and len(pairing_session(review).pairs) == 4


def test_taking_back_ones_own_word_lets_the_others_word_stand_as_it_was_said(folder: Path) -> None:
    with Review(folder, role="ANNA") as here, Review(folder, role="BO") as there:
        session = pairing_session(here)
        pair = session.pairs[0]
        give_verdict(there, pair.a, pair.b, same=True, note="read both")
        assert session.refresh() == [pair]
        session.give(False)
        assert session.undo() == ((pair.a, pair.b),) and session.verdict(pair) is True
        assert [(each.by, each.note, each.same) for each in verdicts(here).values()] == [("BO", "read both", True)]
        session.give(False)
        give_verdict(there, pair.a, pair.b, same=True)
        session.refresh()
        with pytest.raises(UndoConflict, match="BO has said otherwise since"):
            session.undo()
        assert session.verdict(pair) is True
