"""Words on categories: a plan change between them, and agreement on what was given before they changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.acts.categories import categories
from store.folder.review import Review
from tests.charts import charting_review, fill
from tests.reviews import run, run_json


def coded_by_two(folder: Path) -> list[str]:
    folder, studies = charting_review(folder, "ANNA", "BO", records=4)
    for role in ("ANNA", "BO"):
        fill(folder, role, findings="what they found")
    for name in ("pay", "money", "trust"):
        run(folder, "chart", "code", "findings", "--category", name, role="ANNA")
    for role, given in (("ANNA", ("pay", "pay", "trust", "trust")), ("BO", ("money", "pay", "trust", "trust"))):
        for study, name in zip(studies, given, strict=True):
            run(folder, "chart", "code", "findings", study, name, role=role)
    return studies


def figures(folder: Path) -> Any:
    (pair,) = run_json(folder, "chart", "agreement", "--stage", "coding")["pairs"]
    (item,) = pair["items"]
    return item["n"], item["same"], [each["choice"] for each in item["choices"]]


def test_merging_after_the_opening_changes_counts_and_no_agreement(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    studies = coded_by_two(folder)
    assert figures(folder) == (4, 3, ["pay", "money", "trust"])
    run(folder, "chart", "code", "findings", "--merge", "money", "pay", role="BO")
    assert figures(folder) == (4, 3, ["pay", "money", "trust"])
    found = {each["name"]: each["record_ids"] for each in run_json(folder, "chart", "code", "findings")["categories"]}
    assert found == {"pay": studies[:2], "trust": studies[2:]}, "and nothing is left to settle"
    assert run_json(folder, "check")["ok"]


def test_a_study_without_an_answer_is_in_no_agreement_of_coding(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=3)
    for role in ("ANNA", "BO"):
        fill(folder, role, studies=studies[:1])
        fill(folder, role, studies=studies[1:], findings="found")
    run(folder, "chart", "code", "findings", "--category", "pay", role="ANNA")
    for role in ("ANNA", "BO"):
        for study in studies[1:]:
            run(folder, "chart", "code", "findings", study, "pay", role=role)
        run(folder, "chart", "complete", "coding", studies[0], role=role)
    assert figures(folder)[:2] == (2, 2)


def test_words_are_read_up_to_a_clock(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    coded_by_two(folder)
    with Review(folder) as review:
        clock = review.acts.clock
        run(folder, "chart", "code", "findings", "--rename", "trust", "being trusted", role="BO")
        review.refresh()
        assert [each.name for each in categories(review).categories("findings")] == ["pay", "money", "being trusted"]
        assert categories(review, clock).categories("findings")[2].name == "trust"
