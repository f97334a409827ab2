"""Agreement in sentences: of one report, of three readers, where little was included."""

from __future__ import annotations

from pathlib import Path

from store.folder.review import Review
from store.numbers.report import report_files
from tests.reviews import decide_all, make_review, protocol, record_ids, run

STAGE = "title-abstract"


def methods(folder: Path) -> str:
    run(folder, "status")  # opens what all have finished
    with Review(folder) as review:
        return report_files(review)["methods.md"].decode()


def test_one_report_is_no_record(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    for reader in ("ANNA", "BO"):
        run(folder, "decide", STAGE, *record_ids(folder), "include", role=reader)
    for reader in ("ANNA", "BO"):
        run(folder, "decide", "full-text", *record_ids(folder), "include", role=reader)
    said = methods(folder)
    assert "Cohen’s kappa is undefined, since both read only 1 record." in said
    assert "Cohen’s kappa is undefined, since both read only 1 report." in said
    assert "rough" not in said, "there is no interval that could be"


def test_three_readers_all_together(tmp_path: Path) -> None:
    third = '[[reviewer]]\nid = "CY"\nrole = "second"\n[[stage]]'
    both = '{ reviewer = "BO", coverage = "all" }'
    text = (
        protocol().replace(both, f'{both}, {{ reviewer = "CY", coverage = "all" }}', 1).replace("[[stage]]", third, 1)
    )
    folder = make_review(tmp_path / "review", records=6, text=text)
    for reader, gone in (("ANNA", 1), ("BO", 2), ("CY", 3)):
        decide_all(folder, reader, STAGE, [(f"T{n}", "exclude" if n < gone else "include") for n in range(6)])
    assert "Of all readers together, on 6 records that two or more of them had read, Fleiss’s kappa was 0." in methods(
        folder
    )
