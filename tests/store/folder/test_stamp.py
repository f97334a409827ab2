from __future__ import annotations

import os
from pathlib import Path

from store.folder.review import Review
from store.folder.stamp import folder_stamp
from tests.reviews import decide_all, make_review, run


def test_it_differs_once_anybody_has_written_and_not_before(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    with Review(folder, role="ANNA") as anna:
        before = folder_stamp(anna)
        assert folder_stamp(anna) == before
        run(folder, "status")
        assert folder_stamp(anna) == before, "reading is no change"
        seen = {before}
        for act in (
            lambda: decide_all(folder, "ANNA", "title-abstract", [("T0", "include")]),
            lambda: run(folder, "import", str(_ris(tmp_path)), "--source", "Scopus"),
            lambda: (folder / "protocol.toml").write_text((folder / "protocol.toml").read_text() + "\n"),
        ):
            act()
            seen.add(folder_stamp(anna))
        assert len(seen) == 4


def test_of_what_is_sealed_for_others_not_even_a_time_is_looked_at(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    decide_all(folder, "BO", "title-abstract", [("T0", "include")])
    [sealed] = (folder / "people" / "BO").glob("*/decisions.jsonl")
    assert sealed.parent.stat().st_mode & 0o077 == 0
    with Review(folder, role="ANNA") as anna:
        before = folder_stamp(anna)
        os.utime(sealed, (1, 1))
        assert folder_stamp(anna) == before
    with Review(folder, role="BO") as bo:
        assert str(sealed) in {path for path, _size, _time in folder_stamp(bo)}


def _ris(folder: Path) -> Path:
    path = folder / "more.ris"
    path.write_text("TY  - JOUR\nTI  - Another title\nER  - \n")
    return path
