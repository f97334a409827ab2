"""A report that could not be had leaves its stage, and everything comes back with it."""

from dataclasses import replace

import pytest

from core.fulltext.retrieval import Retrieval, Sought, is_url, lost_reports, retrievals_as_one
from core.protocol.values import NOT_RETRIEVED
from core.records.studies import studies
from core.report.flow.fill import fill_boxes
from core.screening.audience import Audience
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.funnel import StageLog, funnel, stage_state
from core.screening.merged_words import in_conflict
from tests.core.report.flow.found import Found, identified
from tests.core.screening.test_funnel import DOUBLE, IDS, PLAN, said


def test_what_was_said_of_a_report_is_read_back() -> None:
    for each in (
        Retrieval(record="a"),
        Retrieval(record="a", state=Sought.RETRIEVED, path="texts/a.pdf", by="ANNA", at="2021-01-01T00:00:00Z"),
        Retrieval(record="a", state=Sought.NOT_RETRIEVED, why="no library lends it"),
        Retrieval(record="a", url="https://a", merged=("a", "b"), settles=(("a", "sought"), ("b", "retrieved"))),
    ):
        assert Retrieval.from_document({"stage": "full-text", **each.as_document()}) == each


def test_the_same_said_of_two_merged_reports_is_one_word_and_of_different_words_none_counts() -> None:
    gone = Retrieval(record="a", state=Sought.NOT_RETRIEVED, why="lost", at="2021-02-01")
    also = replace(gone, record="b", why="no library", at="2021-01-01", merged=("b", "c"))
    group = {"b": "a", "c": "a"}
    for words in ([gone, also], [also, gone]):
        assert retrievals_as_one(words, group) == {"a": replace(gone, merged=("a", "b", "c"))}
    here = Retrieval(record="b", state=Sought.RETRIEVED, url="https://example.org", at="2021-03-01")
    for words in ([gone, here], [here, gone]):
        found = retrievals_as_one(words, group)["a"]
        assert (found.state, found.url, found.why, set(found.merged)) == (Sought.SOUGHT, "", "", {"a", "b"})
        assert in_conflict(words, group) == {"a": (gone, here)}
        assert retrievals_as_one(words, {}) == {
            "a": replace(gone, merged=("a",)),
            "b": replace(here, merged=("b",)),
        }
    both = replace(here, record="a", at="2021-04-01", settles=(("a", "not-retrieved"), ("b", "retrieved")))
    assert retrievals_as_one([gone, here, both], group)["a"].url == here.url and not in_conflict(
        [gone, here, both], group
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a/https://b", True),
        ("https://a https://b", False),
        ("https://a,https://b", False),
        ("https://a?u=https://b", True),
        ("https://https://b", False),
        ("https:///b", False),
        ("http://", False),
        ("https://example.org/a b", False),
        ("HTTP://example.org", True),
        ("texts/a.pdf", False),
        ("file:///etc", False),
    ],
)
def test_an_address_is_told_from_a_file(text: str, expected: bool) -> None:
    assert is_url(text) is expected


def test_a_report_not_retrieved_leaves_the_stage_and_nobody_owes_it() -> None:
    decisions = {"ANNA": said(r0="include", r1="include"), "BO": said(r0="exclude")}
    log = StageLog(decisions=decisions, not_retrieved=frozenset({"r0", "r9"}))
    state = stage_state(DOUBLE, ["r0", "r1"], log)
    assert (state.excluded, state.waiting, state.disagreements) == (["r0"], ["r1"], [])
    assert state.reasons == {NOT_RETRIEVED: ["r0"]}
    assert state.owed == {"ANNA": ["r1"], "BO": ["r1"]} and state.left == {"ANNA": [], "BO": ["r1"]}


def test_a_report_retrieved_later_brings_every_decision_back() -> None:
    decisions = {"ANNA": said(r0="include"), "BO": said(r0="exclude")}
    ruled = {"r0": Resolution(record="r0", verdict=Verdict.INCLUDE)}
    before = StageLog(decisions=decisions, resolutions=ruled)
    lost = StageLog(decisions=decisions, resolutions=ruled, not_retrieved=frozenset({"r0"}))
    assert stage_state(DOUBLE, ["r0"], lost).included == []
    assert stage_state(DOUBLE, ["r0"], before).included == ["r0"]


def test_while_blind_it_is_known_to_all() -> None:
    log = StageLog(
        decisions={"ANNA": said(r0="include")},
        blind=frozenset(IDS),
        audience=Audience("BO"),
        not_retrieved=frozenset({"r0"}),
    )
    assert stage_state(DOUBLE, ["r0"], log).reasons == {NOT_RETRIEVED: ["r0"]}


def test_the_boxes_of_the_diagram() -> None:
    everything = {name: Decision(record=name, verdict=Verdict.INCLUDE) for name in IDS}
    gone = {**everything, "r3": Decision(record="r3", verdict=Verdict.EXCLUDE, reason="topic")}
    logs = {stage.id: StageLog(decisions={"ANNA": everything, "BO": everything}) for stage in PLAN.stages[:2]}
    logs["ft"] = StageLog(decisions={"ANNA": gone, "BO": gone}, not_retrieved=frozenset({"r0", "r1", "r11"}))
    whole = funnel(PLAN, IDS, IDS, logs, studies([["r4", "r5"], ["r3", "r6"]]))
    assert whole.leaks() == []
    found = identified([Found(each, each, "A", "experts" if each == "r11" else "databases", 1) for each in IDS])
    flow = fill_boxes(whole, found)
    assert list(flow["dbr_sought_reports"]) == IDS[:11] and flow["other_sought_reports"] == IDS[11:]
    assert flow["dbr_notretrieved_reports"] == ["r0", "r1"] and flow["other_notretrieved_reports"] == ["r11"]
    assert flow["dbr_assessed"] == IDS[2:11] and flow["other_assessed"] == []
    assert flow.parts("dbr_excluded") == {"Another topic": ["r3"]} and flow.parts("other_excluded") == {}
    assert (len(flow["new_reports"]), len(flow["new_studies"])) == (8, 7)


def test_a_report_is_lost_unless_a_record_that_was_merged_later_was_decided_on() -> None:
    gone = Retrieval(record="a", state=Sought.NOT_RETRIEVED, merged=("a", "b"))
    here = Retrieval(record="c", state=Sought.RETRIEVED, merged=("c",))
    decided: dict[str, set[str]] = {"a": set(), "c": set()}
    assert lost_reports([gone, here], decided.__getitem__) == {"a"}
    decided["a"] = {"b"}
    assert lost_reports([gone, here], decided.__getitem__) == {"a"}
    decided["a"] = {"b", "later"}
    assert lost_reports([gone], decided.__getitem__) == frozenset()


def test_what_is_said_of_another_record_settles_nothing_there() -> None:
    said = Retrieval(record="a", state=Sought.RETRIEVED, path="x", settles=(("b", "sought"),))
    assert said.on("c") == replace(said, record="c", settles=()) and said.said == "retrieved"
