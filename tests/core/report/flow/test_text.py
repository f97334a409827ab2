"""The diagram as text, whole: every box, parts below their box, what leaves behind an arrow."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.flow.boxes import Flow
from core.report.flow.text import flow_text
from tests.core.report.flow.diagrams import LONG, boxes, full

DIAGRAMS = {
    "full": full(1200, reasons=2),
    "new": full(7, reasons=1, template="new"),
    "bare": boxes(3),
    "without full texts": boxes(3, full_text=False),
    "long": boxes(3, dbr_excluded={LONG: 2, "Short": 1}, dbr_assessed=3, dbr_included=0, new_reports=0, new_studies=0),
}


@pytest.mark.parametrize("name", DIAGRAMS)
def test_the_text_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert flow_text(DIAGRAMS[name]) == snapshot


@pytest.mark.parametrize(("letters", "cut"), [(58, False), (59, False), (60, True)])
def test_a_label_is_cut_where_it_would_reach_the_numbers(letters: int, cut: bool) -> None:
    flow: Flow = boxes(3, dbr_excluded={"x" * letters: 3}, dbr_included=0, new_reports=0, new_studies=0)
    [line] = [each for each in flow_text(flow).splitlines() if "xxx" in each]
    assert ("…" in line) == cut and len(line) == 76 and line.endswith("           3")
