"""The records behind the flow diagram: they add up, whatever was found and decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.protocol.values import ROUTES, Protocol, Stage
from core.records.studies import studies
from core.report.flow.boxes import COLUMNS, ROUTE_KEYS, Flow
from core.report.flow.fill import fill_boxes
from core.report.flow.origins import DATABASE_ROUTES, Identified, brought_by_source
from core.report.flow.text import flow_text
from core.screening.decision import Decision, Verdict
from core.screening.funnel import Funnel, StageLog, funnel
from tests.core.report.flow.diagrams import HOSTILE, LONG, boxes, full
from tests.core.report.flow.found import Found, found_in
from tests.core.report.flow.found import identified as all_identified
from tests.core.screening.test_funnel import ALL, BOTH, PLAN, REASONS, logs
from tests.examples import examples

AUTOMATIC = Stage(id="type", title="Types", kind="step", readers=(ALL,), reasons=REASONS, prisma="automation")
LATE = Stage(id="late", title="Read again", kind="screen", readers=(ALL, BOTH), reasons=REASONS)
STAGES = (PLAN.stages[0], AUTOMATIC, *PLAN.stages[1:], LATE)
IDS = [f"r{n}" for n in range(12)]


def search(found: Sequence[tuple[int, str, str, int]]) -> Identified:
    """What was found of which record, in which source and round; a record's first finding in time is its survivor."""
    first: dict[int, int] = {}
    for place, (record, _, _, search_round) in enumerate(found):
        if record not in first or search_round < found[first[record]][3]:
            first[record] = place
    ids = [f"r{record}" if first[record] == place else f"x{place}" for place, (record, *_) in enumerate(found)]
    return all_identified(
        [
            Found(each, f"r{record}", f"{source} {route}", route, search_round)
            for each, (record, source, route, search_round) in zip(ids, found, strict=True)
        ]
    )


origins = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(["A", "B", "C"]), st.sampled_from(ROUTES), st.integers(1, 3)),
    min_size=1,
    max_size=40,
).map(search)
plans = st.sampled_from([STAGES, STAGES[:1], STAGES[:2], STAGES[:4], (AUTOMATIC,), PLAN.stages])


def review(identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]) -> Funnel:
    protocol = Protocol(title="x", seed="s", reviewers=PLAN.reviewers, stages=stages)
    unique = [each for each in IDS if each in identified.unique]
    return funnel(protocol, list(identified.records), unique, said, studies([["r1", "r2", "r3"]]))


def diagrams(flow: Flow) -> list[Flow]:
    """All that is drawn or counted of a review."""
    rounds = flow.identified.rounds
    updated = [flow.updated()] if len(rounds) > 1 else []
    return [flow, *updated, *(flow.in_rounds([each]) for each in rounds)]


def adds_up(flow: Flow) -> None:
    """The identities, each counted in the plainest way."""
    assert flow.leaks() == []
    for key, whole in flow.boxes.items():
        assert len(set(whole)) == len(whole), key
    for column in COLUMNS:
        ids = {name: set(each) for name, each in flow.column(column).items()}
        survivor = {each.record: each.survivor for each in found_in(flow.identified)}
        kept = [survivor[each] for each in flow.column(column)["identified"] if each not in ids["duplicates"]]
        assert sorted(kept) == sorted([*ids["excluded_automatic"], *ids["excluded_other"], *ids["screened"]])
        came = ids["screened"] - ids["excluded"] - ids["screening_waiting"]
        if flow.funnel.reading_reports:
            assert came == ids["sought"] and ids["assessed"] == ids["sought"] - ids["not_retrieved"]
            came = ids["assessed"] - ids["reports_excluded"] - ids["assessed_waiting"]
        assert came == ids["included"]
    for whole, key in (
        *((("database_results",), "database_specific_results"), (("register_results",), "register_specific_results")),
        *(((each,), each) for each in ("excluded_automatic", "records_excluded", "other_screened_out")),
        *(((each,), each) for each in ("dbr_excluded", "other_excluded")),
        (tuple(key for route, key in ROUTE_KEYS.items() if route not in DATABASE_ROUTES), "other_specific_results"),
    ):
        together = Counter(each for box in whole for each in flow[box])
        assert Counter(chain.from_iterable(flow.parts(key).values())) == together, key
    waiting = [
        each for column in COLUMNS for half in ("screening", "assessed") for each in flow[f"{column}_{half}_waiting"]
    ]
    assert sorted(waiting) == sorted(flow["waiting"])
    assert sorted([*flow["dbr_included"], *flow["other_included"]]) == sorted(flow["new_reports"])


@settings(max_examples=examples(40))
@given(origins, plans, st.fixed_dictionaries({stage.id: logs for stage in STAGES}))
def test_the_diagram_adds_up_whatever_was_found_and_said(
    identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]
) -> None:
    whole = review(identified, stages, said)
    flow = fill_boxes(whole, identified)
    for each in diagrams(flow):
        adds_up(each)
    assert sum(len(flow[key]) for key in ROUTE_KEYS.values()) == len(identified.records)
    assert flow["new_reports"] == whole.included and list(flow["new_studies"]) == list(whole.included_studies)
    if len(identified.rounds) < 2:
        with pytest.raises(TamisError, match="second search round"):
            flow.updated()
        return
    updated = flow.updated()
    assert {*updated["previous_reports"], *updated["new_reports"]} == {*updated["total_reports"]} == {*whole.included}
    for kind in ("studies", "reports"):
        previous, new, total = (updated[f"{when}_{kind}"] for when in ("previous", "new", "total"))
        assert sorted([*previous, *new]) == sorted(total)


