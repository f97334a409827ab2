"""Texts of tagged lines: where a record starts, and what lost its start."""

from __future__ import annotations

import io
import re

from core.formats.decode import TextSource
from core.formats.readers.tagged.lines import TagDialect, tagged_records
from core.formats.result import Tally, WarningLog

DIALECT = TagDialect(
    heading=re.compile(r"No (\d+)/(\d+)"), tag=re.compile(r"([A-Z]{2})=(.*)"), first="ID", lists=frozenset({"AU"})
)


def found(text: str) -> tuple[list[list[tuple[str, str]]], list[tuple[int | None, str]]]:
    log = WarningLog()
    records = tagged_records(TextSource(io.BytesIO(text.encode()), log), log, Tally(), DIALECT)
    return [list(map(tuple, each.pairs)) for each in records], [(each.line, each.message) for each in log.all()]


def test_a_heading_or_the_first_tag_starts_a_record() -> None:
    one, two = [("ID", "1"), ("TI", "a b")], [("TI", "c")]
    assert found("No 1/2\nID=1\nTI=a\n b\n\nNo 2/2\nTI=c\n") == ([one, two], [])
    assert found("ID=1\nTI=a\n b\nID=1\nTI=a\nb\n") == ([one, one], [])


def test_a_list_has_a_value_a_line() -> None:
    assert found("ID=1\nAU=A\n   B\n")[0] == [[("ID", "1"), ("AU", "A"), ("AU", "B")]]


def test_what_is_in_no_record_is_said_with_its_line() -> None:
    records, said = found("Dear all\n\nTI=a\n\nbye\n")
    assert records == [[("TI", "a")]] and [line for line, _ in said] == [1, 3, 5]
    assert "whose start is missing" in said[1][1]
