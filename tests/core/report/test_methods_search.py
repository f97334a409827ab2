"""The search in sentences: every date and platform, the routes apart, duplicates by rule and by person."""

from __future__ import annotations

from pathlib import Path

from core.report.methods_search import duplicates, search
from store.folder.review import Review
from store.numbers.report import gather
from store.state.review_state import review_state
from tests.reviews import make_review, record_ids, ris, run


def bring(folder: Path, numbers: range, source: str, *words: str) -> None:
    file = folder.parent / "export.ris"
    file.write_text(ris(numbers))
    run(folder, "import", str(file), "--source", source, *words)


def said(folder: Path) -> list[str]:
    with Review(folder) as review:
        report = gather(review_state(review))
        return [each.text for each in (*search(report), *duplicates(report))]


def test_databases_registers_and_experts_with_later_dates(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    bring(folder, range(3), "Medline", "--platform", "Ovid", "--searched", "2021-01-04")
    bring(folder, range(3, 5), "Trials", "--route", "registers")
    bring(folder, range(5, 6), "Letters", "--route", "experts", "--searched", "2021-03-01")
    bring(folder, range(8, 9), "Medline", "--platform", "PubMed", "--searched", "2022-01-04", "--round", "new")
    assert said(folder)[:5] == [
        "We searched 1 database: Medline (via Ovid on 4 January 2021, 3 records; via PubMed on 4 "
        "January 2022, 1 further "
        "record).",
        "We searched 1 register: Trials (on a date that is not noted, 2 records).",
        "Further records came from other sources: Letters (on 1 March 2021, 1 record).",
        "The searches were run in 2 rounds.",
        "In all, 7 records were identified.",
    ]


def test_duplicates_by_a_person(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    one, other, *_ = record_ids(folder)
    run(folder, "dedup", "--same", one, other)
    assert said(folder)[2:] == [
        "We removed 1 duplicate record (1 by a person who compared them side by side), which left 2 records.",
        "Of the 3 records, none was deleted: a duplicate goes on under the record it repeats.",
    ]
