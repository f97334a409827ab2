"""What the app asks of a review, on a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.fulltext.session import FullTextSession
from core.protocol.highlight_words import HighlightWords
from store.folder.review import Review
from tests.reviews import decide_all, make_review, protocol
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=12)


def test_highlighted_words_are_kept_beside_the_plan(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        place = DiskReview(review)
        place.set_highlight_words(HighlightWords(include=("harbour*",), exclude=("rats",)))
        assert place.protocol.highlight_include == ("harbour*",)
    with Review(folder, role="BO") as review:
        assert DiskReview(review).protocol.highlight_exclude == ("rats",)


def test_where_there_is_nothing_to_do(tmp_path: Path) -> None:
    alone = protocol().replace(', { reviewer = "BO", coverage = "all" }', "")
    with Review(make_review(tmp_path / "alone", text=alone), role="BO") as review:
        place = DiskReview(review)
        with pytest.raises(TamisError, match="nothing waits for BO"):
            place.first_owed()
        with pytest.raises(TamisError, match="one person reads it alone"):
            place.disagreement_session(STAGE)
        with pytest.raises(TamisError, match="BO does not read this stage; v shows its records"):
            place.screening_session(STAGE)


def test_a_session_goes_to_the_report_whose_word_it_takes_back_and_stays_where_there_is_none(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=4)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(4)])
    with Review(folder, role="ANNA") as review:
        session = DiskReview(review).screening_session("full-text")
        assert isinstance(session, FullTextSession)
        first, second, _, last = session.queue
        assert session.take_back() is None and session.current == first
        session.lose("gone")
        session.lose("gone too")
        session.go_to(last)
        assert session.take_back(lambda _past: False) is None and session.current == last
        assert session.take_back() == second and session.current == second
        assert session.take_back() == first and session.current == first
        assert session.take_back() is None and session.current == first and not session.full_texts.lost
