"""The tables of a report, each whole, of reviews that have all that they can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.tables import (
    agreement_csv,
    charting_csv,
    decisions_csv,
    disagreements_csv,
    excluded_fulltext_csv,
    further_reasons,
    not_retrieved_csv,
    sample_json,
    sources_csv,
)
from core.report.values import ReportValues
from tests.core.report.made import decided
from tests.core.report.reports import EVERY, empty, finished

TABLES: tuple[Callable[[ReportValues], bytes], ...] = (
    *(sources_csv, agreement_csv, disagreements_csv, excluded_fulltext_csv, not_retrieved_csv, sample_json),
)


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each.__name__)
def test_the_table_whole(table: Callable[[ReportValues], bytes], snapshot: SnapshotAssertion) -> None:
    assert "\n".join(table(report()).decode() for report in EVERY.values()) == snapshot


def test_the_decisions_whole(snapshot: SnapshotAssertion) -> None:
    assert "\n".join(b"".join(decisions_csv(report())).decode() for report in EVERY.values()) == snapshot


def test_what_was_charted_whole(snapshot: SnapshotAssertion) -> None:
    assert "\n".join(charting_csv(each, finished()).decode() for each in finished().charts) == snapshot


def test_a_form_that_asks_for_the_doi_has_no_second_column_of_it() -> None:
    charted = finished().charts[2]
    [item] = charted.form.items
    form = replace(charted.form, items=(replace(item, id="doi"),))
    head = charting_csv(replace(charted, form=form, studies=()), finished()).decode()
    assert head.strip().split(",").count("doi") == 1


def test_disagreements_of_a_review_without_stages_have_two_sides() -> None:
    assert disagreements_csv(replace(empty(), stages=())).decode().count("reader_") == 2


def test_further_reasons_are_those_of_excluding_readers_each_once() -> None:
    stage = finished().stages[1]
    said = {
        "ANNA": {each: replace(word, labels=("wrong-population",)) for each, word in decided(stage.stage, "2").items()},
        "BO": {each: replace(word, labels=("wrong-place", "wrong-population", "odd"))
               for each, word in decided(stage.stage, "1").items()},
        "CY": {each: replace(word, labels=("wrong-place",)) for each, word in decided(stage.stage, "i").items()},
    }  # fmt: skip
    given = replace(stage, decisions=said)
    assert further_reasons(given, "r01", "wrong-place") == ["Another population"]
    assert further_reasons(given, "r01", "wrong-population") == ["Another place"]
    assert further_reasons(replace(given, decisions={"CY": said["CY"]}), "r01", "wrong-population") == []
    assert further_reasons(given, "r99", "wrong-place") == []
