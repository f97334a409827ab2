"""EPPI-Reviewer's JSON: its references, and the names of their codes."""

from __future__ import annotations

import json
from typing import Any

from core.formats.readers.foreign_decisions import foreign_decisions
from core.screening.decision import Verdict
from tests.core.formats.samples import read_bytes

CODES: dict[str, Any] = {
    "CodeSets": [
        {
            "SetName": "Screen",
            "Attributes": {
                "AttributesList": [
                    {
                        "AttributeId": 7,
                        "AttributeType": "Not selectable (no checkbox)",
                        "AttributeName": "All",
                        "Attributes": {
                            "AttributesList": [
                                {"AttributeId": 8, "AttributeType": "Exclude", "AttributeName": "not on peers"}
                            ]
                        },
                    }
                ]
            },
        }
    ]
}
REFERENCE = {
    "Outcomes": [],
    "ItemId": 4711,
    "Title": "Helpers at sea",
    "ParentTitle": "Sea Studies",
    "Year": "2011",
    "Authors": "Nordmann Ola ; van der Berg K ; ",
    "Volume": "3",
    "Pages": "1-9",
    "TypeName": "Journal, Article",
    "Abstract": "We sailed.",
    "DOI": "10.5555/eppi.1",
    "Codes": [{"AttributeId": 8, "AdditionalText": "only captains", "ArmId": 0}],
}


def test_the_fields_of_a_reference_and_its_codes_by_name() -> None:
    [record] = read_bytes(json.dumps({**CODES, "References": [REFERENCE]}).encode()).records
    assert (record.title, record.journal, record.year) == ("Helpers at sea", "Sea Studies", 2011)
    assert [(each.family, each.given) for each in record.authors] == [("Nordmann", "Ola"), ("van der Berg", "K")]
    assert (record.kind, record.volume, record.pages, record.doi) == ("JOUR", "3", "1-9", "10.5555/eppi.1")
    assert ("Code: Screen", "Exclude: not on peers") in record.raw and ("CodeText", "only captains") in record.raw


def test_codes_that_exclude_and_include_are_decisions_of_their_set() -> None:
    attributes = CODES["CodeSets"][0]["Attributes"]["AttributesList"]
    attributes = [*attributes, {"AttributeId": 9, "AttributeType": "Include", "AttributeName": "on title"}]
    sets = [{"SetName": "Screen", "Attributes": {"AttributesList": attributes}}]
    included = {**REFERENCE, "Title": "Second", "Codes": [{"AttributeId": 9}]}
    coded = {**REFERENCE, "Title": "Third", "Codes": [{"AttributeId": 7}]}
    text = json.dumps({"CodeSets": sets, "References": [REFERENCE, included, coded]})
    found = foreign_decisions(read_bytes(text.encode()).records)
    assert [(each.record.title, each.verdict, each.person, each.reasons) for each in found] == [
        ("Helpers at sea", Verdict.EXCLUDE, "Screen", ("not on peers",)),
        ("Second", Verdict.INCLUDE, "Screen", ()),
    ]


def test_codes_of_more_than_a_block_may_stand_before_the_references() -> None:
    long = {"CodeSets": [*CODES["CodeSets"], {"SetName": "x" * 700_000}]}
    found = read_bytes(json.dumps({**long, "References": [REFERENCE] * 2}, indent=1).encode(), "eppi")
    assert len(found.records) == 2 and not found.warnings
