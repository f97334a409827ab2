"""Where boxes and arrows stand: to the tenth, of diagrams that have everything, and the rules behind it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.flow.layout import BESIDE, MAIN, MARGIN, Box, Layout, flow_layout
from core.report.flow.words import flow_words
from tests.core.report.flow.diagrams import boxes, full

OTHER = {"citations_results": 2, "other_included": 2, "other_sought_reports": 2, "other_assessed": 2}
DIAGRAMS = {
    "full": full(1200, reasons=2),
    "bare": boxes(3),
    "other methods": boxes(9, **OTHER),
    "without full texts": boxes(9, full_text=False, websites_results=1),
}


def layout(name: str) -> Layout:
    return flow_layout(flow_words(DIAGRAMS[name]))


@pytest.mark.parametrize("name", DIAGRAMS)
def test_every_place(name: str, snapshot: SnapshotAssertion) -> None:
    found = layout(name)
    lines = [f"{found.width:.1f} × {found.height:.1f}"]
    lines += [
        f"{each.kind}: {each.x:.1f} {each.y:.1f} {each.width:.1f} × {each.height:.1f}: {each.lines[0][0].text[:30]}, "
        f"{sum(len(wrapped) for _, wrapped in each.lines)} lines"
        for each in found.boxes
    ]
    lines += [" → ".join(f"{x:.1f},{y:.1f}" for x, y in points) for points in found.arrows]
    assert "\n".join(lines) == snapshot


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@pytest.mark.parametrize("name", DIAGRAMS)
def test_no_box_stands_on_another_or_beyond_the_edge(name: str) -> None:
    found = layout(name)
    boxes_of: Sequence[Box] = found.boxes
    assert not [(one, other) for n, one in enumerate(boxes_of) for other in boxes_of[:n] if overlap(one, other)]
    assert all(each.x >= MARGIN and each.right <= found.width - MARGIN + 0.01 for each in boxes_of)
    assert all(each.y >= MARGIN and each.bottom <= found.height - MARGIN + 2 for each in boxes_of)
    assert {each.width for each in boxes_of if each.kind in ("main", "aside")} <= {MAIN, BESIDE}


def test_a_box() -> None:
    box = Box(x=1, y=2, width=10, height=20, kind="main", lines=())
    assert (box.right, box.bottom, box.middle, box.filled) == (11, 22, (6, 12), 0)
