"""What a bundle says of itself is read back only as it is written, and is all that follows from the rest."""

from __future__ import annotations

import json

import pytest

from core.errors import TamisError
from store.bundle.copying import Chain
from store.bundle.description import Description, described_files

MADE = Description("tamis 1", True, False, (Chain("people/BO/acts.jsonl", 3, "0f" * 16, (2,)),))


def test_what_is_written_is_read_back() -> None:
    assert Description.from_bytes(MADE.as_bytes()) == MADE
    assert json.loads(MADE.as_bytes())["journals"][0]["file"] == "review/people/BO/acts.jsonl"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        MADE.as_bytes()[:-1],
        MADE.as_bytes().replace(b'"tamis 1"', b"1"),
        MADE.as_bytes().replace(b": 3", b': "3"'),
        MADE.as_bytes().replace(b"true", b"1"),
        MADE.as_bytes().replace(b'"format"', b'"more": 1, "format"'),
    ],
    ids=range(9),
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(TamisError, match="not what a tamis of this version writes"):
        Description.from_bytes(content)


def test_the_files_that_describe_a_bundle_are_derived_from_it() -> None:
    files = described_files(MADE, "A title", {"report/x.csv": b"record_id\n", "samples/a.csv": b"odd\n"})
    assert files.keys() == {"bundle.json", "README.md", "DATA-DICTIONARY.md"}
    assert b"report/x.csv" in files["DATA-DICTIONARY.md"] and b"samples/a.csv" not in files["DATA-DICTIONARY.md"]
