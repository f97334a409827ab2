"""How a stage was read, in sentences: what is said, and what is not, by each condition alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.report.methods_reading import (
    blind_rounds,
    in_bulk,
    missed,
    read_alone,
    read_twice,
    rounds_of,
    second_looks,
    stated_as_read,
)
from core.report.values import ReportValues, StageReport
from core.screening.decision import Decision, Verdict
from core.screening.status import OwedAndDone
from core.sentences import say
from tests.core.report.made import decided, ended, opening
from tests.core.report.reports import finished, interim


def twice(stage: StageReport, report: ReportValues | None = None) -> str:
    return " ".join(each.text for each in read_twice(stage, report or interim()))


def screen(**changes: object) -> StageReport:
    return replace(interim().stages[1], **changes)  # type: ignore[arg-type]


def progress(**done: tuple[int, int]) -> dict[str, OwedAndDone]:
    return {who: OwedAndDone(owed=owed, done=read) for who, (read, owed) in done.items()}


@pytest.mark.parametrize(
    ("done", "words"),
    [((5, 5), "ANNA alone decided on 5 records."), ((4, 5), "ANNA alone decides; so far 4 of 5 records."),
     ((0, 1), "ANNA alone decides; so far none of 1 record."), ((1, 1), "ANNA alone decided on 1 record.")],
)  # fmt: skip
def test_a_stage_of_one_reader(done: tuple[int, int], words: str) -> None:
    stage = replace(interim().stages[0], progress=progress(ANNA=done), decisions={})
    assert [each.text for each in read_alone(stage)] == [words]


@pytest.mark.parametrize(
    ("anna", "bo", "lost", "words"),
    [
        ((15, 15), (12, 12), False,
         "ANNA read everything that entered: 15 records. BO read a share of 1/2: 12 records. "),
        ((14, 15), (11, 12), False,
         "ANNA reads everything that enters; so far 14 of 15 records. BO reads a share of 1/2; so far 11 of 12"),
        ((15, 15), (12, 12), True, "ANNA read every report that could be had: 15 records. "),
        ((14, 15), (12, 12), True, "ANNA reads every report that can be had; so far 14 of 15 records. "),
        ((15, 15), (9, 9), False,
         "BO read a share of 1/2: 9 records; of 10 records drawn, 1 did not come to this stage, or left it."),
        ((15, 15), (10, 10), False, "BO read a share of 1/2: 10 records. The sample"),
    ],
)  # fmt: skip
def test_what_each_reader_read(anna: tuple[int, int], bo: tuple[int, int], lost: bool, words: str) -> None:
    stage = screen(progress=progress(ANNA=anna, BO=bo))
    assert sum(each.size for each in stage.samples) == 10
    if lost:
        stage = replace(stage, state=replace(stage.state, reasons={"not-retrieved": ("r01",)}))
    assert words in twice(stage)


def test_one_sample_and_one_search_round_need_no_number() -> None:
    first = screen().samples[0]
    one = twice(screen(samples=(first,), opened=(opening(screen().stage, 1, "2024-04-01T08:00:00Z"),)))
    assert "with the seed “a seed”: 8 of 15 on 5 March 2024." in one and "search round" not in one
    assert (
        "all had finished, on 1 April 2024." in " ".join(one.split("until ")) and "(" not in one.split("until ")[1][:45]
    )
    longer = replace(first, extensions=screen().samples[1].extensions)
    grown = twice(screen(samples=(longer,)))
    assert "7 of 15 on 5 March 2024." in grown and "It was extended by 1 record on 5 February 2025;" in grown
    assert "The sample was drawn" not in twice(screen(samples=())) and "SHA-256" not in twice(screen(samples=()))


def test_rounds_of_one_seed_and_base_are_told_together() -> None:
    first, second = screen().samples
    again = replace(second, base=first.base, extensions=())
    found = twice(screen(samples=(first, again)))
    assert found.count("The sample was drawn from the records that entered the stage") == 1
    assert "8 of 15 on 5 March 2024 in search round 1 and 2 of 4 on 3 February 2025 in search round 2." in found
    apart = twice(screen(samples=(first, replace(again, seed="other"))))
    assert apart.count("The sample was drawn from the records that entered the stage") == 2


def test_days_on_which_rounds_were_opened() -> None:
    opened = tuple(opening(screen().stage, n, f"2024-04-0{n}T08:00:00Z") for n in (1, 2))
    assert "had finished, on 1 April 2024 and 2 April 2024 (2 search rounds)." in twice(screen(opened=opened))
    same = (opened[0], replace(opened[1], at="2024-04-01T20:00:00Z"))
    assert "had finished, on 1 April 2024 (2 search rounds)." in twice(screen(opened=same))
    early = opening(screen().stage, 1, "2024-04-01T08:00:00Z", "BO is ill.")
    only = twice(screen(opened=(early,)))
    assert (
        "The stage was opened on 1 April 2024, before every reader had finished; the reason logged is: BO is ill."
        in only
    )
    assert "tamis showed no reader" not in only


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("iix", ""),
        ("Iix", "Of the 3 records that ANNA decided on, 2 were decided one by one, 0 excluded in bulk as a rule "
                "suggested, "
                "and 1 passed on in bulk, since no rule suggested anything."),
        ("XXi", "1 was decided one by one, 2 excluded in bulk as a rule suggested, and 0 passed on in bulk, since no "
                "rule "
                "suggested anything."),
        ("F", "Of the 1 record that ANNA decided on, 0 were decided one by one, 0 excluded in bulk as a rule "
              "suggested, "
              "and 0 passed on in bulk, since no rule suggested anything; 1 in bulk that a search had shown."),
    ],
)  # fmt: skip
def test_what_was_decided_in_bulk(letters: str, words: str) -> None:
    stage = interim().stages[0]
    found = " ".join(each.text for each in in_bulk(replace(stage, decisions={"ANNA": decided(stage.stage, letters)})))
    assert words in found and bool(found) == bool(words)


def test_a_second_look_that_changed_nothing_and_one_at_which_the_team_included() -> None:
    out = {each: Decision(record=each, verdict=Verdict.EXCLUDE) for each in ("r02", "r08")}
    stage = screen(again={"ANNA": out, "BO": {}}, disagreements=())
    [told] = [each.text for each in second_looks(stage)]
    assert told.startswith("At a second look, ANNA read again 2 of the records that they had excluded")
    assert "and changed none; the decisions" in told and list(second_looks(screen(again={}, disagreements=()))) == []
    both = [each for each in screen().disagreements if each.by_second_look]
    kept = [replace(each, resolution=ended(each.record, "include", "ANNA")) for each in both]
    settled = " ".join(each.text for each in second_looks(screen(again={}, disagreements=[*kept, *both])))
    assert settled.endswith("excluded by another reader too: the team settles them, and has included 1.")


def test_what_was_missed_without_what_may_be_lacking() -> None:
    told = screen().missed
    assert told is not None
    bare = replace(told, recall=None, unresolved=0, regrouped=(), read_late=0)
    words = [each.text for each in missed(screen(missed=bare))]
    assert len(words) == 3 and words[-1].startswith("It is assumed") and list(missed(screen(missed=None))) == []
    assert "As long as 2 disagreements are open" in " ".join(
        each.text for each in missed(screen(missed=replace(bare, unresolved=2)))
    )


def test_beside_the_first_reader_only_where_a_sample_was_read_and_something_differs() -> None:
    assert "ANNA excluded, 3 are not excluded so far." in twice(screen())
    assert "not excluded so far" not in twice(screen(missed=None))
    done = replace(screen().state, waiting=())
    assert "are not excluded in the end." in twice(screen(state=done))
    agreed = {who: decided(screen().stage, "i1i1") for who in ("ANNA", "BO")}
    out = replace(
        screen().state, excluded=("r02", "r04"), reasons={"wrong-topic": ("r02", "r04")}, entered=("r02", "r04")
    )
    same = twice(screen(decisions=agreed, state=out))
    assert "not excluded" not in same and "had not excluded" not in same


def test_readers_who_did_not_differ() -> None:
    assert "The readers differed on no record." in twice(screen(disagreements=()))


def test_pairs_of_a_shared_stage_are_told_up_to_three_and_where_they_met() -> None:
    shared = finished().stages[0]
    said = twice(shared, finished())
    assert said.count("Before any discussion") == 1, "two pairs never met"
    [pair, *_] = shared.pairs
    assert twice(replace(shared, pairs=[pair] * 3), finished()).count("Before any discussion") == 3
    assert twice(replace(shared, pairs=[pair] * 4), finished()).count("Before any discussion") == 0
    whole = finished().stages[1]
    assert twice(replace(whole, pairs=[whole.pairs[0]] * 4), finished()).count("Before any discussion") == 4


def test_a_shared_stage_while_it_goes_on() -> None:
    shared = finished().stages[0]
    part = twice(replace(shared, progress=progress(ANNA=(6, 6), BO=(7, 8), CY=(0, 5))), finished())
    assert part.startswith(
        "Each record is to be read by 1 of 3 readers, and a share of 1/3 by one more of them: ANNA has read 6, BO 7 of "
        "8 and CY none of 5."
    )
    done = twice(replace(shared, progress=progress(ANNA=(6, 6), BO=(8, 8), CY=(5, 5))), finished())
    assert done.startswith("Each record was read by 1 of 3 readers") and ": ANNA read 6, BO 8 and CY 5." in done
    assert shared.stage.sharing is not None
    plain = replace(shared.stage, sharing=replace(shared.stage.sharing, any=2, one_more=""))
    two = twice(replace(shared, state=replace(shared.state, stage=plain)), finished())
    assert two.startswith("Each record was read by 2 of 3 readers: ANNA read")
    assert (
        " in search round" not in twice(replace(shared, samples=shared.samples[:1]), finished()).split("dealt")[1][:60]
    )


def test_rounds_that_are_blind() -> None:
    stage = interim().stages[2]
    for blind, words in (((2,), "search round 2"), ((1, 3), "search rounds 1 and 3")):
        text = blind_rounds(replace(stage, blind=blind))
        assert say(text, rounds=rounds_of(replace(stage, blind=blind))).text == words
    assert f"{stated_as_read(replace(stage, progress=progress(ANNA=(4, 4), BO=(0, 4))))}" == (
        "ANNA has stated 4 of 4 as read and BO has stated none of 4 as read"
    )


def test_what_came_late() -> None:
    one = twice(screen(came_late=("r01",)))
    assert "1 record came into the stage when all had read the rest, so it is in no agreement" in one
    assert "when all had read the rest" not in twice(screen(came_late=()))
