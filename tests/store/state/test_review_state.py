"""What each audience is given of a review while something in it is blind."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.audience import PUBLIC, TEAM, Audience
from core.screening.decision import Verdict
from store.decisions import access
from store.folder.review import Review
from store.journal.journal import Journal
from store.state.review_state import review_state
from tests.big import make_big_review
from tests.reviews import copied_demo, decide_all, make_review, ris, run
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"
FULL_TEXT = "full-text"


AUDIENCES = (Audience("ANNA"), Audience("BO"), Audience("CHIEF", trusted=True), TEAM, PUBLIC)


@pytest.fixture(scope="module")
def half_open(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight records and a search update of two: the first round is open at both stages but for one full text of BO's.

    At the stage's second round, where ANNA and BO differ, BO has one record left.
    """
    folder = make_review(tmp_path_factory.mktemp("state") / "review", records=8)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [(f"T{n}", "include" if n < 3 else "exclude") for n in range(8)])
    decide_all(folder, "ANNA", FULL_TEXT, [(f"T{n}", "include") for n in range(3)])
    decide_all(folder, "BO", FULL_TEXT, [(f"T{n}", "include") for n in range(2)])
    update = folder.parent / "update.ris"
    update.write_text(ris([8, 9]))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    decide_all(folder, "ANNA", STAGE, [("T8", "include"), ("T9", "include")])
    decide_all(folder, "BO", STAGE, [("T8", "exclude")])
    return folder


