from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from tui.adapter.beginning import Beginning


def test_what_is_proposed_can_be_made_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "peer-support"
    folder.mkdir()
    begun = Beginning.of(folder)
    assert (begun.title, begun.readers, begun.who) == ("Peer support", ("first", "second", "adjudicator"), "first")
    assert Beginning.of(folder).seed != begun.seed, "a seed of one's own"
    assert begun.make().who == "first"
    with Review(folder) as review:
        assert review.protocol.seed == begun.seed
    with pytest.raises(TamisError, match="there is a review already"):
        begun.make()


def test_people_are_checked_and_the_rest_stays(tmp_path: Path) -> None:
    begun = Beginning.of(tmp_path).with_readers("KB · ON")
    assert begun.readers == ("KB", "ON", "adjudicator") and begun.who == "KB"
    assert begun.with_plan("peer-support-2021").readers == ("KBAA", "ON", "SUPERVISORS")
    for wrong in ("", "A a", "A B C D"):
        with pytest.raises(TamisError):
            begun.with_readers(wrong)
    with pytest.raises(TamisError, match=r"^write a seed of your own\n"):
        replace(begun, seed=" ").make()
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_may_lose_something_is_taken_only_when_asked_for(tmp_path: Path) -> None:
    assert [Beginning.of(tmp_path).unsafe_filesystem, Beginning(folder=tmp_path, title="T").unsafe_filesystem] == [
        False,
        False,
    ]
    assert Beginning.of(tmp_path, unsafe_filesystem=True).unsafe_filesystem
