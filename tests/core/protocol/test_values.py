from __future__ import annotations

from fractions import Fraction

import pytest

from core.errors import TamisError
from core.protocol.values import NOT_RETRIEVED, PREFILLS, Protocol, Reader, Reason, Reviewer, Stage
from core.records.record import Author, Record

FIRST = Reader(reviewer="A", coverage=Fraction(1), coverage_text="all")
SECOND = Reader(reviewer="B", coverage=Fraction(1, 5), coverage_text="20%")


def stage(*reasons: str) -> Stage:
    return Stage(
        id="screen",
        title="Screen",
        kind="screen",
        readers=(FIRST, SECOND),
        reasons=tuple(Reason(id=each, label=each) for each in reasons),
    )


def protocol() -> Protocol:
    reviewers = (Reviewer(id="A", role="first"), Reviewer(id="B", role="second"))
    return Protocol(title="Plan", seed="seed", reviewers=reviewers, stages=(stage(),))


def test_reasons_have_the_digits_of_their_places_and_other_has_nought() -> None:
    keys = stage("a", "other", "b").reason_keys
    assert {digit: reason.id for digit, reason in keys.items()} == {"1": "a", "2": "b", "0": "other"}


def test_a_stage_without_reason_other_has_no_nought() -> None:
    assert list(stage("a").reason_keys) == ["1"]


def test_readers_and_reasons_are_found_by_id() -> None:
    assert stage().reader("B") == SECOND
    assert stage().reader("C") is None
    assert stage().sampled_reader == SECOND
    assert FIRST.reads_all and not SECOND.reads_all
    assert stage("a").reason("a") == Reason(id="a", label="a")
    assert stage("a").reason("b") is None


def test_an_unknown_stage_or_reviewer_is_answered_with_the_known_ones() -> None:
    assert protocol().stage("screen").id == "screen"
    assert protocol().reviewer("A").role == "first"
    with pytest.raises(TamisError, match="screen") as error:
        protocol().stage("scren")
    assert "The stages are: screen." in str(error.value)
    with pytest.raises(TamisError, match="there is no reviewer “C”") as error:
        protocol().reviewer("C")
    assert "A, B" in str(error.value)


def test_every_prefill_is_a_text_or_number_of_a_record() -> None:
    record = Record(authors=(Author("Larsen"),), year=2019)
    for prefill in PREFILLS:
        before, _, name = prefill.partition(".")
        assert before == "record"
        assert isinstance(getattr(record, name), str | int)


@pytest.mark.parametrize(
    ("reason", "label"),
    [
        ("topic", "Off topic"),
        ("", "no reason given"),
        (NOT_RETRIEVED, "Report not retrieved"),
        ("taken-out-of-the-plan", "taken-out-of-the-plan"),
    ],
)
def test_a_reason_has_one_label(reason: str, label: str) -> None:
    plan = Stage(id="x", title="x", kind="fulltext", readers=(FIRST,), reasons=(Reason(id="topic", label="Off topic"),))
    assert plan.reason_label(reason) == label


def test_results_are_kept_by_stage_whatever_else_a_plan_says_of_it() -> None:
    one, same, other = stage(), stage(), stage("a reason")
    assert hash(one) == hash(same) == hash(other) and one == same != other
    assert {one: 1, other: 2}[same] == 1
