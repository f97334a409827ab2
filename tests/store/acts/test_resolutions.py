"""How disagreements ended, said by several people: a ruling counts before what the readers say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.screening.decision import Verdict
from store.acts.resolutions import consensus_table, may_end, resolutions_table
from store.folder.review import Review
from store.journal.errors import NotSaved
from store.journal.union.word import Word
from store.state.review_state import review_state
from store.work.resolutions import escalate, reopen, resolve
from tests.reviews import differing_review, make_review, protocol, said_in

STAGE = "title-abstract"


def test_each_stage_has_a_table_of_its_own_for_each() -> None:
    names = [table(stage) for table in (resolutions_table, consensus_table) for stage in (STAGE, "full-text")]
    assert len(set(names)) == 4 and all(name.rpartition("/")[2] in (STAGE, "full-text") for name in names)


def ends(folder: Path, role: str | None, *, by: tuple[str, ...] = ()) -> str:
    """Resolve the first record that the readers differ on; gives the record."""
    with Review(folder, role=role) as review:
        state, stage = review_state(review), review.stage(STAGE)
        record = state.funnel.state(STAGE).disagreements[0]
        resolve(state, stage, record, Verdict.EXCLUDE, reason="wrong-topic", rationale=f"{role} says so", by=by)
        return record


def rationale(folder: Path, record: str) -> str | None:
    with Review(folder) as review:
        found = review_state(review).resolutions(STAGE).get(record)
        return found and found.rationale


@pytest.mark.parametrize("role", ["ANNA", "BO", None])
def test_what_the_readers_say_does_not_replace_a_ruling(tmp_path: Path, role: str | None) -> None:
    folder = differing_review(tmp_path / "review")
    record = ends(folder, "CHIEF")
    with Review(folder, role=role) as review:
        for act in (
            lambda state, stage: resolve(state, stage, record, Verdict.INCLUDE, rationale="we think so"),
            lambda state, stage: escalate(state, stage, record, "again"),
            lambda state, stage: reopen(state, stage, record),
        ):
            with pytest.raises(NotSaved, match="CHIEF has ruled"):
                act(review_state(review), review.stage(STAGE))
        assert {event.after and event.after["by"][0] for event in said_in(review, resolutions_table(STAGE))} == {
            "CHIEF"
        }
    assert rationale(folder, record) == "CHIEF says so"


def test_a_ruling_replaces_what_the_readers_said_and_is_taken_back(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    record = ends(folder, "ANNA")
    with Review(folder, role="CHIEF") as review:
        stage = review.stage(STAGE)
        resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="CHIEF says so")
    assert rationale(folder, record) == "CHIEF says so"
    with Review(folder, role="CHIEF") as review:
        review.take_back([resolutions_table(STAGE)])
    assert rationale(folder, record) == "ANNA says so"


def test_who_hands_it_on_again_has_ruled_on_nothing(tmp_path: Path) -> None:
    """CHIEF takes the ruling back, and it is escalated again: the readers may still agree after all."""
    folder = differing_review(tmp_path / "review")
    with Review(folder, role="ANNA") as review:
        state = review_state(review)
        record = state.funnel.state(STAGE).disagreements[0]
        escalate(state, review.stage(STAGE), record, "we cannot tell")
    with Review(folder, role="CHIEF") as review:
        stage = review.stage(STAGE)
        resolve(review_state(review), stage, record, Verdict.INCLUDE, rationale="CHIEF says so")
        reopened = reopen(review_state(review), stage, record)
        assert reopened is not None and reopened.rationale == "we cannot tell"
    with Review(folder, role="BO") as review:
        resolve(review_state(review), review.stage(STAGE), record, Verdict.INCLUDE, rationale="we agree")
    assert rationale(folder, record) == "we agree"


VERDICT, HANDED_ON, ANSWER = {"verdict": "exclude"}, {"verdict": None}, {"item": "design", "value": "trial"}


@pytest.mark.parametrize(
    ("by", "who", "says", "ends"),
    [
        ("consensus", "BO", VERDICT, True),
        ("adjudicator", "CHIEF", VERDICT, True),
        ("adjudicator", "ANNA", VERDICT, False),
        ("adjudicator", "BO", VERDICT, False),
        ("adjudicator", "BO", ANSWER, False),
        ("adjudicator", "CHIEF", ANSWER, True),
        ("adjudicator", "BO", HANDED_ON, True),
        ("adjudicator", "BO", None, False),
        ("adjudicator", "stranger", VERDICT, True),
        ("lead", "ANNA", VERDICT, True),
        ("lead", "BO", VERDICT, False),
        ("lead", "BO", ANSWER, False),
    ],
)
def test_who_may_end_a_disagreement_by_which_word(
    tmp_path: Path, by: str, who: str, says: dict[str, str | None] | None, ends: bool
) -> None:
    text = re.sub("(?m)^disagreements = .*\n", "", protocol())
    text = text.replace(f'id = "{STAGE}"\n', f'id = "{STAGE}"\ndisagreements = "{by}"\n')
    folder = make_review(tmp_path / "review", records=1, text=text)
    with Review(folder) as review:
        assert may_end(review, STAGE, Word(who, 1 << 40, says)) is ends
        assert may_end(review, STAGE, Word(who, 0, says)), "before there was a plan"
        assert may_end(review, "no-such-stage", Word(who, 1 << 40, says))
