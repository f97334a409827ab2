"""Words to mark are said, not written into the plan: everybody sees them, and no amendment comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.protocol.highlight_words import HighlightWords
from store.acts.amendments import amendments
from store.acts.highlights import change_highlights, highlight_words
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from tests.reviews import make_review, protocol, record_ids, run, run_json

PLAN = protocol() + '\n[highlight]\ninclude = ["peer*"]\nexclude = ["rats"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=2, text=PLAN)


def test_what_was_said_last_of_a_word_counts_and_the_plan_stays_as_it_is(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        change_highlights(review, highlight_words(review), HighlightWords(("peer*", "harbour"), ()))
    with Review(folder, role="BO") as review:
        assert highlight_words(review) == HighlightWords(("peer*", "harbour"), ())
        change_highlights(review, highlight_words(review), HighlightWords(("peer*",), ("rats", "harbour")))
        ends = review.acts.clock
        change_highlights(review, highlight_words(review), highlight_words(review))
        assert review.acts.clock == ends, "what is as it was is not said again"
    with Review(folder) as review:
        assert highlight_words(review) == HighlightWords(("peer*",), ("rats", "harbour"))
        assert len(amendments(review)) == 1
    assert (folder / PROTOCOL_FILE).read_text() == PLAN


def test_two_who_mark_words_at_the_same_time_lose_neither(folder: Path) -> None:
    with Review(folder, role="ANNA") as one, Review(folder, role="BO") as other:
        words = highlight_words(one)
        change_highlights(one, words, words.adding("harbour", include=True))
        change_highlights(other, words, words.adding("pebble", include=False))
    with Review(folder) as review:
        assert highlight_words(review) == HighlightWords(("peer*", "harbour"), ("rats", "pebble"))


def test_words_are_told_by_the_alphabet_however_they_were_said(folder: Path) -> None:
    with Review(folder) as review:
        for word, include in (("tide", False), ("Tide", True), ("sea", True)):
            words = highlight_words(review)
            change_highlights(review, words, words.adding(word, include=include))
        include, exclude = highlight_words(review).include, highlight_words(review).exclude
    assert (include[1:], exclude[1:]) == (("sea", "Tide"), ("tide",))
    with Review(folder) as review:
        words = highlight_words(review)
        change_highlights(review, words, words.adding("tide", include=True))
        assert highlight_words(review).include[1:] == ("sea", "Tide", "tide")


def test_the_command(folder: Path) -> None:
    assert run_json(folder, "highlights") == {"include": ["peer*"], "exclude": ["rats"]}
    changed = run_json(folder, "highlights", "--include", "harbour*", "--include", "crisis care", "--remove", "rats")
    assert changed == {"include": ["peer*", "crisis care", "harbour*"], "exclude": []}
    assert run(folder, "highlights").stdout == "include  peer*\ninclude  crisis care\ninclude  harbour*\n"
    with pytest.raises(TamisError, match="not among"):
        run(folder, "highlights", "--remove", "rats")
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", role="ANNA")
    assert run_json(folder, "check")["ok"] and len(run_json(folder, "history", record_ids(folder)[0])) == 1
