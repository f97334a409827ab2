"""How certain a pair is: by its similarities, and not by what is merely equal or not."""

from __future__ import annotations

from core.dedup.pairs import RecordPair


def test_words_of_the_evidence_are_no_certainty() -> None:
    pair = RecordPair("a", "b", "title", {"title": 97, "authors": 100, "doi": "differ"})
    assert pair.certainty == 197 and RecordPair("a", "b", "title").certainty == 0


def test_pairs_are_the_same_whatever_their_evidence_is_kept_in() -> None:
    one, other = (RecordPair("a", "b", "title", kind(title=97)) for kind in (dict, dict))
    assert one == other and len({one, other}) == 1
    assert one != RecordPair("a", "b", "title", {"title": 97}, "review")