@settings(max_examples=examples(20))
@given(origins, plans, st.fixed_dictionaries({stage.id: logs for stage in STAGES}))
def test_a_later_search_leaves_the_first_diagram_as_it_was(
    identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]
) -> None:
    first = identified.rounds[0]
    before = all_identified([each for each in found_in(identified) if each.round == first])
    alone = fill_boxes(review(before, stages, said), before)
    part = fill_boxes(review(identified, stages, said), identified).in_rounds([first])
    assert {key: ids for key, ids in part.boxes.items() if ids} == {key: ids for key, ids in alone.boxes.items() if ids}


@settings(max_examples=examples(40))
@given(origins, plans, st.fixed_dictionaries({stage.id: logs for stage in STAGES}))
def test_the_search_rounds_add_up_to_the_diagram(
    identified: Identified, stages: tuple[Stage, ...], said: dict[str, StageLog]
) -> None:
    flow = fill_boxes(review(identified, stages, said), identified)
    rounds = [flow.in_rounds([each]) for each in identified.rounds]
    for key in flow.boxes.keys() - {"new_studies"}:
        assert sorted(flow[key]) == sorted(each for part in rounds for each in part[key]), key
    assert sum(len(ids) for each in rounds for ids in each.identified.by_source.values()) == len(identified.records)


@given(origins, st.sets(st.sampled_from(IDS)))
def test_what_each_source_brought(identified: Identified, included: set[str]) -> None:
    brought = brought_by_source(identified, included)
    assert sum(len(each["records"]) for each in brought.values()) == len(identified.records)
    for name, each in brought.items():
        found = {one.survivor for one in found_in(identified) if one.source == name}
        elsewhere = {one.survivor for one in found_in(identified) if one.source != name}
        assert len(each["publications"]) <= len(each["records"])
        assert {kind: sorted(ids) for kind, ids in each.items() if kind != "records"} == {
            "publications": sorted(found),
            "unique": sorted(found - elsewhere),
            "shared": sorted(found & elsewhere),
            "included": sorted(found & included),
            "included_unique": sorted((found - elsewhere) & included),
        }


def test_a_record_stands_in_the_column_and_round_that_found_it_first() -> None:
    identified = all_identified(
        [
            Found("a", "a", "Experts", "experts", 1),
            Found("b", "a", "Medline", "databases", 2),
            Found("c", "c", "Medline", "databases", 2),
            Found("d", "c", "Experts", "experts", 2),
        ]
    )
    assert list(identified.other_only) == ["a"]
    everything = {each: Decision(record=each, verdict=Verdict.INCLUDE) for each in "ac"}
    protocol = Protocol(title="x", seed="s", reviewers=PLAN.reviewers, stages=PLAN.stages[:1])
    whole = funnel(protocol, list("abcd"), list("ac"), {"language": StageLog(decisions={"ANNA": everything})})
    updated = fill_boxes(whole, identified).updated()
    assert (updated["previous_studies"], updated["new_studies"], updated["total_studies"]) == (["a"], ["c"], ["a", "c"])
    assert updated["database_results"] == ["b", "c"]
    assert (updated["duplicates"], updated["records_screened"]) == (["b"], ["c"])
    assert updated["experts_results"] == updated["other_duplicates"] == ["d"]


def test_a_search_that_was_imported_later_but_made_earlier_has_the_record() -> None:
    identified = all_identified(
        [Found("late", "early", "A", "databases", 2), Found("early", "early", "A", "databases", 1)]
    )
    whole = funnel(replace(PLAN, stages=()), ["late", "early"], ["early"], {})
    assert fill_boxes(whole, identified)["duplicates"] == ["late"]


KEYS = ("duplicates", "records_screened", "records_excluded", "dbr_sought_reports", "dbr_assessed", "experts_results")


@pytest.mark.parametrize("key", KEYS)
def test_a_number_that_is_wrong_is_found(key: str) -> None:
    right = boxes(20)
    assert right.leaks() == []
    assert replace(right, boxes={**right.boxes, key: [*right[key], "one more"]}).leaks()


def test_a_record_in_the_wrong_box_is_found_though_the_numbers_add_up() -> None:
    right = boxes(20)
    [wrong] = replace(right, boxes={**right.boxes, "dbr_included": [*right["dbr_included"][:-1], "another"]}).leaks()
    assert wrong == ("databases and registers: 20 assessed, and 2 records not in exactly one of the boxes that follow")
    [twice] = replace(right, boxes={**right.boxes, "dbr_excluded": ["r0"]}).leaks()
    assert "20 assessed, and 1 record not" in twice


@pytest.mark.parametrize("words", ["", LONG, HOSTILE])
def test_the_text_keeps_to_80_columns(words: str) -> None:
    given = full(10_000_000, words)
    lines = flow_text(given).split("\n")
    assert all(len(line) <= 80 for line in lines)
    assert sum("10,000,000" in line for line in lines) > 40
    assert not any(character < " " for line in lines for character in line)
