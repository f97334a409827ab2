"""What citation searching brought, by the record that it started from, from the command line and on the page."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from core.errors import TamisError
from core.records.imports import Import, Source
from core.records.seeds import seeds
from store.folder.review import Review
from store.numbers.report import report_files
from tests.reviews import decide_all, make_review, record_ids, ris, run, run_json


def searched(number: int, *found_by: str, records: int = 3) -> Import:
    source = Source(name="Citations", route="citation-searching", found_by=found_by)
    return Import(number=number, round=1, at="", source=source, files=(), records=records, new=0)


def test_an_import_that_came_of_several_records_counts_for_each() -> None:
    brought = {1: ["a", "b"], 2: ["c"], 3: ["d"]}
    found = seeds([searched(1, "x", "y"), searched(2, "y"), searched(3)], brought, ["a", "c", "d"], ["c"])
    assert [(each.record, each.imports, each.records) for each in found] == [("x", [1], 3), ("y", [1, 2], 6)]
    assert [(each.new, each.unique, each.included) for each in found] == [
        (["a", "b"], ["a"], []),
        (["a", "b", "c"], ["a", "c"], ["c"]),
    ]


@pytest.fixture
def chased(tmp_path: Path) -> tuple[Path, list[str]]:
    """Two are included; citations of the first bring two new ones and a known one, of the second one new."""
    folder = make_review(tmp_path / "review", records=3)
    for reader, stage in product(("ANNA", "BO"), ("title-abstract", "full-text")):
        decide_all(folder, reader, stage, [(f"T{n}", "include") for n in range(2)])
    ids = record_ids(folder)
    for seed, numbers in zip(ids, ([0, 50, 51], [1, 60]), strict=False):
        (tmp_path / "found.ris").write_text(ris(numbers))
        words = ("--source", f"Citing {numbers}", "--route", "citation-searching", "--found-by", seed)
        run(folder, "import", str(tmp_path / "found.ris"), *words)
    run(folder, "dedup")
    return folder, ids


def test_what_came_back_is_counted_by_what_it_was_found_from(chased: tuple[Path, list[str]]) -> None:
    folder, ids = chased
    found = run_json(folder, "sources", "--seeds")
    assert [(each["record_id"], each["imports"]) for each in found] == [(ids[0], [2]), (ids[1], [3])]
    assert [[each[name] for name in ("records", "new", "unique", "included")] for each in found] == [
        [3, 3, 2, 0],
        [2, 2, 1, 0],
    ]
    assert [len(each["unique_ids"]) for each in found] == [2, 1]
    text = run(folder, "sources", "--seeds").stdout
    assert "searched from" in text and ids[0] in text and "Writer0 1980" in text


def test_the_report_says_so_too(chased: tuple[Path, list[str]]) -> None:
    folder, _ = chased
    with Review(folder) as review:
        page = report_files(review)["report.md"].decode()
    [row] = [
        line for line in page.splitlines() if line.startswith("| Writer0 A (1980)") and "| 3 | 3 | 2 | 0 |" in line
    ]
    assert row


def test_the_counts_stand_alone(chased: tuple[Path, list[str]]) -> None:
    with pytest.raises(TamisError, match="--seeds alone"):
        run(chased[0], "sources", "1", "--seeds")
    assert "names what it was found from" in run(make_review(chased[0].parent / "other"), "sources", "--seeds").stderr
