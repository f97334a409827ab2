"""The numbers of the flow diagram: they add up, column by column and round by round, whatever was found and decided."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.protocol.values import ROUTES, Protocol, Stage
from core.records.origins import Identified, Origin, source_counts
from core.records.studies import studies
from core.report.flow.boxes import COLUMNS, ROUTE_KEYS, TEMPLATES, flow_boxes
from core.report.flow.counts import column_counts, flow_leaks, round_counts
from core.report.flow.text import flow_text
from core.screening.decision import Decision, Verdict
from core.screening.funnel import Funnel, StageLog, funnel
from tests.core.report.flow.diagrams import HOSTILE, LONG, boxes, full
from tests.core.screening.test_funnel import ALL, BOTH, PLAN, REASONS, logs

AUTOMATIC = Stage(id="type", title="Types", kind="step", readers=(ALL,), reasons=REASONS, prisma="automation")
LATE = Stage(id="late", title="Read again", kind="screen", readers=(ALL, BOTH), reasons=REASONS)
STAGES = (PLAN.stages[0], AUTOMATIC, *PLAN.stages[1:], LATE)
IDS = [f"r{n}" for n in range(12)]

origins = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(["A", "B", "C"]), st.sampled_from(ROUTES), st.integers(1, 3)),
    min_size=1,
    max_size=40,
).map(
    lambda found: Identified(
        [
            Origin(f"x{n}", f"r{record}", f"{source} {route}", route, at)
            for n, (record, source, route, at) in enumerate(found)
        ]
    )
)
plans = st.sampled_from([STAGES, STAGES[:1], STAGES[:2], STAGES[:4], (AUTOMATIC,), PLAN.stages])


def review(identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]) -> Funnel:
    protocol = Protocol(title="x", seed="s", reviewers=PLAN.reviewers, stages=stages)
    unique = [each for each in IDS if each in identified.round_of]
    return funnel(protocol, [each.record for each in identified.origins], unique, said, studies([["r1", "r2", "r3"]]))


@settings(max_examples=40)
@given(origins, plans, st.fixed_dictionaries({stage.id: logs for stage in STAGES}))
def test_the_diagram_adds_up_whatever_was_found_and_said(
    identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]
) -> None:
    whole = review(identified, stages, said)
    for template in TEMPLATES:
        if template == "updated" and len(identified.rounds) < 2:
            with pytest.raises(TamisError, match="second search round"):
                flow_boxes(whole, identified, template)
            continue
        boxes = flow_boxes(whole, identified, template)
        assert flow_leaks(boxes) == []
        assert all(value >= 0 for value in boxes.values() if isinstance(value, int))
        assert boxes["dbr_included"] + boxes["other_included"] == boxes["new_reports"]
        if template == "updated":
            assert boxes["previous_reports"] + boxes["new_reports"] == boxes["total_reports"] == len(whole.included)
            assert boxes["previous_studies"] + boxes["new_studies"] == boxes["total_studies"]
        else:
            assert sum(boxes[key] for key in ROUTE_KEYS.values()) == len(identified.origins)
            assert (boxes["new_studies"], boxes["new_reports"]) == (len(whole.included_studies), len(whole.included))


@settings(max_examples=20)
@given(origins, plans, st.fixed_dictionaries({stage.id: logs for stage in STAGES}))
def test_a_later_search_leaves_the_first_diagram_as_it_was(
    identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]
) -> None:
    first = identified.rounds[0]
    before = identified.within([first])
    alone = flow_boxes(review(before, stages, said), before)
    whole = review(identified, stages, said)
    part = whole.within([each for each in whole.unique if identified.round_of[each] == first])
    assert flow_boxes(part, before) == alone


@settings(max_examples=40)
@given(origins, plans, st.fixed_dictionaries({stage.id: logs for stage in STAGES}))
def test_the_search_rounds_add_up_to_the_diagram(
    identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]
) -> None:
    whole = review(identified, stages, said)
    boxes = flow_boxes(whole, identified)
    rounds = round_counts(whole, identified)
    assert [each["round"] for each in rounds] == identified.rounds
    for column in COLUMNS:
        counts = column_counts(boxes, column)
        for key, value in counts.items():
            assert value == sum(each[column][key] for each in rounds), (column, key)
        for each in (counts, *(each[column] for each in rounds)):
            removed = each["duplicates"] + each["excluded_automatic"] + each["excluded_other"]
            assert removed + each["screened"] == each["identified"]
            assert all(value >= 0 for value in each.values())
    assert sum(each["included"] for each in rounds) == len(whole.included)
    assert sum(sum(each["sources"].values()) for each in rounds) == len(identified.origins)


@given(origins, st.sets(st.sampled_from(IDS)))
def test_what_each_source_brought(identified: Identified, included: set[str]) -> None:
    counts = source_counts(identified, included)
    assert sum(each["records"] for each in counts.values()) == len(identified.origins)
    publications = identified.round_of
    alone = 0
    for name, each in counts.items():
        found = {origin.survivor for origin in identified.origins if origin.source == name}
        elsewhere = {origin.survivor for origin in identified.origins if origin.source != name}
        assert each["publications"] == len(found) <= each["records"]
        assert each["unique"] == len(found - elsewhere) and each["shared"] == len(found & elsewhere)
        assert each["unique"] + each["shared"] == each["publications"]
        assert each["included"] == len(found & included)
        assert each["included_unique"] == len((found - elsewhere) & included)
        alone += each["unique"]
    assert alone <= len(publications)


def test_a_record_stands_in_the_column_and_round_that_found_it_first() -> None:
    identified = Identified(
        [
            Origin("a", "a", "Experts", "experts", 1),
            Origin("b", "a", "Medline", "databases", 2),
            Origin("c", "c", "Medline", "databases", 2),
            Origin("d", "c", "Experts", "experts", 2),
        ]
    )
    assert identified.other_only == {"a"} and identified.round_of == {"a": 1, "c": 2}
    everything = {each: Decision(record=each, verdict=Verdict.INCLUDE) for each in "ac"}
    protocol = Protocol(title="x", seed="s", reviewers=PLAN.reviewers, stages=PLAN.stages[:1])
    whole = funnel(protocol, list("abcd"), list("ac"), {"language": StageLog(decisions={"ANNA": everything})})
    updated = flow_boxes(whole, identified, "updated")
    assert (updated["previous_studies"], updated["new_studies"], updated["total_studies"]) == (1, 1, 2)
    assert (updated["database_results"], updated["duplicates"], updated["records_screened"]) == (2, 1, 1)
    assert (updated["experts_results"], updated["other_duplicates"]) == (1, 1)


def test_a_number_that_is_wrong_is_found() -> None:
    assert flow_leaks(boxes()) == []
    for key in (
        "duplicates",
        "records_screened",
        "records_excluded",
        "dbr_sought_reports",
        "dbr_assessed",
        "experts_results",
    ):
        wrong: dict[str, Any] = boxes()
        wrong[key] += 1
        assert flow_leaks(wrong), key


@pytest.mark.parametrize("words", ["", LONG, HOSTILE])
def test_the_text_keeps_to_80_columns(words: str) -> None:
    given = full(10_000_000, words)
    lines = flow_text(given).split("\n")
    assert all(len(line) <= 80 for line in lines)
    assert sum("10,000,000" in line for line in lines) > 40
    assert not any(character < " " for line in lines for character in line)
