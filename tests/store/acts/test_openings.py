"""When a batch is open: an opening names a complete statement of every reader, or it is opened early for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.screening.opening import Opening
from store.acts.openings import begun, hides, may_unblind, openings, say_open, say_unblind, sealed_by
from store.acts.statements import Statement, state_batch, statements
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from tests.reviews import decide_all, decisions_file, make_review, protocol, record_ids, run
from tests.sharing import FIVE, readers_of, shared_review

STAGE = "title-abstract"
BATCH = (STAGE, 1)
ANNA_READS = '{ reviewer = "ANNA", coverage = "all" }'
ONE_READER = (f'{ANNA_READS}, {{ reviewer = "BO", coverage = "all" }}', ANNA_READS)


def stated(who: str, last: int = 3, *, complete: bool = True) -> Statement:
    return Statement(
        who=who,
        clock=0,
        stage=STAGE,
        round=1,
        complete=complete,
        owed=1,
        owed_sha256="",
        last=last,
        link="0" * 32,
        at="t",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=2)


@pytest.fixture
def review(folder: Path) -> Iterator[Review]:
    with Review(folder) as opened:
        yield opened


def state(review: Review, who: str, last: int = 3, *, complete: bool = True) -> Statement:
    """Say a statement, and give it as it was said."""
    state_batch(review, stated(who, last, complete=complete))
    return statements(review)[BATCH][who]


def opening(review: Review) -> Opening | None:
    return openings(review).get(BATCH)


def amended(folder: Path, old: str, new: str) -> None:
    path = folder / PROTOCOL_FILE
    path.write_text(path.read_text().replace(old, new, 1))
    with Review(folder) as review:
        review.log_amendment()


def test_an_opening_that_names_a_complete_statement_of_each_reader_opens(review: Review) -> None:
    anna, bo = state(review, "ANNA", 4), state(review, "BO", 0)
    assert opening(review) is None, "statements alone open nothing"
    say_open(review, *BATCH, {"ANNA": anna, "BO": bo})
    found = opening(review)
    assert found is not None and not found.early and found.journals == {"ANNA": 4, "BO": 0}
    assert openings(review).keys() == {BATCH}, "no other batch"
    assert sealed_by(review, review.stage(STAGE), 1) == "" and sealed_by(review, review.stage(STAGE), 2) == STAGE


@pytest.mark.parametrize("fault", ["of one", "incomplete", "no statement", "none at all", "of a stranger too"])
def test_an_opening_that_names_less_or_what_is_not_there_opens_nothing(review: Review, fault: str) -> None:
    anna, bo = state(review, "ANNA"), state(review, "BO", complete=fault != "incomplete")
    named = {"ANNA": anna, "BO": bo}
    match fault:
        case "of one":
            del named["BO"]
        case "no statement":
            named["BO"] = replace(bo, clock=bo.clock + 50)
        case "none at all":
            named.clear()
        case "of a stranger too":
            named["CHIEF"] = replace(anna, who="CHIEF")
    say_open(review, *BATCH, named)
    assert opening(review) is None


def test_a_statement_that_one_says_in_ones_own_words_for_another_is_one_s_own(folder: Path) -> None:
    """ANNA writes the statement of BO in her journal: it is hers, whatever it says."""
    with Review(folder, role="ANNA") as review:
        state_batch(review, stated("ANNA"))
        forged = replace(statements(review)[BATCH]["ANNA"], who="BO")
        say_open(review, *BATCH, {"ANNA": replace(forged, who="ANNA"), "BO": forged})
        assert statements(review)[BATCH].keys() == {"ANNA"} and opening(review) is None


def test_who_had_nothing_to_read_has_no_line(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "review", records=2)
    busy = set[str]().union(*readers_of(folder).values())
    with Review(folder) as review:
        say_open(review, *BATCH, {each: state(review, each, 4) for each in busy})
        found = opening(review)
    assert found is not None and found.journals == {each: 4 if each in busy else 0 for each in FIVE}
    assert found.links == {each: "0" * 32 if each in busy else "" for each in FIVE} and busy != set(FIVE)


def test_of_several_openings_the_earliest_statement_of_each_reader_counts(review: Review) -> None:
    anna, bo = state(review, "ANNA", 4), state(review, "BO", 5)
    later = state(review, "ANNA", 9)
    with Review(review.folder, role="BO") as other:
        say_open(other, *BATCH, {"ANNA": later, "BO": bo})
        assert openings(other)[BATCH].journals == {"ANNA": 9, "BO": 5}
        say_open(review, *BATCH, {"ANNA": anna, "BO": bo})
        other.refresh()
        assert openings(other)[BATCH].journals == {"ANNA": 4, "BO": 5}, "who opens later makes nobody's longer"


def test_who_begun_a_batch_is_needed_although_the_plan_does_not_name_them(folder: Path) -> None:
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="BO")
    amended(folder, *ONE_READER)
    with Review(folder) as review:
        stage = review.stage(STAGE)
        assert begun(review, *BATCH) == {"BO"} and hides(review, stage), "the plan once had two readers"
        say_open(review, *BATCH, {"ANNA": state(review, "ANNA")})
        assert opening(review) is None and sealed_by(review, stage, 1) == STAGE


def test_who_is_put_back_into_the_plan_was_not_asked_by_an_opening_without_them(folder: Path) -> None:
    amended(folder, *ONE_READER)
    with Review(folder) as review:
        say_open(review, *BATCH, {"ANNA": state(review, "ANNA")})
        assert opening(review) is not None, "BO has no part in it"
    amended(folder, *reversed(ONE_READER))
    with Review(folder) as review:
        assert opening(review) is None


def test_one_reader_hides_nothing_of_their_own_and_what_an_earlier_stage_hides(tmp_path: Path) -> None:
    text = ONE_READER[1].join(protocol().rsplit(ONE_READER[0], 1))
    folder = make_review(tmp_path / "review", records=1, text=text)
    with Review(folder) as review:
        stage = review.stage("full-text")
        assert not hides(review, stage) and sealed_by(review, stage, 1) == STAGE
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [("T0", "include")])
    with Review(folder) as review:
        assert sealed_by(review, review.stage("full-text"), 1) == ""


def test_an_adjudicator_opens_early_and_who_never_stated_has_decided_nothing(folder: Path) -> None:
    with Review(folder, role="CHIEF") as review:
        state(review, "ANNA", 4, complete=False)
        say_unblind(review, *BATCH, "we cannot wait")
        found = opening(review)
        assert found is not None and found.early and found.rationale == "we cannot wait"
        assert found.journals == {"ANNA": 4}, "BO has not stated where they stand"
        state(review, "BO", 0, complete=False)
        assert openings(review)[BATCH].journals == {"ANNA": 4, "BO": 0}
        state(review, "BO", 7, complete=False)
        assert openings(review)[BATCH].journals == {"ANNA": 4, "BO": 0}, "what BO decides afterwards is late"


@pytest.mark.parametrize("rationale", ["", "  "])
def test_without_a_reason_nothing_is_opened_early(folder: Path, rationale: str) -> None:
    with Review(folder, role="CHIEF") as review:
        say_unblind(review, *BATCH, rationale)
        assert opening(review) is None


def test_readers_open_early_only_all_together(folder: Path) -> None:
    for who, opened in (("ANNA", False), ("BO", True)):
        with Review(folder, role=who) as review:
            assert not may_unblind(review, who)
            say_unblind(review, *BATCH, "we agree")
            assert (opening(review) is not None) is opened


def test_an_early_opening_gives_way_to_a_complete_one(review: Review) -> None:
    say_unblind(review, *BATCH, "we cannot wait")
    assert openings(review)[BATCH].early
    say_open(review, *BATCH, {who: state(review, who) for who in ("ANNA", "BO")})
    assert not openings(review)[BATCH].early


def test_where_accounts_are_named_nobody_of_no_role_opens_early(tmp_path: Path) -> None:
    text = protocol().replace('id = "ANNA"\n', 'id = "ANNA"\nlogin = "anna"\n', 1)
    with Review(make_review(tmp_path / "review", text=text)) as review:
        assert [may_unblind(review, who) for who in ("CHIEF", "ANNA", review.who)] == [True, False, False]


def test_what_is_decided_after_an_early_opening_is_late(folder: Path) -> None:
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    run(folder, "unblind", STAGE, "--rationale", "we cannot wait")
    for who in ("ANNA", "BO"):
        for each in record_ids(folder):
            run(folder, "decide", STAGE, each, "exclude", role=who)
    with Review(folder) as review:
        assert openings(review)[BATCH].early and openings(review)[BATCH].journals == {"ANNA": 2, "BO": 0}
    assert decisions_file(folder, "BO", STAGE).parent.stat().st_mode & 0o777 == 0o755, "and open to all"
