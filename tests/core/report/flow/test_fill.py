"""Which records are in which box, of three reviews."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.flow.fill import fill_boxes
from tests.core.report.reports import EVERY


@pytest.mark.parametrize("name", EVERY)
def test_every_box_with_its_records(name: str, snapshot: SnapshotAssertion) -> None:
    report = EVERY[name]()
    flow = fill_boxes(report.funnel, report.flow.identified)
    assert "\n".join(f"{key}: {' '.join(ids)}" for key, ids in sorted(flow.boxes.items())) == snapshot
    assert flow.leaks() == []
