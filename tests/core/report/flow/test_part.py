"""The section with the diagram: which records are behind which of its numbers, under which title."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.document.parts import Figure
from core.report.flow.part import flow_part
from tests.core.report.flow.diagrams import boxes, full
from tests.core.report.reports import EVERY, told


@pytest.mark.parametrize("name", EVERY)
def test_the_section_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert told(flow_part(EVERY[name]().flow, "A title")) == snapshot


def test_every_box_has_a_title_and_what_it_counts() -> None:
    [figure] = flow_part(full(2, reasons=2), "A title").blocks
    assert isinstance(figure, Figure)
    shown = {key: (each.key, each.title, each.unit) for key, each in figure.lists.items()}
    names = sorted(shown)
    assert [shown[each][0] for each in names] == [f"flow-{place}" for place in range(1, len(names) + 1)]
    assert shown["other_screened_out:s1"][1:] == ("Records excluded (other methods): s1", "record")
    assert shown["dbr_excluded:Reason 0"][1:] == ("Reports excluded: Reason 0", "report")
    assert shown["other_excluded:Reason 1"][1:] == ("Reports excluded (other methods): Reason 1", "report")
    assert shown["new_studies"][1:] == ("Studies included", "study")
    assert shown["citations_results"][1:] == ("Records from citation searching", "record")
    assert not {each for each in names if each.startswith(("previous", "total", "dbr_by_rule"))}


def test_a_box_without_records_has_no_list_and_keeps_its_number() -> None:
    [figure] = flow_part(boxes(2, duplicates=0), "A title").blocks
    assert isinstance(figure, Figure) and "duplicates" not in figure.lists
    [with_it] = flow_part(boxes(2, duplicates=1, database_results=3), "A title").blocks
    assert isinstance(with_it, Figure) and "duplicates" in with_it.lists
    assert "<svg" in figure.draw({}) and figure.text.startswith("Identification")
