"""The decisions are those of people: mostly right, dated, and enough for any sample."""

from fractions import Fraction

import pytest

from core.sampling.sample import draw
from sample_data.decisions import SCREENS, STEPS, import_rows, read_decisions, read_resolutions
from sample_data.expected import STAGES, funnel

READERS = [("KBAA", stage) for stage in STAGES] + [("ON", stage) for stage in SCREENS]


@pytest.fixture(scope="module")
def stages(folder, truth):
    """The funnel with a fifth of the publications drawn at each sampled stage."""
    sampled = {}
    for stage in ("title-abstract", "eligibility"):
        entered = funnel(folder, truth, sampled)[stage].entered
        sampled[stage] = draw("seed", entered, Fraction(1, 5))
    return funnel(folder, truth, sampled)


@pytest.mark.parametrize(("reviewer", "stage"), READERS)
def test_decisions_are_well_formed(folder, truth, protocol, reviewer, stage):
    decisions = read_decisions(folder, reviewer, stage)
    reasons = {each.id for each in protocol.stage(stage).reasons}
    assert len({each.publication for each in decisions}) == len(decisions)
    assert {each.publication for each in decisions} <= {each.id for each in truth.publications}
    for each in decisions:
        assert each.verdict in ("include", "exclude", "maybe")
        assert each.reason in (reasons if each.verdict == "exclude" else {""})
    first = [each.decided_at for each in decisions if each.round == 1]
    assert first == sorted(first)
    assert "2021-01-07" < first[0] < first[-1] < "2021-03-01"
    assert all("T08" <= moment[10:13] <= "T13" for moment in first)
    assert all(each.decided_at > "2021-06-07" for each in decisions if each.round == 2)


@pytest.mark.parametrize(
    ("reviewer", "sensitivity", "specificity"),
    [("KBAA", (0.87, 0.97), (0.94, 0.98)), ("ON", (0.82, 0.95), (0.92, 0.98))],
)
def test_title_and_abstract_are_judged_about_as_well_as_people_do(folder, truth, reviewer, sensitivity, specificity):
    relevant = {each.id for each in truth.publications if each.relevant["title-abstract"]["include"]}
    said = {each.publication: each.verdict for each in read_decisions(folder, reviewer, "title-abstract")}
    right_in = [said[name] != "exclude" for name in said if name in relevant]
    right_out = [said[name] == "exclude" for name in said if name not in relevant]
    assert sensitivity[0] <= sum(right_in) / len(right_in) <= sensitivity[1]
    assert specificity[0] <= sum(right_out) / len(right_out) <= specificity[1]
    assert 5 <= list(said.values()).count("maybe") <= 60


def test_the_two_disagree_now_and_then_and_always_find_a_resolution(folder):
    for stage in SCREENS:
        said = [
            {each.publication: each.verdict for each in read_decisions(folder, name, stage)} for name in ("KBAA", "ON")
        ]
        assert said[0].keys() == said[1].keys()
        differ = {name for name in said[0] if said[0][name] != said[1][name]}
        resolved = read_resolutions(folder, stage)
        assert {each.publication for each in resolved} == differ
        assert 0.01 < len(differ) / len(said[0]) < 0.3
        assert all(each.rationale and each.resolved_at > "2021-02-0" for each in resolved)
        assert {each.by for each in resolved if each.escalated} <= {"SUPERVISORS"}
    assert any(each.escalated for stage in SCREENS for each in read_resolutions(folder, stage))


def test_the_expected_funnel_adds_up(truth, stages):
    entering = {each.id for each in truth.publications if each.round == 1}
    for stage in STAGES:
        result = stages[stage]
        assert set(result.entered) == entering
        parts = (set(result.included), set(result.excluded), set(result.not_retrieved))
        assert set.union(*parts) == entering and sum(map(len, parts)) == len(entering)
        assert sum(result.reasons.values()) == len(result.excluded)
        entering = set(result.included)


def test_the_expected_funnel_is_that_of_a_small_scoping_review(truth, stages):
    assert [len(stages[stage].excluded) > 20 for stage in STEPS] == [True, True, True]
    assert 400 <= len(stages["title-abstract"].entered) <= 650
    assert 60 <= len(stages["eligibility"].entered) <= 130
    assert 18 <= len(stages["full-text"].included) <= 35
    assert stages["full-text"].not_retrieved
    table = stages["title-abstract"].table
    assert sum(table.values()) == -(-len(stages["title-abstract"].entered) // 5)
    assert len(stages["title-abstract"].disagreements) == sum(
        count for (first, second), count in table.items() if first != second
    )
    assert sum(stages["full-text"].table.values()) + len(stages["full-text"].not_retrieved) == len(
        stages["full-text"].entered
    )


def test_whatever_is_sampled_no_decision_is_missing(folder, truth):
    everything = [each.id for each in truth.publications]
    for sampled in ({}, {"title-abstract": everything, "eligibility": everything}):
        for round_ in (1, 2):
            assert funnel(folder, truth, sampled, round_)["full-text"].entered


def test_decisions_become_rows_for_the_import(folder):
    decisions = read_decisions(folder, "KBAA", "title-abstract")
    names = [each.publication for each in decisions[:2]]
    rows = import_rows(decisions, {names[0]: ["a1"], names[1]: ["b1", "b2"]})
    assert [row["record_id"] for row in rows] == ["a1", "b1", "b2"]
    assert rows[0]["verdict"] == decisions[0].verdict and rows[0]["decided_at"] == decisions[0].decided_at


def test_errors_of_the_steps_are_few(truth, stages):
    publications = {each.id: each for each in truth.publications}
    excluded = stages["language"].excluded
    assert all(publications[name].language != "eng" for name in excluded)
    slipped = [name for name in stages["title-abstract"].entered if publications[name].type_reason]
    assert len(slipped) < 15
