"""The full-text session: what could not be had is passed over, and further reasons keep the protocol's order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.fulltext.session import FullTextSession
from core.protocol.values import Reason
from core.screening.decision import Decision, Verdict, with_reasons
from core.screening.session import Progress
from tests.tui.fake import PROTOCOL, FakeDecisionStore, identify
from tests.tui.fake_full_texts import MemoryFullTextStore

STAGE = replace(
    PROTOCOL.stages[2], reasons=tuple(Reason(id=each, label=each) for each in ("first", "second", "third", "other"))
)
IDS = [identify(n) for n in range(4)]


def session(full_texts: MemoryFullTextStore) -> FullTextSession:
    return FullTextSession(STAGE, "KBAA", IDS, FakeDecisionStore(), full_texts)


def test_what_could_not_be_had_is_passed_over_and_not_owed() -> None:
    full_texts = MemoryFullTextStore()
    here = session(full_texts)
    here.lose("no library lends it")
    assert (here.current, here.progress) == (IDS[1], Progress(0, 3))
    here.move(-1)
    here.decide(Verdict.INCLUDE)
    assert here.progress == Progress(0, 3)
    assert session(full_texts).current == IDS[1]
    here.go_to(IDS[0])
    here.retrieve("texts/0.pdf")
    assert here.progress == Progress(1, 4)


def test_an_empty_answer_takes_the_report_back_to_sought() -> None:
    full_texts = MemoryFullTextStore()
    here = session(full_texts)
    here.lose("gone")
    here.move(-1)
    here.lose("")
    assert not full_texts.lost and here.current == IDS[0]
    here.retrieve("x")
    here.retrieve("")
    assert full_texts.retrieval(IDS[0]).state.value == "sought"


def test_further_reasons_are_labels_and_the_first_by_rank_is_the_main_one() -> None:
    here = session(MemoryFullTextStore())
    with pytest.raises(LookupError):
        here.toggle_reason("first")
    here.decide(Verdict.EXCLUDE, "second")
    here.go_to(IDS[0])
    here.toggle_label("look again")
    said = here.toggle_reason("third")
    assert (said.reason, said.labels) == ("second", ("look again", "third"))
    said = here.toggle_reason("first")
    assert (said.reason, said.labels) == ("first", ("look again", "second", "third"))
    said = here.toggle_reason("first")
    assert (said.reason, here.reasons_of(said)) == ("second", {"second", "third"})
    here.toggle_reason("third")
    with pytest.raises(LookupError):
        here.toggle_reason("second")


def test_without_reasons_none_is_left() -> None:
    decision = Decision(record="r", verdict=Verdict.INCLUDE, reason="first", labels=("x", "second"))
    assert with_reasons(decision, STAGE, []) == replace(decision, reason="", labels=("x",))
