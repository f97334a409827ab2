"""CSL-JSON: the fields of an article, one line or many, damage that costs nothing but itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.formats.readers.read import read_file
from core.formats.result import ImportResult

ARTICLE: dict[str, Any] = {
    "id": "larsen2014",
    "type": "article-journal",
    "title": "Help from peers",
    "author": [
        {"family": "Berg", "given": "Ola", "non-dropping-particle": "van der"},
        {"literal": "The Lay Group"},
    ],
    "issued": {"date-parts": [[2014, 3]]},
    "container-title": "Journal of Lay Help",
    "volume": 7,
    "issue": "2",
    "page": "11-19",
    "DOI": "10.5555/csl.1",
    "PMID": "31234567",
    "ISSN": "1234-5679",
    "language": "nb",
    "abstract": "We asked { and } them, and “they” told.",
}


def read(folder: Path, text: str) -> ImportResult:
    path = folder / "a.json"
    path.write_text(text, encoding="utf-8")
    return read_file(path)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("whole", [[ARTICLE], ARTICLE, {"items": [ARTICLE]}])
def test_the_fields_of_an_article(tmp_path: Path, whole: object, indent: int | None) -> None:
    found = read(tmp_path, json.dumps(whole, indent=indent))
    (record,) = found.records
    assert found.format == "csl-json" and not found.warnings
    assert record.title == "Help from peers" and record.kind == "JOUR"
    assert [(each.family, each.given) for each in record.authors] == [("van der Berg", "Ola"), ("The Lay Group", "")]
    assert (record.year, record.journal, record.volume, record.issue) == (2014, "Journal of Lay Help", "7", "2")
    assert (record.doi, record.pmid) == ("10.5555/csl.1", "31234567") and record.pages.startswith("11")
    assert record.abstract.startswith("We asked") and record.abstract.endswith("told.")


def test_a_damaged_reference_costs_nothing_but_itself(tmp_path: Path) -> None:
    one, two = json.dumps(ARTICLE), json.dumps({**ARTICLE, "title": "Second", "DOI": "10.5555/csl.2"})
    broken = one.replace('"title": ', '"title" ')
    found = read(tmp_path, f"[{one},\n{broken},\n{two}]")
    assert [each.title for each in found.records] == ["Help from peers", "Second"]
    assert found.skipped == 1 and found.warnings[0].line == 2


def test_a_file_cut_short_keeps_what_is_whole(tmp_path: Path) -> None:
    text = json.dumps([ARTICLE, ARTICLE, ARTICLE], indent=1)
    found = read(tmp_path, text[: len(text) - 40])
    assert len(found.records) == 2 and found.skipped == 1


@pytest.mark.parametrize("value", ["[" * 5000, '{"a":' * 5000], ids=["lists", "objects"])
def test_depth_is_damage_and_no_crash(tmp_path: Path, value: str) -> None:
    found = read(tmp_path, f'[{json.dumps(ARTICLE)},\n{{"title": {value}')
    assert len(found.records) == 1 and found.skipped == 1
