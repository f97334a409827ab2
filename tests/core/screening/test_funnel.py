"""The funnel: where records stand, and identities that hold whatever is decided in whatever order."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.protocol.values import NOT_RETRIEVED, Protocol, Reader, Reason, Reviewer, Stage
from core.sampling.allocation import Sharing
from core.screening.audience import Audience
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.funnel import Funnel, StageLog, funnel, stage_state

ALL = Reader(reviewer="ANNA", coverage=Fraction(1), coverage_text="all")
FIFTH = Reader(reviewer="BO", coverage=Fraction(1, 5), coverage_text="1/5")
BOTH = Reader(reviewer="BO", coverage=Fraction(1), coverage_text="all")
REASONS = (Reason(id="topic", label="Another topic"),)
SAMPLED = Stage(id="ta", title="Title", kind="screen", readers=(ALL, FIFTH), reasons=REASONS)
DOUBLE = Stage(id="ft", title="Full text", kind="fulltext", readers=(ALL, BOTH), reasons=REASONS)
STEP = Stage(id="language", title="Language", kind="step", readers=(ALL,), reasons=REASONS)
PLAN = Protocol(
    title="x",
    seed="s",
    reviewers=(Reviewer(id="ANNA", role="first"), Reviewer(id="BO", role="second")),
    stages=(STEP, SAMPLED, DOUBLE),
)
IDS = [f"r{n}" for n in range(12)]


def said(**verdicts: str) -> dict[str, Decision]:
    return {record: Decision(record=record, verdict=Verdict(verdict)) for record, verdict in verdicts.items()}


def test_one_reader_decides_a_step() -> None:
    log = StageLog(decisions={"ANNA": said(r0="include", r1="exclude", r2="maybe")})
    state = stage_state(STEP, IDS[:4], log)
    assert (state.included, state.excluded, state.waiting) == (["r0", "r2"], ["r1"], ["r3"])
    assert state.reasons == {"": ["r1"]}


def test_what_could_not_be_had_is_excluded_and_not_among_what_was_read() -> None:
    state = stage_state(STEP, IDS[:4], StageLog(decisions={"ANNA": said(r0="exclude", r1="exclude", r2="exclude")}))
    assert (state.not_retrieved, state.read_excluded) == ((), ["r0", "r1", "r2"])
    some = replace(state, reasons={NOT_RETRIEVED: ["r1"], "topic": ["r0", "r2"]})
    assert (some.not_retrieved, some.read_excluded, some.read_reasons) == (
        ["r1"],
        ["r0", "r2"],
        {"topic": ["r0", "r2"]},
    )


def test_maybe_counts_as_the_stage_says() -> None:
    strict = Stage(id="x", title="x", kind="screen", readers=(ALL,), maybe="exclude")
    assert stage_state(strict, ["r0"], StageLog(decisions={"ANNA": said(r0="maybe")})).excluded == ["r0"]


def test_a_sampled_record_waits_for_its_second_reader_and_others_do_not() -> None:
    log = StageLog(decisions={"ANNA": said(r0="include", r1="include")}, sample=["r0"])
    state = stage_state(SAMPLED, IDS[:2], log)
    assert (state.included, state.waiting) == (["r1"], ["r0"])
    assert state.owed == {"ANNA": ["r0", "r1"], "BO": ["r0"]}
    assert not state.complete


def test_readers_who_differ_hold_the_record_until_it_is_resolved() -> None:
    decisions = {"ANNA": said(r0="include"), "BO": said(r0="exclude")}
    differ = stage_state(DOUBLE, ["r0"], StageLog(decisions=decisions))
    assert (differ.waiting, differ.disagreements, differ.complete) == (["r0"], ["r0"], True)
    handed_on = Resolution(record="r0", escalated=True)
    state = stage_state(DOUBLE, ["r0"], StageLog(decisions=decisions, resolutions={"r0": handed_on}))
    assert (state.waiting, state.escalated) == (["r0"], ["r0"])
    ruled = Resolution(record="r0", verdict=Verdict.EXCLUDE, reason="topic", escalated=True)
    state = stage_state(DOUBLE, ["r0"], StageLog(decisions=decisions, resolutions={"r0": ruled}))
    assert (state.excluded, state.disagreements, state.reasons) == (["r0"], [], {"topic": ["r0"]})


def test_an_end_of_what_was_said_of_each_record_ends_no_conflict_and_one_of_both_as_one_does() -> None:
    each = tuple(said(r8="include", r9="exclude").values())
    torn = {"r0": Decision(record="r0", merged=each)}
    end = Resolution(record="r0", verdict=Verdict.EXCLUDE, settles=(("r8", "include"), ("r9", "exclude")))
    for resolution, conflicts, excluded in ((replace(end, settles=()), ["r0"], []), (end.on("r0"), [], ["r0"])):
        state = stage_state(STEP, ["r0"], StageLog(decisions={"ANNA": torn}, resolutions={"r0": resolution}))
        assert (list(state.conflicts), list(state.excluded)) == (conflicts, excluded)


def test_include_and_maybe_are_no_disagreement_where_maybe_passes_on() -> None:
    log = StageLog(decisions={"ANNA": said(r0="include"), "BO": said(r0="maybe")})
    assert stage_state(DOUBLE, ["r0"], log).included == ["r0"]


def test_a_verdict_outside_the_sample_is_not_set_aside_in_silence() -> None:
    log = StageLog(decisions={"ANNA": said(r0="include"), "BO": said(r0="exclude")}, sample=["r5"])
    assert stage_state(SAMPLED, ["r0"], log).disagreements == ["r0"]


def test_while_blind_a_reader_sees_own_decisions_and_no_sample() -> None:
    everything = {"ANNA": said(r0="include", r1="exclude"), "BO": said(r0="exclude")}
    log = StageLog(decisions=everything, sample=["r0", "r1"], blind=frozenset(IDS), audience=Audience("ANNA"))
    state = stage_state(SAMPLED, IDS[:3], log)
    assert (state.included, state.excluded, state.waiting) == (["r0"], ["r1"], ["r2"])
    assert state.disagreements == []


def test_a_leak_is_named() -> None:
    whole = funnel(PLAN, IDS, IDS, {})
    lossy = Funnel(identified=IDS, unique=[*IDS, "stray"], states=whole.states)
    assert lossy.leaks() == ["stray"]
    twice = Funnel(identified=IDS, unique=IDS, states=[*whole.states[:-1], _with_double(whole)])
    assert twice.leaks() == ["r0"]


def test_of_some_records_all_else_stays_as_it_is() -> None:
    """Such as the stage of each state, and what was said there of these records."""
    log = StageLog(decisions={"ANNA": said(r0="include", r1="exclude", r2="maybe")})
    whole = funnel(PLAN, IDS, IDS, {STEP.id: log})
    part = whole.within(IDS[1:4])
    assert [each.stage for each in part.states] == [STEP, SAMPLED, DOUBLE] and part.studies is whole.studies
    assert (list(part.identified), list(part.unique)) == (IDS[1:4], IDS[1:4])
    state = part.state(STEP.id)
    assert tuple(map(list, (state.entered, state.included, state.excluded, state.waiting))) == (
        IDS[1:4],
        ["r2"],
        ["r1"],
        ["r3"],
    )
    assert {reason: list(ids) for reason, ids in state.reasons.items()} == {"": ["r1"]}


def _with_double(whole: Funnel):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(whole.states[-1], entered=["r0"], included=["r0"], waiting=["r0"])


verdicts = st.sampled_from([None, *Verdict])
decisions = st.dictionaries(st.sampled_from(IDS), verdicts, max_size=12).map(
    lambda found: {record: Decision(record=record, verdict=verdict) for record, verdict in found.items()}
)
resolutions = st.dictionaries(st.sampled_from(IDS), st.sampled_from([None, Verdict.INCLUDE, Verdict.EXCLUDE])).map(
    lambda found: {record: Resolution(record=record, verdict=verdict) for record, verdict in found.items()}
)
logs = st.builds(
    lambda anna, bo, solved, sample: StageLog(decisions={"ANNA": anna, "BO": bo}, resolutions=solved, sample=sample),
    decisions,
    decisions,
    resolutions,
    st.one_of(st.none(), st.sets(st.sampled_from(IDS))),
)


@given(st.fixed_dictionaries({stage.id: logs for stage in PLAN.stages}))
def test_the_identities_hold_whatever_was_said(said_at: dict[str, StageLog]) -> None:
    whole = funnel(PLAN, IDS, IDS, said_at)
    assert whole.leaks() == []
    for state in whole.states:
        assert len(state.entered) == len(state.included) + len(state.excluded) + len(state.waiting)
        assert set(state.disagreements) <= set(state.waiting)
    for before, after in zip(whole.states, whole.states[1:], strict=False):
        assert after.entered == before.included


@given(logs, st.sampled_from(IDS))
def test_reversing_a_decision_and_reinstating_it_brings_everything_back(log: StageLog, record: str) -> None:
    said_at = {stage.id: log for stage in PLAN.stages}
    before = funnel(PLAN, IDS, IDS, said_at)
    reversed_anna = {**log.decisions["ANNA"], record: Decision(record=record, verdict=Verdict.EXCLUDE)}
    reversed_log = StageLog(decisions={"ANNA": reversed_anna, "BO": log.decisions["BO"]}, sample=log.sample)
    without = funnel(PLAN, IDS, IDS, {**said_at, "language": reversed_log})
    assert record not in without.included and without.leaks() == []
    assert funnel(PLAN, IDS, IDS, said_at) == before


def test_a_second_look_brings_back_what_one_reader_alone_had_excluded() -> None:
    log = StageLog(decisions={"ANNA": said(r0="exclude", r1="exclude")}, sample=[], again={"ANNA": said(r0="include")})
    state = stage_state(SAMPLED, IDS[:2], log)
    assert (state.included, state.excluded, state.disagreements) == (["r0"], ["r1"], [])


def test_what_both_excluded_and_one_brings_back_is_a_disagreement_until_it_is_settled() -> None:
    decisions = {"ANNA": said(r0="exclude"), "BO": said(r0="exclude")}
    log = StageLog(decisions=decisions, again={"ANNA": said(r0="include")})
    state = stage_state(DOUBLE, ["r0"], log)
    assert (state.waiting, state.disagreements, state.excluded) == (["r0"], ["r0"], [])
    ruled = {"r0": Resolution(record="r0", verdict=Verdict.INCLUDE)}
    assert stage_state(
        DOUBLE, ["r0"], StageLog(decisions=decisions, again={"ANNA": said(r0="include")}, resolutions=ruled)
    ).included == ["r0"]
    both = {"ANNA": said(r0="include"), "BO": said(r0="maybe")}
    assert stage_state(DOUBLE, ["r0"], StageLog(decisions=decisions, again=both)).included == ["r0"]


def test_a_second_look_ends_no_disagreement_and_reverses_no_ruling() -> None:
    decisions = {"ANNA": said(r0="exclude"), "BO": said(r0="include")}
    again = {"ANNA": said(r0="include")}
    assert stage_state(DOUBLE, ["r0"], StageLog(decisions=decisions, again=again)).disagreements == ["r0"]
    ruled = {"r0": Resolution(record="r0", verdict=Verdict.EXCLUDE)}
    log = StageLog(decisions=decisions, again=again, resolutions=ruled)
    assert stage_state(DOUBLE, ["r0"], log).excluded == ["r0"]


def test_what_is_brought_back_while_another_has_still_to_read_waits() -> None:
    log = StageLog(decisions={"ANNA": said(r0="exclude")}, again={"ANNA": said(r0="include")}, sample=["r0"])
    assert stage_state(SAMPLED, ["r0"], log).waiting == ["r0"]


SHARED = Stage(
    id="shared",
    title="Shared",
    kind="screen",
    readers=tuple(
        Reader(reviewer=each, coverage=Fraction(2, 3), coverage_text="any 2 of 3", dealt=True)
        for each in ("ANNA", "BO", "CY")
    ),
    sharing=Sharing(any=2, of=("ANNA", "BO", "CY"), weights=(1, 1, 1)),
)
DEALT = {"ANNA": {"r0", "r1"}, "BO": {"r0", "r2"}, "CY": {"r1", "r2"}}


def test_each_record_waits_for_those_to_whom_it_was_dealt() -> None:
    words = {"ANNA": said(r0="include", r1="exclude"), "BO": said(r0="include"), "CY": said(r2="include")}
    state = stage_state(SHARED, ["r0", "r1", "r2"], StageLog(decisions=words, dealt=DEALT))
    assert (state.included, state.waiting) == (["r0"], ["r1", "r2"])
    assert state.owed == {"ANNA": ["r0", "r1"], "BO": ["r0", "r2"], "CY": ["r1", "r2"]}
    assert state.left == {"ANNA": [], "BO": ["r2"], "CY": ["r1"]}


def test_what_was_not_dealt_waits_whatever_was_said() -> None:
    words = {who: said(r0="include", r3="include") for who in ("ANNA", "BO", "CY")}
    state = stage_state(SHARED, ["r0", "r3"], StageLog(decisions=words, dealt=DEALT))
    assert (state.included, state.waiting) == (["r0"], ["r3"])


def test_what_was_dealt_to_who_is_gone_waits() -> None:
    words = {who: said(r0="include") for who in ("ANNA", "BO", "CY")}
    dealt = {**DEALT, "DAG": {"r0"}}
    assert stage_state(SHARED, ["r0"], StageLog(decisions=words, dealt=dealt)).waiting == ["r0"]


def test_whoever_read_a_record_may_differ_on_it() -> None:
    words = {"ANNA": said(r0="include"), "BO": said(r0="include"), "CY": said(r0="exclude")}
    state = stage_state(SHARED, ["r0"], StageLog(decisions=words, dealt=DEALT))
    assert state.disagreements == ["r0"], "a word on what was dealt to others is not set aside"


def test_while_it_is_sealed_one_knows_nothing_of_who_else_reads() -> None:
    words = {who: said(r0="include", r1="include", r2="include") for who in ("ANNA", "BO", "CY")}
    own = {**words, "BO": {}, "CY": {}}
    for decisions in (words, own):
        log = StageLog(decisions=decisions, dealt=DEALT, blind=frozenset(IDS), audience=Audience("ANNA"))
        state = stage_state(SHARED, ["r0", "r1", "r2"], log)
        assert (state.included, state.waiting, state.disagreements) == (["r0", "r1", "r2"], [], [])
