"""What was charted: each section whole with its map, what is said of forms that are not complete, the items crossed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.charting.charted import Charted
from core.report.charting_part import chart_map, charting_part, map_items
from core.report.document.parts import Figure
from tests.core.report.reports import finished, told

CHARTING, APPRAISAL, CODING = (0, 1, 2)


@pytest.mark.parametrize("place", [CHARTING, APPRAISAL, CODING])
def test_the_section_whole(place: int, snapshot: SnapshotAssertion) -> None:
    assert told(charting_part(finished().charts[place], "A title")) == snapshot


def charted(*complete: bool, hidden: int = 0) -> Charted:
    """Of the charted studies so many, complete or not, the last ones hidden."""
    found = finished().charts[CHARTING]
    many = len(complete)
    studies = [
        replace(study, complete=done, hidden=place >= many - hidden)
        for place, (study, done) in enumerate(zip(found.studies, complete, strict=False))
    ]
    return Charted(found.form, studies)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (charted(), "No study has come to this stage yet."),
        (charted(True), "The one form is complete."),
        (charted(True, True), "All 2 forms are complete."),
        (charted(False), "> The one form is not complete yet."),
        (charted(False, hidden=1), "> The one form is not complete yet, and still blind."),
        (charted(False, False), "> None of the 2 forms is complete yet."),
        (charted(False, False, hidden=1), "> None of the 2 forms is complete yet, 1 of them still blind."),
        (charted(True, False), "> 1 of 2 forms is not complete yet; only those that are complete are counted."),
        (charted(True, False, False, hidden=2),
         "> 2 of 3 forms are not complete yet, 2 of them still blind; only those that are complete are counted."),
    ],
)  # fmt: skip
def test_how_far_the_forms_are(given: Charted, words: str) -> None:
    assert words in told(charting_part(given, "A title")).splitlines()


def test_the_first_two_items_of_choices_are_crossed() -> None:
    found = charted(True)
    ids = [each.id for each in found.form.items]
    crossed = map_items(found)
    assert crossed is not None and [each.id for each in crossed] == ["design", "roles"]
    assert map_items(charted(False)) is None and chart_map(charted(False), "T") == ""
    one = replace(found, form=replace(found.form, items=found.form.items[: ids.index("roles")]))
    assert map_items(one) is None and chart_map(one, "T") == ""


def test_the_map_on_a_page_of_others_has_ids_and_a_style_of_its_own() -> None:
    [figure] = [each for each in charting_part(finished().charts[CHARTING], "T").blocks if isinstance(each, Figure)]
    svg = figure.draw({"trial\nworker": "#here"})
    assert svg.count('<svg class="evidence-map" ') == 1 and '"charting-map-title' in svg and '"map-' not in svg
    assert "charting-map-desc" in svg and " map-desc" not in svg
    assert "<style>.evidence-map{" in svg and "}</style>" in svg and svg.count("#here") == 1
