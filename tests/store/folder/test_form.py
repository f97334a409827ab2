"""How a review folder is made, and where none can be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from store.journal.errors import UnsafeFilesystem
from tests.reviews import make_review, protocol


def test_a_review_is_made_once_and_each_reviewers_folder_is_their_own(tmp_path: Path) -> None:
    with Review.create(tmp_path / "deep" / "review", protocol()) as review:
        assert review.protocol.title == "A review for tests" and list(review.records) == []
        for who in ("ANNA", "BO"):
            with review.acts.locked(who):
                pass
    assert review.folder.stat().st_mode & 0o7777 == 0o2770, "an account outside the group sees nothing"
    people = review.folder / "people"
    assert people.stat().st_mode & 0o7777 == 0o3775, "nobody renames another's folder"
    assert {each.name: each.stat().st_mode & 0o7777 for each in people.iterdir()} == {"ANNA": 0o2755, "BO": 0o2755}
    with pytest.raises(TamisError, match="a review already"):
        Review.create(review.folder, protocol())


def test_a_wrong_plan_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(TamisError):
        Review.create(tmp_path / "review", "format = 1\n")
    assert not (tmp_path / "review").exists()


@pytest.mark.parametrize("folder", ["events", "resolutions"])
def test_a_review_of_the_older_form_is_refused(tmp_path: Path, folder: str) -> None:
    review = make_review(tmp_path / "review", records=1)
    (review / folder).mkdir()
    with pytest.raises(TamisError, match="several people wrote to one file") as refused:
        Review(review)
    assert refused.value.where == str(review) and "tamis init" in refused.value.advice


def test_a_network_file_system_is_refused_until_it_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review")
    monkeypatch.setattr("store.folder.review.unsafe_filesystem", lambda _folder: "NFS")
    with pytest.raises(UnsafeFilesystem, match="lies on NFS"):
        Review(folder)
    Review(folder, unsafe_filesystem_accepted=True).close()
