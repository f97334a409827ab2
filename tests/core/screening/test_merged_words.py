"""What counts when records that one reader decided on are merged: never a verdict that was picked in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.fulltext.retrieval import Retrieval, Sought, lost_reports
from core.protocol.values import Reader, Stage
from core.screening.decision import ORDERS, Act, Decision, Resolution, Verdict
from core.screening.funnel import StageLog, stage_state
from core.screening.merged_words import (
    Contradiction,
    contradictions,
    decisions_as_one,
    parts_of,
    resolutions_as_one,
    said_of,
)

IN, X, M = Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.MAYBE
GROUP = {"b": "a", "c": "a"}


def word(record: str, verdict: Verdict | None, at: str = "", **more: object) -> Decision:
    return Decision(record=record, verdict=verdict, at=at, **more)  # type: ignore[arg-type]


def counts(*words: Decision, survivor: Mapping[str, str] = GROUP) -> Decision | None:
    """What counts of the group, the same in whichever order the journal keeps the words."""
    found = {repr(decisions_as_one(each, survivor).get("a")) for each in permutations(words)}
    assert len(found) == 1, found
    return decisions_as_one(words, survivor).get("a")


def test_the_same_verdict_twice_is_one_decision_and_the_latest_gives_its_reason() -> None:
    found = counts(word("a", X, "1", reason="old"), word("b", X, "2", reason="new", note="of b"))
    assert found == word("a", X, "2", reason="new", note="of b", labels=("old",)), "the other reason is a label"
    found = counts(word("a", X, "1", reason="one"), word("b", X, "1", reason="two"))
    assert found == word("a", X, "1", reason="two", labels=("one",))


def test_no_note_and_no_label_is_lost_and_what_was_said_of_both_together_takes_their_place() -> None:
    noted = word("a", IN, "1", note="one", labels=("x", "y"))
    other = word("b", IN, "2", note="two", labels=("y", "z"))
    assert counts(noted, other) == word("a", IN, "2", note="one; two", labels=("x", "y", "z"))
    assert counts(noted, word("b", IN, "2", note="one")) == word("a", IN, "2", note="one", labels=("x", "y"))
    both = word("a", IN, "3", note="three", settles=(("a", "include"), ("b", "include")))
    assert counts(noted, other, both) == word("a", IN, "3", note="three")
    torn = word("a", None, "3", note="ask", settles=(("a", "include"), ("b", "exclude")))
    found = counts(noted, word("b", X, "2", note="two"), torn)
    assert found is not None and found.torn and found.note == "ask" and found.labels == ()


def test_somebody_looked_where_one_of_the_merged_records_was_decided_by_itself() -> None:
    rule = word("b", X, "2", order=ORDERS[Act.CONFIRMED])
    for one, act in ((word("a", X, "1"), Act.ONE_BY_ONE), (replace(rule, record="a"), Act.CONFIRMED)):
        found = counts(one, rule)
        assert found is not None and found.act is act
        log = StageLog(decisions={"ONE": {"a": found}})
        step = Stage(
            id="s", title="", kind="step", readers=(Reader(reviewer="ONE", coverage=Fraction(1), coverage_text="all"),)
        )
        assert stage_state(step, ["a"], log).by_rule == ["a"] * (act is Act.CONFIRMED)


@pytest.mark.parametrize(("one", "other"), [(IN, X), (X, IN), (M, X), (IN, M)])
def test_of_two_verdicts_neither_counts(one: Verdict, other: Verdict) -> None:
    found = counts(word("a", one, "1", reason="r"), word("b", other, "2", reason="r", note="kept", labels=("l",)))
    assert found is not None and found.verdict is None and found.torn and found.reason == ""
    assert found.note == "kept" and found.labels == ("l",)
    assert said_of(found) == {"a", "b"}


def test_in_a_group_of_three_one_other_verdict_is_enough() -> None:
    found = counts(word("a", IN), word("b", X), word("c", IN))
    assert found is not None and found.torn
    found = counts(word("b", IN, "1"), word("c", IN, "2"))
    assert found == word("a", IN, "2") and said_of(found) == {"b", "c"}


def test_a_note_contradicts_nothing() -> None:
    assert counts(word("a", None, "9", note="hm"), word("b", X, "1")) == word("a", X, "1", note="hm")
    assert counts(word("a", None, "1", note="hm"), word("b", None, "2", note="later")) == word(
        "a", None, "2", note="hm; later"
    )


def test_a_decision_made_on_the_merged_record_settles_both_until_they_are_parted() -> None:
    a, b = word("a", IN, "1"), word("b", X, "9")
    settled = word("a", X, "5", settles=(("a", "include"), ("b", "exclude")))
    found = counts(a, b, settled)
    assert found == word("a", X, "5") and found is not None and not found.torn
    assert decisions_as_one([a, b, settled], {}) == {"a": a, "b": b}
    assert decisions_as_one([a, b, settled], {"a": "b"})["b"] == word("b", X, "5"), "another record may survive"
    assert decisions_as_one([a, b, settled], {"c": "a"}) == {"a": a, "b": b}


def test_what_was_said_of_one_of_them_anew_is_not_settled() -> None:
    settled = word("a", X, "5", settles=(("a", "include"), ("b", "exclude")))
    found = counts(word("a", M, "7"), word("b", X, "1"), settled)
    assert found is not None and found.torn
    found = counts(word("a", IN), word("b", X), word("c", IN, "8"), settled)
    assert found is not None and found.torn, "a third record was no part of it"
    of_all = word("a", IN, "9", settles=(("a", "include"), ("b", "exclude"), ("c", "include")))
    assert counts(word("a", IN), word("b", X), word("c", IN, "8"), settled, of_all) == word("a", IN, "9")


def test_a_note_on_a_torn_record_settles_nothing() -> None:
    noted = word("a", None, "5", note="ask ON", settles=(("a", "include"), ("b", "exclude")))
    found = counts(word("a", IN, "7"), word("b", X, "8"), noted)
    assert found is not None and found.torn and found.note == "ask ON"


def test_a_decision_that_settles_is_read_back() -> None:
    settled = word("a", X, "5", settles=(("a", "include"), ("b", "exclude")))
    assert Decision.from_document(settled.as_document()) == settled
    ended = Resolution(record="a", verdict=X, settles=(("a", ""), ("b", "include")))
    assert Resolution.from_document(ended.as_document()) == ended


def ended(*words: Resolution, decided: Iterable[str] = (), all_say: Verdict | None = None) -> Resolution | None:
    """How it ended, where readers differ on each record that they have decided on, or all say the same of the last."""
    said: dict[str, set[str]] = {each: {IN, X} for each in decided}
    if all_say is not None:
        said[max(said)] = {all_say}
    return resolutions_as_one(words, GROUP, lambda _: said).get("a")


def test_a_disagreement_that_ended_in_two_ways_is_open_again() -> None:
    a, b = Resolution(record="a", verdict=IN, at="1"), Resolution(record="b", verdict=X, at="2")
    assert ended(a, b) is None
    assert ended(a, replace(b, verdict=IN)) == replace(b, record="a", verdict=IN)
    assert ended(a, b, replace(b, record="a", settles=(("a", "include"), ("b", "exclude")))) == replace(b, record="a")
    waits = Resolution(record="a", escalated=True, at="0")
    assert ended(waits, b) == waits, "what waits for an adjudicator goes on doing so"


def test_how_the_disagreement_over_one_record_ended_says_nothing_of_another() -> None:
    of_b = Resolution(record="b", verdict=X)
    assert ended(of_b, decided="b") == replace(of_b, record="a")
    assert ended(of_b, decided="ab") is None
    of_a = Resolution(record="a", verdict=X)
    assert ended(of_a, decided="ab") is None
    of_both = replace(of_a, settles=(("a", ""), ("b", "")))
    assert ended(of_both, decided="ab") == of_a


def test_an_end_that_no_longer_counted_counts_for_no_merge() -> None:
    """Both were resolved, and of one the readers have come to say the same since, which counted."""
    of_a, of_b = Resolution(record="a", verdict=X, at="1"), Resolution(record="b", verdict=X, at="2")
    assert ended(of_a, of_b, decided="ab") == replace(of_b, record="a")
    assert ended(of_a, of_b, decided="ab", all_say=IN) is None
    assert ended(of_a, of_b, decided="ab", all_say=X) is None
    assert ended(of_a, of_b, decided="ab", all_say=M) == replace(of_b, record="a"), (
        "who may be unsure, waits for an end"
    )
    both = replace(of_a, settles=(("a", ""), ("b", "")))
    assert ended(both, decided="ab", all_say=IN) == of_a, "it was about both"


def test_a_report_that_could_not_be_had_is_no_word_on_one_that_was_read() -> None:
    gone = Retrieval(record="a", state=Sought.NOT_RETRIEVED, why="no library", merged=("b",))
    decided: dict[str, set[str]] = {"a": {"b"}}
    assert lost_reports([gone], decided.__getitem__) == {"a"}
    assert lost_reports([gone], lambda _: set()) == {"a"}
    assert lost_reports([gone], lambda _: {"a", "b"}) == frozenset()


def test_contradictions_are_found_by_voice() -> None:
    said = {"a": {("KBAA", "s"): "include", ("ON", "s"): "exclude"}, "b": {("KBAA", "s"): "exclude"}, "c": {}}
    assert contradictions(said, ["a", "b", "c"]) == [Contradiction("KBAA", "s", (("a", "include"), ("b", "exclude")))]
    assert contradictions(said, ["a", "c"]) == []
    assert contradictions({"a": {("KBAA", "s"): ""}, "b": said["b"]}, ["a", "b"]) != []


RECORDS = "abc"
verdicts = st.sampled_from([None, IN, X, M])
said_by_one = st.dictionaries(st.sampled_from(RECORDS), verdicts)
ends = st.dictionaries(st.sampled_from(RECORDS), st.sampled_from([None, IN, X]))


@given(said_by_one, said_by_one, ends, st.sets(st.sampled_from(RECORDS)), st.sampled_from(["1", "1/2"]), st.data())
def test_no_merge_alone_excludes_what_was_included_and_parting_restores(
    one: dict[str, Verdict | None],
    other: dict[str, Verdict | None],
    resolved: dict[str, Verdict | None],
    sample: set[str],
    coverage: str,
    data: st.DataObject,
) -> None:
    readers = tuple(
        Reader(reviewer=who, coverage=Fraction(share), coverage_text=share)
        for who, share in (("ONE", "1"), ("OTHER", coverage))
    )
    stage = Stage(id="s", title="", kind="screen", readers=readers)
    homes = {each: data.draw(st.sampled_from(RECORDS[: RECORDS.index(each) + 1])) for each in RECORDS}
    survivor = {each: home for each, home in homes.items() if home != each and homes[home] == home}
    journals = {"ONE": one, "OTHER": other}

    def state(merged: Mapping[str, str]) -> dict[str, str]:
        decisions = {
            who: decisions_as_one([word(*each) for each in said.items()], merged) for who, said in journals.items()
        }

        def decided(record: str) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {}
            for word in (said[record] for said in decisions.values() if record in said):
                for part in parts_of(word) if word.verdict or word.torn else ():
                    for each in said_of(part):
                        found.setdefault(each, set()).add(part.verdict or "")
            return found

        ends = (Resolution(record=each, verdict=verdict, escalated=not verdict) for each, verdict in resolved.items())
        log = StageLog(
            decisions=decisions,
            resolutions=resolutions_as_one(ends, merged, decided),
            sample=frozenset(merged.get(each, each) for each in sample),
        )
        found = stage_state(stage, [each for each in RECORDS if each not in merged], log)
        for who, said in decisions.items():
            torn = {each for each in said if said[each].torn}
            assert torn <= set(found.left[who]), "it is owed, and left"
            assert torn <= set(found.conflicts) <= set(found.waiting)
        where = {"included": found.included, "excluded": found.excluded, "waiting": found.waiting}
        return {each: name for name, ids in where.items() for each in ids}

    apart, together = state({}), state(survivor)
    for record, where in together.items():
        members = [each for each in RECORDS if survivor.get(each, each) == record]
        if where != "waiting":
            other = "included" if where == "excluded" else "excluded"
            assert other not in {apart[each] for each in members}
    assert state({}) == apart
