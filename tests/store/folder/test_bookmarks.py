"""Where a reviewer was: kept by stage and person, and never a reason to stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.bookmarks import bookmarks, save_bookmark
from store.folder.cache import cache_folder
from store.folder.review import Review
from tests.reviews import protocol


def test_each_reviewer_has_a_place_at_each_stage(tmp_path: Path) -> None:
    with Review.create(tmp_path / "review", protocol()) as review:
        assert bookmarks(review, "ANNA") == {}
        save_bookmark(review, "ANNA", "title-abstract", "a1")
        save_bookmark(review, "ANNA", "full-text", "a2")
        save_bookmark(review, "ANNA", "title-abstract", "a3")
        assert bookmarks(review, "ANNA") == {"title-abstract": "a3", "full-text": "a2"}
        assert bookmarks(review, "BO") == {}
        kept = cache_folder(review.folder)
        assert [each.name for each in kept.iterdir()] == ["places-ANNA.json"], "nothing lies about"
        assert not list(review.folder.glob("people/*")), "where somebody was is nobody else's to see"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b"null"])
def test_a_damaged_file_is_as_none_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    with Review.create(tmp_path / "review", protocol()) as review:
        save_bookmark(review, "ANNA", "full-text", "a1")
        (cache_folder(review.folder) / "places-ANNA.json").write_bytes(content)
        assert bookmarks(review, "ANNA") == {}
        save_bookmark(review, "ANNA", "full-text", "a2")
        assert bookmarks(review, "ANNA") == {"full-text": "a2"}
