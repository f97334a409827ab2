"""What speaks against records: the section whole, and its table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.flags_part import flags_csv, flags_part
from tests.core.report.reports import EVERY, FLAGS, RETRACTED, finished, interim, told


@pytest.mark.parametrize("name", EVERY)
def test_the_section_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert told(flags_part(EVERY[name]())) == snapshot


def of(**changes: object) -> str:
    return told(flags_part(replace(finished(), **changes)))  # type: ignore[arg-type]


def test_of_what_is_not_known_nothing_is_said() -> None:
    file = replace(RETRACTED, newest="")
    assert "1,234 rows, SHA-256 abcdef." in of(retractions=(file, 0))
    assert "came in after that" not in of(retractions=(file, 0))
    assert "> 1 record came in after that and was not compared with it." in of(retractions=(file, 1))
    assert "were compared" not in of(retractions=None) and "speaks against 2 records" in of(retractions=None)
    assert (
        "speaks against" not in of(flags={})
        and flags_part(replace(finished(), flags={}, retractions=None)).blocks == []
    )


def test_what_is_not_included_stands_in_no_table() -> None:
    found = of(flags={"r04": FLAGS["r14"], "nowhere": FLAGS["r14"]})
    assert "speaks against 1 record without duplicates; none is included." in found
    assert "Included reports against" not in found


def test_the_table_of_flags(snapshot: SnapshotAssertion) -> None:
    flags = {"r04": FLAGS["r14"], **FLAGS}
    assert [flags_csv(replace(each, flags=flags)).decode() for each in (finished(), interim())] == snapshot
    assert flags_csv(replace(finished(), flags={})).decode().count("\n") == 1
