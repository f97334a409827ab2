"""What reading a file gives: warnings of a kind counted beyond fifty, records derived when they are asked for."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from core.formats.pairs import RawRecord
from core.formats.result import FORMATS, MODULES, DerivedRecords, ImportWarning, Tally, WarningLog
from core.records.record import RawField, Record


@pytest.mark.parametrize("module", sorted(set(MODULES.values())))
def test_every_format_has_its_module(module: str) -> None:
    assert callable(import_module(f"core.formats.readers.{module}").read)
    assert ("auto", *MODULES) == FORMATS


@pytest.mark.parametrize(
    ("many", "more"), [(49, ""), (50, ""), (51, "and 1 more: odd lines"), (1300, "and 1,250 more: odd lines")]
)
def test_of_a_kind_fifty_are_listed(many: int, more: str) -> None:
    log = WarningLog()
    for line in range(many, 0, -1):
        log.add(line, f"line {line} is odd", "odd lines")
    found = log.all()
    first = max(many - 49, 1)
    assert [(each.line, each.message) for each in found[:2]] == [
        (first, f"line {first} is odd"), (first + 1, f"line {first + 1} is odd"),
    ]  # fmt: skip
    assert [(each.line, each.message) for each in found[min(many, 50) :]] == ([(None, more)] if more else [])


def test_warnings_of_no_kind_are_all_listed_by_their_line() -> None:
    log = WarningLog()
    for line in (5, None, 2):
        log.add(line, f"at {line}")
    for _ in range(60):
        log.add(9, "again")
    assert log.all()[:3] == [ImportWarning(None, "at None"), ImportWarning(2, "at 2"), ImportWarning(5, "at 5")]
    assert len(log.all()) == 63


def raws(many: int) -> list[RawRecord]:
    return [RawRecord.of(number, [RawField("TI", f"T{number}" if number % 2 else "")]) for number in range(many)]


def derive(raw: RawRecord) -> Record:
    return Record(title=raw.pairs[0].value, line=raw.line)


def test_records_are_derived_when_they_are_asked_for() -> None:
    found = DerivedRecords(raws(4), derive)
    assert [each.title for each in found] == ["", "T1", "", "T3"] and len(found) == 4 and found[1].title == "T1"
    assert [each.line for each in found[1:3]] == [1, 2] and found.untitled == {0, 2}
    rest = found.without(found.untitled)
    assert (
        [each.title for each in rest] == ["T1", "T3"]
        and rest != found
        and rest == [derive(each) for each in raws(4)[1::2]]
    )
    assert found != 5 and isinstance(rest, DerivedRecords)
    with pytest.raises(TypeError):
        hash(found)


def test_headings_of_files_one_behind_the_other_add_up() -> None:
    tally, heading = Tally(), re.compile(r"(\d+) of (\d+)")

    def see(text: str) -> int | None:
        found = heading.match(text)
        assert found is not None
        tally.numbered(found)
        return tally.declared

    assert [see(each) for each in ("2 of 9", "3 of 9", "1 of 4", "2 of 4", "1 of 1")] == [9, 9, 13, 13, 14]
    assert (Tally().skipped, Tally().ty_lines, Tally().er_lines, Tally().declared) == (0, None, None, None)
