"""What stands in the boxes, by what each line depends on alone."""

from __future__ import annotations

from typing import Any

import pytest

from core.report.flow.words import BoxLine, flow_words
from tests.core.report.flow.diagrams import boxes, step

AUTOMATIC, BY_HAND = step("auto", "By a rule", automation=True), step("hand", "By hand")
SCREEN = step("title-abstract", "Title and abstract")


def lines(column: list[BoxLine]) -> list[tuple[str, int | None, int]]:
    return [(each.text, each.count, each.depth) for each in column]


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({}, ""),
        ({"waiting": 1}, "Interim: 1 record waits for a decision."),
        ({"waiting": 2}, "Interim: 2 records wait for a decision."),
        ({"waiting": 2, "dbr_assessed_waiting": 2}, "Interim: 2 reports wait for a decision."),
        ({"waiting": 3, "dbr_assessed_waiting": 1, "other_assessed_waiting": 1},
         "Interim: 3 records wait for a decision, 2 of them in full text."),
        ({"waiting": 1, "other_assessed_waiting": 1}, "Interim: 1 report waits for a decision."),
    ],
)  # fmt: skip
def test_what_waits(changed: dict[str, int], note: str) -> None:
    assert (flow_words(boxes(9, **changed)).notes or [""])[0] == note


def test_that_the_numbers_do_not_add_up_is_said_after_what_waits() -> None:
    notes = flow_words(boxes(9, waiting=1, records_screened=8)).notes
    assert notes[0].startswith("Interim") and notes[1].startswith("The numbers do not add up: databases and registers")
    assert flow_words(boxes(9)).notes == []


@pytest.mark.parametrize(
    ("changed", "added"),
    [
        ({}, ""),
        ({"steps": [BY_HAND, SCREEN]}, " Added: the steps and stages within “Records excluded”."),
        ({"experts_results": 1}, " Added: experts as a source of their own."),
        ({"other_duplicates": 1}, " Added: duplicates and screening of what other methods found."),
        ({"other_screened_out": 1}, " Added: duplicates and screening of what other methods found."),
        ({"waiting": 1, "experts_results": 1}, " Added: experts as a source of their own; what waits for a decision."),
    ],
)
def test_what_is_added_to_the_diagram(changed: dict[str, Any], added: str) -> None:
    footnotes = flow_words(boxes(9, **changed)).footnotes
    assert footnotes[0].startswith(f"Adapted from PRISMA 2020.{added} Source: Page MJ")
    assert footnotes[1:] == ["* As each source gave them, before duplicates were removed."]


@pytest.mark.parametrize(("excluded", "rule", "words"), [(3, 1, "2 were"), (2, 1, "1 was"), (2, 2, "0 were")])
def test_what_was_excluded_by_a_rule(excluded: int, rule: int, words: str) -> None:
    words_of = flow_words(boxes(9, records_excluded=excluded, dbr_by_rule=rule))
    assert words_of.footnotes[2] == (
        f"** Of these, {words} excluded by a person one by one, and {rule} as a rule suggested, which a person "
        "confirmed in bulk."
    )
    assert words_of.databases.excluded[0].text == "Records excluded**"


def test_steps_stand_where_prisma_has_them_and_where_there_are_several() -> None:
    parts = {"excluded_automatic:auto": 1, "records_excluded:hand": 2, "records_excluded:title-abstract": 1}
    words = flow_words(boxes(9, steps=[AUTOMATIC, BY_HAND, SCREEN], **parts)).databases
    assert ("By a rule", 1, 1) in lines(words.removed)
    assert lines(words.excluded)[1:] == [("By hand", 2, 1), ("Title and abstract", 1, 1)]
    alone = flow_words(boxes(9, steps=[AUTOMATIC, SCREEN], **parts)).databases
    assert lines(alone.excluded)[1:] == [] and ("By a rule", 1, 1) in lines(alone.removed)
    also = flow_words(boxes(9, steps=[AUTOMATIC, SCREEN], **{**parts, "records_excluded:auto": 1})).databases
    assert [each[0] for each in lines(also.excluded)[1:]] == ["By a rule", "Title and abstract"]


def test_the_column_of_other_methods_has_the_boxes_that_it_needs() -> None:
    assert flow_words(boxes(9)).other is None
    shown = {"citations_results": 2, "other_included": 2, "other_sought_reports": 2, "other_assessed": 2}
    bare = flow_words(boxes(9, **shown)).other
    assert bare is not None and (bare.removed, bare.screened, bare.excluded) == ([], [], [])
    assert lines(bare.identified) == [("Records identified from:", None, 0), ("Citation searching", 2, 0)]
    for key in ("other_screened_out", "other_screening_waiting"):
        other = flow_words(boxes(9, **shown, **{key: 1})).other
        assert other is not None and other.screened and other.excluded and not other.removed, key
    twice = flow_words(boxes(9, **shown, other_duplicates=1)).other
    assert twice is not None and twice.removed and not twice.screened
    screened = flow_words(boxes(9, **shown, full_text=False)).other
    assert screened is not None and screened.screened and screened.excluded


def test_a_line_as_prisma_writes_it() -> None:
    assert BoxLine("Records  screened", 13178).words == ["Records", "screened", "(n\xa0=\xa013,178)"]
    assert BoxLine("Records").words == ["Records"] and BoxLine("A", 0).words == ["A", "(n\xa0=\xa00)"]
