"""Long files of a report are made one at a time, when they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.report.document.files import Files
from store.folder.review import Review
from store.numbers.report import files_of, gather, report_files
from store.numbers.report_folder import SUMS, write_report
from store.state.review_state import review_state
from tests.charts import charting_review, fill_in
from tests.reviews import make_review


class Content(bytes):
    """Bytes that are counted as long as they are held."""

    held = 0

    def __del__(self) -> None:
        Content.held -= 1


def test_each_is_made_once_and_is_gone_before_the_next(tmp_path: Path) -> None:
    made: list[str] = []

    def make(name: str) -> Content:
        # What was written last may still stand in the loop's variable.
        assert Content.held <= 1, name
        made.append(name)
        Content.held += 1
        return Content(name.encode())

    names = [f"lists/{n}.html" for n in range(9)]
    write_report(Files({name: (lambda name=name: make(name)) for name in names}), tmp_path / "report")
    assert made == names
    assert [(tmp_path / "report" / name).read_text() for name in names] == names
    assert len((tmp_path / "report" / SUMS).read_text().splitlines()) == len(names)


def test_the_long_lists_of_a_report_are_not_held_together(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=101)
    with Review(folder) as review:
        files = files_of(gather(review_state(review)))
        lazy = {name for name, content in files.made.items() if not isinstance(content, bytes)}
        assert {"lists/identified.html", "decisions.csv"} <= lazy
        assert dict(files) == report_files(review)
    with pytest.raises(KeyError):
        files["lists/nothing.html"]


def test_the_longest_are_written_piece_by_piece(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review", records=7)
    for study in studies:
        fill_in(folder, study, "ANNA", country="Norway", design="trial", roles="worker; teacher")
    with Review(folder) as review:
        files = files_of(gather(review_state(review)))
        for name in ("map.html", "decisions.csv"):
            parts = list(files.parts(name))
            assert b"".join(parts) == files[name] and files[name]
        assert len(list(files.parts("map.html"))) > 4
