from __future__ import annotations

from pathlib import Path

import pytest

from store.work.outside import exports_beside as exports_module
from store.work.outside.exports_beside import exports_beside
from tests.reviews import make_review, ris


@pytest.mark.parametrize("place", ["work", "work/exports", "exports", "."])
def test_exports_are_found_in_a_folder_beside_it_or_above_it(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    assert exports_beside(folder) is None
    there = tmp_path / place
    there.mkdir(exist_ok=True)
    for name in ("a.ris", "b.RIS", "c.txt"):
        (there / name).write_text(ris(range(2)))
    (there / "notes.txt").write_text("no references\n")
    (there / "d.ris").mkdir()
    found = exports_beside(folder)
    assert found is not None and found.folder.resolve() == there.resolve() and found.files == 3


def test_the_folder_with_the_most_is_taken_and_another_review_is_none(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    other = make_review(tmp_path / "other")
    few, many = tmp_path / "few", tmp_path / "many"
    for place, count in ((few, 1), (many, 2), (other, 5)):
        place.mkdir(exist_ok=True)
        for each in range(count):
            (place / f"{each}.ris").write_text(ris(range(2)))
    found = exports_beside(folder)
    assert found is not None and (found.folder, found.files) == (many, 2)


def test_only_so_many_folders_and_files_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (exports_module.LOOKED_AT, exports_module.FOLDERS, exports_module.FILES) == (40, 30, 200)
    folder = tmp_path / "work"
    for place, count in (("a", 2), ("b", 3), ("c", 4), (".hidden", 5)):
        (folder / place).mkdir(parents=True)
        for each in range(count):
            (folder / place / f"{each}.ris").write_text(ris([each]))

    def found(**limits: int) -> tuple[str, int]:
        with monkeypatch.context() as smaller:
            for name, limit in limits.items():
                smaller.setattr(exports_module, name, limit)
            beside = exports_beside(folder)
            assert beside is not None
            return beside.folder.name, beside.files

    assert found() == ("c", 4)
    assert found(LOOKED_AT=2) == ("a", 2)
    assert found(FOLDERS=3) == ("b", 3)
    assert found(FILES=6) == ("b", 3), "of c one file is looked at then"
    for own in ("people", "report", "backups"):
        (folder / "c").rename(folder / own)
        assert found() == (own, 4)
        (folder / own).rename(folder / "c")
    make_review(folder)
    (folder / "c").rename(folder / "people")
    assert found() == ("b", 3), "a review's own folders are left out"


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "gone.ris").symlink_to(tmp_path / "nowhere")
    assert exports_beside(folder) is None
    assert exports_beside(tmp_path / "not" / "there") is None
