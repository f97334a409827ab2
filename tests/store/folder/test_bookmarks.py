"""Where a reviewer was: kept by stage and person, and never a reason to stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.bookmarks import PLACES, bookmarks, save_bookmark
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
        assert [each.name for each in (review.folder / "reviewers/ANNA").iterdir()] == [PLACES], "nothing lies about"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b"null"])
def test_a_damaged_file_is_as_none_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    with Review.create(tmp_path / "review", protocol()) as review:
        save_bookmark(review, "ANNA", "full-text", "a1")
        (review.folder / "reviewers/ANNA" / PLACES).write_bytes(content)
        assert bookmarks(review, "ANNA") == {}
        save_bookmark(review, "ANNA", "full-text", "a2")
        assert bookmarks(review, "ANNA") == {"full-text": "a2"}
