"""What was charted, in the report: counted from complete forms, the map drawn, every count opening its studies."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from store.folder.review import Review
from store.numbers.report import report_files
from tests.charts import charting_review, fill_in
from tests.reviews import run

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Three studies, two of them charted."""
    folder, studies = charting_review(tmp_path_factory.mktemp("charts") / "review")
    for study in studies[:2]:
        fill_in(folder, study, "ANNA", country="Norway", design="interviews", roles="worker; teacher")
    with Review(folder) as review:
        return report_files(review)


def test_the_page_counts_complete_forms_and_draws_the_map(files: dict[str, bytes]) -> None:
    page = files["index.html"].decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(set(ids)) == len(ids)
    assert "1 of 3 forms is not complete yet; only those that are complete are counted" in page
    assert "Charting is not through: 1 of 3 forms is not complete yet." in page
    assert re.search(r'<th scope="row">interviews</th><td class="n"><a href="[^"]+"[^>]*>2</a>', page)
    assert "Evidence map: Design by Roles" in page
    assert files["map.svg"].startswith(b"<svg") or files["map.svg"].startswith(b"<?xml")
    rows, included = table(files, "charting.csv"), table(files, "included.csv")
    assert [each["number"] for each in included] == ["1", "2", "3"] == [each["study"] for each in included]
    dois = {each["record_id"]: each["doi"] for each in included}
    assert {each["record_id"]: each["doi"] for each in rows} == dois and all(dois.values())


def test_a_study_of_two_reports_has_the_doi_of_the_one_whose_title_it_has(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review", records=6, appraisal=True)
    one, other = next((a, b) for a, b in combinations(studies, 2) if b < a)  # the study has the id of the later one
    run(folder, "study", one, other, "--yes")
    with Review(folder) as review:
        files = report_files(review)
    assert {each for each in files if each.startswith("charting")} == {"charting.csv", "charting-appraisal.csv"}
    assert b"roles" in files["charting.csv"] and b"roles" not in files["charting-appraisal.csv"]
    reports = {row["record_id"]: row for row in table(files, "included.csv")}
    [study] = [row for row in table(files, "charting.csv") if row["record_id"] in (one, other)]
    assert study["study_title"] in reports[one]["citation"] and study["doi"] == reports[one]["doi"]


def table(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))


def test_the_map_styles_nothing_but_itself(files: dict[str, bytes]) -> None:
    inner = files["index.html"].decode().partition("</head>")[2]
    for style in re.findall("<style>(.*?)</style>", inner):
        assert style.startswith(".evidence-map{") and style.endswith("}")


def test_the_paragraphs_say_how_far_charting_is(files: dict[str, bytes]) -> None:
    text = files["methods.md"].decode()
    assert "ANNA charted 2 of 3 studies with a form of 7 items." in text
    assert "Quality appraisal was not done; the protocol says nothing of one." in text
