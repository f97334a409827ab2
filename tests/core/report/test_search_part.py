"""The search in the report: the section whole, with what each source and seed brought."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.document.parts import PartOfWhole, TableBlock
from core.report.search_part import search_part
from tests.core.report.reports import EVERY, finished, told


@pytest.mark.parametrize("name", EVERY)
def test_the_section_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert told(search_part(EVERY[name]())) == snapshot


def of(*records: str, removed: tuple[int, int] = (0, 0), gone: int = 0) -> str:
    """What is said first of so many records, the last of which are duplicates."""
    funnel = replace(finished().funnel, identified=records, unique=records[: len(records) - gone])
    report = replace(finished(), funnel=funnel, removed=removed, searches=(), brought={})
    return " ".join(told(search_part(report)).split("\n|")[0].split()) + told(search_part(report)).split("|---|\n")[1]


def test_one_record_and_no_duplicate() -> None:
    assert "The search identified 1 record." in of("r01") and "duplicate" not in of("r01")
    assert "The search identified 2 records." in of("r01", "r02")
    assert "None of them is a duplicate of another one." in of("r01", "r02")
    assert "Of these, 1 was removed as a duplicate: 1 by rules, 0 by a person’s verdict. This left 1 record." in of(
        "r01", "r02", removed=(1, 0), gone=1
    )
    assert "Of these, 2 were removed as duplicates: 1 by rules, 1 by a person’s verdict. This left 2 different" in of(
        "r01", "r02", "r03", "r04", removed=(1, 1), gone=2
    )


def test_a_search_that_brought_nothing_has_no_share() -> None:
    nothing, *_ = [
        each for each in search_part(replace(finished(), searches=())).blocks if isinstance(each, TableBlock)
    ]
    assert nothing.rows == ()
    table, *_ = [each for each in search_part(finished()).blocks if isinstance(each, TableBlock)]
    assert [row[-1] for row in table.rows] == [PartOfWhole(n, 8) for n in (8, 4, 2, 1, 2, 3, 0)]