@pytest.mark.parametrize("readable", [False, True])
@pytest.mark.parametrize("audience", AUDIENCES, ids=repr)
def test_what_is_sealed_is_absent_from_what_an_audience_gets(
    half_open: Path, audience: Audience, readable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the sealed journals can be read, too: each of two guards holds by itself."""
    if readable:
        monkeypatch.setattr(access, "is_open", lambda *batch: True)
    role = audience.who if audience.who in ("ANNA", "BO") else None
    with Review(half_open, role=role) as review:
        state = review_state(review, audience)
        first, full_text = review.stage(STAGE), review.stage(FULL_TEXT)
        update = {each for each in review.records if state.round_of[each] == 2}
        assert frozenset(state.sealed(first)) == update and frozenset(state.sealed(full_text)) == {*review.records}
        opened = [each for each in review.records if each not in update]
        said = {STAGE: {"ANNA": 2, "BO": 1}, FULL_TEXT: {"ANNA": 3, "BO": 2}}
        for stage in (first, full_text):
            free = len(opened) if stage is first else 0
            for reader, sealed in said[stage.id].items():
                own = audience.who == reader
                assert len(state.words(stage)[reader]) == free + sealed * own
                assert len(state.decisions(reader, stage.id)) == free + sealed * own
                some = opened[:3], update, [*review.records]
                on_some = [
                    {record: each for record, each in state.words(stage)[reader].items() if record in those}
                    for those in some
                ]
                assert [state.words_on(stage, those)[reader] for those in some] == on_some
                assert state.log(stage).decisions[reader] == state.decisions(reader, stage.id)
                assert (state.hears(reader, stage), state.counts(reader, stage)) == (own, own)
                assert all(state.hears(reader, first, each) for each in opened)
                assert state.hears(reader, first, min(update)) == own
            assert state.withholds(stage) == (stage is full_text) and state.withholds_pilot(stage)
        # Of two records on which both or one has spoken, nobody knows the disagreement, ANNA what ANNA said of both.
        at_first, at_full_text = state.funnel.state(STAGE), state.funnel.state(FULL_TEXT)
        assert not at_first.disagreements
        assert len(update.intersection(at_first.included)) == (2 if audience.who == "ANNA" else 0)
        waits = {"ANNA": 2, "BO": 1}.get(audience.who or "", 3)
        assert len(at_full_text.waiting) == waits
        assert state.hidden_before(full_text, 2) == STAGE
        assert state.told_to(PUBLIC).funnel == review_state(review, PUBLIC).funnel


def test_of_some_records_the_same_is_said_as_of_all(tmp_path: Path) -> None:
    """Where records were merged after they had been decided on, resolved and charted, too."""
    folder = copied_demo(tmp_path / "review", finished=True)
    with Review(folder) as review:
        state = review_state(review)
        charted = state.funnel.state("charting").entered
        resolved = state.resolutions(STAGE)
    excluded = [each for each in sorted(resolved) if resolved[each].verdict is Verdict.EXCLUDE]
    for one, other in ((charted[0], charted[1]), (charted[2], excluded[0]), (excluded[1], excluded[2])):
        run(folder, "dedup", "--same", one, other, "--even-so")
    with Review(folder) as review:
        state = review_state(review)
        merged = [
            survivor
            for survivor, its in state.groups.members.items()
            if len({*its}.intersection((*charted, *excluded))) > 1
        ]
        assert len(merged) == 3
        for stage in review.protocol.stages:
            for those in (merged, state.groups.unique[::3], ()):
                wanted = frozenset(those)
                of_all = {
                    who: {each: words[each] for each in words if each in wanted}
                    for who, words in state.words(stage).items()
                }
                assert state.words_on(stage, those) == of_all
                assert review_state(review).words_on(stage, those) == of_all


def test_who_opens_a_review_is_its_audience(half_open: Path) -> None:
    for role, audience in (("ANNA", AUDIENCES[0]), ("CHIEF", AUDIENCES[2]), (None, TEAM)):
        with Review(half_open, role=role) as review:
            assert review.audience == review_state(review).audience == audience


def test_nobody_opens_a_journal_of_which_all_is_sealed(half_open: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, str]] = []
    real = Review.open_own

    def noted(review: Review, path: Path, *, write: bool, salted: bool = False) -> Journal:
        opened.append((path.parent.parent.name, path.parent.name))
        return real(review, path, write=write, salted=salted)

    monkeypatch.setattr(Review, "open_own", noted)
    for who, expected in (("ANNA", {"ANNA"}), ("CHIEF", set()), (None, set())):
        with Review(half_open, role=who) as review:
            state = review_state(review)
            assert state.funnel and state.words(review.stage(FULL_TEXT))
            assert {reviewer for reviewer, batch in opened if batch == f"{FULL_TEXT}.1"} == expected
            opened.clear()


def test_a_session_knows_what_another_window_decides_meanwhile(tmp_path: Path) -> None:
    folder = make_big_review(tmp_path / "review", 5)
    with Review(folder, role="ANNA") as here, Review(folder, role="ANNA") as there:
        session, other = DiskReview(here).screening_session(STAGE), DiskReview(there).screening_session(STAGE)
        other.decide(Verdict.INCLUDE)
        assert [each.record for each in session.refresh()] == [session.queue[0]]
        again = DiskReview(here).screening_session(STAGE)
        assert again.decided(session.queue[0]) and again.progress.decided == 1


def test_a_search_update_that_brings_nothing_to_a_stage_leaves_nothing_open_there(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for stage, verdict in ((STAGE, "include"), ("full-text", "include")):
        for reader in ("ANNA", "BO"):
            decide_all(folder, reader, stage, [(f"T{n}", verdict) for n in range(4)])
    update = tmp_path / "update.ris"
    update.write_text(ris([9]))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    packed = str(tmp_path / "review.zip")
    assert "interim" in run(folder, "agreement", "full-text").output, "the new record may still come"
    with pytest.raises(TamisError, match="still blind"):
        run(folder, "bundle", packed)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [("T9", "exclude")])
    with Review(folder) as review:
        state = review_state(review)
        full_text = review.stage("full-text")
        assert (state.blind_rounds(full_text), state.unfinished_rounds(full_text)) == ([2], [])
    assert "interim" not in run(folder, "agreement", "full-text", role="ANNA").output
    assert "still blind" not in run(folder, "disagreements", "full-text").stderr
    run(folder, "bundle", packed)


def test_what_waits_before_a_stage(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).waiting_before("full-text") is None, "there are no records"
    (tmp_path / "export.ris").write_text(ris(range(3)))
    run(folder, "import", str(tmp_path / "export.ris"), "--source", "Testbase")
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).waiting_before("full-text") == {"Title and abstract": 3}
        assert DiskReview(review).waiting_before(STAGE) == {}
