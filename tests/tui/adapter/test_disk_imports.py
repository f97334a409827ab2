from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.folder.review import Review
from tests.reviews import make_review, ris
from tui.adapter.on_disk import DiskReview


def test_files_are_looked_into_told_anew_and_brought_in(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    for name, count in (("a", 3), ("b", 2)):
        (exports / f"{name}.ris").write_text(ris(range(count), prefix=name))
    told = []
    with Review(make_review(tmp_path / "review"), role="ANNA") as review:
        adapter = DiskReview(review)
        files = adapter.look_into([exports], lambda *said: told.append(said))
        assert told == [("a.ris", 0, 2), ("b.ris", 1, 2)] and not any(each.ready for each in files)
        named = [adapter.as_from(each, replace(each.source, name="Old list")) for each in files]
        assert [each.why for each in named] == ["as you say"] * 2 and adapter.imports() == []
        done = adapter.bring_in_files(named)
        assert [(each.source.name, each.new) for each in done] == [("Old list", 3), ("Old list", 2)]
        assert adapter.as_from(files[0], named[0].source).ready is False, "known now"


def test_exports_are_looked_for_where_one_stands_and_in_the_review_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    with Review(make_review(tmp_path / "review"), role="ANNA") as review:
        adapter = DiskReview(review)
        assert adapter.exports_beside() is None
        (review.folder / "exports").mkdir()
        (review.folder / "exports" / "a.ris").write_text(ris(range(2)))
        assert adapter.exports_beside() == review.folder / "exports"
        (elsewhere / "exports").mkdir()
        (elsewhere / "exports" / "b.ris").write_text(ris(range(2)))
        assert adapter.exports_beside() == elsewhere / "exports"
