"""Random histories of a review: tamis and the second program must come to the same, and the sets must add up."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.derivation.agreement import agreement_of_all, agreements
from tests.derivation.flow import flow
from tests.derivation.funnel import Funnel, Stage
from tests.derivation.independent import came_late, withheld
from tests.derivation.missed import missed
from tests.histories import History, plan_of, shared_plan_of
from tests.reviews import run_json

NUMBERS = ("entered", "included", "excluded", "waiting", "disagreements", "escalated", "conflicts")
PARTS = ("not_retrieved", "by_rule")
ACTS = 24


def holds(review: Funnel) -> None:
    """The identities of the funnel, as sets of records."""
    assert set(review.records.unique) == set(review.records.survivor.values())
    assert set(review.records.survivor) == set(review.records.identified)
    entering = set(review.records.unique)
    for stage in review.stages.values():
        assert set(stage.entered) == entering
        parts = (stage.included, stage.excluded, stage.waiting)
        assert sum(map(len, parts)) == len(entering) and entering == set().union(*parts)
        assert sorted(stage.excluded) == sorted(each for ids in stage.reasons.values() for each in ids)
        for some in (stage.disagreements, stage.escalated, stage.conflicts):
            assert set(some) <= set(stage.waiting)
        assert all(set(stage.left[who]) <= set(owed) <= entering for who, owed in stage.owed.items())
        entering = set(stage.included)


def status_differs(folder: Path, review: Funnel) -> Iterator[tuple[object, ...]]:
    """Where `tamis status` says something else: what, the second program's, tamis's."""
    told = run_json(folder, "status", role=review.audience)
    identified, unique = len(review.records.identified), len(review.records.unique)
    yield "identified", identified, told["identified"]
    yield "duplicates", identified - unique, told["duplicates_removed"]
    yield "adds up", True, told["adds_up"]
    yield "included", len(review.included), told["included_records"]
    homes = list(review.records.round_of.values())
    yield (
        "rounds",
        {each: homes.count(each) for each in review.records.rounds},
        {each["round"]: each["unique"] for each in told["rounds"]},
    )
    for stage, theirs in zip(review.stages.values(), told["stages"], strict=True):
        for name in (*NUMBERS, *PARTS):
            yield f"{stage.id} {name}", len(getattr(stage, name)), theirs[name]
        yield f"{stage.id} reasons", {each: len(ids) for each, ids in stage.reasons.items()}, theirs["reasons"]
        owed = {who: share["owed"] for who, share in theirs["reviewers"].items()}
        yield f"{stage.id} owed", {who: len(ids) for who, ids in stage.owed.items()}, owed
        yield f"{stage.id} blind", bool(stage.blind), theirs["blind"]
        yield f"{stage.id} late", len(came_late(review, stage)), theirs["late"]
        rounds = stage.blind - {0}
        for who, share in theirs["reviewers"].items():
            if who == review.audience or not rounds:
                done = len(stage.owed[who]) - len(stage.left[who])
                yield f"{stage.id} {who} done", done, share["done"]
                names = ("one_by_one", "confirmed_in_bulk", "passed_in_bulk", "found_in_bulk")
                made = dict.fromkeys(names, 0)
                for record, word in stage.decisions[who].items():
                    if word.verdict and record in stage.entered:
                        bulk = {
                            "suggested": "confirmed_in_bulk",
                            "passed on": "passed_in_bulk",
                            "found": "found_in_bulk",
                        }
                        made[bulk.get(word.order, "one_by_one")] += 1
                yield f"{stage.id} {who} acts", made, theirs["acts"][who]


def numbers_differ(folder: Path, review: Funnel) -> Iterator[tuple[object, ...]]:
    """The same for agreement, missed, samples, disagreements and flow."""
    told = run_json(folder, "agreement", role=review.audience)
    stages = [stage for stage in review.stages.values() if len(stage.readers) > 1]
    pairs = [each for stage in stages for each in agreements(review, stage)]
    for ours, theirs in zip(pairs, told["stages"], strict=True):
        yield from figures_differ(f"agreement {ours['stage']} {ours['raters']}", ours, theirs)
    for theirs in told["all_readers"]:
        stage = review.stages[theirs["stage"]]
        yield from figures_differ(f"agreement of all {stage.id}", agreement_of_all(review, stage) or {}, theirs)
    counted = [each["stage"] for each in told["all_readers"]]
    yield "agreement of all", [each.id for each in stages if agreement_of_all(review, each)], counted
    plain = Funnel(folder, review.audience, second_looks=False)
    open_ones = [each for each in plain.stages.values() if not withheld(review, review.stages[each.id])]
    estimates = {each.id: found for each in open_ones if (found := missed(plain, each))}
    for theirs in (found := run_json(folder, "missed", role=review.audience)["stages"]):
        yield from figures_differ(f"missed {theirs['stage']}", estimates.get(theirs["stage"], {}), theirs)
    yield "missed", list(estimates), [each["stage"] for each in found]
    yield from figures_differ("flow", flow(review), run_json(folder, "flow", role=review.audience))
    for stage in stages:
        yield from stage_differs(folder, review, stage)


def stage_differs(folder: Path, review: Funnel, stage: Stage) -> Iterator[tuple[object, ...]]:
    """Samples and disagreements of one stage."""
    ours = {batch: ids for (name, batch), ids in review.samples.drawn.items() if name == stage.id}
    yield f"{stage.id} samples", ours, {each["round"]: each["ids"] for each in run_json(folder, "sample", stage.id)}
    told = run_json(folder, "disagreements", stage.id, role=review.audience)["items"]
    states = {each["record_id"]: each["state"] for each in told if each["state"] != "resolved"}
    own_states = dict.fromkeys(stage.disagreements, "open") | dict.fromkeys(stage.conflicts, "conflict")
    own_states |= dict.fromkeys(stage.escalated, "escalated")
    told_of = [each for each in own_states if each not in stage.sealed or each in stage.conflicts]
    yield f"{stage.id} disagreements", {each: own_states[each] for each in told_of}, states
    for each in told:
        said = {side["reviewer"]: side["verdict"] for side in each["decisions"]}
        own = {who: words.get(each["record_id"]) for who, words in stage.decisions.items()}
        yield f"{stage.id} sides", {who: word.verdict for who, word in own.items() if word and word.verdict}, said


def records_differ(folder: Path, review: Funnel) -> Iterator[tuple[object, ...]]:
    """The records behind the numbers, and the duplicate groups."""
    for row in run_json(folder, "dedup", "--groups"):
        yield "survivor", review.records.survivor[row["record_id"]] == row["record_id"], row["survivor"]
    for stage in review.stages.values():
        for name in ("included", "excluded", "waiting"):
            told = run_json(folder, "records", name, "--stage", stage.id, role=review.audience)
            yield f"{stage.id} {name}", sorted(getattr(stage, name)), sorted(each["record_id"] for each in told)


def figures_differ(what: str, ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """Each figure of ours beside theirs; numbers up to rounding."""
    for name, value in ours.items():
        told = theirs.get(name)
        if isinstance(value, float) and isinstance(told, float):
            value, told = round(value, 9), round(told, 9)
        if isinstance(value, dict) and isinstance(told, dict):
            yield from figures_differ(f"{what} {name}", value, told)
        elif isinstance(value, list) and name == "rounds":
            for one, other in zip(value, told or [], strict=True):
                yield from figures_differ(f"{what} {name}", one, other)
        else:
            yield f"{what} {name}", value, told


def differences(history: History, done: int, looks: int) -> Iterator[tuple[object, ...]]:
    """Whose view, what, the second program's and tamis's, after so many acts: of numbers all twice, of lists once.

    In between one looks at the status alone, and only after every so many acts.
    """
    whole, last = done % (ACTS // 2) == 0, done == ACTS
    if done % looks:
        return
    for who in (None, "ANNA", "BO", *history.people[3:], "CHIEF") if whole else (None,):
        if who:
            history.visit(who)
        review = history.seen_by(who)
        holds(review)
        found = [status_differs(history.folder, review)]
        found += [numbers_differ(history.folder, review)] if whole and who in (None, "ANNA") else []
        found += [records_differ(history.folder, review)] if last and who is None else []
        yield from ((who, *each) for some in found for each in some if each[1] != each[2])


def run_history(folder: Path, number: int, plan: Callable[[random.Random], str] = plan_of, looks: int = 1) -> None:
    """Stop at the first look at which both differ, and tell all that was done."""
    history = History(folder / "review", number, plan)
    for done in range(1, ACTS + 1):
        history.act()
        found = [f"{who}: {what}: {ours} != {theirs}" for who, what, ours, theirs in differences(history, done, looks)]
        assert not found, "\n".join([*found, *history.acts])


def numbers(few: int, many: int) -> list[Any]:
    """The numbers of histories: few each time, many in `make long`, where both programs look after each act."""
    return [
        *((each, 3) for each in range(few)),
        *(pytest.param(each, 1, marks=pytest.mark.long) for each in range(many)),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "looks"), numbers(2, 200))
def test_both_programs_count_alike(tmp_path: Path, number: int, looks: int) -> None:
    run_history(tmp_path, number, looks=looks)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "looks"), numbers(1, 70))
def test_both_programs_count_alike_where_the_reading_is_shared_out(tmp_path: Path, number: int, looks: int) -> None:
    run_history(tmp_path, number, shared_plan_of, looks)


def test_the_second_program_tells_a_difference(tmp_path: Path) -> None:
    """What it compares is compared: a decision that it does not read makes it differ."""
    history = History(tmp_path / "review", 1)
    before = history.seen_by(None)
    while all(stage.waiting == stage.entered for stage in history.seen_by(None).stages.values()):
        history.act()
    assert any(ours != theirs for _, ours, theirs in status_differs(history.folder, before))
    assert not any(ours != theirs for _, ours, theirs in status_differs(history.folder, history.seen_by(None)))
