from __future__ import annotations

from pathlib import Path

from store.folder.review import Review
from tests.reviews import record_ids, ris, run
from tests.tui.adapter.test_on_disk import folder
from tui.adapter.on_disk import DiskReview

__all__ = ["folder"]


def test_a_duplicate_is_shown_as_the_record_it_goes_on_as(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.ris").write_text(ris([3]).replace("T3", "O3"))
    run(folder, "import", str(tmp_path / "other.ris"), "--source", "Otherbase")
    one, other = record_ids(folder)[0], record_ids(folder)[-1]
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).sources(one) == ("Testbase",)
        survivor = DiskReview(review).merge(one, other)
        place = DiskReview(review)
        assert {place.survivor(one), place.survivor(other)} == {survivor}
        assert place.record_line(survivor) is None and set(place.sources(survivor)) == {"Testbase", "Otherbase"}
        assert sum(len(page.numbers) for page in place.record_pages()) == 13
