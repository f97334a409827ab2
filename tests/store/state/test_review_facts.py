"""What is derived for every audience is derived once, and anew after a change."""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.state.review_state import ReviewState, review_state
from store.work.screening import DiskDecisionStore
from tests.big import make_big_review
from tests.reviews import copied_demo, run

STAGE = "title-abstract"
FACTS = ("batch_of", "blind_batches", "sealed", "sample", "pilot", "decisions_at_opening")
FOR_AUDIENCE = ("log", "bare_decisions", "words", "unfinished_rounds", "funnel")


@pytest.fixture(scope="module")
def sample_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "review"
    copied_demo(folder, finished=True, records=400)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("command", ["report", "status", "agreement", "bundle"])
def test_each_thing_is_derived_once_a_run(tmp_path: Path, sample_review: Path, command: str) -> None:
    code = {inspect.unwrap(_function(name)).__code__: name for name in (*FACTS, *FOR_AUDIENCE)}
    derived: Counter[tuple[object, ...]] = Counter()

    def trace(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and (name := code.get(frame.f_code)):
            state, *rest = (frame.f_locals[each] for each in frame.f_code.co_varnames[: frame.f_code.co_argcount])
            audience = None if name in FACTS else state.audience
            derived[name, state.review.folder, audience, *rest] += 1

    sys.setprofile(trace)
    try:
        run(sample_review, command, *([str(tmp_path / "a.zip"), "--while-blind"] if command == "bundle" else []))
    finally:
        sys.setprofile(None)
    assert {"batch_of", "bare_decisions", "funnel"} <= {str(key[0]) for key in derived}, "the trace sees nothing"
    assert [key for key, times in derived.items() if times > 1] == []


def _function(name: str) -> Callable[..., object]:
    found = inspect.getattr_static(ReviewState, name)
    return found.fget if isinstance(found, property) else getattr(found, "func", found)


def test_decisions_are_read_once_and_anew_when_more_were_made(tmp_path: Path) -> None:
    with Review(make_big_review(tmp_path / "review", 5), role="ANNA") as review:
        state = review_state(review)
        desk = DiskDecisionStore(review, "ANNA", STAGE, state.groups, state.decisions("ANNA", STAGE))
        assert not state.decisions("ANNA", STAGE)
        first, second, *_ = review.records
        desk.save(Decision(record=first, verdict=Verdict.INCLUDE))
        found = state.decisions("ANNA", STAGE)
        assert list(found) == [first] and state.decisions("ANNA", STAGE) is found
        other = DiskDecisionStore(review, "ANNA", STAGE, state.groups, found)
        other.save(Decision(record=second, verdict=Verdict.EXCLUDE))
        assert list(found) == [first], "a desk keeps what it saves to itself"
