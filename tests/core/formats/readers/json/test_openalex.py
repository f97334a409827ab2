"""OpenAlex's JSON: an answer, an array, one work a line; what a work says of itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.core.formats.samples import read_bytes

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W210",
    "doi": "https://doi.org/10.5555/OA.1",
    "title": "Helpers in the kitchen",
    "display_name": "Helpers in the kitchen",
    "publication_year": 2019,
    "ids": {"openalex": "https://openalex.org/W210", "pmid": "https://pubmed.ncbi.nlm.nih.gov/31000001"},
    "language": "nb",
    "type": "article",
    "is_retracted": True,
    "biblio": {"volume": "4", "issue": "1", "first_page": "7", "last_page": "19"},
    "authorships": [
        {"author": {"id": "https://openalex.org/A1", "display_name": "Ola Nordmann"}, "raw_author_name": "O. Nordmann"},
        {"author": {"display_name": "Kari van der Berg"}},
    ],
    "primary_location": {"landing_page_url": "https://example.org/1", "source": {"display_name": "Kitchen Studies"}},
    "keywords": [{"id": "https://openalex.org/keywords/x", "display_name": "Cooking", "score": 0.4}],
    "abstract_inverted_index": {"We": [0, 3], "cooked": [1], "and": [2], "ate": [4]},
    "referenced_works": ["https://openalex.org/W1"],
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"meta": {"count": 1}, "results": [WORK], "group_by": []}),
        json.dumps([WORK], indent=2),
        json.dumps(WORK) + "\n",
    ],
    ids=["answer", "array", "line"],
)
def test_the_fields_of_a_work(text: str) -> None:
    found = read_bytes(text.encode())
    assert found.format == "openalex" and not found.warnings
    [record] = found.records
    assert (record.title, record.kind, record.year) == ("Helpers in the kitchen", "JOUR", 2019)
    assert (record.authors[0].family, record.authors[0].given) == ("Nordmann", "Ola")
    assert record.authors[1].family.endswith("Berg")
    assert (record.journal, record.volume, record.issue, record.pages) == ("Kitchen Studies", "4", "1", "7-19")
    assert (record.doi, record.pmid) == ("10.5555/oa.1", "31000001")
    assert record.abstract == "We cooked and We ate" and record.keywords == ("Cooking",)
    assert "retracted publication" in [each.value for each in record.types]


def test_works_line_by_line() -> None:
    found = read_bytes("\n".join(json.dumps({**WORK, "title": f"Work {n}"}) for n in range(3)).encode())
    assert [each.title for each in found.records] == ["Work 0", "Work 1", "Work 2"]
    assert [each.line for each in found.records] == [1, 2, 3]


@pytest.mark.parametrize("odd", [None, [], {}, "x", 3, {"a": [None]}])
@pytest.mark.parametrize("key", [key for key in WORK if key not in ("id", "title")])
def test_a_value_of_another_kind_costs_only_itself(key: str, odd: object) -> None:
    [record] = read_bytes(json.dumps([{**WORK, key: odd}]).encode()).records
    assert record.title == "Helpers in the kitchen"
