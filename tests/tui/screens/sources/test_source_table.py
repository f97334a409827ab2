"""The imports as a table, at the widths at which columns come and go, as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.protocol.values import PlannedSource
from core.records.imports import Import, ImportedFile, Source
from tests.tui.widgets.bench import drawn
from tui.screens.sources.source_table import Row, SourceTable


def brought(
    number: int, name: str, *, withdrawn: bool = False, reported: int | None = None, records: int = 12
) -> Import:
    file = ImportedFile(
        file=f"{number}.ris",
        format="ris",
        sha256="0",
        encoding="utf-8",
        ty_lines=None,
        er_lines=None,
        records=records,
        skipped=0,
    )
    return Import(
        number=number,
        source=Source(name=name, route="databases", searched="2021-01-04" if number == 1 else "", reported=reported),
        round=number,
        at="2021-01-05T10:00:00Z",
        files=(file, file) if number == 1 else (file,),
        records=records,
        new=records - 2,
        withdrawn=withdrawn,
    )


ROWS: list[Row] = [
    brought(1, "Medline [/]", reported=14),
    brought(2, "A source with a name that is longer than others", withdrawn=True),
    brought(3, "Scopus", reported=1200, records=1200),
    PlannedSource(name="Reference lists", route="citation-searching"),
]


@pytest.mark.parametrize("width", [60, 75, 76, 99, 100, 140])
def test_as_it_was_looked_at(width: int, snapshot: SnapshotAssertion) -> None:
    table = SourceTable()
    table.show(ROWS, 1)
    assert f"{table.widest}\n{drawn(table, width, 9)}" == snapshot


def test_planned_sources_alone_have_no_remarks() -> None:
    table = SourceTable()
    table.show(ROWS[3:])
    assert table.widest == 12 + 15 + 25
    table.show([brought(3, "x")])
    assert table.widest == 12 + 8 + 25, "as wide as its heading"
